"""What the reader says an article is: hospital, title, date and so on, laid over what was read in it.

Facts are tied to the source as corrections are, by its SHA-256 and the offset at which the article began: they find their
article again where the source is taken apart otherwise. A new year dates the figures anew that had theirs from the article.
"""

import datetime
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar, get_args

import msgspec

from hospital_tui.library.positions import text_offset
from hospital_tui.library.reader.acts import Change, State
from hospital_tui.library.reader.corrections import each_passage
from hospital_tui.library.reader.keeping import Kept, ReaderError, now
from hospital_tui.library.reader.tables import row_of
from hospital_tui.model import Article, Evidence, Figure, Hospital, Passage

FactName = Literal["title", "hospital", "aliases", "date", "year", "newspaper", "page", "author", "link"]
FACTS: tuple[FactName, ...] = get_args(FactName)
"""What of an article can be corrected."""

FactSaid = str | tuple[str, ...] | None
"""The reader's word: text, names for `aliases`, none where the article does not tell."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader says of one article."""

    article_id: str
    """The article when it was said."""
    start: int
    """Source offset of its first passage then."""
    said: dict[FactName, FactSaid]
    hospital: str = ""
    """As it was read then."""
    made: str = ""

    @property
    def source(self) -> str:
        """First 12 hex digits of the source's SHA-256."""
        return self.article_id.partition("-")[0]


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of an article, with where it comes from."""

    name: FactName
    value: FactSaid
    """As it is shown."""
    evidence: Evidence | None = None
    """The words it was read from; none where it is open, was inferred, or is the reader's."""
    corrected: bool = False
    """The reader says so, or a hand correction in the article's file."""


def in_force(state: State) -> list[Facts]:
    """All that the reader said of articles; what cannot be read is left out."""
    found = []
    for article_id, start, hospital, fields, made in state.get("fact", {}).values():
        try:
            said = msgspec.json.decode(str(fields), type=dict[FactName, FactSaid])
        except msgspec.DecodeError:
            continue
        found.append(
            Facts(
                article_id=str(article_id),
                start=int(start or 0),
                said=said,
                hospital=str(hospital),
                made=str(made),
            )
        )
    return found


def put(
    kept: Kept,
    articles: Sequence[Article],
    said: Mapping[FactName, FactSaid],
    taken_back: Sequence[FactName] = (),
) -> None:
    """Keep what the reader says of articles beside what was said before, as one act. Raises ReaderError."""
    checked = {name: checked_fact(name, value) for name, value in said.items()}

    def change(connection: sqlite3.Connection, article: Article) -> Change | None:
        before = row_of(connection, "fact", article.id)
        earlier = in_force({"fact": {article.id: before}})[0].said if before else {}
        wanted = {name: value for name, value in {**earlier, **checked}.items() if name not in taken_back}
        fields = msgspec.json.encode(wanted).decode()
        if before and before[3] == fields:
            return None
        start = next((passage.start for passage in article.selectable() if passage.spans), 0)
        after = (article.id, start, article.hospital.name, fields, now()) if wanted else None
        return Change("fact", article.id, before, after)

    def plan(connection: sqlite3.Connection) -> list[Change]:
        return [found for article in articles if (found := change(connection, article))]

    kept.act("facts", plan)


def checked_fact(name: FactName, value: FactSaid) -> FactSaid:
    """The reader's word, tidied. Raises ReaderError, with the name of a fault, where it cannot be one."""
    if name == "aliases":
        names = value.split() if isinstance(value, str) else value or ()
        return tuple(dict.fromkeys(filter(None, map(str.strip, names))))
    if isinstance(value, tuple):
        raise ReaderError("one-value")
    text = " ".join((value or "").split()) or None
    return _CHECKED[name](text) if text and name in _CHECKED else text


def _year(text: str) -> str:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise ReaderError("no-year")
    return text


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ReaderError("no-date") from error


_CHECKED: Mapping[FactName, Callable[[str], str]] = {"year": _year, "date": _day}


def belongs(facts: Facts, article: Article) -> bool:
    """Whether an article of the same source is the one that facts speak of."""
    return any(text_offset(passage, facts.start) is not None for passage in article.selectable())


def apply(article: Article, facts: Facts) -> Article:
    """The article as the reader says it is, its figures dated by the year that it has then."""
    found = _laid_over(article, facts)
    if found.year is None and "year" not in facts.said and (date := facts.said.get("date")):
        found = msgspec.structs.replace(found, year=str(date)[:4])
    return dated(found, article.year) if found.year != article.year else found


def _laid_over(article: Article, facts: Facts) -> Article:
    said, hospital = facts.said, article.hospital
    evidence = [found for found in article.evidence if found.fact not in said]
    if title := said.get("title"):
        evidence.append(Evidence(fact="title", origin="reader", text=str(title)))
    return msgspec.structs.replace(
        article,
        hospital=Hospital(
            name=str(said.get("hospital", hospital.name) or ""),
            aliases=tuple(said.get("aliases", hospital.aliases) or ()),
        ),
        evidence=tuple(evidence),
        corrected=tuple(dict.fromkeys((*article.corrected, *said))),
        **{name: value for name, value in said.items() if name not in ("title", "hospital", "aliases")},
    )


def of_article(article: Article) -> list[Fact]:
    """All facts of an article, as they are shown."""
    words = {found.fact: found for found in article.evidence}
    values: dict[FactName, FactSaid] = {
        "title": article.title if article.title != article.hospital.name else None,
        "hospital": article.hospital.name or None,
        "aliases": article.hospital.aliases,
    }
    return [
        Fact(
            name=name,
            value=values[name] if name in values else getattr(article, name),
            evidence=words.get(name) if name != "aliases" and name not in article.corrected else None,
            corrected=name in article.corrected,
        )
        for name in FACTS
    ]


def dated(article: Article, before: str | None) -> Article:
    """The article with its figures dated by its year: those that had theirs from the article, or from nowhere."""

    def passage(one: Passage) -> Passage:
        figures = tuple(redated(figure, before, article.year) for figure in one.figures)
        return msgspec.structs.replace(one, figures=figures) if figures else one

    return each_passage(article, passage)


def redated(figure: Figure, before: str | None, year: str | None) -> Figure:
    """A figure in an article whose year was one and is another.

    What the text dates itself stays. A day whose year was open (--05-12) is of the year that is now known; where the article
    had a year already, parsing left it open for a reason.
    """
    if figure.kind != "date" and figure.time_from == "article":
        if figure.corrected or figure.time not in (None, "", before):
            return figure
        return msgspec.structs.replace(figure, time=year, time_from="article" if year else None)
    if figure.corrected or before is not None:
        return figure
    if figure.kind == "date":
        time = _in_year(figure.time, year)
        return msgspec.structs.replace(figure, value=_in_year(figure.value, year), time=time)
    if figure.time:
        return msgspec.structs.replace(figure, time=_in_year(figure.time, year))
    return msgspec.structs.replace(figure, time=year, time_from="article") if year else figure


Said = TypeVar("Said", str | None, int | float | str | None)


def _in_year(said: Said, year: str | None) -> Said:
    """--05-12 as a day of a year; a span of days within one year."""
    if not year or not isinstance(said, str) or not said.startswith("--"):
        return said
    first, *rest = said.split("/")
    if any(not end.startswith("--") or end < first for end in rest):
        return said
    return "/".join(year + part[1:] for part in (first, *rest))
