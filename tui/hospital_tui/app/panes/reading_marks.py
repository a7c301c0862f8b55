"""What is marked in a block's text: figures, filter matches, run-in headings, doubts, the figure pointed at."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from hospital_tui.app.panes.reading_blocks import PageBlock
from hospital_tui.model import Span


class Match(Protocol):
    """What a filter found in one passage."""

    @property
    def spans(self) -> Sequence[Span]:
        """Spans in the passage's text."""

    @property
    def figures(self) -> Sequence[int]:
        """Indexes of the figures that match."""


class Mark(NamedTuple):
    """A stretch of a block's text that is drawn in a style of its own."""

    start: int
    end: int
    style: str
    """Name of the component class, without the pane's prefix."""


class Marked(NamedTuple):
    """What is marked on the page at the moment."""

    matches: Mapping[str, Match] = {}
    """By the key of a block."""
    figure: tuple[str, int] | None = None
    """Key and index of the figure pointed at."""
    current: tuple[str, int] | None = None
    """Key and offset of the match that the reader went to."""


def marks_of(block: PageBlock, marked: Marked) -> list[Mark]:
    """The marks of a block, the ones that are drawn over others last."""
    marks: list[Mark] = []
    if block.run_in is not None:
        marks.append(Mark(*block.run_in, "run-in"))
    match = marked.matches.get(block.key)
    if block.passage is not None:
        marks.extend(Mark(*doubt.at, "doubt") for doubt in block.passage.doubts)
        marks.extend(Mark(*figure.at, figure.kind) for figure in block.passage.figures)
    if match is not None:
        marks.extend(_figure_marks(block, match))
        marks.extend(Mark(*span, "match") for span in match.spans)
        marks.extend(_current(block, match, marked))
    marks.extend(_pointed(block, marked))
    size = len(block.text)
    return [mark for mark in marks if 0 <= mark.start < mark.end <= size]


def _figure_marks(block: PageBlock, match: Match) -> list[Mark]:
    figures = block.passage.figures if block.passage is not None else ()
    return [Mark(*figures[index].at, "match") for index in match.figures if 0 <= index < len(figures)]


def _current(block: PageBlock, match: Match, marked: Marked) -> list[Mark]:
    if marked.current is None or marked.current[0] != block.key:
        return []
    offset = marked.current[1]
    return [Mark(start, end, "match-here") for start, end in match.spans if start <= offset < end]


def _pointed(block: PageBlock, marked: Marked) -> list[Mark]:
    if marked.figure is None or block.passage is None or marked.figure[0] != block.key:
        return []
    figures = block.passage.figures
    index = marked.figure[1]
    return [Mark(*figures[index].at, "pointed")] if 0 <= index < len(figures) else []
