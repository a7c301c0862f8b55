"""Walking from hospital to section to passage: list, tree, text and the place in the status line go together."""

from bisect import bisect_left
from collections.abc import Iterator

from textual.screen import Screen

from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.finding import beyond
from hospital_tui.app.outline import name_of, path_of
from hospital_tui.app.state import Fronted, Gone, Marked, Moved, Narrowed, Opened, Retold, State
from hospital_tui.library.reader import Bookmark
from hospital_tui.model import Article
from hospital_tui.speech import listed, t

MARKED, NOTED = "▪", "*"
"""Beside a passage with a bookmark, and with a note: one cell in every terminal."""


class Walk(Controller):
    """Shows where the reader is, and takes moves in the lists."""

    def __init__(self, host: Screen[None], state: State, panes: Panes) -> None:
        super().__init__(host, state, panes)
        panes.reading.follower = state.follow
        state.listen(Opened, self._opened)
        state.listen(Gone, lambda _: self.say(t("article.gone"), warning=True))
        state.listen(Marked, lambda _: self.show_outline())
        state.listen(Moved, self._moved)
        state.listen(Narrowed, lambda _: self.show_place())
        state.listen(Fronted, lambda _: self.show_place())
        state.listen(Retold, self._retold)

    def furnish(self) -> None:
        """Show the contents."""
        self.show_outline()
        self.show_place()

    def _opened(self, change: Opened) -> None:
        self.panes.hospitals.follow(self.state.here or "")
        self.panes.reading.show(self.state.article)

    def _moved(self, change: Moved) -> None:
        passage_id = self.state.passage_id
        if passage_id is None:
            return
        if change.by != "text":
            self.panes.reading.select(passage_id, offset=change.offset, top=change.top)
        self.panes.sections.follow(passage_id)
        self.show_place()

    def _retold(self, change: Retold) -> None:
        self.panes.hospitals.show(self.state.found.shelf, self.state.here)
        self.show_outline()
        self.show_place()

    def show_outline(self) -> None:
        """Give the tree its nodes, those under which something matches; none while nothing does."""
        if self.state.blank:
            self.panes.sections.show(self.state.nodes, {}, None)
            return
        counts = {key: max(1, len(match.spans)) for key, match in self.state.matches.items()}
        self.panes.sections.show(self.state.nodes, counts or None, self.state.passage_id)

    def show_place(self) -> None:
        """Hospital › section › passage 3/27 in the status line, with the bookmark or note on it and its tags."""
        state = self.state
        if state.article is None:
            return
        kept = {mark.passage_id: mark for mark in self.reader.bookmarks(state.article.id)}
        signs = {passage_id: NOTED if mark.note else MARKED for passage_id, mark in kept.items()}
        self.panes.reading.keep(signs)
        self.panes.sections.keep(signs)
        mark = kept.get(state.passage_id or "") if not state.blank else None
        self.panes.sidebar.tell(mark.note if mark else "")
        *above, here = ("",) if state.blank else self._path(state.article)
        told = (here, *self._kept_here(mark))
        self.panes.status.path = () if state.blank else (*above, " · ".join(told))

    def _path(self, article: Article) -> tuple[str, ...]:
        """Where the reader is: hospital, sections, passage; in the contents the heading in full, which they cut where it is long."""
        state = self.state
        if state.front == "outline" and (row := self.panes.sections.node()):
            return (name_of(row),)
        number = 1 + state.order.get(state.passage_id or "", -1)
        here = t("status.passage", number=number, total=len(state.passages))
        above = (name_of(node) for node in path_of(state.nodes, state.node))
        return (article.hospital.name or article.title, *above, here)

    def _kept_here(self, mark: Bookmark | None) -> Iterator[str]:
        """What the reader made of the passage: tags, a note, a bookmark."""
        if tags := [one.tag for one in self.reader.tags(self.state.passage_id or "")]:
            yield t("tag.here", tags=listed(tags))
        if mark:
            yield t("note.line", note=mark.note) if mark.note else t("bookmark.here")

    # What the lists report

    def hospital_highlighted(self, row: int) -> None:
        """The article of the hospital under the cursor is shown at once, unless that or a copy of it is open."""
        card, here = self.panes.hospitals.card(row), self.state.here
        if card is not None and (here is None or self.state.found.shelf.index(here) != row):
            self.state.open(card.id)

    def section_highlighted(self, row: int) -> None:
        """The section under the cursor is scrolled to, at the first of its passages that the text shows."""
        node = self.panes.sections.node(row)
        if node is not None and node.anchor is not None:
            shown = [one.id for one in self.state.shown if one.id in node.covers]
            self.state.select(node.anchor if node.anchor in shown or not shown else shown[0], top=True)
        else:
            self.show_place()

    # Steps

    def action_next_section(self, by: int) -> None:
        """To the next heading that something shown stands under, run-in headings as well, or to the one before."""
        state = self.state
        order = state.order
        shown = [order[passage.id] for passage in state.shown]
        anchors = (order[node.anchor] for node in state.nodes if node.anchor in order)
        starts = sorted({shown[place] for at in anchors if (place := bisect_left(shown, at)) < len(shown)})
        there = beyond(starts, order.get(state.passage_id or "", 0), by)
        if there is None:
            self.say(t("section.last" if by > 0 else "section.first"))
        else:
            state.select(state.passages[there].id, top=True)

    def action_next_article(self, by: int) -> None:
        """To the next article of the list, or to the one before."""
        shelf = self.state.found.shelf
        place = shelf.index(self.state.here) if self.state.here else None
        if place is not None and 0 <= place + by < len(shelf):
            self.state.jump(shelf[place + by].id)
        else:
            self.say(t("article.last" if by > 0 else "article.first"))

    def action_history(self, by: int) -> None:
        """Back to the place before the last jump, or forward again."""
        if not self.state.back(by):
            self.say(t("history.end" if by < 0 else "history.start"))
