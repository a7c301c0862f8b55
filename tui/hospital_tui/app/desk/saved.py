"""The named filters above the hospitals: counted beside the screen, set by a click, named and removed in their dialog."""

from textual.screen import Screen

from hospital_tui.app.asking import Asking
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.find import Find
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.state import Noted, Retold, State
from hospital_tui.library import Cancelled


class SavedFilters(Controller):
    """Shows how much each finds and what is new of it."""

    def __init__(self, host: Screen[None], state: State, panes: Panes, find: Find) -> None:
        super().__init__(host, state, panes)
        self._find = find
        self._asking = Asking("saved")
        state.listen(Noted, lambda _: self.show())
        state.listen(Retold, lambda _: self.show())

    def furnish(self) -> None:
        """Show the filters."""
        self.show()

    def close(self) -> None:
        """Nobody will see an answer."""
        self._asking.call_off(self.library)
        self._asking.close()

    def show(self) -> None:
        """Show them at once as they were counted last, then count them anew."""
        from hospital_tui.app.panes.saved import Counted

        before = {one.saved.name: one for one in self.panes.saved.filters}
        kept = self.library.saved()
        self.panes.saved.show(
            [one if (one := before.get(each.name)) and one.saved == each else Counted(each) for each in kept]
        )
        self.host.fold_saved()  # type: ignore[attr-defined]
        if kept:
            self.work(self._count, "saved", exclusive=True)

    async def _count(self) -> None:
        from hospital_tui.app.panes.saved import counted

        self._asking.call_off(self.library)
        try:
            found = await self._asking.ask(
                lambda: [counted(self.library, one) for one in self.library.saved()]
            )
        except Cancelled:
            return
        self.panes.saved.show(found)

    def chosen(self, row: int) -> None:
        """Set a filter: what it finds is looked at."""
        name = self.panes.saved.filters[row].saved.name
        self.keep(lambda: self.library.looked(name))
        self._set(self.panes.saved.filters[row].saved.text)

    def _set(self, text: str | None) -> None:
        self.show()
        if text is not None:
            self.state.set_out()
            self.panes.filter_bar.put(text)
            self._find.look(text)

    def action_tags(self) -> None:
        """All tags; filter by one."""
        from hospital_tui.app.dialogs.tags import TagsScreen

        def chosen(tag: str | None) -> None:
            if tag is not None:
                self._set(f'标:"{tag}"')

        self.app.push_screen(TagsScreen(self.library), chosen)

    def action_saved(self) -> None:
        """Name the filter in force, or set one that has a name."""
        from hospital_tui.app.dialogs.saved import SavedScreen

        text = self.state.found.query.text.strip() if self.state.found.active else ""
        self.app.push_screen(SavedScreen(self.library, text), self._set)
