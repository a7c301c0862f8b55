"""The desk with a library that grows and changes: articles added from here, and what other programs changed."""

import asyncio
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hospital_tui.app.desk.desk_evidence import EvidenceDesk
from hospital_tui.app.desk.desk_filter import LARGE
from hospital_tui.app.finding import find
from hospital_tui.library import Notice
from hospital_tui.model import Article
from hospital_tui.speech import t, why

if TYPE_CHECKING:
    from hospital_tui.ingest.child import Adding

_LOOK = 3.0
"""Seconds between two looks at the disk."""
_TELL = 0.5
"""Seconds between two words on how far the adding is."""


class LiveDesk(EvidenceDesk):
    """The desk that keeps up with the disk. The reader's place stays, whatever comes or goes around it."""

    add_program: tuple[str, ...] = (sys.executable, "-m", "hospital_tui")
    """What is run to add articles."""
    adding: "Adding | None" = None
    """The adding under way, or the last one."""
    _looking = False

    async def furnish(self) -> None:
        """Mount the rest, then keep an eye on the disk."""
        await super().furnish()
        self.set_interval(_LOOK, self.look_at_disk)
        self.watch(self.app, "app_focus", self._come_back, init=False)

    def notices(self) -> list[Notice]:
        """What library and reader's file have to report."""
        return [*self.library.notices, *self.reader.notices]

    # What was changed on disk

    def _come_back(self, focus: bool) -> None:
        """Coming back to the terminal, the reader sees what was changed meanwhile."""
        if focus:
            self.look_at_disk()

    def look_at_disk(self) -> None:
        """Take up what changed on disk, if anything did; one look at a time."""
        if not self._looking:
            self._looking = True
            self.run_worker(self.keep_up(), group="live", exit_on_error=False)

    async def keep_up(self) -> None:
        """Ask and compile in a thread, then show."""
        before = self.notices()
        try:
            if await asyncio.to_thread(self._refresh):
                await self.take_up_library()
        except (sqlite3.Error, OSError) as error:
            place = self.library.where or self.library.home
            self.say(t("live.failed", place=place, reason=why(error)), warning=True)
        finally:
            self._looking = False
        if any(notice not in before for notice in self.notices()):
            self.say(t("notices.some", n=len(self.notices())), warning=True)

    def _refresh(self) -> bool:
        """Whether the library changed, and is compiled anew now."""
        return self.library.changed() and self.library.refresh(thorough=False)

    async def take_up_library(self) -> None:
        """Show the library as it is now: list and counts anew, the article only where it changed."""
        self._large = self.library.totals().passages >= LARGE
        while True:
            text, scope = self.found.query.text, self.found.scope
            if self._large:
                found = await asyncio.to_thread(find, self.library, text, scope, self.here)
            else:
                found = find(self.library, text, scope, self.here)
            if (text, scope) == (self.found.query.text, self.found.scope):
                break
        self.call_off()
        self.hold(found)
        here = self.here
        self.hospitals.show(found.shelf, here)
        self._take_up_article()
        if self.sidebar.reach == "matches":
            entry = self.sidebar.entry()
            self.show_figures()
            self.sidebar.keep(entry)
        if self.results.display:
            self.results.show(found, here, self.passage_id)
        self.show_place()
        if found.tally.capped:
            self._count(found)

    def _take_up_article(self) -> None:
        """Show the open article anew where it changed; where it is gone, the first there is."""
        before = self.article
        try:
            now = self.library.article(before.id) if before is not None else None
        except KeyError:
            now = None
        if before is not None and now == before:
            return
        shelf = self.found.shelf
        if now is not None:
            passage_id, row = self._same_passage(now), self.sidebar.cursor
            self.article = None
            self.open(now.id, passage_id)
            self.sidebar.place_cursor(row)
        elif len(shelf):
            self.article = None
            self.open(shelf[0].id)
        if before is not None and now is None:
            self.say(t("article.gone"), warning=True)

    def _same_passage(self, now: Article) -> str | None:
        """The passage under the cursor in the changed article, else the one in its place."""
        passages = [passage.id for passage in now.selectable()]
        if self.passage_id in passages or not passages:
            return self.passage_id if passages else None
        old = [passage.id for passage in self.passages]
        place = old.index(self.passage_id) if self.passage_id in old else 0
        return passages[min(place, len(passages) - 1)]

    # Adding

    def action_add(self) -> None:
        """Choose what to add; while something is being added, look how far it is."""
        if not self.furnished:
            return
        if self.adding is not None and self.adding.under_way:
            self._show_adding()
            return
        from hospital_tui.app.dialogs.adding import AddScreen

        kept = self.reader.get("add_folder")
        folder = Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else Path.cwd()
        screen = AddScreen(folder)

        def chosen(paths: tuple[str, ...] | None) -> None:
            if paths:
                self.keep(lambda: self.reader.set("add_folder", str(screen.folder)))
                self.add(paths)

        self.app.push_screen(screen, chosen)

    def add(self, paths: tuple[str, ...]) -> None:
        """Add paths, and show how it goes on."""
        from hospital_tui.ingest.child import Adding

        self.adding = Adding(paths, self.library.home, self.add_program)
        self.run_worker(self._add(self.adding), group="adding", exit_on_error=False)
        self._show_adding()

    def _show_adding(self) -> None:
        from hospital_tui.app.dialogs.adding_progress import AddingScreen

        if self.adding is not None:
            self.app.push_screen(AddingScreen(self.adding))

    async def _add(self, adding: "Adding") -> None:
        """Follow an adding to its end, then show what came of it at once."""
        timer = self.set_interval(_TELL, self._tell_progress)
        try:
            await adding.run()
        finally:
            timer.stop()
        self.status.working = ""
        self.look_at_disk()
        self.say(t(f"adding.said.{adding.state}", counts=adding.outcome_words()), warning=bool(adding.error))

    def _tell_progress(self) -> None:
        """How far the adding is, in the status line."""
        if self.adding is not None and self.adding.under_way:
            self.status.working = t("adding.working", progress=self.adding.progress_words())

    async def stop_adding(self) -> None:
        """End the adding before the program ends; what was added stays."""
        if self.adding is not None and self.adding.under_way:
            self.say(t("adding.stopping"))
            await self.adding.stopped()
