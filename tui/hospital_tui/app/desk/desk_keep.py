"""What the desk keeps for the reader: places, history, settings, earlier filters."""

from collections.abc import Callable

from textual.timer import Timer

from hospital_tui.app.desk.desk_results import ResultDesk
from hospital_tui.app.folding import PANES, Pane, fold_of
from hospital_tui.app.settings import SETTINGS, Setting, Value
from hospital_tui.app.trail import Stop, Trail
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, ReaderError
from hospital_tui.speech import speak, spoken, t, why

_SETTLED = 0.5
"""Seconds without a move after which the place is written down."""


class KeepDesk(ResultDesk):
    """Panes, place, figures, filter, and what is remembered."""

    def __init__(self, library: Library, reader: Reader) -> None:
        super().__init__(library)
        self.reader = reader
        self.trail = Trail()
        self._set_out_from: Stop | None = None
        self._settling: Timer | None = None

    def keep(self, write: Callable[[], object]) -> bool:
        """Write to the reader's file; whether it went well. What went wrong is said."""
        try:
            write()
        except ReaderError as error:
            self.say(t("keep.failed", reason=why(error)), warning=True)
            return False
        return True

    def say_kept(self, words: str) -> None:
        """Say that something was kept; where the reader's file cannot be written, that it lasts until the end only."""
        lasting = self.reader.path is not None
        self.say(words if lasting else t("keep.memory", words=words), warning=not lasting)

    # Places

    @property
    def stop(self) -> Stop | None:
        """Where the reader is."""
        return Stop(self.article.id, self.passage_id) if self.article is not None else None

    def beginning(self) -> tuple[str | None, str | None]:
        """Where the reader was last, if that is still there."""
        last = self.reader.last_place()
        if last is not None and self.found.shelf.index(last.article_id) is not None:
            return last.article_id, None
        return super().beginning()

    def first_passage(self) -> str | None:
        """The first match, else where the reader was in this article, else what it begins with."""
        if self.article is not None and not self.matches:
            place = self.reader.place(self.article.id)
            if place is not None and any(passage.id == place.passage_id for passage in self.passages):
                return place.passage_id
        return super().first_passage()

    def passage_changed(self) -> None:
        """Write the place down once the reader has come to rest."""
        super().passage_changed()
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(_SETTLED, self.remember_place)

    def remember_place(self) -> None:
        """Write down where the reader is."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        stop = self.stop
        if stop is not None and stop.passage_id is not None:
            article_id, passage_id = stop.article_id, stop.passage_id
            self.keep(lambda: self.reader.remember(article_id, passage_id))

    # History

    def jump(self, article_id: str, passage_id: str | None = None, *, offset: int | None = None) -> None:
        """Open a place that may be far away, so that the reader can go back."""
        if self.stop is not None and self.stop != (article_id, passage_id):
            self.trail.leave(self.stop)
        self.open(article_id, passage_id, offset=offset)

    def action_go(self, name: Pane) -> None:
        """Going by the lists is a jump as well: from the text out and back into it somewhere else."""
        if self.front == "reading" and name in ("hospitals", "outline"):
            self._set_out_from = self.stop
        elif name == "reading" and self._set_out_from is not None:
            if self._set_out_from != self.stop:
                self.trail.leave(self._set_out_from)
            self._set_out_from = None
        super().action_go(name)

    def action_history(self, by: int) -> None:
        """Back to the place before the last jump, or forward again."""
        stop = self.trail.go(by, self.stop) if self.stop is not None else None
        if stop is None:
            self.say(t("history.end" if by < 0 else "history.start"))
        else:
            self.open(stop.article_id, stop.passage_id)

    # Earlier filters

    def earlier_filters(self) -> list[str]:
        """The filters that were kept, the latest first."""
        return self.reader.filters()

    def filter_kept(self, text: str) -> None:
        """Remember a filter for the arrow keys of the bar and for the next start."""
        self.keep(lambda: self.reader.keep_filter(text))

    # Settings

    def value(self, setting: Setting) -> Value:
        """The choice in force."""
        if setting.key == "language":
            return spoken()
        return setting.sound(self.reader.get(setting.key))

    def settle(self, setting: Setting, value: Value, *, keep: bool = True) -> None:
        """Put a choice in force, and keep it."""
        if setting.reading:
            setattr(self.reading, setting.key, value)
        if setting.key == "ambiguous_wide":
            from hospital_tui.app.typography.terminal import draw_ambiguous_wide

            draw_ambiguous_wide(bool(value))
            self.refresh(layout=True)
        elif setting.key == "theme":
            self.app.theme = str(value)
        elif setting.key == "language":
            speak(str(value))
            self.retell()
        if keep:
            self.keep(lambda: self.reader.set(setting.key, value))

    def settle_all(self) -> None:
        """Put everything in force that was kept; the language is chosen before the screen is made."""
        self.alone = self.reader.get("alone") is True
        kept = self.reader.settings()
        for setting in SETTINGS:
            if setting.key in kept and setting.key != "language":
                self.settle(setting, setting.sound(kept[setting.key]), keep=False)

    def on_mount(self) -> None:
        """Colours and typography first, so that nothing is drawn twice; Textual goes on to the desk's own handler."""
        self.settle_all()

    def action_toggle_sides(self) -> None:
        """Show the text alone, or the panes beside it again; kept."""
        if fold_of(self.app.size.width, self.app.size.height) == "single":
            self.say(t("sides.single"))
            return
        self.alone = not self.alone
        if self.alone and self.front != "reading":
            self.action_go("reading")
        self.fold()
        kept = self.keep(lambda: self.reader.set("alone", self.alone))
        if kept:
            self.say(t("sides.hidden" if self.alone else "sides.shown"))

    async def furnish(self) -> None:
        """Once all panes are there, put them as they were left: sidebar, filter, pane in front."""
        await super().furnish()
        from hospital_tui.app.panes.sidebar import ORDERS, REACHES

        left = self.reader.get("left")
        if not isinstance(left, dict):
            return
        if left.get("reach") in REACHES:
            self.sidebar.reach = left["reach"]
        if left.get("order") in ORDERS:
            self.sidebar.order = left["order"]
        self.show_figures()
        text = left.get("filter")
        if isinstance(text, str) and text:
            self.set_out()
            self.filter_bar.put(text)
            self.look(text)
        if left.get("front") in PANES:
            self.action_go(left["front"])

    def remember_panes(self) -> None:
        """Write down how the panes are, for the next start."""
        if self.furnished:
            left = {
                "reach": self.sidebar.reach,
                "order": self.sidebar.order,
                "filter": self.found.query.text if self.found.active else "",
                "front": self.front,
            }
            self.keep(lambda: self.reader.set("left", left))

    def retell(self) -> None:
        """Say everything again in the language now in force."""
        self.hospitals.show(self.found.shelf, self.article.id if self.article else None)
        if self.furnished:
            self.filter_bar.retell()
            self.show_reach()
            self.show_outline()
            self.show_figures()
        self.show_place()
        self.reading.only(None)
        self.mark_matches()
        self.status.refresh()
