"""The figures of the sidebar: of a passage or of more, and the way from a figure to its words."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.finding import beyond
from hospital_tui.app.outline import node_of
from hospital_tui.app.state import Moved, Narrowed, Opened, Retold, State
from hospital_tui.model import Passage
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.panes.sidebar import Entry

MOST = 2_000
"""Figures of an article that the sidebar takes in; a table of its own shows more."""
MATCHING = 500
"""The same of what matches, which is read from many articles."""


class Figures(Controller):
    """Drives the sidebar, and the light on a figure in the text."""

    def __init__(self, host: Screen[None], state: State, panes: Panes) -> None:
        super().__init__(host, state, panes)
        self._gone_to: Entry | None = None
        """The figure to whose words the reader just went; it stays lit though the sidebar loses the focus."""
        state.listen(Opened, self._opened)
        state.listen(Moved, self._moved)
        state.listen(Narrowed, self._narrowed)
        state.listen(Retold, lambda _: self.show())

    def furnish(self) -> None:
        """Show the figures."""
        self.show()

    def _opened(self, change: Opened) -> None:
        if self.panes.sidebar.reach == "article" or not self.state.passages:
            self.show()

    def _moved(self, change: Moved) -> None:
        """The sidebar follows; a figure that was gone to is lit as long as the cursor is on its passage."""
        if change.by != "figures" and self.panes.sidebar.reach in ("passage", "section"):
            self.show()
        self.to_nearest()
        lit = self.panes.reading.pointed_at
        if lit is not None and lit[0] != self.state.passage_id:
            self.panes.reading.point(lit[0], None)

    def _narrowed(self, change: Narrowed) -> None:
        if self.panes.sidebar.reach == "matches" or change.was_blank or self.state.blank:
            self.show()

    def show(self) -> None:
        """Give the sidebar the figures of the passage, or of as much as it is widened to."""
        sidebar, article = self.panes.sidebar, self.state.article
        if self.state.blank:
            sidebar.show((), nothing=True)
        elif article is not None and sidebar.reach == "matches":
            self._show_all_matching()
        elif article is not None:
            from hospital_tui.app.panes.sidebar import Entry

            entries = [
                Entry(article.id, passage.id, index, figure)
                for passage in self._passages_in_reach()
                for index, figure in enumerate(passage.figures)
            ]
            sidebar.show(entries[:MOST], cut=len(entries) > MOST)

    def _show_all_matching(self) -> None:
        """The figures of all that matches, or of the whole library where no filter is set."""
        from hospital_tui.app.panes.sidebar import Entry

        found = self.state.found
        rows = self.library.figures(found.query if found.active else None, found.scope, most=MATCHING + 1)
        entries = [
            Entry(row.article_id, row.passage_id, row.index, row.figure, row.hospital)
            for row in rows[:MATCHING]
        ]
        self.panes.sidebar.show(entries, cut=len(rows) > MATCHING)

    def _passages_in_reach(self) -> list[Passage]:
        """The passages whose figures the sidebar shows."""
        reach, state = self.panes.sidebar.reach, self.state
        if reach == "article":
            return state.passages
        if reach == "section" and state.nodes:
            node = state.nodes[node_of(state.nodes, state.passage_id)]
            if node.kind == "run_in" and node.parent is not None:
                node = state.nodes[node.parent]
            return [passage for passage in state.passages if passage.id in node.covers]
        return [passage for passage in state.passages if passage.id == state.passage_id]

    def to_nearest(self) -> None:
        """Put the sidebar's cursor on a figure of the selected passage, else of the passage nearest to it."""
        sidebar = self.panes.sidebar
        entry = sidebar.entry()
        order = self.state.order
        here = order.get(self.state.passage_id or "")
        if entry is None or here is None or entry.passage_id == self.state.passage_id:
            return
        away = [
            (abs(there - here), there < here, row)
            for row, each in enumerate(sidebar.entries)
            if (there := order.get(each.passage_id)) is not None
        ]
        if away:
            sidebar.place_cursor(min(away)[2])

    def current(self) -> "Entry | None":
        """The figure that a command is about: under the sidebar's cursor, which starts at the passage's first."""
        return self.panes.sidebar.entry()

    # What the panes report

    def lit(self, entry: "Entry | None") -> None:
        """The figure under the sidebar's cursor is lit in the text, which does not move; one gone to stays lit there."""
        gone_to, self._gone_to = self._gone_to, None
        if entry is not None and entry.article_id == self.state.here:
            self.panes.reading.point(entry.passage_id, entry.place, scroll=False)
        elif entry is None and gone_to is None:
            self._point(None)

    def highlighted(self) -> None:
        """The same when the cursor moved."""
        self._point(self.panes.sidebar.entry())

    def _point(self, entry: "Entry | None") -> None:
        """Light a figure in the text, or none."""
        state, reading = self.state, self.panes.reading
        if entry is None:
            if state.passage_id is not None:
                reading.point(state.passage_id, None)
            return
        if state.here != entry.article_id:
            state.open(entry.article_id, entry.passage_id)
        elif entry.passage_id != state.passage_id:
            state.select(entry.passage_id, by="figures")
        reading.point(entry.passage_id, entry.place)

    def to_the_words(self) -> None:
        """Go to the words that state the figure."""
        entry = self.panes.sidebar.entry()
        if entry is not None:
            self.state.jump(entry.article_id, entry.passage_id, offset=entry.figure.at[0])
            self.state.go("reading")
            self._gone_to = entry
            self.panes.reading.point(entry.passage_id, entry.place)

    def clicked(self, passage_id: str, index: int) -> None:
        """A figure clicked in the text is marked in the sidebar."""
        for row, entry in enumerate(self.panes.sidebar.entries):
            if (entry.passage_id, entry.place) == (passage_id, index):
                self.panes.sidebar.place_cursor(row)
        self.panes.reading.point(passage_id, index)

    # Commands

    def action_next_figure(self, by: int) -> None:
        """To the next figure of the text, or to the one before: its words are lit, and the sidebar is at it."""
        state = self.state
        if state.passage is None:
            return
        order = state.order
        passage_id, index = self.panes.reading.pointed_at or ("", 0)
        if passage_id != state.passage.id:
            index = -1 if by > 0 else 0
        places = [(order[one.id], nth) for one in state.shown for nth in range(len(one.figures))]
        there = beyond(places, (order[state.passage.id], index), by)
        if there is None:
            self.say(t("figure.last" if by > 0 else "figure.first"))
            return
        passage = state.passages[there[0]]
        state.select(passage.id, offset=passage.figures[there[1]].at[0])
        self.clicked(passage.id, there[1])

    def action_widen(self) -> None:
        """Figures of the passage, the section, the article, all matches, and round again."""
        keep = self.panes.sidebar.entry()
        self.panes.sidebar.widen()
        self.show()
        self.panes.sidebar.keep(keep)

    def action_arrange(self) -> None:
        """Figures as they stand, by kind, by value; the results in the other order where they have the focus."""
        if self.panes.results.has_focus:
            self.panes.results.reorder()
        else:
            self.panes.sidebar.next_order()

    def action_filter_figures(self) -> None:
        """Only figures with a label, unit or kind that the reader types."""
        from hospital_tui.app.dialogs.want import WantScreen

        self.state.go("sidebar")
        self.app.push_screen(WantScreen(self.panes.sidebar))

    def action_detail(self) -> None:
        """All that is known of the figure under the cursor."""
        from hospital_tui.app.dialogs.detail import open_detail

        entry = self.current()
        if entry is None:
            self.say(t("detail.where"))
        else:
            open_detail(self, self.library, entry.article_id, entry.passage_id, entry.figure)
