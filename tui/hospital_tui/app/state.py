"""What the reader has chosen: article, passage, filter and how far it looks, the pane in front, the way back.

It lives here, in one place, without Textual. Whatever changes it says so; who shows something of it listens.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar

from hospital_tui.app.finding import Found, Reach, find, in_scope, scope_for
from hospital_tui.app.folding import Pane
from hospital_tui.app.outline import Node, node_of, outline
from hospital_tui.app.trail import Stop, Trail
from hospital_tui.library import Library, Match, Scope
from hospital_tui.library.reader import Reader
from hospital_tui.model import Article, Passage


class Opened(NamedTuple):
    """Another article is open, or the same one as it is now."""


class Gone(NamedTuple):
    """An article that was to be opened is not in the library any more."""


class Marked(NamedTuple):
    """What the filter marks in the open article is known."""


class Moved(NamedTuple):
    """The cursor is on a passage; how the text is to show it."""

    by: Literal["", "text", "figures"] = ""
    """Who moved it: the text shows it already, or the figures, which stay as they are."""
    offset: int | None = None
    """In the passage's text: its line is brought into view."""
    top: bool = False
    """The passage is brought to the top of the view."""


class Narrowed(NamedTuple):
    """The filter found something else."""

    was_blank: bool
    """Nothing had matched where the open article belongs."""


class Mistaken(NamedTuple):
    """The filter cannot be read: what it found before stays."""


class Mended(NamedTuple):
    """The filter can be read again."""


class Counted(NamedTuple):
    """How much the filter finds in all is known now."""


class Fronted(NamedTuple):
    """A pane is in front."""

    focus: bool
    """It is to have the focus."""


class Noted(NamedTuple):
    """The reader's bookmarks, notes, tags or named filters are others now."""


class Retold(NamedTuple):
    """Everything is said in another language."""


_LOOKED_AT = 50
"""Articles that are looked through for a first one with figures."""

Change = TypeVar("Change", bound=tuple[Any, ...])


