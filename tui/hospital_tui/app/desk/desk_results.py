"""The desk's results: one line a match above the text, which shows the one under the cursor."""

from textual import on

from hospital_tui.app.desk.desk_filter import FilterDesk
from hospital_tui.app.widgets.rows import RowList


class ResultDesk(FilterDesk):
    """Panes, place, figures, filter and results."""

    def action_toggle_results(self) -> None:
        """One line a match, above the text; the same key closes, and then changes nothing else."""
        if not self.furnished:
            return
        if self.results.display and self.results.has_focus:
            self.results.display = False
            self.action_go("reading")
            return
        self.results.display = True
        self.front = "reading"
        self.fold()
        self.results.show(self.found, self.here, self.passage_id)
        self.results.focus()

    def action_arrange(self) -> None:
        """The results in the other order where they have the focus, else the figures."""
        if self.furnished and self.results.has_focus:
            self.results.reorder()
        else:
            super().action_arrange()

    @on(RowList.Highlighted, "#results")
    def _result_highlighted(self, event: RowList.Highlighted) -> None:
        """The match under the cursor is shown below."""
        hit = self.results.hit(event.row)
        if hit is not None:
            self.open(hit.article_id, hit.passage_id, offset=hit.spans[0][0] if hit.spans else None)

    @on(RowList.Chosen, "#results")
    def _result_chosen(self) -> None:
        """Go on into the text; the results close."""
        self.results.display = False
        self.action_go("reading")
