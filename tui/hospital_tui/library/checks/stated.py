"""The figures of a passage as checks take them: each with its place, and its point where it is a number."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import groupby

import msgspec

from hospital_tui.library.checks.findings import PLACES, Point
from hospital_tui.library.checks.numbers import Range, stated
from hospital_tui.library.figure_values import same_unit
from hospital_tui.model import Article, Figure, Passage
from hospital_tui.text.folding import simplified

_STOP = re.compile("[。；！？]")
FULL_STOP = re.compile("。")


def passages(article: Article) -> list[Passage]:
    """An article's selectable passages, in the characters that `words.yaml` is written in; places are the same."""
    return [_plain(passage) for passage in article.selectable()]


def _plain(passage: Passage) -> Passage:
    text = simplified(passage.text)
    if text is passage.text:
        return passage
    figures = [
        msgspec.structs.replace(
            figure, text=simplified(figure.text), label=simplified(figure.label),
            unit=figure.unit and simplified(figure.unit), part_of=figure.part_of and simplified(figure.part_of),
        )
        for figure in passage.figures
    ]  # fmt: skip
    return msgspec.structs.replace(passage, text=text, figures=tuple(figures))


class Stated(msgspec.Struct, frozen=True):
    """A figure of a passage, with its point where it is a number."""

    index: int
    figure: Figure
    point: Point | None

    @property
    def known(self) -> Point:
        """The point of a figure that is known to have one."""
        assert self.point is not None
        return self.point

    @property
    def range(self) -> Range:
        """What a figure that is known to be a number can mean."""
        return self.known.range


def point(passage: Passage, place: int, index: int) -> Point | None:
    """The point of a figure; none where it is no number, or was read by a machine and awaits a person. place: of the passage among the article's selectable ones."""
    figure = passage.figures[index]
    found = stated(figure)
    if found is None or figure.waits:
        return None
    name = f"{passage.id.partition('@')[0]}@{passage.source_offset(figure.at[0])}"
    return Point(place << PLACES | index, name, found, figure.qualifier != "exact")


def all_stated(passage: Passage, place: int) -> list[Stated]:
    """The figures of a passage; place: its own among the article's selectable ones."""
    figures = enumerate(passage.figures[: 1 << PLACES])
    return [Stated(index, figure, point(passage, place, index)) for index, figure in figures]


def sentences(passage: Passage, here: list[Stated], stops: re.Pattern[str] = _STOP) -> Iterator[list[Stated]]:
    """Figures of a passage, sentence by sentence."""
    ends = [stop.start() for stop in stops.finditer(passage.text)] if here else []
    for _, group in groupby(here, key=lambda one: bisect(ends, one.figure.at[0])):
        yield list(group)


def whole_of(here: list[Stated], part: Stated) -> Stated | None:
    """The figure that another of its passage is a part of: the last one before it with those words."""
    wholes = (one for one in reversed(here[: part.index]) if one.figure.text == part.figure.part_of)
    return next(wholes, None)


def alike(one: Stated, other: Stated) -> bool:
    """Whether two amounts count or measure the same kind of thing."""
    if one.figure.kind != other.figure.kind or one.figure.kind in ("date", "rank"):
        return False
    units = same_unit(one.figure.unit, other.figure.unit)
    return units and one.point is not None and other.point is not None
