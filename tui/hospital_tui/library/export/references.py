"""References to an article, a passage or a figure: GB/T 7714, BibTeX, RIS and CSL-JSON.

What is not known is left out, never invented: a year that was inferred from the text is no date of publication. An
article without a newspaper is no newspaper article: it is cited as what lies at an address ([EB/OL]), else as a document
([Z]). Sources: GB/T 7714—2025; CSL 1.0.2 data model; the RIS format specification; the BibTeX manual (`btxdoc`).
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args

import msgspec

from hospital_tui.library.figure_values import marked
from hospital_tui.model import Article, Figure, Passage
from hospital_tui.text.visible import escaped

Style = Literal["gbt", "bibtex", "ris", "csl"]
STYLES: tuple[Style, ...] = get_args(Style)

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MOST_AUTHORS = 3
"""GB/T 7714: more are 等."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a reference says; every field but the address may be empty."""

    address: str
    """`ARTICLE-ID` or `SOURCE@OFFSET`: what `hospital-tui open` goes to."""
    title: str = ""
    authors: tuple[str, ...] = ()
    newspaper: str = ""
    day: tuple[int, ...] = ()
    """(year, month, day) of publication, as far as it is stated."""
    page: str = ""
    link: str = ""
    fetched: tuple[int, ...] = ()
    """(year, month, day) on which the address was read."""
    hospital: str = ""
    quote: str = ""
    """The figure or passage referred to, in its own words."""

    @property
    def key(self) -> str:
        """Identifies the reference in a bibliography: letters, digits, `-` only."""
        return "h-" + re.sub(r"[^0-9A-Za-z]+", "-", self.address)

    @property
    def date(self) -> str:
        """ISO 8601, as fine as stated."""
        return _iso(self.day)


def refer(article: Article, passage: Passage | None = None, figure: Figure | None = None) -> Reference:
    """The reference of an article, of a passage in it, or of a figure in that."""
    source, link = article.source, article.link or ""
    return Reference(
        address=_address(article, passage, figure),
        title=_title(article),
        authors=tuple(filter(None, re.split(r"[、,，;；]\s*", article.author or ""))),
        newspaper=article.newspaper or "",
        day=_day(article.date),
        page=article.page or "",
        link=link,
        fetched=_day(source.fetched if link and link == source.link else None),
        hospital=article.hospital.name,
        quote=_quote(passage, figure),
    )


def _address(article: Article, passage: Passage | None, figure: Figure | None) -> str:
    if passage is None:
        return article.id
    offset = passage.source_offset(figure.at[0]) if figure else passage.start
    return f"{passage.id.partition('@')[0]}@{offset}"


def _title(article: Article) -> str:
    said = article.title if article.title != article.hospital.name else ""
    return said or article.hospital.name or article.source.file


def _quote(passage: Passage | None, figure: Figure | None) -> str:
    if figure is not None:
        return f"{marked(figure.label, figure.label_inferred)} {figure.text}".strip()
    return passage.text if passage is not None else ""


def _day(iso: str | None) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it says."""
    found = _DAY.match(iso or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _iso(day: tuple[int, ...]) -> str:
    return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(day))


def write(references: Iterable[Reference], style: Style) -> str:
    """A bibliography, each reference once; ends with a line break where there is any."""
    once = list({one.address: one for one in references}.values())
    if style == "csl":
        return escaped(json.dumps([csl(one) for one in once], ensure_ascii=False, indent=1)) + "\n"
    writer: Callable[[Reference], str] = {"gbt": gbt, "bibtex": bibtex, "ris": ris}[style]
    between = "\n" if style == "gbt" else "\n\n"
    return between.join(map(writer, once)) + ("\n" if once else "")


_KINDS: dict[Style, tuple[str, str, str]] = {
    "gbt": ("N", "EB/OL", "Z"),
    "ris": ("NEWS", "ELEC", "GEN"),
    "csl": ("article-newspaper", "webpage", "document"),
}
"""What a style calls what a newspaper printed, what lies at an address, and any other document."""


def _kind(one: Reference, style: Style) -> str:
    printed, linked, other = _KINDS[style]
    return printed if one.newspaper else linked if one.link else other


def gbt(one: Reference) -> str:
    """GB/T 7714: `王晶晶. 题名[N]. 长治日报, 2024-01-05(A05)[2024-03-01]. 网址`, without what is not known."""
    names = ", ".join(one.authors[:_MOST_AUTHORS]) + (", 等" if len(one.authors) > _MOST_AUTHORS else "")
    page = f"({one.page})" if one.page and one.newspaper else ""
    read = f"[{_iso(one.fetched)}]" if one.fetched else ""
    printed = ", ".join(filter(None, (one.newspaper, one.date + page))) + read
    said = ". ".join(filter(None, (names, f"{_line(one.title)}[{_kind(one, 'gbt')}]", printed, one.link)))
    return said if one.link else said + "."


_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: "\\" + sign for sign in "{}%&$#_"}
)


def _bib(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def bibtex(one: Reference) -> str:
    """An entry: `@article` for what a newspaper printed, else `@misc`."""
    fields = {
        "author": " and ".join(f"{{{_bib(name)}}}" for name in one.authors),
        "title": f"{{{_bib(one.title)}}}",
        "journal": _bib(one.newspaper),
        **dict(zip(("year", "month", "day"), map(str, one.day), strict=False)),
        "pages": _bib(one.page),
        "url": one.link,
        "urldate": _iso(one.fetched),
        "note": _bib(_note(one)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{'article' if one.newspaper else 'misc'}{{{one.key},", *lines, "}"))


def ris(one: Reference) -> str:
    """A record: NEWS for what a newspaper printed, ELEC for an address, else GEN."""
    fields = [
        ("TY", _kind(one, "ris")),
        *(("AU", name) for name in one.authors),
        ("TI", one.title),
        ("T2", one.newspaper),
        ("PY", one.date[:4]),
        ("DA", one.date.replace("-", "/")),
        ("SP", one.page),
        ("UR", one.link),
        ("Y2", _iso(one.fetched).replace("-", "/")),
        ("N1", _note(one)),
        ("ID", one.key),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\n".join((*lines, "ER  - "))


def csl(one: Reference) -> dict[str, Any]:
    """An item of the CSL data model."""
    item = {
        "id": one.key,
        "type": _kind(one, "csl"),
        "title": _line(one.title),
        "author": [{"literal": name} for name in one.authors],
        "container-title": one.newspaper,
        "issued": _csl_date(one.day),
        "page": one.page,
        "URL": one.link,
        "accessed": _csl_date(one.fetched),
        "note": _note(one),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: tuple[int, ...]) -> dict[str, Any] | None:
    return {"date-parts": [list(day)]} if day else None


def _note(one: Reference) -> str:
    """The hospital and the words referred to, with the address that opens them."""
    return "; ".join(filter(None, (one.hospital, one.quote, f"hospital-tui:{one.address}")))


def _line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())
