"""How often the filter's words occur, by hospital and year, as bars; each row is a key from its first occurrence."""

from collections.abc import Sequence
from typing import ClassVar, Literal, get_args

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import ARRANGE, EXPORT, FILTER, HELP, SWITCH
from hospital_tui.app.evidence.along import Taken, options
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Goto, Origin
from hospital_tui.app.widgets import bars
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.rows import Line, RowList
from hospital_tui.library import Library
from hospital_tui.library.export import frequency_table
from hospital_tui.library.query import PER, Frequency, Group, arranged
from hospital_tui.speech import t

Order = Literal["rate", "place"]
"""The most frequent first; by hospital and year."""

_NAME, _YEAR, _RATE, _TIMES = 30, 6, 9, 18
"""Cells of the columns; a hospital takes no more than a third of the width."""
_NARROW = 64
"""Cells below which occurrences are not shown, only their rate."""


class Frequencies(RowList):
    """A bar a hospital and year, its length occurrences per 10,000 characters."""

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.frequencies: Sequence[Frequency] = ()
        self.asked = False
        """A filter is set."""
        self.all_hospitals = False
        """The rows are of all hospitals together."""

    def show(self, frequencies: Sequence[Frequency], *, asked: bool) -> None:
        """Take up rows."""
        self.frequencies, self.asked = frequencies, asked
        self.rows_changed(0)

    def row_count(self) -> int:
        """One row a hospital and year."""
        return len(self.frequencies)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Hospital, year, bar, rate, occurrences of characters."""
        one = self.frequencies[row]
        names = [self.called(each) for each in self.frequencies]
        room = min(max(map(cell_len, names)), _NAME, width // 3)
        year = (one.year or "").ljust(_YEAR)
        rate = f"{one.rate:.2f}".rjust(_RATE)
        times = f"{one.times:,}{'?' * bool(one.recognised)} / {one.characters:,}".rjust(_TIMES)
        if width < _NARROW:
            times = ""
        cells = max(0, width - room - 1 - _YEAR - cell_len(rate) - cell_len(times))
        highest = max(each.rate for each in self.frequencies)
        bar = bars.length(one.rate / highest, cells) if highest else " " * cells
        name = shorten(self.called(one), room)
        return (
            Line([(name + " ", ""), (year, "quiet"), (bar, "accent"), (rate, "strong"), (times, "quiet")]),
        )

    def called(self, one: Frequency) -> str:
        """The hospital of a row, or that it is of all."""
        return one.hospital or t("pick.all" if self.all_hospitals else "hospital.unnamed")

    def empty_text(self) -> str:
        """That there is nothing, and how to ask."""
        return t("counts.none" if self.asked else "counts.how")


class CountScreen(EvidenceScreen):
    """Filter, bars."""

    SHOWS: ClassVar[str] = "counts"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SWITCH, ARRANGE)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        FILTER,
        hint(SWITCH, "counted_by"),
        hint(ARRANGE, "sort"),
        HELP,
        EXPORT,
    )
    DEFAULT_CSS = "CountScreen FigureWords { display: none; }"

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.group: Group = "hospital_year"
        self.order: Order = "rate"
        self._all: Sequence[Frequency] = ()

    def inside(self) -> Sequence[Widget]:
        """The bars."""
        return (Frequencies(),)

    def hidden(self, width: int) -> Sequence[str]:
        """The occurrences, where there is no room."""
        return [t("column.occurrences")] if width < _NARROW else []

    @property
    def bars(self) -> Frequencies:
        """The rows."""
        return self.query_one(Frequencies)

    def look(self) -> None:
        """Count."""
        question = self.question
        self.ask(lambda: self.library.frequencies(question), self._take_up)

    def _take_up(self, found: Sequence[Frequency]) -> None:
        """Know all, and show what is asked for."""
        self._all = found
        self._show()

    def _show(self) -> None:
        rows = arranged(self._all, by=self.group, in_order=self.order == "place")
        self.bars.all_hospitals = self.group == "year"
        self.bars.show(rows, asked=not self.question.empty)
        by = t(f"counts.by_{self.group}")
        said = (t("command.counts"), by, t("counts.per", n=f"{PER:,}"))
        self.status.path = said if self.order == "rate" else (*said, t("counts.in_order"))
        self.found(t("counts.found", n=f"{sum(row.times for row in rows):,}", rows=len(rows)))

    def show_words(self) -> None:
        """A row has no words of its own."""

    @on(RowList.Chosen, "#rows")
    def to_the_words(self) -> None:
        """Go to the first occurrence."""
        rows = self.bars.frequencies
        first = rows[self.bars.cursor].first if self.bars.cursor < len(rows) else None
        if first is not None:
            self.dismiss(Goto(*first, -1))

    def action_widen(self) -> None:
        """By hospital and year, by hospital, by year."""
        groups = get_args(Group)
        self.group = groups[(groups.index(self.group) + 1) % len(groups)]
        self._show()

    def action_arrange(self) -> None:
        """The most frequent first; by hospital and year."""
        self.order = "place" if self.order == "rate" else "rate"
        self._show()

    def taken(self) -> Taken:
        """All rows."""
        rows = list(self.bars.frequencies)
        return Taken("counts", len(rows), lambda: frequency_table(rows))

    def command(self) -> tuple[str, ...]:
        """What a row is of, and in which order."""
        by = None if self.group == "hospital_year" else self.group
        return ("count", *options(by=by), *(("--in-order",) if self.order == "place" else ()))
