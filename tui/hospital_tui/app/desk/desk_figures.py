"""The desk's figures: what the sidebar shows, and the way from a figure to its words."""

from typing import TYPE_CHECKING

from textual import on

from hospital_tui.app.desk.desk import Desk
from hospital_tui.app.outline import node_of
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.model import Passage
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.panes.sidebar import Entry, FactSidebar

MOST = 2_000
"""Figures that the sidebar takes in; a table of its own shows more."""


class FigureDesk(Desk):
    """Panes, place and figures."""

    _gone_to: "Entry | None" = None
    """The figure to whose words the reader just went; it stays lit though the sidebar loses the focus."""

    def show_figures(self) -> None:
        """Give the sidebar the figures of the passage, or of as much as it is widened to."""
        if not self.furnished or self.article is None:
            return
        if self.sidebar.reach == "matches":
            self._show_all_matching()
            return
        from hospital_tui.app.panes.sidebar import Entry

        entries = [
            Entry(self.article.id, passage.id, index, figure)
            for passage in self._passages_in_reach()
            for index, figure in enumerate(passage.figures)
        ]
        self.sidebar.show(entries[:MOST], cut=len(entries) > MOST)

    def _show_all_matching(self) -> None:
        """The figures of all that matches, or of the whole library where no filter is set."""
        from hospital_tui.app.panes.sidebar import Entry

        rows = self.library.figures(self.found.query if self.found.active else None, self.found.scope)
        entries = [
            Entry(row.article_id, row.passage_id, row.index, row.figure, row.hospital) for row in rows[:MOST]
        ]
        self.sidebar.show(entries, cut=len(rows) > MOST)

    def _passages_in_reach(self) -> list[Passage]:
        """The passages whose figures the sidebar shows."""
        reach = self.sidebar.reach
        if reach == "article":
            return self.passages
        if reach == "section" and self.nodes:
            node = self.nodes[node_of(self.nodes, self.passage_id)]
            if node.kind == "run_in" and node.parent is not None:
                node = self.nodes[node.parent]
            return [passage for passage in self.passages if passage.id in node.covers]
        return [passage for passage in self.passages if passage.id == self.passage_id]

    def to_nearest_figure(self) -> None:
        """Put the sidebar's cursor on a figure of the selected passage, else of the passage nearest to it."""
        if not self.furnished:
            return
        entry = self.sidebar.entry()
        order = {passage.id: place for place, passage in enumerate(self.passages)}
        here = order.get(self.passage_id or "")
        if entry is None or here is None or entry.passage_id == self.passage_id:
            return
        away = [
            (abs(there - here), there < here, row)
            for row, each in enumerate(self.sidebar.entries)
            if (there := order.get(each.passage_id)) is not None
        ]
        if away:
            self.sidebar.place_cursor(min(away)[2])

    # What the sidebar reports

    def on_fact_sidebar_figure_highlighted(self, event: "FactSidebar.FigureHighlighted") -> None:
        """The figure under the sidebar's cursor is lit in the text, which does not move; one gone to stays lit there."""
        gone_to, self._gone_to = self._gone_to, None
        entry = event.entry
        if entry is not None and entry.article_id == (self.article.id if self.article else None):
            self.reading.point(entry.passage_id, entry.place, scroll=False)
        elif entry is None and gone_to is None:
            self._point(None)

    @on(RowList.Highlighted, "#sidebar")
    def _figure_highlighted(self, event: RowList.Highlighted) -> None:
        """The same when the cursor moved."""
        self._point(self.sidebar.entry())

    def _point(self, entry: "Entry | None") -> None:
        """Light a figure in the text, or none."""
        if entry is None:
            if self.passage_id is not None:
                self.reading.point(self.passage_id, None)
            return
        if self.article is None or self.article.id != entry.article_id:
            self.open(entry.article_id, entry.passage_id)
        elif entry.passage_id != self.passage_id:
            self.passage_id = entry.passage_id
            with self.prevent(ReadingPane.PassageSelected):
                self.reading.select(entry.passage_id)
            self.sections.follow(entry.passage_id)
            self.show_place()
        self.reading.point(entry.passage_id, entry.place)

    @on(RowList.Chosen, "#sidebar")
    def _to_the_words(self) -> None:
        """Go to the words that state the figure."""
        entry = self.sidebar.entry()
        if entry is not None:
            self.jump(entry.article_id, entry.passage_id, offset=entry.figure.at[0])
            self.action_go("reading")
            self._gone_to = entry
            self.reading.point(entry.passage_id, entry.place)

    def passage_changed(self) -> None:
        """The sidebar's cursor follows; a figure that was gone to is lit as long as the cursor is on its passage."""
        super().passage_changed()
        self.to_nearest_figure()
        lit = self.reading.pointed_at
        if lit is not None and lit[0] != self.passage_id:
            self.reading.point(lit[0], None)

    @on(ReadingPane.FigureClicked)
    def _figure_clicked(self, event: ReadingPane.FigureClicked) -> None:
        """A figure clicked in the text is marked in the sidebar."""
        for row, entry in enumerate(self.sidebar.entries):
            if (entry.passage_id, entry.place) == (event.passage_id, event.index):
                self.sidebar.place_cursor(row)
        self.reading.point(event.passage_id, event.index)

    # Commands

    def current_figure(self) -> "Entry | None":
        """The figure that a command is about: under the sidebar's cursor, which starts at the passage's first."""
        return self.sidebar.entry() if self.furnished else None

    def action_widen(self) -> None:
        """Figures of the passage, the section, the article, all matches, and round again."""
        if self.furnished:
            keep = self.sidebar.entry()
            self.sidebar.widen()
            self.show_figures()
            self.sidebar.keep(keep)

    def action_arrange(self) -> None:
        """Figures as they stand, by kind, by value."""
        if self.furnished:
            self.sidebar.next_order()

    def action_detail(self) -> None:
        """All that is known of the figure under the cursor."""
        from hospital_tui.app.dialogs.detail import DetailScreen, Stated

        entry = self.current_figure()
        if entry is None:
            self.say(t("detail.where"))
            return
        try:
            article = self.library.article(entry.article_id)
        except KeyError:
            self.say(t("article.gone"), warning=True)
            return
        for passage in article.selectable():
            if passage.id == entry.passage_id:
                self.app.push_screen(DetailScreen(Stated(entry.figure, passage, article)))
