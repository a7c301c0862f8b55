"""One line of the page as segments: blanks, characters and their styles, each with its place for mouse selection.

Textual asks of every segment where it stands in the text (`offset` in the style's meta) and counts characters from
there. The place is given as (x, y): y is the position of the line's first character in all texts put one below the
other, x counts characters from it and is negative in the margin left of the line. So `y + max(0, x)` is a position that
holds after every change of width.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from hospital_tui.app.panes.reading_blocks import PageBlock
from hospital_tui.app.panes.reading_marks import Mark
from hospital_tui.app.typography import Row, is_plain, visible

Styler = Callable[[tuple[str, ...]], Style]
"""The style for some component classes, the later ones over the earlier ones."""


def position(x: int, y: int) -> int:
    """The position in all texts that a place of the selection stands for."""
    return y + max(0, x)


def placed(style: Style, x: int, y: int) -> Style:
    """A style with its place for mouse selection."""
    return style + Style.from_meta({"offset": (x, y)})


def margin(cells: int, style: Style, base: int, drawn: str | None = None) -> Segment:
    """Blank cells left of a line, or a whole blank row; all of them stand for the position `base`."""
    return Segment(" " * cells if drawn is None else drawn, placed(style, -cells, base))


def paint_line(
    text: str, row: Row, base: int, look: str, marks: Sequence[Mark], styler: Styler
) -> Iterator[Segment]:
    """The segments of a line from its first character to its last; `base` is the position of the block's text."""
    start_at = base + row.start
    blanks = dict(row.blanks)
    plain = is_plain(text[row.start : row.stop])
    cuts = _cuts(row, marks, blanks, None if plain else text)
    for start, end in itertools.pairwise(cuts):
        names = _names(look, marks, start, end)
        for _ in range(blanks.get(start, 0)):
            inside = _names(look, marks, start - 1, end)
            yield Segment(" ", placed(styler(inside), start - row.start, start_at))
        drawn = text[start:end] if plain else "".join(map(visible, text[start:end]))
        yield Segment(drawn, placed(styler(names), start - row.start, start_at))


def _cuts(row: Row, marks: Sequence[Mark], blanks: dict[int, int], oddities: str | None) -> list[int]:
    """Offsets at which the style changes or something stands between two characters, in order, both ends included."""
    cuts = {row.start, row.stop, *blanks}
    for mark in marks:
        if mark.start < row.stop and mark.end > row.start:
            cuts.add(max(mark.start, row.start))
            cuts.add(min(mark.end, row.stop))
    if oddities is not None:
        for at in range(row.start, row.stop):
            if visible(oddities[at]) != oddities[at]:
                cuts.update((at, at + 1))
    return sorted(cuts)


def _names(look: str, marks: Sequence[Mark], start: int, end: int) -> tuple[str, ...]:
    """The component classes of a stretch that no mark cuts."""
    return (look, *(mark.style for mark in marks if mark.start <= start and end <= mark.end))


def line_selection(block: PageBlock, base: int, selected: tuple[int, int]) -> list[Mark]:
    """The part of a block's text that is selected; `selected` is a range in all texts."""
    start, end = max(0, selected[0] - base), min(len(block.text), selected[1] - base)
    return [Mark(start, end, "selection")] if start < end else []
