"""The main screen: lays out the panes, folds them, and wires panes and commands to the controllers."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Click, DescendantFocus, Key, MouseDown, Resize
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from hospital_tui.app.command import bindings, hint
from hospital_tui.app.commands import (
    ARRANGE,
    COPY_FIGURE,
    CORRECT,
    DETAIL,
    EVERYWHERE,
    FILTER_FIGURES,
    FOOTER,
    GLOBAL,
    IN,
    OUT,
    WIDEN,
)
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.family import Kin
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.find import Find
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.desk.keep import Keep
from hospital_tui.app.desk.marks import Marks
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.desk.saved import SavedFilters
from hospital_tui.app.desk.to_evidence import ToEvidence
from hospital_tui.app.desk.undo import Undo
from hospital_tui.app.desk.walk import Walk
from hospital_tui.app.folding import FOLDS, PANES, Pane, Plan, plan
from hospital_tui.app.holding import Furnished
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.standing import tell_selected
from hospital_tui.app.state import Fronted, State
from hospital_tui.app.widgets.quick import Ground, GroundBox, GroundColumn, GroundRow, drawn_once, may_draw
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.speech import t

OF_FIGURES = (
    hint(DETAIL, "detail"),
    hint(CORRECT, "correct"),
    hint(COPY_FIGURE, "copy"),
    hint(WIDEN, "scope"),
    hint(ARRANGE, "sort"),
    FILTER_FIGURES,
    *EVERYWHERE,
)
"""The row of hints while the figures are in front."""


class MainScreen(Ground, Screen[None]):
    """The whole job: walk hospitals, sections and passages, see their figures, filter."""

    _watch_selections: Any = tell_selected

    AUTO_FOCUS: ClassVar[str | None] = ""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*GLOBAL, OUT, IN)

    def __init__(self, library: Library, reader: Reader) -> None:
        super().__init__()
        self.state = State(library, reader)
        self.state.greeting = reader.get("greeted") is not True
        self.panes = Panes(library)
        self._plan: Plan | None = None
        self._held = True
        """Nothing is drawn yet."""
        self.state.listen(Fronted, self._fronted)
        self.walk = Walk(self, self.state, self.panes)
        self.find = Find(self, self.state, self.panes)
        self.saved = SavedFilters(self, self.state, self.panes, self.find)
        self.figures = Figures(self, self.state, self.panes)
        self.keep = Keep(self, self.state, self.panes, self.find, self.figures)
        self.marks = Marks(self, self.state, self.panes, self.walk, self.figures)
        self.to_evidence = ToEvidence(self, self.state, self.panes, self.find, self.figures)
        self.kin = Kin(self, self.state, self.panes, self.figures, self.to_evidence)
        self.grow = Grow(self, self.state, self.panes, self.walk, self.find, self.figures)
        self.undo = Undo(self, self.state, self.panes, self.walk, self.keep, self.to_evidence, self.grow)

    @property
    def controllers(self) -> tuple[Controller, ...]:
        """Who does the jobs, in the order in which they begin."""
        return (
            self.walk,
            self.figures,
            self.find,
            self.saved,
            self.keep,
            self.marks,
            self.to_evidence,
            self.kin,
            self.grow,
            self.undo,
        )

    def __getattr__(self, name: str) -> Any:
        """A command that the screen does not have itself is one of a controller's."""
        if name.startswith("action_") and "undo" in self.__dict__:
            for controller in self.controllers:
                if hasattr(controller, name):
                    return getattr(controller, name)
        raise AttributeError(name)

    @property
    def furnished(self) -> bool:
        """Every pane is there and has its size."""
        return not self._held

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something, in the status line."""
        self.panes.status.say(message, warning=warning)

    # Making the screen

    def compose(self) -> ComposeResult:
        """All panes. The classes that the style sheet goes by are set before there is anything to style."""
        panes = self.panes
        self._classify(self._fitting())
        panes.reading.set_reactive(Widget.has_focus, True)  # styled once, as it will most often be
        with GroundBox(id="top"):
            yield panes.filter_bar
        with GroundRow(id="body"):
            with GroundColumn(id="left"):
                yield from (panes.saved, panes.hospitals, panes.sections)
            with GroundBox(id="desk"):
                with GroundColumn(id="middle"):
                    yield from (panes.results, panes.reading)
                yield panes.sidebar
        yield from (panes.status, panes.completions)
        yield Static(t("screen.more_room"), id="more-room", markup=False)

    def on_mount(self) -> None:
        """Colours and typography first, so that nothing is drawn twice; then shelf and article; then every controller begins."""
        panes = self.panes
        self.keep.settle_all()
        self.fold()
        article_id = self.state.beginning()
        panes.hospitals.show(self.state.found.shelf, article_id)
        if article_id is not None:
            self.state.open(article_id)
        else:
            self.say(t("library.empty"), warning=True)
        for controller in self.controllers:
            controller.furnish()
        if self.state.front == "reading":
            panes.reading.focus()
        else:
            panes.reading.has_focus = False
        self.watch(panes.reading, "scroll_y", panes.status.stepped, init=False)

    def on_unmount(self) -> None:
        """Nobody will see an answer."""
        for controller in self.controllers:
            controller.close()

    # The first frame: drawn once, when every pane has its size. Until then the picture of the last time stands

    def update_node_styles(self, animate: bool = True) -> None:
        """Everything new was styled when it was mounted."""
        if not self._held:
            super().update_node_styles(animate)

    def _screen_resized(self, size: Size) -> None:
        """At a start the terminal's size is told more than once."""
        if not self._held or size != self.size:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        with drawn_once(self):
            super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not self._held and may_draw(self):
            super()._compositor_refresh()

    def _sized(self) -> None:
        """The panes were told their sizes: when the text has taken up its own, all is drawn."""
        self.panes.reading.call_later(self.panes.reading.call_later, self._release)

    def _release(self) -> None:
        self._held = self._repaint_required = False  # the layout draws all of it once
        self.refresh(repaint=False, layout=True)
        self.app.post_message(Furnished())

    # Layout

    def on_resize(self, event: Resize) -> None:
        """Fold or unfold."""
        self.fold()

    def fold(self) -> None:
        """Show what there is room for."""
        now = self._fitting()
        if now == self._plan or (now.fold == "none" and self._plan is not None):
            return  # what stands above the panes while there is no room for them says so
        self._plan = now
        self._classify(now)
        self.query_one("#left").display = now.left
        self.query_one("#desk").display = now.reading or now.sidebar
        self.query_one("#middle").display = now.reading
        self.panes.hospitals.display = now.hospitals
        self.panes.sections.display = now.outline
        self.panes.sidebar.display = now.sidebar
        self.fold_saved()

    def _fitting(self) -> Plan:
        return plan(self.app.size.width, self.app.size.height, self.state.front, alone=self.state.alone)

    def _classify(self, now: Plan) -> None:
        """What the style sheet goes by; known before there is anything to style."""
        wanted = {f"-{now.fold}"} if now.hints else {f"-{now.fold}", "-no-hints"}
        self.remove_class(*({f"-{fold}" for fold in FOLDS} | {"-no-hints"}) - wanted)
        self.add_class(*wanted)

    def fold_saved(self) -> None:
        """The named filters stand above the hospitals, where there are any."""
        self.panes.saved.display = self.panes.hospitals.display and bool(self.panes.saved.filters)

    def on_screen_resume(self) -> None:
        """The window may have changed, and figures been corrected, while another screen was in front."""
        if self._held:
            self.call_later(self._sized)
        self.fold()
        self.take_up_corrections()

    def take_up_corrections(self) -> None:
        """Show what was corrected since it was looked at."""
        self.to_evidence.take_up_corrections()

    def _fronted(self, change: Fronted) -> None:
        """A pane is in front."""
        self.fold()
        self.panes.status.offer(OF_FIGURES if self.state.front == "sidebar" else FOOTER)
        if change.focus:
            self.query_one(f"#{self.state.front}").focus(scroll_visible=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The pane with the focus is in front."""
        for name in PANES:
            if event.widget.id == name and name != self.state.front:
                self.state.bring(name)

    def action_go(self, name: Pane) -> None:
        """Bring a pane to the front and give it the focus."""
        self.state.go(name)

    def action_next_pane(self, by: int = 1) -> None:
        """To the next pane, in a ring."""
        self.action_go(PANES[(PANES.index(self.state.front) + by) % len(PANES)])

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self.action_next_pane(-1)

    def action_step_out(self) -> None:
        """From the text to the contents, from the figures to the text, from their family back to them."""
        if self.panes.sidebar.in_family:
            self.panes.sidebar.step(into=False)
            return
        self.action_go("reading" if self.state.front == "sidebar" else "outline")

    def action_step_in(self) -> None:
        """From the lists to the text, from the text to the figures, from them to their family."""
        if self.state.front == "sidebar":
            self.panes.sidebar.step(into=True)
        self.action_go("sidebar" if self.state.front in ("reading", "sidebar") else "reading")

    def action_clear_filter(self) -> None:
        """Escape: back to the screen of evidence that led here, else out of the filter."""
        if not self.to_evidence.go_back() and not self.keep.greeted():
            self.find.clear()

    # Messages stay until the reader does something else; the status line lets them go after a while as well

    def on_key(self, event: Key) -> None:
        """A key ends the message."""
        self.panes.status.clear()

    def on_mouse_down(self, event: MouseDown) -> None:
        """So does a button of the mouse; not when it is let go: what was selected is copied then, and that is said."""
        self.panes.status.clear()

    # What the panes report

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        """The cursor of a list came to a row."""
        match event.rows.id:
            case "hospitals":
                self.walk.hospital_highlighted(event.row)
            case "outline":
                self.walk.section_highlighted(event.row)
            case "sidebar":
                self.figures.highlighted()
                self.kin.follow()
            case "results":
                self.find.result_highlighted(event.row)
            case "completions":  # a click on a completion takes it
                self.panes.filter_bar.field.action_complete()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        """A row of a list was chosen."""
        match event.rows.id:
            case "hospitals" | "outline":
                self.action_go("reading")
            case "sidebar":
                self.figures.to_the_words()
            case "results":
                self.find.result_chosen()
            case "saved":
                self.saved.chosen(event.row)

    @on(Click, "#greeting")
    def _hint_clicked(self) -> None:
        """The hint of the first start is put away."""
        self.keep.greeted()

    def on_section_tree_step_in(self) -> None:
        """Go on from the contents into the text."""
        self.action_go("reading")

    def on_fact_sidebar_family_wanted(self) -> None:
        """The family of another figure is to be shown."""
        self.kin.follow()

    def on_fact_sidebar_family_chosen(self) -> None:
        """The family of a figure is to be compared."""
        self.kin.action_family()

    def on_fact_sidebar_figure_highlighted(self, event: Any) -> None:
        """The sidebar points at a figure, or at none."""
        self.figures.lit(event.entry)

    @on(ReadingPane.FigureClicked)
    def _figure_clicked(self, event: ReadingPane.FigureClicked) -> None:
        """A figure was clicked in the text."""
        self.figures.clicked(event.passage_id, event.index)

    def on_text_selected(self) -> None:
        """Letting the mouse go copies what it has selected, as terminals do."""
        self.marks.copy_selected()

    def action_copy_text(self) -> None:
        """Ctrl+C: copy what is selected; with nothing selected, say how to leave."""
        if not self.marks.copy_selected():
            self.say(t("app.how_to_quit"))

    def on_filter_bar_changed(self, event: Any) -> None:
        """The filter reads otherwise."""
        self.find.typed(event.text)

    def on_filter_bar_accepted(self) -> None:
        """The filter is to be kept."""
        self.find.accepted()

    def on_filter_bar_cancelled(self) -> None:
        """Esc in the field clears the filter, as it does elsewhere."""
        self.action_clear_filter()

    def on_filter_input_complete(self, event: Any) -> None:
        """Tab in the field takes a completion; with none offered it goes to the next pane."""
        event.stop()
        if not self.find.complete(event):
            self.action_next_pane(1 if event.take else -1)

    def on_filter_input_earlier(self, event: Any) -> None:
        """Another filter of earlier."""
        event.stop()
        self.find.earlier(event.by)

    def on_filter_input_left(self) -> None:
        """Nobody types any more."""
        self.find.left()

    # The end

    async def leave(self) -> None:
        """Keep place and panes; bookmarks and notes are kept already. Wait until nothing is written any more."""
        self.keep.greeted()
        self.keep.remember_place()
        self.keep.remember_panes()
        await self.grow.stop_adding()
