"""What the library hands out: cards, hits, figure rows, notices. All frozen; positions as in `hospital_tui.model`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from hospital_tui.model import Article, Figure, Span

Origin = Literal["bundled", "own"]
"""Whether an article travels with the program or was added by the reader."""


NOTICES: dict[str, tuple[str, ...]] = {
    "article-file": ("file", "line", "field", "reason"),
    "article-waiting": ("file", "count"),
    "cache-busy": ("file",),
    "cache-damaged": ("file",),
    "cache-newer": ("file",),
    "cache-older": ("file",),
    "cache-unwritable": ("folder", "reason"),
    "home-unreadable": ("folder",),
    "keys-file": ("file", "line", "reason"),
    "published-torn": ("file",),
    "published-unused": ("file", "reason"),
    "reader-damaged": ("file", "aside", "saved"),
    "reader-unwritable": ("file", "reason"),
}
"""All notices there are, with the parameters that each is sure to have."""


class Notice(msgspec.Struct, frozen=True):
    """Something the reader should know; the app and the commands turn key and parameters into words."""

    key: str
    """One of `NOTICES`."""
    params: dict[str, str] = {}


class Progress(msgspec.Struct, frozen=True):
    """How far a long job is."""

    stage: Literal["compile", "index", "add"]
    done: int
    total: int


class Totals(msgspec.Struct, frozen=True):
    """How much the library holds."""

    articles: int
    hospitals: int
    passages: int
    figures: int


class ArticleCard(msgspec.Struct, frozen=True):
    """One row of the shelf."""

    id: str
    hospital: str
    title: str
    newspaper: str | None
    date: str | None
    year: str | None
    origin: Origin
    passages: int
    figures: int
    matches: int | None = None
    """Passages that match the shelf's query; none without a query."""
    copies: int = 1
    """Articles that stand on this row of a grouped shelf: this one and the copies of its report."""


class Scope(msgspec.Struct, frozen=True):
    """Where to look: an article, or one of its sections and what stands under it. Empty: everywhere."""

    article_id: str | None = None
    section: int | None = None
    """Source offset at which the section starts: that of its heading, else of its first passage."""


class Tally(msgspec.Struct, frozen=True):
    """How much a query finds; counting stops at a cap (`>500`)."""

    passages: int
    articles: int
    capped: bool = False


class Match(msgspec.Struct, frozen=True):
    """What a query marks in one passage, or in a heading (no figures then)."""

    spans: tuple[Span, ...] = ()
    """[start, end) in the passage's text, in order, not overlapping."""
    figures: tuple[int, ...] = ()
    """Indexes into the passage's figures."""


Side = Literal["left", "right"]
"""Beside a match: what stands before it, what follows."""


class Hit(msgspec.Struct, frozen=True):
    """A passage that a query finds."""

    article_id: str
    hospital: str
    passage_id: str
    section: str
    """The headings above the passage, joined by ` › `; "" in the head and the lead."""
    text: str
    spans: tuple[Span, ...] = ()
    figures: tuple[int, ...] = ()
    """Indexes of the passage's figures that match."""
    found: tuple[Figure, ...] = ()
    """The figures that match."""
    line: int = 0
    """1-based source line of the first match, else of the passage; in a concordance, of the match that it is about."""
    nth: int = 0
    """Which of its matches it is about, where every match is listed by itself."""

    @property
    def marked(self) -> tuple[Span, ...]:
        """The words that match; where the query asks for figures only, those."""
        return self.spans or tuple(figure.at for figure in self.found)

    @property
    def start(self) -> int:
        """Where the match starts that it is about; 0 where nothing is marked."""
        return self.marked[self.nth][0] if self.marked else 0


class FigureRow(msgspec.Struct, frozen=True):
    """A figure with where it stands."""

    article_id: str
    hospital: str
    passage_id: str
    section: str
    index: int
    """Place among the passage's figures."""
    figure: Figure
    line: int
    """1-based source line in which the figure starts; 0 where lines are not known."""


class Completion(msgspec.Struct, frozen=True):
    """A way to go on typing: replace [start, end) of the query by `text`."""

    start: int
    end: int
    text: str
    kind: Literal["field", "word", "value"]


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """A source with the articles that were found in it."""

    articles: tuple[Article, ...]
    data: bytes
    """The source as it came."""
    suffix: str = ".txt"
    """Of the source's file name."""
    text: str | None = None
    """What the articles' spans count in, where the source is no plain text (a web page, a Word document)."""
    pictures: Mapping[str, bytes] = {}
    """Of the lines that recognised figures stand in: PNG by name."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of articles that were to be added."""

    added: tuple[str, ...] = ()
    """Ids of the articles that are new."""
    known: tuple[tuple[str, str], ...] = ()
    """(id, id of the article at hand that says the same) of those that are not."""
    replaced: tuple[tuple[str, str], ...] = ()
    """(id, id of its older state, which was taken out) of those that are new."""
    near: tuple[tuple[str, str], ...] = ()
    """(id, id of an article at hand that says nearly the same) of those that stand beside it."""
    asked: tuple[tuple[str, str], ...] = ()
    """The same of those whose source was not added, since the reader is to be asked first."""


Same = Literal["auto", "replace", "both", "skip", "ask"]
"""What is done with an article that is at hand in an older or nearly the same state. auto: the newer state of a file replaces
the older, and what nearly the same text another file has stands beside it; ask: a source with the latter is not added, but
named. What says of itself that it is another article (day, year, title) always stands beside."""


class NoBackupError(Exception):
    """A file that is no backup, or a damaged one."""


class Count(msgspec.Struct, frozen=True):
    """How much was packed or brought back, and how much was there otherwise and stayed."""

    rows: int
    """Bookmarks, notes, corrections, facts, places, settings, filters."""
    files: int
    stayed: int = 0
    aside: Path | None = None
    """Where copies lie of the files that others were written over."""