class State:
    """The reader's choices, and who is told of them, in the order in which they began to listen."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self.library = library
        self.reader = reader
        self.article: Article | None = None
        self.nodes: list[Node] = []
        self.passages: list[Passage] = []
        self.passage_id: str | None = None
        self.found: Found = find(library, "")
        self.mistaken: Found | None = None
        """The filter as it reads now, while there is a mistake in it; `found` is the last one that found something."""
        self.matches: dict[str, Match] = {}
        """What the filter marks in the open article; keys as in `Library.matches`."""
        self.narrowed: frozenset[str] | None = None
        """The passages that the text is narrowed to; none: the whole article, also once the reader went beyond them."""
        self.reach: Reach = "all"
        """How far the filter looks."""
        self.front: Pane = "reading"
        self.alone = False
        """The text is shown alone, the other panes while one of them is in front."""
        self.greeting = False
        """The reader is new here: what comes first has figures, and a hint says what can be done with them."""
        self.trail = Trail()
        self._last_good = self.found
        self._before_filter: tuple[Stop, Pane] | None = None
        self._set_out_from: Stop | None = None
        self._leading = False
        self._listeners: dict[type, list[Callable[[Any], None]]] = {}

    def listen(self, to: type[Change], listener: Callable[[Change], None]) -> None:
        """Be told of a kind of change."""
        self._listeners.setdefault(to, []).append(listener)

    def tell(self, change: tuple[Any, ...]) -> None:
        """Tell all who listen."""
        for listener in self._listeners.get(type(change), ()):
            listener(change)

    def _lead(self, change: tuple[Any, ...]) -> None:
        """Tell of a place; that the text goes there is no move of the reader's."""
        before, self._leading = self._leading, True
        try:
            self.tell(change)
        finally:
            self._leading = before

    # Where the reader is

    @property
    def here(self) -> str | None:
        """The open article."""
        return self.article.id if self.article is not None else None

    @property
    def stop(self) -> Stop | None:
        """The place, to come back to."""
        return Stop(self.article.id, self.passage_id) if self.article is not None else None

    @property
    def passage(self) -> Passage | None:
        """The selected passage; none while nothing matches."""
        if self.blank:
            return None
        return next((passage for passage in self.passages if passage.id == self.passage_id), None)

    @property
    def order(self) -> dict[str, int]:
        """The place of each passage of the open article in reading order, by its id."""
        return {passage.id: place for place, passage in enumerate(self.passages)}

    @property
    def shown(self) -> list[Passage]:
        """The passages that the text shows, in reading order."""
        return [one for one in self.passages if self.narrowed is None or one.id in self.narrowed]

    @property
    def node(self) -> int:
        """Place of the innermost node around the selected passage; -1 in an article without any."""
        return node_of(self.nodes, self.passage_id) if self.nodes else -1

    def beginning(self) -> str | None:
        """The article to begin with: where the reader was last, if that is still there, else the first."""
        shelf, last = self.found.shelf, self.reader.last_place()
        first = shelf[0].id if len(shelf) else None
        if last is None and self.greeting:
            return next((card.id for card in shelf[:_LOOKED_AT] if card.figures), first)
        return last.article_id if last is not None and shelf.index(last.article_id) is not None else first

    def first_passage(self) -> str | None:
        """The first match, else where the reader was in this article, else what it begins with."""
        ids = [passage.id for passage in self.passages]
        first = next(iter(ids), None)
        if self.article is None or self.matches:
            return next(filter(self.matches.__contains__, ids), first)
        place = self.reader.place(self.article.id)
        if place is not None and place.passage_id in ids:
            return place.passage_id
        return (self.greeting and self._telling()) or first

    def _telling(self) -> str | None:
        """The first passage that states a number, else the first with a date; none where there is none."""
        stating = [one for one in self.passages if one.figures]
        numbers = (one for one in stating if any(figure.kind != "date" for figure in one.figures))
        return next((one.id for one in chain(numbers, stating)), None)

    def open(self, article_id: str, passage_id: str | None = None, *, offset: int | None = None) -> None:
        """Go to an article, at a passage, or at its first match, or where the reader was in it."""
        if self.here != article_id:
            try:
                self.article = self.library.article(article_id)
            except KeyError:
                self.tell(Gone())
                return
            self.nodes = outline(self.article)
            self.passages = list(self.article.selectable())
            self.passage_id = None
            self._lead(Opened())
            self.mark()
        wanted = passage_id or self.passage_id or self.first_passage()
        if wanted is not None:
            self.select(wanted, offset=offset)

    def reopen(self, article_id: str, passage_id: str | None = None) -> None:
        """Go to an article as it is now, though it may be open as it was."""
        self.article = None
        self.open(article_id, passage_id)

    def jump(self, article_id: str, passage_id: str | None = None, *, offset: int | None = None) -> None:
        """Go to a place that may be far away, so that the reader can go back."""
        if self.stop is not None and self.stop != (article_id, passage_id):
            self.trail.leave(self.stop)
        self.open(article_id, passage_id, offset=offset)

    def select(
        self,
        passage_id: str,
        *,
        by: Literal["", "figures"] = "",
        offset: int | None = None,
        top: bool = False,
    ) -> None:
        """Go to a passage of the open article; where the filter hides it, the whole article is shown again."""
        if self.narrowed is not None and passage_id not in self.narrowed:
            self.narrowed = None
            self._lead(Marked())
        self.passage_id = passage_id
        self._lead(Moved(by, offset, top))

    def follow(self, passage_id: str) -> None:
        """Be where the reader went in the text."""
        if passage_id != self.passage_id and not self._leading:
            self.passage_id = passage_id
            self.tell(Moved("text"))

    def back(self, by: int) -> bool:
        """Go to the place before the last jump (-1) or forward again (+1); whether there was one."""
        stop = self.trail.go(by, self.stop) if self.stop is not None else None
        if stop is not None:
            self.open(stop.article_id, stop.passage_id)
        return stop is not None

    # The pane in front

    def go(self, front: Pane) -> None:
        """Bring a pane to the front. Going by the lists is a jump: from the text out, and back into it elsewhere."""
        if self.front == "reading" and front in ("hospitals", "outline"):
            self._set_out_from = self.stop
        elif front == "reading" and self._set_out_from is not None:
            if self._set_out_from != self.stop:
                self.trail.leave(self._set_out_from)
            self._set_out_from = None
        self.bring(front, focus=True)

    def bring(self, front: Pane, *, focus: bool = False) -> None:
        """A pane is in front now."""
        self.front = front
        self.tell(Fronted(focus))

    # The filter

    @property
    def scope(self) -> Scope | None:
        """What the filter looks at from here; none: everything."""
        return scope_for(self.reach, self.article, self.nodes, self.node)

    @property
    def blank(self) -> bool:
        """Whether nothing matches where the open article belongs: there is no passage to show, nor to do anything to."""
        scope = self.found.scope
        return self.found.nothing and (scope is None or scope.article_id in (None, self.here))

    def mark(self) -> None:
        """Know what the filter matches in the open article."""
        self.matches = {}
        if self.article is not None and self.found.active and not self.found.nothing:
            matches = self.library.matches(self.found.query, self.article)
            self.matches = in_scope(matches, self.found.scope, self.nodes)
        self.narrowed = frozenset(key for key in self.matches if not key.startswith("heading@")) or None
        self.tell(Marked())

    def mark_again(self) -> None:
        """The same, for who stays where they are, be it beyond what matches."""
        here = self.passage_id
        self.mark()
        if here is not None:
            self.select(here)

    def take(self, found: Found) -> None:
        """Take up what a filter found. One with a mistake finds nothing: what was found before stays."""
        if found.query.errors:
            self.mistaken = found
            if self.found.nothing:
                self._narrow(self._last_good)
            self.tell(Mistaken())
            return
        if self.mistaken is not None:
            self.mistaken = None
            self.tell(Mended())
        self._narrow(found)

    def hold(self, found: Found) -> None:
        """Keep an answer, and the last one that found something."""
        self.found = found
        if not found.nothing:
            self._last_good = found

    def _narrow(self, found: Found) -> None:
        """Go to what was found, unless the reader is at it already."""
        was_blank = self.blank
        self.hold(found)
        if not self.blank and len(found.shelf) and (not self.here or found.shelf.index(self.here) is None):
            self.reopen(found.shelf[0].id)
        else:
            self.mark()
            first = self.first_passage()
            if self.matches and self.passage_id not in self.matches and first is not None:
                self.select(first)
        self.tell(Narrowed(was_blank))

    def take_count(self, counted: Found) -> None:
        """Know how much matches in all; nothing else changes."""
        self.found = counted
        self.tell(Counted())

    def set_out(self) -> None:
        """Remember where the reader was before the filter."""
        if self.stop is not None and not self.found.active:
            self._before_filter = (self.stop, self.front)

    def come_back(self) -> None:
        """Go to where the reader was before the filter."""
        front: Pane = "reading"
        if self._before_filter is not None:
            (article_id, passage_id), front = self._before_filter
            self._before_filter = None
            self.open(article_id, passage_id)
        self.go(front)
