"""The reading pane: a whole article as a page that scrolls, with a cursor that moves by passage.

What the app calls:

- `show(article)`: open an article, or none. `select(passage_id, offset=, top=)`: put the cursor on a passage.
- `only(keys)`: show these passages alone, under their headings; none shows everything. `mark(matches)`: highlight what
  a filter found, passage id (or `heading@<source offset>`) → an object with `spans` and `figures`.
- `point(passage_id, index)`: highlight one figure; index none takes the highlight away.

It tells its `follower` whenever the cursor comes to another passage, by key, mouse or call, and sends
`FigureClicked(passage_id, index)`.

Reactives, to be remembered by the app: `measure` (full-width characters a row), `leading` (0, 1, 2), `justify`, `gap`,
`hang`, `ambiguous_wide`, `show_margins`.

Positions are a passage's id and an offset in its text, never a row.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection

from hospital_tui.app.command import bindings
from hospital_tui.app.commands import MOVES
from hospital_tui.app.panes import reading_moves as moves
from hospital_tui.app.panes.reading_blocks import PageBlock, page_blocks
from hospital_tui.app.panes.reading_layout import Spot
from hospital_tui.app.panes.reading_marks import Marked, Match
from hospital_tui.app.panes.reading_page import ArticlePage
from hospital_tui.model import Article, Figure, Span
from hospital_tui.speech import t

_WORD = re.compile(r"[A-Za-z0-9][\w.+-]*", re.ASCII)
_CLAUSE = re.compile(r"[^，。；：、！？“”‘’（）《》〈〉「」『』【】—…·,;:!?()\[\]\"\s]+")
"""A stretch without punctuation."""


class ReadingPane(ArticlePage, can_focus=True):
    """An article, and the reader's place in it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*MOVES)

    show_margins: reactive[bool] = reactive(False, repaint=False)
    """Show mastheads, credits and advertisements below the article."""

    class FigureClicked(Message):
        """A figure in the text was clicked."""

        def __init__(self, pane: "ReadingPane", passage_id: str, index: int) -> None:
            super().__init__()
            self.pane = pane
            self.passage_id = passage_id
            self.index = index

        @property
        def control(self) -> "ReadingPane":
            """The pane, for `@on` with a selector."""
            return self.pane

    def __init__(self, *, id: str = "reading") -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self._only: frozenset[str] | None = None
        self._instead = ""
        """What stands in place of the article."""
        self._awaited: tuple[str, int | None, bool] | None = None
        self.follower: Callable[[str], None] | None = None
        """Told of another passage at once, so that what follows the cursor is drawn together with it: a message would
        come a frame later."""

    # What the app asks for

    def show(self, article: Article | None) -> None:
        """Open an article at its beginning, without filter and marks; none empties the pane."""
        self.article = article
        self._instead = ""
        self._awaited = None
        self._only = None
        self._marked = Marked()
        self._held = None
        self.drop_selection()
        self._cursor_key = None
        self._lay_out()
        self._scroll(0)
        first = next(article.selectable(), None) if article is not None else None
        if first is not None:
            self._choose(first.id)

    def select(self, passage_id: str, *, offset: int | None = None, top: bool = False) -> None:
        """Put the cursor on a passage and bring it into view, or the line of an offset in it.

        An offset inside a match marks that match as the one the reader went to. top: bring the passage, with the
        headings above it, to the top of the view. A passage that is not shown is let alone; where words stand in place of the
        article, or nothing yet, it is gone to when the article is shown.
        """
        if self._instead or not self._layout.blocks:
            self._awaited = (passage_id, offset, top)
            return
        block = self._layout.place(passage_id)
        if block is None or not moves.is_selectable(self._layout, block):
            return
        self._marked = self._marked._replace(current=None if offset is None else (passage_id, offset))
        self._choose(passage_id)
        self._repaint()
        self._go(moves.shown(self._layout, self._view(), offset, at_top=top))

    def _lay_out(self) -> None:
        """Set the page anew; a passage that was asked for while there was no article to be seen is gone to now."""
        super()._lay_out()
        if self._awaited is not None and self._layout.blocks and not self._instead:
            (passage_id, offset, top), self._awaited = self._awaited, None
            self.select(passage_id, offset=offset, top=top)

    def mark(self, matches: Mapping[str, Match]) -> None:
        """Highlight what a filter found; an empty mapping takes the highlights away."""
        self._marked = self._marked._replace(matches=dict(matches), current=None)
        self._repaint()
        self._tick()

    def keep(self, signs: Mapping[str, str]) -> None:
        """Show a sign beside the passages that the reader keeps something of: passage id to one narrow character."""
        if signs != self._kept:
            self._kept = signs
            self._repaint()

    @property
    def pointed_at(self) -> tuple[str, int] | None:
        """Passage and index of the figure that is highlighted."""
        return self._marked.figure

    def point(self, passage_id: str, figure_index: int | None, *, scroll: bool = True) -> None:
        """Highlight one figure of a passage and bring its line into view; none takes the highlight away."""
        figure = None if figure_index is None else (passage_id, figure_index)
        if figure == self._marked.figure:
            return
        self._marked = self._marked._replace(figure=figure)
        self._repaint()
        if not scroll:
            return
        block = self._layout.place(passage_id)
        passage = self._layout.blocks[block].passage if block is not None else None
        if block is None or passage is None or figure is None or not 0 <= figure[1] < len(passage.figures):
            return
        row = self._layout.row(block, passage.figures[figure[1]].at[0])
        view = self._view()
        if not view.scroll <= row < view.end:
            self._scroll(row - view.height // 3)

    def only(self, passage_ids: Collection[str] | None) -> None:
        """Show these passages alone, with the headings above them; none shows the whole article.

        The cursor stays on its passage if that is shown, else it goes to the next one that is.
        """
        wanted = None if passage_ids is None else frozenset(passage_ids)
        if wanted == self._only:
            return
        self._only = wanted
        self._held = None
        self._lay_out()
        chosen = self._nearest_shown()
        if chosen is not None:
            self._choose(chosen)
            view = self._view()._replace(scroll=0)
            self._go(moves.shown(self._layout, view))
        else:
            self._scroll(0)

    watch_show_margins = ArticlePage.watch_measure

    # The cursor

    def action_row_down(self) -> None:
        """Go on: through the rest of a long passage, then to the next one."""
        self._go(moves.down(self._layout, self._view()))

    def action_row_up(self) -> None:
        """Go back: through the beginning of a long passage, then to the one before."""
        self._go(moves.up(self._layout, self._view()))

    def action_page_down(self) -> None:
        """Go on by a screen."""
        self._go(moves.page(self._layout, self._view(), 1))

    def action_page_up(self) -> None:
        """Go back by a screen."""
        self._go(moves.page(self._layout, self._view(), -1))

    def action_first_row(self) -> None:
        """Go to the beginning."""
        self._go(self._view()._replace(scroll=0, selected=moves.first_block(self._layout)))

    def action_last_row(self) -> None:
        """Go to the end."""
        last = moves.last_block(self._layout)
        if last is not None:
            self._layout.top(len(self._layout.blocks) - 1)
            self._sync_size()
        self._go(self._view()._replace(scroll=self._layout.height, selected=last))

    def blank(self, words: str) -> None:
        """Show words in place of the article; no words show the article again, with the cursor where it was."""
        if words == self._instead:
            return
        self._instead = words
        self._held = None
        self._lay_out()
        if words:
            self._scroll(0)
        elif self._cursor_key is not None:
            self.select(self._cursor_key)

    def _blocks(self) -> tuple[PageBlock, ...]:
        if self._instead:
            return (PageBlock("gap", ""), PageBlock("gap", self._instead))
        if self.article is None:
            return ()
        blocks = page_blocks(self.article, only=self._only, margins=self.show_margins)
        return tuple(
            PageBlock("gap", t("reading.hidden", n=block.hidden)) if block.look == "gap" else block
            for block in blocks
        )

    def _go(self, view: moves.View) -> None:
        """Bring about a view."""
        if view.selected is not None:
            self._choose(self._layout.blocks[view.selected].key)
        if view.scroll != self.scroll_offset.y:
            self._scroll(view.scroll)

    def _choose(self, passage_id: str) -> None:
        """Put the cursor on a passage, and say so if it was elsewhere."""
        if passage_id == self._cursor_key:
            return
        self._cursor_key = passage_id
        self._strips.clear()
        self.refresh()
        if self.follower is not None:
            self.follower(passage_id)

    def _nearest_shown(self) -> str | None:
        """The passage under the cursor if it is shown, else the next one that is, else the last."""
        if self.article is None:
            return None
        order = {passage.id: place for place, passage in enumerate(self.article.selectable())}
        shown = [key for key in order if self._layout.place(key) is not None]
        hits = [key for key in shown if self._only is None or key in self._only] or shown
        here = order.get(self._cursor_key or "", 0)
        return next((key for key in hits if order[key] >= here), next(reversed(hits), None))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Select the passage that was clicked. A double click selects the figure, else the clause; a third the passage.

        What is selected by clicks is said to be selected as what is selected by dragging.
        """
        if event.chain > 1:
            # Textual would select the text of the whole pane, and the screen that of all panes.
            event.prevent_default().stop()
        offset = event.get_content_offset(self)
        spot = self._layout.spot(self.scroll_offset.y + offset.y) if offset is not None else None
        if offset is None or spot is None:
            return
        block = self._layout.blocks[spot.block]
        if block.passage is None:
            return
        self._choose(block.key)
        at = self._offset_at(spot, offset.x)
        if event.chain >= 3:
            self._select_text(spot.block, (0, len(block.text)))
        elif at is None:
            return
        elif event.chain == 2:
            self._select_text(spot.block, span_at(block.text, block.passage.figures, at))
        else:
            self._click_figure(block.key, block.passage.figures, at)

    def _offset_at(self, spot: Spot, x: int) -> int | None:
        """The offset in the block's text of the character in a column; none beside the text."""
        if spot.line < 0:
            return None
        block = self._layout.blocks[spot.block]
        row = self._layout.lines(spot.block)[spot.line]
        left = self._left + self._layout.shift(spot.block, row)
        at = row.offset(block.text, x - left, self._layout.widths)
        return at if at < row.stop else None

    def _click_figure(self, key: str, figures: Sequence[Figure], at: int) -> None:
        """Say which figure was clicked, if one was."""
        for number, figure in enumerate(figures):
            if figure.at[0] <= at < figure.at[1]:
                self.post_message(self.FigureClicked(self, key, number))
                return

    def _select_text(self, index: int, span: Span) -> None:
        """Select a stretch of a block's text."""
        base = self._layout.bases[index]
        self.screen.selections = {self: Selection(Offset(0, base + span[0]), Offset(0, base + span[1]))}
        self.post_message(events.TextSelected())


def span_at(text: str, figures: Sequence[Figure], at: int) -> Span:
    """What a double click on a character means: the figure that it is in, the Latin word, else the clause."""
    for figure in figures:
        if figure.at[0] <= at < figure.at[1]:
            return figure.at
    stops = _WORD if _WORD.match(text[at]) else _CLAUSE
    return next(
        (found.span() for found in stops.finditer(text) if found.start() <= at < found.end()), (at, at + 1)
    )
