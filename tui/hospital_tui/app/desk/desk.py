"""The desk: the panes of the main screen, how they fold, and the place that the reader has chosen.

Article and passage are kept here, in one place. They flow down to the panes; the panes send messages up when the reader
does something in them. Filter, figures and what is kept build on this in the modules beside it.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import DescendantFocus, Resize
from textual.screen import Screen
from textual.widgets import Static

from hospital_tui.app.finding import Found, find
from hospital_tui.app.folding import FOLDS, PANES, Pane, Plan, plan
from hospital_tui.app.holding import Furnished
from hospital_tui.app.outline import Node, name_of, node_of, outline, path_of
from hospital_tui.app.panes.hospitals import HospitalList
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.panes.status import StatusLine
from hospital_tui.app.widgets.quick import Ground, GroundBox, GroundColumn, GroundRow
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.library import Library, Match
from hospital_tui.model import Article, Passage
from hospital_tui.speech import t

if TYPE_CHECKING:  # panes that are mounted after the first refresh are imported then
    from hospital_tui.app.panes.completions import CompletionList
    from hospital_tui.app.panes.filterbar import FilterBar
    from hospital_tui.app.panes.outline import SectionTree
    from hospital_tui.app.panes.results import ResultList
    from hospital_tui.app.panes.sidebar import FactSidebar

ROOMS = ("#outline-room", "#sidebar-room")
"""What keeps the room of tree and sidebar, so that the text is not set again when they come."""


class Desk(Ground, Screen[None]):
    """Panes, layout and the chosen place."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.article: Article | None = None
        self.nodes: list[Node] = []
        self.passages: list[Passage] = []
        self.passage_id: str | None = None
        self.found: Found = find(library, "")
        self.matches: dict[str, Match] = {}
        """What the filter marks in the open article; keys as in `Library.matches`."""
        self.front: Pane = "reading"
        self.alone = False
        """The text is shown alone, the other panes while one of them is in front."""
        self._plan: Plan | None = None
        self.furnished = False
        """All panes are mounted."""
        self._late: tuple[SectionTree, FactSidebar, ResultList, FilterBar, CompletionList]

    # Making the screen

    def compose(self) -> ComposeResult:
        """What the eye needs first, and room for tree, sidebar and filter, which follow after the first refresh."""
        yield GroundBox(id="top")
        with GroundRow(id="body"):
            with GroundColumn(id="left"):
                yield HospitalList()
                yield Container(id="outline-room")
            with GroundBox(id="desk"):
                with GroundColumn(id="middle"):
                    yield ReadingPane(gap_text=hidden_text)
                yield Container(id="sidebar-room")
        yield StatusLine()
        yield Static(t("screen.more_room"), id="more-room", markup=False)

    def on_mount(self) -> None:
        """Show the shelf and the article to begin with, then mount the rest."""
        self.fold()
        self.reading.follower = self.follow
        shelf = self.found.shelf
        article_id, passage_id = self.beginning()
        self.hospitals.show(shelf, article_id)
        if article_id is not None:
            self.open(article_id, passage_id)
        else:
            self.say(t("library.empty"), warning=True)
        self.reading.focus()
        self.call_after_refresh(self.furnish)

    def beginning(self) -> tuple[str | None, str | None]:
        """The article and passage to begin with."""
        shelf = self.found.shelf
        return (shelf[0].id if len(shelf) else None), None

    async def furnish(self) -> None:
        """Import and mount what the first screen could wait for."""
        from hospital_tui.app.panes.completions import CompletionList
        from hospital_tui.app.panes.filterbar import FilterBar
        from hospital_tui.app.panes.outline import SectionTree
        from hospital_tui.app.panes.results import ResultList
        from hospital_tui.app.panes.sidebar import FactSidebar

        tree, sidebar, results = SectionTree(), FactSidebar(), ResultList(self.library)
        bar, completions = FilterBar(), CompletionList()
        self._late = (tree, sidebar, results, bar, completions)
        results.display = False
        with self.app.batch_update():
            await self.query_one("#top").mount(bar)
            await self.query(", ".join(ROOMS)).remove()
            await self.query_one("#left").mount(tree)
            await self.query_one("#desk").mount(sidebar)
            await self.query_one("#middle").mount(results, before=0)
            await self.mount(completions)
            self.furnished = True
            self.fold()
            self.show_outline()
            self.show_figures()
            self.show_place()
        self.app.post_message(Furnished())

    @property
    def hospitals(self) -> HospitalList:
        """The hospital list."""
        return self.query_one(HospitalList)

    @property
    def reading(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    @property
    def sections(self) -> "SectionTree":
        """The section tree."""
        return self._late[0]

    @property
    def sidebar(self) -> "FactSidebar":
        """The sidebar."""
        return self._late[1]

    @property
    def results(self) -> "ResultList":
        """The results, hidden until asked for."""
        return self._late[2]

    @property
    def completions(self) -> "CompletionList":
        """What drops down under the filter."""
        return self._late[4]

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def filter_bar(self) -> "FilterBar":
        """The filter bar."""
        return self._late[3]

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something, in the status line."""
        self.status.say(message, warning=warning)

    # Layout

    def on_resize(self, event: Resize) -> None:
        """Fold or unfold."""
        self.fold()

    def fold(self) -> None:
        """Show what there is room for."""
        now = plan(self.app.size.width, self.app.size.height, self.front, alone=self.alone)
        if now == self._plan or (now.fold == "none" and self._plan is not None):
            return  # what stands above the panes while there is no room for them says so
        self._plan = now if self.furnished else None
        wanted = {f"-{now.fold}"} if now.hints else {f"-{now.fold}", "-no-hints"}
        self.remove_class(*({f"-{fold}" for fold in FOLDS} | {"-no-hints"}) - wanted)
        self.add_class(*wanted)
        self.query_one("#left").display = now.left
        self.query_one("#desk").display = now.reading or now.sidebar
        self.query_one("#middle").display = now.reading
        self.hospitals.display = now.hospitals
        outline_now, sidebar_now = ("#outline", "#sidebar") if self.furnished else ROOMS
        self.query_one(outline_now).display = now.outline
        self.query_one(sidebar_now).display = now.sidebar

    def on_screen_resume(self) -> None:
        """The window may have changed while another screen was in front."""
        self.fold()

    def action_go(self, name: Pane) -> None:
        """Bring a pane to the front and give it the focus."""
        if not self.furnished and name in ("outline", "sidebar"):
            return
        self.front = name
        self.fold()
        self.query_one(f"#{name}").focus(scroll_visible=False)
        self.show_place()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The pane with the focus is in front."""
        for name in PANES:
            if event.widget.id == name and name != self.front:
                self.front = name
                self.fold()
                self.show_place()

    def action_next_pane(self) -> None:
        """To the next pane."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """Go through the panes in a ring."""
        self.action_go(PANES[(PANES.index(self.front) + by) % len(PANES)])

    def action_step_out(self) -> None:
        """From the text to the contents, from the figures to the text."""
        self.action_go("reading" if self.front == "sidebar" else "outline")

    def action_step_in(self) -> None:
        """From the lists to the text, from the text to the figures."""
        self.action_go("sidebar" if self.front in ("reading", "sidebar") else "reading")

    # The chosen place, and how it flows down

    def open(self, article_id: str, passage_id: str | None = None, *, offset: int | None = None) -> None:
        """Show an article, at a passage, or at its first match, or where it begins."""
        if self.article is None or self.article.id != article_id:
            try:
                self.article = self.library.article(article_id)
            except KeyError:
                self.say(t("article.gone"), warning=True)
                return
            self.nodes = outline(self.article)
            self.passages = list(self.article.selectable())
            self.passage_id = None
            self.hospitals.follow(article_id)
            with self.prevent(ReadingPane.PassageSelected):
                self.reading.show(self.article)
            self.mark_matches()
            self.show_outline()
            if self.furnished and (self.sidebar.reach == "article" or not self.passages):
                self.show_figures()
        wanted = passage_id or self.passage_id or self.first_passage()
        if wanted is not None:
            self.select(wanted, offset=offset)

    def jump(self, article_id: str, passage_id: str | None = None, *, offset: int | None = None) -> None:
        """Open a place that may be far away; `desk_keep` remembers the place left."""
        self.open(article_id, passage_id, offset=offset)

    def first_passage(self) -> str | None:
        """The first match of the article, else what it begins with."""
        matching = next((passage.id for passage in self.passages if passage.id in self.matches), None)
        return matching or (self.passages[0].id if self.passages else None)

    def select(
        self, passage_id: str, *, offset: int | None = None, scroll: bool = True, top: bool = False
    ) -> None:
        """Put the passage cursor on a passage of the open article."""
        self.passage_id = passage_id
        with self.prevent(ReadingPane.PassageSelected):
            self.reading.select(passage_id, offset=offset, scroll=scroll, top=top)
        self.passage_changed()

    def passage_changed(self) -> None:
        """Let tree, sidebar and status line follow the passage cursor."""
        if self.furnished and self.passage_id is not None:
            self.sections.follow(self.passage_id)
            if self.sidebar.reach in ("passage", "section"):
                self.show_figures()
            if self.results.display and self.article is not None:
                self.results.follow(self.article.id, self.passage_id)
        self.show_place()

    @property
    def passage(self) -> Passage | None:
        """The selected passage."""
        return next((passage for passage in self.passages if passage.id == self.passage_id), None)

    @property
    def node(self) -> int:
        """Place of the innermost node around the selected passage; -1 in an article without any."""
        return node_of(self.nodes, self.passage_id) if self.nodes else -1

    def mark_matches(self) -> None:
        """Highlight what the filter matches in the open article; `desk_filter` does."""

    def show_figures(self) -> None:
        """Give the sidebar its figures; `desk_figures` does."""

    def show_outline(self) -> None:
        """Give the tree its nodes."""
        if self.furnished:
            counts = {key: max(1, len(match.spans)) for key, match in self.matches.items()}
            self.sections.show(self.nodes, counts or None, self.passage_id)

    def show_place(self) -> None:
        """Hospital › section › passage 3/27 in the status line."""
        if self.article is None:
            return
        above = [name_of(node) for node in path_of(self.nodes, self.node)]
        if self.front == "outline" and self.furnished and (row := self.sections.node()) is not None:
            self.status.path = (
                name_of(row),
            )  # the contents cut long headings: the one under the cursor in full
            return
        number = next((n for n, passage in enumerate(self.passages, 1) if passage.id == self.passage_id), 0)
        here = t("status.passage", number=number, total=len(self.passages))
        self.status.path = (self.article.hospital.name or self.article.title, *above, here)

    # What the panes report

    @on(RowList.Highlighted, "#hospitals")
    def _hospital_highlighted(self, event: RowList.Highlighted) -> None:
        """The article of the hospital under the cursor is shown at once."""
        card = self.hospitals.card(event.row)
        if card is not None:
            self.open(card.id)

    @on(RowList.Chosen, "#hospitals")
    @on(RowList.Chosen, "#outline")
    def on_section_tree_step_in(self) -> None:
        """Go on into the text."""
        self.action_go("reading")

    @on(RowList.Highlighted, "#outline")
    def _section_highlighted(self, event: RowList.Highlighted) -> None:
        """The section under the cursor is scrolled to."""
        node = self.sections.node(event.row)
        if node is not None and node.anchor is not None:
            self.select(node.anchor, top=True)
        else:
            self.show_place()

    @on(ReadingPane.PassageSelected)
    def _passage_selected(self, event: ReadingPane.PassageSelected) -> None:
        """The reader moved the passage cursor; a report that came too late is void."""
        if event.passage_id == self.reading.selected:
            self.follow(event.passage_id)

    def follow(self, passage_id: str) -> None:
        """Go where the passage cursor of the text went."""
        if passage_id != self.passage_id:
            self.passage_id = passage_id
            self.passage_changed()


def hidden_text(count: int) -> str:
    """The words of the line that stands for passages the filter hides."""
    return t("reading.hidden", n=count)
