"""The filter: it narrows everything as it is typed, leads from match to match, and lists the matches above the text."""

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from hospital_tui.app import finding
from hospital_tui.app.asking import Asking
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.finding import REACHES, Found, find
from hospital_tui.app.state import Counted, Marked, Mended, Mistaken, Moved, Narrowed, Opened, Retold, State
from hospital_tui.library import Cancelled, Scope
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.panes.filterbar import FilterInput

LARGE = 20_000
"""Passages from which the filter asks the library in a thread, so that typing is never held up."""
_PATIENCE = 0.03
"""Seconds in which most questions are answered."""
_REST = 0.15
"""Seconds without a letter after which all matches are counted."""


class Find(Controller):
    """Drives the filter bar, what drops down under it, the marks in the text and the results."""

    def __init__(self, host: Screen[None], state: State, panes: Panes) -> None:
        super().__init__(host, state, panes)
        self._earlier: list[str] = []
        self._earlier_at = -1
        self.large = self.library.totals().passages >= LARGE
        self._first, self._counting = Asking("finding"), Asking("counting")
        self._asked = 0
        """How often something was asked, or called off."""
        state.listen(Opened, lambda _: self.show_counts())
        state.listen(Marked, self._marked)
        state.listen(Moved, self._moved)
        state.listen(Narrowed, self._narrowed)
        state.listen(Mistaken, self._mistaken)
        state.listen(Mended, lambda _: panes.status.clear())
        state.listen(Counted, self._counted)
        state.listen(Retold, self._retold)

    def furnish(self) -> None:
        """Have the library made ready for the first letter."""
        if self.large:
            self.work(self._warm_up, "filter")

    async def _warm_up(self) -> None:
        with contextlib.suppress(Cancelled):
            await self._first.ask(self.library.warm_up)

    def close(self) -> None:
        """Nobody will see an answer."""
        for asking in (self._first, self._counting):
            asking.call_off(self.library)
            asking.close()

    # Asking

    def look(self, text: str, *, offer: bool = False) -> None:
        """Ask the library, beside the screen where it is large; and offer ways to go on, if wanted."""
        scope = self.state.scope
        self.call_off()
        if self.large:
            self.work(partial(self._look_apart, text, scope, offer), group="filter", exclusive=True)
            return
        self.state.take(find(self.library, text, scope, self.state.here))
        if offer:
            self.offer(text)

    def call_off(self) -> None:
        """Nobody waits for what is being asked any more."""
        self._asked += 1
        for asking, group in ((self._first, "filter"), (self._counting, "count")):
            self.host.workers.cancel_group(self.host, group)
            asking.call_off(self.library)

    async def _look_apart(self, text: str, scope: Scope | None, offer: bool) -> None:
        """Show what is found and what is offered in one frame; what is offered first where the library takes long."""
        here, number = self.state.here, self._asked
        asked = asyncio.ensure_future(self._first.ask(lambda: find(self.library, text, scope, here)))
        try:
            await asyncio.wait([asked], timeout=_PATIENCE)
            if offer and not asked.done():
                self.offer(text)
            self.host.call_later(self.answer, await asked, text, offer, number)
        except Cancelled:
            return
        finally:
            asked.cancel()  # where this worker was, nobody takes the answer, nor what became of it

    def answer(self, found: Found, text: str, offer: bool, number: int) -> None:
        """Show an answer in one frame, unless something else was asked meanwhile."""
        if number == self._asked:
            with self.app.batch_update():
                self.state.take(found)
                if offer:
                    self.offer(text)

    async def _count(self, found: Found) -> None:
        """Count all that matches, once the reader has stopped typing."""
        await asyncio.sleep(_REST)
        try:
            counted = await self._counting.ask(lambda: finding.count(self.library, found))
        except Cancelled:
            return
        if self.state.found is found:
            self.state.take_count(counted)

    def count(self) -> None:
        """Have what was found counted where that takes longer."""
        if self.state.found.tally.capped:
            self.work(partial(self._count, self.state.found), "count", exclusive=True)

    # Showing

    def _marked(self, change: Marked) -> None:
        """Highlight what the filter matches in the open article, and narrow the text to it."""
        state, reading = self.state, self.panes.reading
        if state.article is not None:
            reading.blank(state.found.nothing_how() if state.blank else "")
            reading.mark(state.matches)
            reading.only(state.narrowed)

    def _moved(self, change: Moved) -> None:
        """The results and the counter follow the passage."""
        state = self.state
        if self._listing and state.here is not None and state.passage_id is not None:
            self.panes.results.follow(state.here, state.passage_id)
        self.show_counts()

    def _narrowed(self, change: Narrowed) -> None:
        """Show what was found everywhere."""
        state = self.state
        self.panes.hospitals.show(state.found.shelf, state.here)
        self.show_counts()
        if self._listing:
            self.panes.results.show(state.found, state.here, state.passage_id)
        self.count()

    def _counted(self, change: Counted) -> None:
        """Show how much matches in all, and all articles that do."""
        with self.app.batch_update():
            self.panes.hospitals.show(self.state.found.shelf, self.state.here)
            self.show_counts()
            if self._listing:
                self.panes.results.recount(self.state.found)

    def _mistaken(self, change: Mistaken) -> None:
        """Say what is wrong with the filter, and of which filter that is what stays on the screen."""
        self.show_counts()
        if self.state.mistaken is not None:
            kept = self.state.found.query.text.strip()
            stays = t("filter.stays", text=kept) if self.state.found.active else t("filter.stays_all")
            self.say(f"{self.state.mistaken.counts()} {stays}", warning=True)

    def _retold(self, change: Retold) -> None:
        self.panes.filter_bar.retell()
        self.show_reach()
        self.panes.reading.only(None)
        self.state.mark_again()
        self.show_counts()
        self.panes.status.refresh()

    def show_counts(self) -> None:
        """Counts and mistakes in the bar, the counter in the status line."""
        state = self.state
        told, bar = state.mistaken or state.found, self.panes.filter_bar
        bar.found = told.counts()
        bar.wrong = bool(told.query.errors) or told.nothing
        bar.mark_errors(told.query.errors)
        counter = state.found.counter(state.here or "", state.passage_id)
        shown = state.found.active and state.mistaken is None
        self.panes.status.filtered = f"{state.found.query.text.strip()}  {counter}".strip() if shown else ""

    # The filter bar

    def action_open_filter(self) -> None:
        """Put the cursor into the filter, and remember where the reader was."""
        self.state.set_out()
        self._earlier_at = -1
        self.panes.filter_bar.field.focus()

    def typed(self, text: str) -> None:
        """Narrow everything to what matches now, and offer ways to go on."""
        with self.app.batch_update():  # one frame for all that changes
            self.look(text, offer=True)

    def offer(self, text: str) -> None:
        """Drop down completions for what is typed; not where it reads otherwise already."""
        if text == self.panes.filter_bar.text:
            column = self.panes.hospitals.region.right
            self.panes.completions.offer(self.library, self.panes.filter_bar, column)

    def complete(self, event: "FilterInput.Complete") -> bool:
        """Take the completion under the mark, or mark the next; False where none is offered."""
        taken = self.panes.completions.complete(self.panes.filter_bar, take=event.take)
        if taken:
            self.look(taken)
        return taken is not None

    def earlier(self, by: int) -> None:
        """Up and down go through the filters that were kept earlier, the latest first."""
        self._earlier = self._earlier or self.reader.filters()
        at = max(-1, min(self._earlier_at + by, len(self._earlier) - 1))
        if at != self._earlier_at:
            self._earlier_at = at
            text = self._earlier[at] if at >= 0 else ""
            self.panes.filter_bar.put(text)
            self.look(text)
            self.panes.completions.show((), 0)

    def left(self) -> None:
        """No completions where nobody types."""
        self.panes.completions.show((), 0)

    def accepted(self) -> None:
        """Keep the filter and go to the first match."""
        state, text = self.state, self.panes.filter_bar.text
        if (state.mistaken or state.found).query.text != text:
            self.call_off()
            state.take(find(self.library, text, state.found.scope, state.here))
        if state.mistaken is not None:
            state.tell(Mistaken())
            return
        if state.found.nothing:
            self.say(state.found.nothing_how(), warning=True)
            return
        if state.found.active:
            self.keep(lambda: self.reader.keep_filter(state.found.query.text))
            self._earlier = []
            self._go_to_first()
        state.go("reading")

    def _go_to_first(self) -> None:
        state = self.state
        if not state.found.hits:
            return
        article_id, passage_id = state.found.hits[0]
        state.jump(article_id, passage_id)
        match = state.matches.get(passage_id)
        if match is not None and match.spans:  # a long passage may hold it far below its first line
            state.select(passage_id, offset=match.spans[0][0])

    def clear(self) -> None:
        """Clear the filter and return to where the reader was; the words that narrow the sidebar first."""
        if self.panes.sidebar.wanted and self.state.front == "sidebar":
            self.panes.sidebar.want("")
            return
        self.panes.results.display = False
        self.panes.filter_bar.put("")
        self.call_off()
        if self.state.found.active or self.state.mistaken is not None:
            self.state.take(find(self.library, ""))
        self.state.come_back()

    # From match to match

    def action_next_match(self, by: int) -> None:
        """To the next match or the one before, over all articles."""
        state = self.state
        if not state.found.active or state.found.nothing or state.here is None:
            self.say(state.found.nothing_how() if state.found.nothing else t("filter.none_set"))
            return
        hit, round_the_end = finding.step(self.library, state.found, (state.here, state.passage_id or ""), by)
        if hit is not None:
            state.jump(hit.article_id, hit.passage_id, offset=hit.spans[0][0] if hit.spans else None)
            if round_the_end:
                self.say(t("filter.round" if by > 0 else "filter.round_back"))

    def action_cycle_scope(self) -> None:
        """Look at all articles, this article, this section; where nothing matches in a narrowed scope, at more."""
        state = self.state
        by = -1 if state.found.nothing and state.reach != "all" else 1
        state.reach = REACHES[(REACHES.index(state.reach) + by) % len(REACHES)]
        self.show_reach()
        if state.found.active or state.mistaken is not None:
            self.look(self.panes.filter_bar.text)
        self.say(t("reach.now", reach=t(f"reach.{state.reach}")))

    def show_reach(self) -> None:
        """Say before the filter how far it looks, where that is not everywhere."""
        reach = self.state.reach
        self.panes.filter_bar.reach = "" if reach == "all" else t(f"reach.{reach}")

    # The results

    @property
    def _listing(self) -> bool:
        """The results are shown."""
        return self.panes.results.display

    def action_toggle_results(self) -> None:
        """One line a match, above the text; the same key closes, and then changes nothing else."""
        results = self.panes.results
        if results.display and results.has_focus:
            self.result_chosen()
            return
        results.display = True
        self.state.bring("reading")
        results.show(self.state.found, self.state.here, self.state.passage_id)
        results.focus()

    def result_highlighted(self, row: int) -> None:
        """The match under the cursor is shown below."""
        hit = self.panes.results.hit(row)
        if hit is not None:
            self.state.open(hit.article_id, hit.passage_id, offset=hit.start if hit.marked else None)

    def result_chosen(self) -> None:
        """Go on into the text; the results close."""
        self.panes.results.display = False
        self.state.go("reading")
