"""The desk's filter: it narrows everything as it is typed, and leads from match to match."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from textual import on, work

from hospital_tui.app import finding
from hospital_tui.app.asking import Asking
from hospital_tui.app.desk.desk_figures import FigureDesk
from hospital_tui.app.finding import REACHES, Found, Reach, find
from hospital_tui.app.folding import Pane
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.library import Cancelled, Library, Scope
from hospital_tui.model import Passage
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.panes.filterbar import FilterBar, FilterInput

LARGE = 20_000
"""Passages from which the filter asks the library in a thread, so that typing is never held up."""
_PATIENCE = 0.03
"""Seconds in which most questions are answered."""
_REST = 0.15
"""Seconds without a letter after which all matches are counted."""


class FilterDesk(FigureDesk):
    """Panes, place, figures and filter."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.filter_reach: Reach = "all"
        self.mistaken: Found | None = None
        """The filter as it reads now, while there is a mistake in it; `found` is the last one that found something."""
        self._last_good = self.found
        self._left_at: tuple[str, str | None, Pane] | None = None
        self._earlier: list[str] = []
        self._earlier_at = -1
        self._large = library.totals().passages >= LARGE
        self._first, self._counting = Asking("finding"), Asking("counting")
        self._asked = 0
        """How often something was asked, or called off."""

    async def furnish(self) -> None:
        """Mount the rest, then have the library made ready for the first letter."""
        await super().furnish()
        if self._large:
            self._warm_up()

    @work(group="filter")
    async def _warm_up(self) -> None:
        with contextlib.suppress(Cancelled):
            await self._first.ask(self.library.warm_up)

    # Asking

    def look(self, text: str, *, offer: bool = False) -> None:
        """Ask the library, beside the screen where it is large; and offer ways to go on, if wanted."""
        scope = finding.scope_for(self.filter_reach, self.article, self.nodes, self.node)
        self.call_off()
        if self._large:
            self._look_apart(text, scope, offer)
            return
        self.take(find(self.library, text, scope, self.here))
        if offer:
            self._offer(text)

    def call_off(self) -> None:
        """Nobody waits for what is being asked any more."""
        self._asked += 1
        for asking, group in ((self._first, "filter"), (self._counting, "count")):
            self.workers.cancel_group(self, group)
            asking.call_off(self.library)

    @work(exclusive=True, group="filter")
    async def _look_apart(self, text: str, scope: Scope | None, offer: bool) -> None:
        """Show what is found and what is offered in one frame; what is offered first where the library takes long."""
        here, number = self.here, self._asked
        asked = asyncio.ensure_future(self._first.ask(lambda: find(self.library, text, scope, here)))
        try:
            await asyncio.wait([asked], timeout=_PATIENCE)
            if offer and not asked.done():
                self._offer(text)
            self.call_later(self._answer, await asked, text, offer, number)
        except Cancelled:
            return
        finally:
            asked.cancel()  # where this worker was, nobody takes the answer, nor what became of it

    def _answer(self, found: Found, text: str, offer: bool, number: int) -> None:
        """Show an answer in one frame, unless something else was asked meanwhile."""
        if number == self._asked:
            with self.app.batch_update():
                self.take(found)
                if offer:
                    self._offer(text)

    @work(exclusive=True, group="count")
    async def _count(self, found: Found) -> None:
        """Count all that matches, once the reader has stopped typing."""
        await asyncio.sleep(_REST)
        try:
            counted = await self._counting.ask(lambda: finding.count(self.library, found))
        except Cancelled:
            return
        if self.found is found:
            self.take_count(counted)

    def on_unmount(self) -> None:
        """Nobody will see an answer."""
        for asking in (self._first, self._counting):
            asking.call_off(self.library)
            asking.close()

    def take_count(self, counted: Found) -> None:
        """Show how much matches in all, and all articles that do; nothing else changes."""
        self.found = counted
        with self.app.batch_update():
            self.hospitals.show(counted.shelf, self.here)
            self._show_found()
            if self.furnished and self.results.display:
                self.results.recount(counted)

    @property
    def here(self) -> str | None:
        """The open article."""
        return self.article.id if self.article else None

    def take(self, found: Found) -> None:
        """Show what was found, and have it counted where that takes longer.

        A filter with a mistake in it finds nothing: what was found before stays, and that is said.
        """
        if found.query.errors:
            self._take_mistake(found)
            return
        if self.mistaken is not None:
            self.mistaken = None
            self.status.clear()
        self._take_up(found)

    def _take_up(self, found: Found) -> None:
        """Show what was found everywhere."""
        was_blank = self.blank
        self.hold(found)
        here = self.here
        self.hospitals.show(found.shelf, here)
        if self.blank:
            self.mark_matches()
            self.show_outline()
            self.show_place()
        elif len(found.shelf) and (here is None or found.shelf.index(here) is None):
            self.article = None
            self.open(found.shelf[0].id)
        else:
            self.mark_matches()
            self.show_outline()
            first = self.first_passage()
            if self.matches and self.passage_id not in self.matches and first is not None:
                self.select(first)
            else:
                self.show_place()
        self._show_found()
        if self.furnished and (self.sidebar.reach == "matches" or was_blank or self.blank):
            self.show_figures()
        if self.furnished and self.results.display:
            self.results.show(found, self.here, self.passage_id)
        if found.tally.capped:
            self._count(found)

    def hold(self, found: Found) -> None:
        """Keep an answer, and the last one that found something."""
        self.found = found
        if not found.nothing:
            self._last_good = found

    def _take_mistake(self, found: Found) -> None:
        """Say what is wrong with the filter, and of which filter that is what stays on the screen."""
        self.mistaken = found
        if self.found.nothing:
            self._take_up(self._last_good)
        self._show_found()
        kept = self.found.query.text.strip()
        stays = t("filter.stays", text=kept) if self.found.active else t("filter.stays_all")
        self.say(f"{found.counts()} {stays}", warning=True)

    @property
    def blank(self) -> bool:
        """Whether nothing matches where the open article belongs: there is no passage to show, nor to do anything to."""
        scope = self.found.scope
        return self.found.nothing and (scope is None or scope.article_id in (None, self.here))

    @property
    def passage(self) -> Passage | None:
        """The selected passage; none while nothing matches."""
        return None if self.blank else super().passage

    def show_outline(self) -> None:
        """The contents, without an entry while nothing matches."""
        if self.furnished and self.blank:
            self.sections.show(self.nodes, {}, None)
        else:
            super().show_outline()

    def show_figures(self) -> None:
        """The figures, none while nothing matches."""
        if self.furnished and self.blank:
            self.sidebar.show((), nothing=True)
        else:
            super().show_figures()

    def mark_matches(self) -> None:
        """Highlight what the filter matches in the open article, and narrow the text to it."""
        if self.article is None:
            return
        self.matches = {}
        if self.found.active and not self.found.nothing:
            matches = self.library.matches(self.found.query, self.article)
            self.matches = finding.in_scope(matches, self.found.scope, self.nodes)
        self.reading.blank(self.found.nothing_how() if self.blank else "")
        self.reading.mark(self.matches)
        passages = {key for key in self.matches if not key.startswith("heading@")}
        self.reading.only(passages or None)

    def _show_found(self) -> None:
        """Counts and mistakes in the bar, the counter in the status line."""
        query = self.found.query
        if self.furnished:
            told = self.mistaken or self.found
            self.filter_bar.found = told.counts()
            self.filter_bar.wrong = bool(told.query.errors) or told.nothing
            self.filter_bar.mark_errors(told.query.errors)
        counter = self.found.counter(self.here or "", self.passage_id)
        self.status.filtered = f"{query.text.strip()}  {counter}".strip() if self.found.active else ""
        if self.mistaken is not None:
            self.status.filtered = ""

    def show_place(self) -> None:
        """The counter follows the passage; while nothing matches there is no place."""
        super().show_place()
        if self.blank:
            self.status.path = ()
        self._show_found()

    # The filter bar

    def action_open_filter(self) -> None:
        """Put the cursor into the filter, and remember where the reader was."""
        if not self.furnished:
            return
        self.set_out()
        self._earlier_at = -1
        self.filter_bar.field.focus()

    def set_out(self) -> None:
        """Remember where the reader was before the filter."""
        if self.article is not None and not self.found.active:
            self._left_at = (self.article.id, self.passage_id, self.front)

    def on_filter_bar_changed(self, event: "FilterBar.Changed") -> None:
        """Narrow everything to what matches now, and offer ways to go on."""
        with self.app.batch_update():  # one frame for all that changes
            self.look(event.text, offer=True)

    def _offer(self, text: str) -> None:
        """Drop down completions for what is typed, while the field has the focus; not where it reads otherwise already."""
        field = self.filter_bar.field
        if text != field.value:
            return
        offered = self.library.complete(text, field.cursor_position) if text and field.has_focus else []
        self.completions.show(offered, self.hospitals.region.right)

    def on_filter_input_complete(self, event: "FilterInput.Complete") -> None:
        """Take the completion under the mark, or mark the next; with none offered, go to the next pane."""
        event.stop()
        marked = self.completions.marked() if self.completions.display else None
        if marked is None:
            self.action_next_pane() if event.take else self.action_previous_pane()
        elif not event.take:
            self.completions.turn()
        else:
            text = self.filter_bar.text
            self.filter_bar.put(text[: marked.start] + marked.text + text[marked.end :])
            self.filter_bar.field.cursor_position = marked.start + len(marked.text)
            self.look(self.filter_bar.text)
            self.completions.show((), 0)

    @on(RowList.Highlighted, "#completions")
    def _completion_clicked(self) -> None:
        """A click on a completion takes it."""
        self.filter_bar.field.action_complete()

    def on_filter_input_earlier(self, event: "FilterInput.Earlier") -> None:
        """Up and down go through the filters that were kept earlier."""
        event.stop()
        self._earlier = self._earlier or self.earlier_filters()
        at = max(-1, min(self._earlier_at + event.by, len(self._earlier) - 1))
        if at != self._earlier_at:
            self._earlier_at = at
            text = self._earlier[at] if at >= 0 else ""
            self.filter_bar.put(text)
            self.look(text)
            self.completions.show((), 0)

    def earlier_filters(self) -> list[str]:
        """The filters that were kept, the latest first; `desk_keep` knows those of earlier days."""
        return []

    def filter_kept(self, text: str) -> None:
        """A filter was kept; `desk_keep` remembers it."""

    def on_filter_input_left(self) -> None:
        """No completions where nobody types."""
        if self.furnished:
            self.completions.show((), 0)

    def on_filter_bar_accepted(self) -> None:
        """Keep the filter and go to the first match."""
        told = self.mistaken or self.found
        if told.query.text != self.filter_bar.text:
            self.call_off()
            self.take(find(self.library, self.filter_bar.text, self.found.scope, self.here))
        if self.mistaken is not None:
            self._take_mistake(self.mistaken)
            return
        if self.found.nothing:
            self.say(self.found.nothing_how(), warning=True)
            return
        if self.found.active:
            self.filter_kept(self.found.query.text)
            self._earlier = []
        if self.found.active and self.found.hits:
            article_id, passage_id = self.found.hits[0]
            self.jump(article_id, passage_id)
            match = self.matches.get(passage_id)
            if match is not None and match.spans:  # a long passage may hold it far below its first line
                self.select(passage_id, offset=match.spans[0][0])
        self.action_go("reading")

    def on_filter_bar_cancelled(self) -> None:
        """Esc in the field clears the filter, as it does elsewhere."""
        self.action_clear_filter()

    def action_clear_filter(self) -> None:
        """Clear the filter and return to where the reader was."""
        if not self.furnished:
            return
        if self.sidebar.wanted and self.front == "sidebar":
            self.sidebar.want("")
            return
        self.results.display = False
        self.filter_bar.put("")
        self.call_off()
        if self.found.active or self.mistaken is not None:
            self.take(find(self.library, ""))
        if self._left_at is not None:
            article_id, passage_id, front = self._left_at
            self._left_at = None
            self.open(article_id, passage_id)
            self.hospitals.follow(article_id)
            self.action_go(front)
        else:
            self.action_go("reading")

    # From match to match

    def action_next_match(self, by: int) -> None:
        """To the next match or the one before, over all articles."""
        if not self.found.active or self.found.nothing or self.article is None:
            self.say(self.found.nothing_how() if self.found.nothing else t("filter.none_set"))
            return
        hit, round_the_end = finding.step(
            self.library, self.found, (self.article.id, self.passage_id or ""), by
        )
        if hit is not None:
            offset = hit.spans[0][0] if hit.spans else None
            self.jump(hit.article_id, hit.passage_id, offset=offset)
            if round_the_end:
                self.say(t("filter.round" if by > 0 else "filter.round_back"))

    def action_cycle_scope(self) -> None:
        """Look at all articles, this article, this section; where nothing matches in a narrowed scope, at more."""
        by = -1 if self.found.nothing and self.filter_reach != "all" else 1
        self.filter_reach = REACHES[(REACHES.index(self.filter_reach) + by) % len(REACHES)]
        self.show_reach()
        if self.found.active or self.mistaken is not None:
            self.look(self.filter_bar.text)
        self.say(t("reach.now", reach=t(f"reach.{self.filter_reach}")))

    def show_reach(self) -> None:
        """Say before the filter how far it looks, where that is not everywhere."""
        if self.furnished:
            everywhere = self.filter_reach == "all"
            self.filter_bar.reach = "" if everywhere else t(f"reach.{self.filter_reach}")
