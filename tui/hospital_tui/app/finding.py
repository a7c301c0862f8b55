"""What the filter finds: one question to the library, one answer for all panes."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from hospital_tui.app.command import show_key
from hospital_tui.app.commands import SCOPE
from hospital_tui.app.outline import Node, path_of
from hospital_tui.library import Hit, HitPlaces, Library, Match, Query, QueryError, Scope, Tally
from hospital_tui.library.query import Shelf
from hospital_tui.model import Article
from hospital_tui.speech import listed, t

Reach = Literal["all", "article", "section"]
"""How far the filter looks."""

REACHES: tuple[Reach, ...] = ("all", "article", "section")

COUNTED = 500
"""Matches up to which the filter knows the place of each (`3/14`). Whether there are more it says at once (`>500`), how many
a little later."""


class Found(NamedTuple):
    """The answer to one filter text."""

    query: Query
    scope: Scope | None
    shelf: Shelf
    """The articles that match, at first the first of them; all articles where the filter looks at one only."""
    tally: Tally
    """Capped until all matches are counted."""
    hits: HitPlaces
    """Article and passage of the first matches, in the order of the library."""

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return not self.query.empty

    @property
    def nothing(self) -> bool:
        """Whether something is asked for and nothing matches."""
        return self.active and self.tally.passages == 0

    def place(self, article_id: str, passage_id: str | None) -> int | None:
        """The place of a passage among the matches, from 1."""
        place = self.hits.place(article_id, passage_id) if passage_id else None
        return None if place is None else place + 1

    def counts(self) -> str:
        """`12 段 / 4 家`, what an unbroken query was cut into, how Latin letters were read; or what is wrong."""
        if self.query.errors:
            return error_words(self.query.errors[0])
        if not self.active:
            return ""
        return " · ".join([self._nothing() if self.nothing else self._matches(), *_read_as(self.query)])

    def _nothing(self) -> str:
        """That nothing matches, and where was looked or what could be meant."""
        if self.scope is not None:
            return t("filter.nothing_here", reach=self.reach_name(), wider=_wider())
        if self.query.nearest:
            return t("filter.nearest", names=self.query.nearest[0])
        return t("filter.nothing")

    def _matches(self) -> str:
        """How much matches, and where was looked."""
        if self.tally.capped:
            count = t("filter.counts_capped", passages=self.tally.passages, n=self.tally.articles)
        elif self.scope is not None:
            count = t("filter.count_passages", n=self.tally.passages)
        else:
            count = t(
                "filter.counts",
                passages=t("filter.count_passages", n=self.tally.passages),
                n=self.tally.articles,
            )
        return count if self.scope is None else f"{count} · {self.reach_name()}"

    def reach_name(self) -> str:
        """What the filter looks at, in words."""
        if self.scope is None:
            return t("reach.all")
        return t("reach.section" if self.scope.section is not None else "reach.article")

    def nothing_how(self) -> str:
        """That nothing matches, where was looked, and what can be done about it."""
        if self.query.nearest:
            return t("filter.nearest", names=listed(self.query.nearest))
        if self.scope is None:
            return t("filter.nothing_how", text=self.query.text)
        return t("filter.nothing_here_how", text=self.query.text, reach=self.reach_name(), wider=_wider())

    def counter(self, article_id: str, passage_id: str | None) -> str:
        """`3/14`: the place of a passage among the matches."""
        if not self.active or self.nothing:
            return ""
        total = f">{self.tally.passages}" if self.tally.capped else str(self.tally.passages)
        place = self.place(article_id, passage_id)
        return f"{place}/{total}" if place else f"–/{total}"


def bar_words(question: Query, count: str, hidden: Sequence[str], unused: Sequence[str]) -> str:
    """What the filter bar of a screen of evidence says: how much there is, what columns are hidden, how the filter was
    read and what of it is not used; or what is wrong with it.
    """
    if question.errors:
        return error_words(question.errors[0])
    parts = [count] * bool(count)
    if hidden:
        parts.append(t("evidence.hidden", names=listed(hidden)))
    parts += _read_as(question)
    if question.text and question.nearest:
        parts.append(t("filter.nearest", names=question.nearest[0]))
    return " · ".join([*parts, *unused])


def _read_as(query: Query) -> Iterator[str]:
    """What an unbroken query was cut into, and how Latin letters were read."""
    if query.cut:
        yield t("filter.cut", words=" + ".join(query.cut))
    if query.read_as:
        yield t("filter.read_as", words=query.read_as)


def _wider() -> str:
    """The key that lets the filter look at more."""
    return show_key(next(reversed(SCOPE.keys), ""))


def error_words(error: QueryError) -> str:
    """What is wrong in a query, its field by the name it has in the language of the screen."""
    named = {"field": t(f"field.{error.params['field']}")} if "field" in error.params else {}
    return t(f"query.{error.key}", **{**error.params, **named})


def find(library: Library, text: str, scope: Scope | None = None, here: str | None = None) -> Found:
    """What the library finds at first sight, in a few milliseconds at any size; `here` is the article that is open."""
    query = library.query(text)
    first = library.glance(query, scope, cap=COUNTED, here=here)
    return Found(query, scope, first.shelf.grouped(), first.tally, first.places)


def count(library: Library, found: Found) -> Found:
    """The same with all matches counted; costs as much as there are."""
    if found.scope is not None:
        return found._replace(tally=library.tally(found.query, found.scope, cap=None))
    shelf = library.shelf(found.query)
    return found._replace(shelf=shelf.grouped(), tally=shelf.tally())


def scope_for(reach: Reach, article: Article | None, nodes: list[Node], place: int) -> Scope | None:
    """The library's scope for how far the filter looks from where the reader is."""
    if reach == "all" or article is None:
        return None
    if reach == "article":
        return Scope(article_id=article.id)
    around = reversed(path_of(nodes, place))
    section = next((node.offset for node in around if node.kind in ("section", "lead")), None)
    return Scope(article_id=article.id, section=section)


def in_scope(matches: dict[str, Match], scope: Scope | None, nodes: list[Node]) -> dict[str, Match]:
    """Only those matches of an article that the filter looks at."""
    if scope is None or scope.section is None:
        return matches
    covers = next(
        (node.covers for node in nodes if node.offset == scope.section and node.kind != "run_in"), frozenset()
    )
    wanted = {f"heading@{scope.section}", *covers}
    return {key: match for key, match in matches.items() if key in wanted}


Place = TypeVar("Place", int, tuple[int, int])


def beyond(places: Sequence[Place], here: Place, by: int) -> Place | None:
    """Of places that rise, the nearest after one, or before it; none where there is none."""
    if by > 0:
        return next((place for place in places if place > here), None)
    return next((place for place in reversed(places) if place < here), None)


def step(library: Library, found: Found, after: tuple[str, str], by: int) -> tuple[Hit | None, bool]:
    """The next match (by +1) or the one before (-1), and whether that meant going round the end."""
    look = library.next_hit if by > 0 else library.previous_hit
    hit = look(found.query, after, found.scope)
    if hit is not None:
        return hit, False
    if by > 0:
        first = library.hits(found.query, found.scope, limit=1)
        return (first[0] if first else None), True
    return library.previous_hit(found.query, None, found.scope), True
