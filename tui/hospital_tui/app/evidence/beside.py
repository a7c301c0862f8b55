"""Articles side by side: the copies of a report with what differs marked, or two years of a hospital in two columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import EXPORT, HELP, IN, OUT, SWITCH
from hospital_tui.app.evidence.along import Taken
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Goto, Origin
from hospital_tui.app.panes.sidebar import wrap
from hospital_tui.app.typography import Setting, break_text
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import Library
from hospital_tui.library.beside import Beside, Changed, Facing, Side
from hospital_tui.library.export import beside_table
from hospital_tui.model import Article, Span
from hospital_tui.speech import metric_name, t
from hospital_tui.speech.figures import measured

_MOST_LINES = 8
"""Lines of a passage in a column; the rest is a key away."""
_ENOUGH = 4
"""Characters of a cell that are broken into lines for a column: an endless text costs no more than a long one."""
_LONG = 20_000
"""Characters of articles that are broken into lines beside the screen, which takes longer than a frame may."""


class Heights(NamedTuple):
    """Lines of each row."""

    width: int
    """Cells of the lines that they were counted for."""
    lines: Sequence[int]


class Facings(RowList):
    """Rows that face each other; the side under the cursor is the one that Enter goes to."""

    empty = "beside.none"

    uniform = 0

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.beside: Beside | None = None
        self.side = 0
        self._heights = Heights(0, ())
        """Of articles that are too long to be counted in a frame; none of others."""

    def show(self, beside: Beside | None, heights: Heights) -> None:
        """Take up articles, with what `heights_for` says of them."""
        self.beside, self.side, self._heights = beside, 0, heights
        self.rows_changed(0)

    def heights_for(self, beside: Beside | None) -> Heights:
        """The lines of the rows of long articles at the width that there is; asked beside the screen."""
        rows = beside.rows if beside is not None else ()
        if beside is None or sum(len(side.text) for row in rows for side in row.sides if side) < _LONG:
            return Heights(0, ())
        width = self._width()
        return Heights(width, [len(self._lines(beside, row, width)) for row in rows])

    @property
    def outgrown(self) -> bool:
        """The lines of long articles were counted for another width."""
        return bool(self._heights.lines) and self._heights.width != self._width()

    def fit(self, heights: Heights) -> None:
        """Take up other heights of the same rows."""
        self._heights = heights
        self.rows_changed()

    def row_count(self) -> int:
        """One row a passage, or a plan."""
        return len(self.beside.rows) if self.beside is not None else 0

    def facing(self) -> Facing | None:
        """The row under the cursor."""
        return self.beside.rows[self.cursor] if self.beside is not None and self.row_count() else None

    def row_height(self, row: int, width: int) -> int:
        """As many lines as the row comes to; for a width that long articles were not counted for, as many as they had."""
        counted = self._heights.lines
        return counted[row] if counted else len(self.row_lines(row, width))

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Once with what differs below, or two columns with what changed between them."""
        return (
            self._lines(self.beside, self.beside.rows[row], width) if self.beside is not None else (Line([]),)
        )

    def _lines(self, beside: Beside, facing: Facing, width: int) -> Sequence[Line]:
        lines = self._once(beside, facing, width) if beside.one_report else self._columns(facing, width)
        return [*lines, Line([])]

    def _once(self, beside: Beside, facing: Facing, width: int) -> Iterator[Line]:
        """A copy's text with its own characters marked, under the name of its paper but for the first."""
        for number, side in enumerate(facing.sides):
            if side is None or (number and not side.spans):
                continue
            lead = self._lead(beside, number, width)
            pieces = _marked(lead + side.text, [(a + len(lead), b + len(lead)) for a, b in side.spans], width)
            for at, line in enumerate(pieces):
                yield Line([(lead, "accent"), *_cut(line, len(lead))] if at == 0 and lead else line)

    def _lead(self, beside: Beside, number: int, width: int) -> str:
        """What stands before the first line of a copy; nothing before the first copy."""
        if number == 0:
            return ""
        name = f"{number + 1} {paper(beside.articles[number])} "
        return name if cell_len(name) < width // 2 else f"{number + 1} "

    def _columns(self, facing: Facing, width: int) -> Iterator[Line]:
        """Left, what changed, right; plans face what is said of them."""
        gutter = 18 if width >= 100 else 12
        column = max(8, (width - gutter - 2) // 2)
        left, right = (_column(side, column) for side in facing.sides)
        between: Iterable[Piece] = chain.from_iterable(_said(one, gutter) for one in facing.changed)
        if facing.plan:
            between, right = [(t("beside.plan"), "accent")], right or [t("beside.not_said")]
        inks = "strong" if self.side == 0 and facing.plan else "", "faint" if facing.sides[1] is None else ""
        for mine, piece, other in zip_longest(left or [""], between, right):
            words, ink = piece or ("", "")
            pieces = [(_padded(mine, column), inks[0]), (" ", ""), (_padded(words, gutter), ink), (" ", "")]
            yield Line([*pieces, (other or "", inks[1])])


def paper(article: Article) -> str:
    """What tells a copy from others: its newspaper and day, else its file."""
    return " ".join(part for part in (article.newspaper, article.date) if part) or article.source.file


def _broken(text: str, width: int) -> list[Span]:
    """[start, end) of the lines of a text, broken as the reading page is."""
    setting = Setting(width=max(2, width - 1), ambiguous_wide=cell_len("—") == 2)
    return [(row.start, row.stop) for row in break_text(text, setting, [])]


def _column(side: Side | None, width: int) -> list[str]:
    text = side.text[: _MOST_LINES * _ENOUGH * width] if side is not None else ""
    lines = [text[start:end] for start, end in _broken(text, width)]
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "…"]


