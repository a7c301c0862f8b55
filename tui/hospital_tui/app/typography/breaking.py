"""Breaking a text into rows: greedy, by the prohibition rules of CLREQ §3.1.4.3, without losing a character.

The widths of a stretch of text are summed up once; each row's end is then found by bisection, and moved back to the
first place where a row may end. So the cost is that of summing, whatever the rules: most rows ask two or three
questions.

A row ends, in this order of preference: where the rules allow it; inside a Latin word longer than a row, after a
slash or dot if one is near; inside such a word anywhere; between punctuation that no row could hold together; inside
a number longer than a row.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospital_tui.app.typography.cells import Widths, widths
from hospital_tui.app.typography.rows import Row
from hospital_tui.app.typography.rules import NO_BREAK_SPACES, NOT_AT_END, NOT_AT_START, SPACES, STOPS
from hospital_tui.app.typography.spacing import justified
from hospital_tui.app.typography.units import (
    Span,
    find_units,
    is_orphan,
    soft_breaks,
    straight_quotes,
    unit_over,
)

_WINDOW = 16_384
"""Characters looked at at once, so that a text of any length takes memory for its rows only."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set."""

    width: int
    """Cells of a row, at least 2."""
    indent: int = 0
    """Blank cells before the first row, four for the two characters of a Chinese paragraph."""
    hanging: int = 0
    """Blank cells before the rows after the first, for list items."""
    justify: bool = False
    """Spread the spare cells of a row so that the right edge is straight."""
    gap: bool = False
    """A blank between Han and Latin."""
    hang: bool = False
    """A stop may stand in the two cells right of the edge; else it takes the character before it to the next row."""
    ambiguous_wide: bool = False
    """The terminal draws “ ” … — · ① ℃ two cells wide."""


def break_text(text: str, setting: Setting, keep: Sequence[Span] = ()) -> list[Row]:
    """Break a text into rows.

    `keep` are spans, in order, that stay whole whenever a row can hold them: the figures of a passage. Every
    character lies on exactly one row, and the rows stand in order; an empty text has none. No row is wider than the
    setting (two cells more for a hanging stop) unless a single character is.
    """
    return list(iterate_rows(text, setting, keep))


def iterate_rows(text: str, setting: Setting, keep: Sequence[Span] = ()) -> Iterator[Row]:
    """The rows of a text one after the other, made as they are asked for."""
    start = 0
    held = straight_quotes(text)
    while start < len(text):
        stretch = _Stretch(text, start, min(len(text), start + _WINDOW), setting, keep, held)
        for row in stretch.rows():
            yield row
            start = row.end


