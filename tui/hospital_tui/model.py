"""The nouns of the program, as typed and frozen structures.

An article is what was found in a source: a head, a tree of sections that hold passages, and margins. Every structure
here crosses the walls of the program unchanged: parsing makes it, the library stores it, the app and the commands show
it, and `hospital-tui parse --format json` prints it.

All positions are [start, end) in code points. `spans` count in the decoded source (line ends as they stand, a byte
order mark not counted); `at` counts in the text of the passage that holds it.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

import msgspec

Span = tuple[int, int]
"""[start, end) in code points."""

Role = Literal[
    "title",
    "kicker",
    "subtitle",
    "byline",
    "heading",
    "body",
    "caption",
    "list_item",
    "table",
    "masthead",
    "ad",
    "credit",
    "duplicate",
    "markup",
]
"""What a block is for. Title, kicker, subtitle and byline stand in the head; body, caption, list_item and table (a row)
are passages; masthead, ad, credit, duplicate and markup (characters that set the text and are none of it, as in Markdown) are margins."""

Place = tuple[int, int, int, int, int]
"""On a printed page: its number from 1; left, top, right and bottom in points from its left and top edge."""

Kind = Literal["count", "percent", "money", "measure", "duration", "date", "rank"]
"""What a figure says: a number of things, a proportion, an amount in 元, a physical quantity, a length of time,
a point or span on the calendar, a place in an order."""

Qualifier = Literal["exact", "approx", "at_least", "at_most"]
"""How the text bounds a value: as it stands, 近 or 约, 余 or 以上, 以内 or 不足."""

TimeOrigin = Literal["sentence", "passage", "section", "article"]
"""Where the period of a figure was read: in its own sentence, before it in the passage, in the section, or taken from
the article as a whole."""


class Recognised(msgspec.Struct, frozen=True):
    """What a machine read from a picture."""

    confidence: float
    """The engine's own, 0 to 1, of the line that the figure stands in; of several the lowest."""
    pictures: tuple[str, ...] = ()
    """Names of the pictures of these lines, which are kept beside an own article."""


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """A quantity, proportion, date or ranking stated in a passage."""

    kind: Kind
    text: str
    """The words as they stand: number and unit, words of approximation inside."""
    at: Span
    """Where `text` stands in the text of its passage."""
    value: int | float | str | None
    """Normalised: 30.3万 is 303000; a range is "low/high"; a date is ISO text; a grade is its own text."""
    unit: str | None = None
    """Unit or classifier as a reader would write it; none for dates and grades."""
    qualifier: Qualifier = "exact"
    label: str = ""
    """What is counted or measured, in the article's own words; "" where the text does not say."""
    time: str | None = None
    """The period the figure speaks of, ISO 8601 as fine as said: 2023, 2023-07, 2023-07-14, 2020/2025."""
    part_of: str | None = None
    """`text` of the larger figure before it in the passage that this one is a part of (其中 …)."""
    metric: str | None = None
    """The shared name under which figures of different hospitals can be compared; none is fine."""
    change: Literal["up", "down"] | None = None
    """Which way a percent of change goes."""
    label_inferred: bool = False
    """The label is not sure enough to be shown as read: the screen sets it in ‹ ›."""
    confidence: float | None = None
    """The chance that an inferred label is right; none where the label is shown as read."""
    runner_up: str | None = None
    """What an inferred label may be instead, in the article's own words."""
    time_from: TimeOrigin | None = None
    """Where `time` was read; none where there is no time."""
    place: Place | None = None
    """Where it is printed, in a source that has pages."""
    recognised: Recognised | None = None
    """A machine read it from a picture; none where the source has it as characters."""
    corrected: bool = False
    """A person corrected this figure by hand; parsing again keeps it."""
    confirmed: bool = False
    """The reader compared this figure with its words and found it right, as it stands here."""
    checked_by: tuple[str, str] | None = None
    """Who corrected or confirmed it ("": the reader), and on which day (ISO); none where that is not known."""

    @property
    def checked(self) -> bool:
        """A person has looked at it."""
        return self.confirmed or self.corrected

    @property
    def waits(self) -> bool:
        """A machine read it from a picture and no person has looked at it: it is set beside no other figure."""
        return self.recognised is not None and not self.checked


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the page or its scan damaged the text. The text is kept; this says how it may be read."""

    at: Span
    """[start, end) in the block's text; an empty span is a joint where two pieces were put together."""
    found: str
    reading: str
    """What was probably meant ("和" for a stray " and ")."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the source that is no part of the article: a masthead, an advertisement, a credit, a repetition."""

    role: Role
    text: str
    """The spans joined: line breaks and the blanks at the joints taken out, nothing else changed."""
    spans: tuple[Span, ...]
    """Where the text stands in the source; no span runs over a line break."""
    lines: tuple[int, ...] = ()
    """1-based source line of each span."""
    doubts: tuple[Doubt, ...] = ()
    corrected: bool = False
    """A person corrected this block by hand; parsing again keeps it."""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of a section."""

    text: str
    spans: tuple[Span, ...]
    lines: tuple[int, ...] = ()
    corrected: bool = False


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paragraph, rejoined where the page broke it: the unit that is selected, filtered and cited.

    The lines of the head (title, kicker, subtitle, byline) are passages as well. Inside a section the role is body,
    caption or list_item; or heading, for a line under a heading that sums its section up in a sentence or with figures.
    """

    id: str
    """First 12 hex digits of the source's SHA-256, "@", first source offset: stable when parsing improves."""
    role: Role
    run_in: str | None = None
    """The heading the paragraph begins with, as it stands in `text` (a —— before it not counted)."""
    text: str
    spans: tuple[Span, ...]
    lines: tuple[int, ...] = ()
    cells: tuple[Span, ...] = ()
    """Of a row of a table: [start, end) in `text` of the cell in each column; empty where a column has none, and the same
    again for each further column that a cell covers."""
    row: int | None = None
    """1-based place of the row in its table."""
    figures: tuple[Figure, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: str = ""
    """Why the figures of the passage could not be read (the name of the exception); "" where they were."""
    corrected: bool = False

    @property
    def start(self) -> int:
        """First source offset."""
        return self.spans[0][0]

    def source_offset(self, offset: int) -> int:
        """Source offset of an offset in `text`; an offset at the end gives the end of the last span."""
        for start, end in self.spans:
            if offset < end - start:
                return start + offset
            offset -= end - start
        return self.spans[-1][1]

    def source_line(self, offset: int) -> int:
        """1-based source line of an offset in `text`; 0 where lines are not known."""
        for (start, end), line in zip(self.spans, self.lines, strict=False):
            if offset < end - start:
                return line
            offset -= end - start
        return self.lines[-1] if self.lines else 0


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what stands under it; the lead is a section without a heading."""

    level: int
    """1 under the title, 2 under a section of level 1, and so on."""
    heading: Heading | None = None
    passages: tuple[Passage, ...] = ()
    sections: tuple["Section", ...] = ()

    @property
    def start(self) -> int:
        """Source offset of its heading, or of what it begins with; -1 for one without a single character."""
        if self.heading and self.heading.spans:
            return self.heading.spans[0][0]
        if self.passages:
            return self.passages[0].start
        return self.sections[0].start if self.sections else -1

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Hospital(msgspec.Struct, frozen=True, kw_only=True):
    """The hospital an article is about."""

    name: str
    """Full name; "" where the article names none."""
    aliases: tuple[str, ...] = ()
    """Short names the article uses for it, 该院 and 医院 not counted."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The text file an article came in."""

    file: str
    """File name without folders."""
    sha256: str
    """Of the file's bytes."""
    encoding: str = "utf-8"
    """What the bytes were decoded with."""
    link: str | None = None
    """The address that it was fetched from; none for a file."""
    fetched: str | None = None
    """ISO date on which it was."""
    recognised: str | None = None
    """What read its text, or that of some of its pages, from pictures (name and version); none where it is characters."""
    doubtful: bool = False
    """The order of what was recognised is doubtful: the type is very small, or the page was seen from aside."""


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of its article outside the text: <title> and <meta> of a web page, front matter, core properties.

    Every field as it stands there, None where the file says nothing; parsing weighs it against what the text states.
    """

    title: str | None = None
    date: str | None = None
    """Day of publication, in any form that a date is written in (2020-02-23T08:00+08:00, 2020年2月23日)."""
    author: str | None = None
    newspaper: str | None = None
    page: str | None = None
    link: str | None = None


Fact = Literal["title", "hospital", "date", "year", "newspaper", "page", "author", "link"]
"""What an article says of itself."""

FactOrigin = Literal["head", "masthead", "byline", "text", "file", "name", "fetched", "reader"]
"""Where a fact was read: in the head (title, kicker, subtitle), the page's furniture, a byline, the passages, in what
the file says of itself (`SourceFacts`), in the file's name; where the source was fetched; or what the reader says instead."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words that state a fact of an article."""

    fact: Fact
    origin: FactOrigin
    text: str
    """The words as they stand; of an address that a source was fetched from, the day."""
    spans: tuple[Span, ...] = ()
    """Where they stand in the source; none for what the file or its name says."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One feature on one hospital."""

    id: str
    """First 12 hex digits of the source's SHA-256, "-", 1-based place in the source."""
    hospital: Hospital
    source: Source
    newspaper: str | None = None
    date: str | None = None
    """ISO date of publication where the source states it; the day 今年5月 is counted from."""
    year: str | None = None
    """The year the article speaks of ("2023")."""
    page: str | None = None
    """The page of the newspaper as it is named there (A05, 8)."""
    author: str | None = None
    """Who wrote it, as the byline names them, 、 between names."""
    link: str | None = None
    """Web address."""
    evidence: tuple[Evidence, ...] = ()
    """What the facts above were read from, one entry a fact at most; a fact without one is open or was corrected."""
    unread: str = ""
    """Why the layout could not be told in full (names of exceptions); "" where it was. The text is there all the same."""
    head: tuple[Passage, ...] = ()
    sections: tuple[Section, ...] = ()
    margins: tuple[Block, ...] = ()
    corrected: tuple[str, ...] = ()
    """Names of the fields above that a person corrected by hand (hospital, newspaper, date, year, page, author, link), or
    that the reader did in the app (title and aliases as well)."""

    waiting: tuple[Passage, ...] = ()
    """Hand corrections whose words had no place when the source was read again (a passage or heading that was corrected,
    or a passage with such figures): no part of the article, and tried again each time."""

    @property
    def title(self) -> str:
        """The title as the reader says; else the text's, the one its file states, or the hospital's name."""
        own = (block.text for block in self.head if block.role == "title" and "title" not in self.corrected)
        stated = (found.text for found in self.evidence if found.fact == "title")
        return next(chain(own, stated), self.hospital.name)

    def walk(self) -> Iterator[Section]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.walk()

    def passages(self) -> Iterator[Passage]:
        """All passages of the sections in reading order, the head not counted."""
        for section in self.walk():
            yield from section.passages

    def selectable(self) -> Iterator[Passage]:
        """All that a reader can select and search, in reading order: the head, then the passages."""
        yield from self.head
        yield from self.passages()

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of an id among them; none where there is none."""
        return next((one for one in self.selectable() if one.id == passage_id), None)


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """What `hospital-tui parse --format json` prints."""

    articles: tuple[Article, ...]