def _padded(words: str | None, width: int) -> str:
    return (words or "") + " " * max(0, width - cell_len(words or ""))


def _said(one: Changed, gutter: int) -> Iterator[Piece]:
    """What changed, in lines between the columns: the metric, then one value where it is the same, or both."""
    yield shorten(metric_name(one.name), gutter), "faint"
    before, after = measured(one.before), measured(one.after)
    if one.before.value == one.after.value:
        values, ink = [f"= {after}"], "quiet"
    else:
        together = f"{before}→{after}"
        values, ink = [together] if cell_len(together) <= gutter else [f"{before} →", after], "warn"
    yield from ((words, ink) for value in values for words in wrap(value, gutter))


def _marked(text: str, spans: Sequence[Span], width: int) -> Iterator[list[Piece]]:
    """Text in lines, what lies in the spans lit."""
    for start, end in _broken(text, width):
        pieces, at = list[Piece](), start
        for first, last in spans:
            first, last = max(first, at), min(last, end)
            if first < last:
                pieces += [(text[at:first], ""), (text[first:last], "match")]
                at = last
        yield [piece for piece in (*pieces, (text[at:end], "")) if piece[0]]


def _cut(pieces: Sequence[Piece], start: int) -> Iterator[Piece]:
    """Pieces without their first characters."""
    for words, ink in pieces:
        yield words[start:], ink
        start = max(0, start - len(words))


class BesideScreen(EvidenceScreen):
    """Rows that face each other; no filter, since an article is shown whole."""

    SHOWS: ClassVar[str] = "beside"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, SWITCH)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        hint(IN, "side", shown="← →"),
        hint(SWITCH, "others"),
        HELP,
        EXPORT,
    )
    DEFAULT_CSS = "BesideScreen FigureWords { display: none; }"

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin._replace(filter="", scope=None))
        self.turn = 0
        """Which of those that can stand beside the article does."""

    def inside(self) -> Sequence[Widget]:
        """The rows."""
        return (Facings(),)

    @property
    def facings(self) -> Facings:
        """The rows."""
        return self.query_one(Facings)

    def look(self) -> None:
        """Ask for what stands beside the article."""
        article_id, turn = self.origin.article_id, self.turn

        facings = self.facings

        def ask() -> tuple[Beside | None, Heights]:
            ways = self.library.ways_beside(article_id) if article_id else []
            beside = self.library.beside(ways[turn % len(ways)]) if ways else None
            return beside, facings.heights_for(beside)

        self.ask(ask, self._show)

    def _show(self, found: tuple[Beside | None, Heights]) -> None:
        beside, heights = found
        self.facings.show(beside, heights)
        self._refit()
        rows = beside.rows if beside else ()
        differ = sum(bool(row.changed) or any(side and side.spans for side in row.sides) for row in rows)
        self.found(t("beside.count", n=len(rows), differ=differ))
        self.show_words()

    @on(RowList.Fitted)
    def _refit(self) -> None:
        """Count the lines of long articles for another width."""
        facings, beside = self.facings, self.facings.beside

        def refitted(heights: Heights) -> None:
            if facings.beside is beside:
                facings.fit(heights)
                self._refit()

        if facings.outgrown:
            self.ask_beside(lambda: facings.heights_for(beside), refitted, self.say)

    def narrow(self, text: str) -> None:
        """An article is shown whole: nothing is left out of it."""
        self.filter_bar.put("")

    def show_words(self) -> None:
        """In the status line what stands side by side, and where the cursor is."""
        beside, facing = self.facings.beside, self.facings.facing()
        said = [t("command.beside")]
        if beside is not None and facing is not None:
            said.append(
                t("beside.copies", n=len(beside.articles)) if beside.one_report else t("beside.years")
            )
            article = beside.articles[self.facings.side]
            said += [paper(article) if beside.one_report else f"{article.year or ''} {article.title}".strip()]
            said += [facing.section] if facing.section else []
        self.status.path = tuple(said)

    def sidestep(self, by: int) -> None:
        """The next paper, or the year at the right, or the one before."""
        if self.facings.beside is not None:
            self.facings.side = (self.facings.side + by) % len(self.facings.beside.articles)
            self.facings.refresh()
            self.show_words()

    def action_widen(self) -> None:
        """What else can stand beside the article."""
        self.turn += 1
        self.look()

    @on(RowList.Chosen, "#rows")
    def to_the_words(self) -> None:
        """Go to the passage of the side that is looked at; where it has none of its own, of the first that has."""
        beside, facing = self.facings.beside, self.facings.facing()
        if beside is None or facing is None:
            return
        for number in (self.facings.side, *range(len(facing.sides))):
            if (side := facing.sides[number]) is not None:
                self.dismiss(Goto(beside.articles[number].id, side.passage_id, -1))
                return

    def taken(self) -> Taken:
        """A line for each side of each row."""
        beside = self.facings.beside
        rows = len(beside.rows) if beside is not None else 0
        return Taken("beside", rows, lambda: beside_table(beside))

    def command(self) -> tuple[str, ...]:
        """The articles."""
        beside = self.facings.beside
        return (
            ("beside", *(article.id for article in beside.articles))
            if beside is not None
            else ("beside", self.origin.article_id or "")
        )