class _Stretch:
    """A part of a text that begins with a row, measured and ready to be broken."""

    def __init__(
        self, text: str, first: int, last: int, setting: Setting, keep: Sequence[Span], held: frozenset[int]
    ) -> None:
        self._text = text
        self._first = first
        self._last = last
        self._setting = setting
        self._held = held
        self._widths: Widths = widths(setting.ambiguous_wide)
        part = text
        if first or last < len(text):
            part = text[first:last]
            keep = [(s - first, e - first) for s, e in keep if s >= first and e <= last]
        found = find_units(part, keep, gaps=setting.gap)
        self._part = part
        self._units = found.spans
        self._gaps = dict.fromkeys(found.gaps, 1)
        self._edges = self._running(found.gaps)

    def _running(self, gaps: list[int]) -> list[int]:
        """Cells before each character; a gap counts as part of the character after it."""
        if not gaps:
            return self._widths.running(self._part)
        each = list(map(self._widths.__getitem__, self._part))
        for at in gaps:
            each[at] += 1
        running = [0] * (len(each) + 1)
        total = 0
        for index, cells in enumerate(each):
            running[index] = total
            total += cells
        running[-1] = total
        return running

    def rows(self) -> Iterator[Row]:
        """The rows; where the text goes on behind this stretch, the last ones are left to the next."""
        size = len(self._part)
        whole = self._last == len(self._text)
        settled = size if whole else max(1, size - 2 * self._setting.width)
        start = 0
        while start < size and (start < settled or start == 0):
            row = self._row(start)
            yield row
            start = row.end - self._first

    def _row(self, start: int) -> Row:
        setting = self._setting
        first = start + self._first == 0
        indent = setting.indent if first else setting.hanging
        indent = min(indent, max(0, setting.width - 2))
        end = self._end(start, setting.width - indent)
        if end < 0 and indent:
            # A number that would fit a row without indent stays whole: the indent gives way.
            unindented = self._end(start, setting.width)
            if unindented > 0:
                indent = max(0, setting.width - self._between(start, self._shown(start, unindented)))
                return self._made(start, unindented, indent)
        elif end > 0:
            end = self._leaving_no_orphan(start, end)
        return self._made(start, abs(end), indent)

    def _leaving_no_orphan(self, start: int, end: int) -> int:
        """`end`, or an earlier place where else one character would be the whole last row (CLREQ: 孤字)."""
        if self._last < len(self._text) or not is_orphan(self._part, end):
            return end
        room = self._setting.width - self._setting.hanging
        for at in range(end - 1, start, -1):
            if self._between(at, self._shown(at, len(self._part))) > room:
                break
            if (
                self._allowed(start, at)
                and unit_over(self._units, at) is None
                and not is_orphan(self._part, at)
            ):
                return at
        return end

    def _made(self, start: int, end: int, indent: int) -> Row:
        stop = self._shown(start, end)
        cells = self._between(start, stop)
        blanks = tuple((at, 1) for at in self._gaps if start < at < stop)
        spare = self._setting.width - indent - cells
        if self._setting.justify and spare > 0 and end < len(self._part):
            blanks, grown = justified(self._part, start, stop, spare, blanks, self._units)
            cells += grown
        first = self._first
        moved = tuple((at + first, count) for at, count in blanks)
        return Row(start + first, stop + first, end + first, indent, cells, moved)

    def _between(self, start: int, stop: int) -> int:
        """Cells from one character to another, without a gap before the first."""
        return max(0, self._edges[stop] - self._edges[start] - self._gaps.get(start, 0))

    def _shown(self, start: int, end: int) -> int:
        """End of what is drawn: blanks at the end of a row are not."""
        while end > start and self._part[end - 1] in SPACES:
            end -= 1
        return end

    def _end(self, start: int, width: int) -> int:
        """Where the row that begins at `start` ends; negative where it had to be cut inside a number or a span."""
        size = len(self._part)
        edges = self._edges
        reach = edges[start] + self._gaps.get(start, 0) + width
        limit = bisect_right(edges, reach, start + 1) - 1
        if limit >= size:
            return size
        limit = max(limit, start + 1)
        limit = self._with_blanks(self._with_hanging(limit, reach))
        if limit >= size:
            return size
        for at in range(limit, start, -1):
            if self._allowed(start, at):
                unit = unit_over(self._units, at)
                if unit is None:
                    return at
                if unit.start > start and self._allowed(start, unit.start):
                    return unit.start
        return self._forced(start, limit)

    def _with_hanging(self, limit: int, reach: int) -> int:
        """One stop that the row has no room for may hang over the edge."""
        if self._setting.hang and self._part[limit] in STOPS and self._edges[limit + 1] <= reach + 2:
            return limit + 1
        return limit

    def _with_blanks(self, limit: int) -> int:
        """Blanks after a row's last character belong to it, however many there are."""
        size = len(self._part)
        while limit < size and (self._part[limit] in SPACES or self._is_empty(limit)):
            limit += 1
        return limit

    def _is_empty(self, at: int) -> bool:
        """Whether a character is drawn in no cell of its own."""
        return self._edges[at + 1] == self._edges[at]

    def _allowed(self, start: int, at: int) -> bool:
        """Whether the rules for line start and line end allow a row to end before `at`."""
        part = self._part
        after = part[at]
        if after in NOT_AT_START or after in SPACES or self._is_empty(at) or at + self._first in self._held:
            return False
        before = part[at - 1]
        if before in NO_BREAK_SPACES or after in NO_BREAK_SPACES:
            return False
        if before in SPACES:
            shown = self._shown(start, at)
            if shown == start:
                return False
            before = part[shown - 1]
        return before not in NOT_AT_END

    def _forced(self, start: int, limit: int) -> int:
        """The least harmful end of a row that the rules leave none."""
        unit = unit_over(self._units, limit)
        if unit is not None and unit.rank == 0:
            low = max(start, unit.start, limit - max(4, self._setting.width // 3))
            soft = [at for at in soft_breaks(self._part, low, unit.end) if low < at <= limit]
            if soft:
                return soft[-1]
        for spare in (self._word_end, self._pair_end):
            end = spare(start, limit)
            if end > start:
                return end
        end = limit
        while end > start + 1 and self._is_empty(end):
            end -= 1
        return -end

    def _word_end(self, start: int, limit: int) -> int:
        """Last place that the rules allow when words may be cut and numbers may not."""
        for at in range(limit, start, -1):
            unit = unit_over(self._units, at)
            if (unit is None or unit.rank == 0) and self._allowed(start, at):
                return at
        return start

    def _pair_end(self, start: int, limit: int) -> int:
        """Last place outside numbers and words, whatever punctuation stands there."""
        for at in range(limit, start, -1):
            if unit_over(self._units, at) is None and not self._is_empty(at):
                return at
        return start
