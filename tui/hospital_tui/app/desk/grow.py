"""A library that grows and changes: articles added and removed from here, and what other programs changed."""

import asyncio
import sqlite3
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from hospital_tui.app import keymap
from hospital_tui.app.asking import failed_words
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.find import LARGE, Find
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.desk.walk import Walk
from hospital_tui.app.finding import find
from hospital_tui.app.state import Noted, State
from hospital_tui.homes import in_browser
from hospital_tui.library import ArticleCard, Notice
from hospital_tui.model import Article
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.ingest.child import Adding

_LOOK = 3.0
"""Seconds between two looks at the disk."""
_TELL = 0.5
"""Seconds between two words on how far the adding is."""


class Grow(Controller):
    """Keeps up with the disk. The reader's place stays, whatever comes or goes around it."""

    program: ClassVar[tuple[str, ...]] = (sys.executable, "-m", "hospital_tui")
    """What is run to add and remove articles."""

    def __init__(
        self, host: Screen[None], state: State, panes: Panes, walk: Walk, find: Find, figures: Figures
    ) -> None:
        super().__init__(host, state, panes)
        self._walk = walk
        self._find = find
        self._figures = figures
        self.adding: Adding | None = None
        """The adding under way, or the last one."""
        self._later: list[tuple[tuple[str, ...], Path, str]] = []
        """What waits to be added: paths, to which library, and what is done with what is nearly the same."""
        self._looking = False
        self._going = ""
        """The article that is being removed."""

    def furnish(self) -> None:
        """Keep an eye on the disk, and say what library and reader's file have to report."""
        self.host.set_interval(_LOOK, self.look_at_disk)
        self.host.watch(self.app, "app_focus", self._come_back, init=False)
        if notices := self.notices():
            self.say(t("notices.some", n=len(notices)), warning=True)
        elif self.library.passing is not None:
            self.say(t("open.passing"))

    def notices(self) -> list[Notice]:
        """What library, reader's file and key map have to report."""
        return [*self.library.notices, *self.reader.notices, *keymap.notices()]

    def action_notices(self) -> None:
        """What the library found wrong."""
        from hospital_tui.app.dialogs.notices import NoticesScreen

        self.app.push_screen(NoticesScreen(self.notices()))

    # What was changed on disk

    def _come_back(self, focus: bool) -> None:
        """Coming back to the terminal, the reader sees what was changed meanwhile."""
        if focus:
            self.look_at_disk()

    def look_at_disk(self) -> None:
        """Take up what changed on disk, if anything did; one look at a time."""
        if not self._looking:
            self._looking = True
            self.work(self.keep_up, "live", exit_on_error=False)

    async def keep_up(self) -> None:
        """Ask and compile in a thread, then show."""
        before = self.notices()
        try:
            if await asyncio.to_thread(self._refresh):
                await self.take_up_library()
        except (sqlite3.Error, OSError) as error:
            self.say(failed_words(self.library, error), warning=True)
        finally:
            self._looking = False
        if any(notice not in before for notice in self.notices()):
            self.say(t("notices.some", n=len(self.notices())), warning=True)

    def _refresh(self) -> bool:
        """Whether the library changed, and is compiled anew now."""
        return self.library.changed() and self.library.refresh(thorough=False)

    async def take_up_library(self) -> None:
        """Show the library as it is now: list and counts anew, the article only where it changed."""
        state, panes = self.state, self.panes
        self._find.large = self.library.totals().passages >= LARGE
        while True:
            text, scope = state.found.query.text, state.found.scope
            if self._find.large:
                found = await asyncio.to_thread(find, self.library, text, scope, state.here)
            else:
                found = find(self.library, text, scope, state.here)
            if (text, scope) == (state.found.query.text, state.found.scope):
                break
        self._find.call_off()
        state.hold(found)
        panes.hospitals.show(found.shelf, state.here)
        here = state.here
        self._take_up_article()
        if panes.sidebar.reach == "matches":
            entry = panes.sidebar.entry()
            self._figures.show()
            panes.sidebar.keep(entry)
        if panes.results.display:
            panes.results.show(found, here, state.passage_id)
        self._walk.show_place()
        self._find.show_counts()
        self._find.count()
        state.tell(Noted())

    def _take_up_article(self) -> None:
        """Show the open article anew where it changed; where it is gone, the first there is."""
        before, shelf = self.state.article, self.state.found.shelf
        now = self._as_it_is_now(before)
        if now is not None and now != before:
            passage_id, row = self._same_passage(now), self.panes.sidebar.cursor
            self.state.reopen(now.id, passage_id)
            self.panes.sidebar.place_cursor(row)
        if now is not None:
            return
        if len(shelf):
            self.state.reopen(shelf[0].id)
        if before is not None:
            self.say(t("article.gone"), warning=True)

    def _as_it_is_now(self, article: Article | None) -> Article | None:
        """The article anew; None where it is gone, or was none."""
        try:
            return self.library.article(article.id) if article is not None else None
        except KeyError:
            return None

    def _same_passage(self, now: Article) -> str | None:
        """The passage under the cursor in the changed article, else the one in its place."""
        passages = [passage.id for passage in now.selectable()]
        here = self.state.passage_id
        if here in passages:
            return here
        if not passages:
            return None
        place = self.state.order.get(here or "", 0)
        return passages[min(place, len(passages) - 1)]

    # Adding

    def action_add(self) -> None:
        """Choose what to add; while something is being added, look how far it is."""
        if self.adding is not None and self.adding.under_way:
            self._show_adding()
            return
        if (passing := self.library.passing) is not None:
            self.add(passing.sources, Path(passing.home))
            return
        if not self.library.takes_articles:
            file = self.library.published
            self.say(t("published.read-only", file=file.name if file else ""), warning=True)
            return
        if in_browser():
            from hospital_tui.app.browser import ask_for_files

            ask_for_files(self.app)
            return
        self._choose()

    def _choose(self) -> None:
        """Let the reader choose files, beginning in the folder where that was done last."""
        from hospital_tui.app.dialogs.adding import AddScreen

        kept = self.reader.get("add_folder")
        folder = Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else Path.cwd()
        screen = AddScreen(folder)

        def chosen(paths: tuple[str, ...] | None) -> None:
            if paths:
                self.keep(lambda: self.reader.set("add_folder", str(screen.folder)))
                self.add(paths)

        self.app.push_screen(screen, chosen)

    def add_uploaded(self, folder: str) -> None:
        """Add what was sent from the reader's browser, after what is being added."""
        self._later.append(((folder,), self.library.told, "ask"))
        self._add_later()

    def add(self, paths: tuple[str, ...], home: Path | None = None, same: str = "ask") -> None:
        """Add paths, to the library in `home` if that is not the one shown, and show how it goes on."""
        from hospital_tui.ingest.child import Adding

        self.adding = Adding(paths, home or self.library.told, self.program, same)
        self.work(partial(self._add, self.adding), "adding", exit_on_error=False)
        self._show_adding()

    def _show_adding(self) -> None:
        from hospital_tui.app.dialogs.adding_progress import AddingScreen

        if self.adding is not None:
            self.app.push_screen(AddingScreen(self.adding))

    async def _add(self, adding: "Adding") -> None:
        """Follow an adding to its end, then show what came of it at once."""
        timer = self.host.set_interval(_TELL, self._tell_progress)
        try:
            await adding.run()
        finally:
            timer.stop()
        self.panes.status.working = ""
        self.look_at_disk()
        self.say(t(f"adding.said.{adding.state}", counts=adding.outcome_words()), warning=bool(adding.error))
        if adding.asked:
            self._ask_same(adding)
        else:
            self._add_later()

    def _ask_same(self, adding: "Adding") -> None:
        """Ask what is done with articles that are nearly the same as ones at hand, then add them so."""
        from hospital_tui.app.dialogs.adding_progress import AddingScreen
        from hospital_tui.app.dialogs.same import SameScreen

        shelf = self.library.shelf()

        def held(article_id: str) -> ArticleCard | None:
            place = shelf.index(article_id)
            return None if place is None else shelf[place]

        def answered(chosen: dict[str, str] | None) -> None:
            for choice in ("replace", "both"):
                if paths := tuple(file for file, said in (chosen or {}).items() if said == choice):
                    self._later.append((paths, adding.home, choice))
            self._add_later()

        if isinstance(self.app.screen, AddingScreen):
            self.app.screen.dismiss(None)
        self.app.push_screen(SameScreen([(asked, held(asked.same_as)) for asked in adding.asked]), answered)

    def _add_later(self) -> None:
        """Add the next of what the reader has answered for."""
        if self._later and (self.adding is None or not self.adding.under_way):
            self.add(*self._later.pop(0))

    def _tell_progress(self) -> None:
        """How far the adding is, in the status line."""
        if self.adding is not None and self.adding.under_way:
            self.panes.status.working = t("adding.working", progress=self.adding.progress_words())

    async def stop_adding(self) -> None:
        """End the adding before the program ends; what was added stays."""
        if self.adding is not None and self.adding.under_way:
            self.say(t("adding.stopping"))
            await self.adding.stopped()

    # Removing

    def action_remove_article(self) -> None:
        """Take the open article out of the library, if the reader added it; what the program came with stays."""
        article, shelf = self.state.article, self.library.shelf()
        if article is None or article.id == self._going:
            return
        from hospital_tui.app.dialogs.ask import AskScreen

        place = shelf.index(article.id)
        if place is None or shelf[place].origin != "own" or self.library.passing is not None:
            self.say(t("remove.passing" if self.library.passing is not None else "remove.bundled"))
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.work(partial(self._remove, article), "remove", exit_on_error=False)

        question = t(
            "remove.sure",
            title=article.title,
            hospital=article.hospital.name or t("hospital.unnamed"),
            file=article.source.file,
        )
        self.app.push_screen(AskScreen(t("command.remove"), question, t("remove.keys")), answered)

    async def _remove(self, article: Article) -> None:
        """Remove it, then show the library as it is now."""
        from hospital_tui.app.removing import remove

        self._going = article.id
        try:
            failure = await remove(self.program, self.library.told, article.id)
            if not failure:
                await self.keep_up()
        finally:
            self._going = ""
        if failure:
            self.say(t("remove.failed", reason=failure), warning=True)
        else:
            self.say(t("remove.done", title=article.title))
