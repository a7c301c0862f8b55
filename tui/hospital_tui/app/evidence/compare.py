"""Comparing hospitals: metrics as rows, hospitals as columns, each figure a key from its words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import (
    EXPORT,
    FILTER,
    HELP,
    IN,
    OUT,
    PICK_HOSPITALS,
    PICK_METRICS,
    SCREENS,
    SWITCH,
)
from hospital_tui.app.evidence.along import Taken, options, waiting_words
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Departure, Origin
from hospital_tui.app.panes.grid import CompareGrid, GridHeads
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.export import comparison_table
from hospital_tui.library.figures import Comparison, Metric, Row, difference
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import listed, metric_name, t, why


class CompareScreen(EvidenceScreen):
    """Filter, grid, words."""

    SHOWS: ClassVar[str] = "compare"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, PICK_HOSPITALS, PICK_METRICS, SWITCH)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        hint(IN, "hospital", shown="← →"),
        FILTER,
        hint(PICK_HOSPITALS, "hospitals"),
        hint(PICK_METRICS, "metrics"),
        hint(SWITCH, "years"),
        HELP,
        EXPORT,
        *(replace(to, action="instead('charts')") for to in SCREENS if to.id == "charts"),
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.hospitals: tuple[str, ...] = origin.hospitals or self._chosen_before()
        """Those that the reader chose; none: those that the filter finds."""
        self.metrics: tuple[str, ...] = ()
        """Those that the reader chose; none: all that are stated."""
        self._there = (origin.metric, origin.hospital) if origin.metric and origin.hospitals else None
        """Metric and hospital at which the cursor is to be when the rows come."""
        self.of = ""
        """The hospital whose years stand side by side, in place of hospitals."""

    def inside(self) -> Sequence[Widget]:
        """Names above, grid below."""
        return GridHeads(), CompareGrid()

    @property
    def grid(self) -> CompareGrid:
        """The grid."""
        return self.query_one(CompareGrid)

    def look(self) -> None:
        """Ask for the comparison."""
        hospitals, metrics, question = self.hospitals, self.metrics, self.question
        of, stay = self.of, self.staying

        def ask() -> tuple[Comparison, int]:
            if of:
                return self.library.compare_years(of, metrics or None, question), 0
            compared = self.library.compare(hospitals or None, metrics or None, question)
            return compared, len(self.library.hospitals(question))

        self.ask(ask, lambda answer: self._show(answer, stay=stay))

    def _show(self, answer: tuple[Comparison, int], *, stay: bool) -> None:
        """Take up the comparison, and say of how many hospitals it shows some."""
        comparison, of = answer
        self.grid.show(comparison, stay=stay)
        if (there := self._there) is not None:
            self._there = None
            self.grid.go_to(*there)
        shown = len(comparison.hospitals)
        said = t("compare.some", shown=shown, of=of) if shown < of else str(shown)
        if comparison.of:
            count = t("compare.years", hospital=comparison.of, years=shown, n=len(comparison.rows))
            count += t("timeline.of_no_year", n=f"{comparison.undated:,}") * bool(comparison.undated)
        else:
            count = t("compare.count", hospitals=said, n=len(comparison.rows))
        self.found(count + waiting_words(self.library))
        self.show_words()

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor; none in an empty cell."""
        return self.grid.figure() if self.standing else None

    def show_words(self) -> None:
        """The words, and in the status line which cell this is and what is not alike in its row."""
        super().show_words()
        row, hospital = self.grid.row(), self.grid.hospital()
        said = [t("command.compare")]
        if row is not None:
            said += [metric_name(row.metric) + t(f"compare.sense.{row.sense}"), hospital]
            said += self._difference(row) + self._place_in_the_cell()
            if row.unlike:
                said.append(
                    t("compare.unlike", what=listed(t(f"compare.unlike.{one}") for one in row.unlike))
                )
        self.status.path = tuple(said)
        self.query_one(GridHeads).show(self.grid)

    def _difference(self, row: Row) -> list[str]:
        """By how much the figure differs from an earlier year's."""
        found = difference(row, self.grid.hospitals, self.grid.column)
        if found is None:
            return []
        return [t("compare.since", year=found.since, by=self.grid.beside(row, self.grid.column))]

    def _place_in_the_cell(self) -> list[str]:
        """That the figure under the cursor is a part of another, or one of a list without its sum."""
        cell, found = self.grid.cell(), self.grid.figure()
        if found is None:
            return [t("compare.empty")] if cell is not None and not cell.figures else []
        if found.figure.part_of:
            return [t("compare.part", whole=found.figure.part_of)]
        return [t("compare.listed")] if cell is not None and cell.listed_with(found) else []

    def fit(self) -> None:
        """The names follow the width."""
        super().fit()
        if self.standing:
            self.call_after_refresh(lambda: self.query_one(GridHeads).show(self.grid))

    def action_step_in(self) -> None:
        """To the hospital at the right."""
        self.grid.turn(1)
        self.show_words()

    def action_step_out(self) -> None:
        """To the hospital at the left."""
        self.grid.turn(-1)
        self.show_words()

    # Choosing

    def action_widen(self) -> None:
        """The years of the hospital under the cursor side by side; hospitals again."""
        self.of = "" if self.of else self.grid.hospital()
        self.look()

    def action_pick_hospitals(self) -> None:
        """Choose the hospitals to compare; the one whose years are."""
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.hospitals = chosen
                self._keep_choice()
                self.look()

        def pick(names: Sequence[str]) -> None:
            if self.of:
                self._pick_one(names)
            else:
                self.app.push_screen(PickScreen("pick.hospitals", names, ticked=self.grid.hospitals), picked)

        question = self.question
        self.ask_beside(lambda: self.library.hospitals(question), pick, self.say)

    def _pick_one(self, names: Sequence[str]) -> None:
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.of = chosen[0]
                self.look()

        self.app.push_screen(PickScreen("pick.one", names, several=False), picked)

    def _keep_choice(self) -> None:
        """Compare these again next time; all of them is no choice."""
        everyone = len(self.hospitals) == len(self.library.hospitals())
        try:
            self.library.reader.set("compared", [] if everyone else list(self.hospitals))
        except ReaderError as error:
            self.say(t("keep.failed", reason=why(error)), warning=True)

    def _chosen_before(self) -> tuple[str, ...]:
        """The hospitals chosen last, as far as they are at hand; none where the filter is to say which."""
        kept = self.library.reader.get("compared")
        if self.query_text or not isinstance(kept, list):
            return ()
        there = set(self.library.hospitals())
        return tuple(name for name in kept if isinstance(name, str) and name in there)

    def action_pick_metrics(self) -> None:
        """Choose the metrics to compare."""
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.metrics = chosen
                self.look()

        def pick(found: Sequence[Metric]) -> None:
            names = [metric.name for metric in found]
            notes = [t("compare.stated_by", n=metric.hospitals) for metric in found]
            ticked = list(dict.fromkeys(row.metric for row in self.grid.comparison.rows))
            self.app.push_screen(
                PickScreen("pick.metrics", names, notes=notes, ticked=ticked, said=metric_name), picked
            )

        self.ask_beside(self.library.metrics, pick, self.say)

    # Onward

    def action_instead(self, name: str) -> None:
        """To the charts with the metric under the cursor and the hospitals compared; from there back to here."""
        if name != "charts":
            super().action_instead(name)
            return
        from hospital_tui.app.evidence.charts import ChartScreen

        row = self.grid.row()
        metric = row.metric if row else None
        hospitals = (self.of,) if self.of else tuple(self.grid.hospitals)
        screen = ChartScreen(
            self.library, self.origin._replace(metric=metric, hospitals=hospitals, filter=self.query_text)
        )

        def left(place: Departure | None) -> None:
            if place is not None:
                self.dismiss(place)

        self.app.push_screen(screen, left)

    def taken(self) -> Taken:
        """Every figure of the comparison."""
        comparison = self.grid.comparison
        count = sum(1 for _ in comparison.figures())
        return Taken("compare", count, lambda: comparison_table(comparison, self.library.article))

    def command(self) -> tuple[str, ...]:
        """The hospitals, or the one whose years are compared, and metrics that the reader chose."""
        if self.of:
            return ("compare", "--years", *options(hospital=self.of, metric=self.metrics))
        return ("compare", *options(hospital=self.hospitals, metric=self.metrics))
