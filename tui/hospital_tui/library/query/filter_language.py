"""Reading a line of the filter language.

    骨科 机器人            both words occur in the passage
    "微创 手术"  “……” 「……」  a phrase, taken as it stands
    -公立                  the word does not occur
    医院:长治 (hospital:)    the hospital's name holds it
    节:学科 (section:)      a heading above the passage holds it
    类:比例 (kind:percent)  the passage has a figure of the kind; the sidebar's marks serve as well (类:率)
    年:2023 (year:)        … that speaks of the year; 年:2020-2023 of one of these years, 年:2020- and 年:-2020 without end
    年:未知 (unknown)       … whose year nothing tells
    人>100 元>=10万 %>40   … of the unit and value; 万 and 亿 count, before the number's unit too (万元>10, 万人次>5)
    有:数据 (has:figures)   … any at all

Full-width twins ：＞＜＝－　 serve as well, and blanks around a comparison. A `-` before a field or comparison denies it too.
A name of letters before a colon that is no field is a mistake, since it is most often one in the name; 8:30 and addresses
(https://…) are words, and so is whatever stands in quotation marks.
"""

import re

from hospital_tui.library.query.filter_names import FIELDS, FIGURES, KINDS
from hospital_tui.library.query.filter_names import UNDATED as UNKNOWN
from hospital_tui.library.query.query import (
    MOST_DEMANDS,
    UNDATED,
    Clause,
    Comparison,
    During,
    Has,
    KindIs,
    Operator,
    Place,
    Query,
    QueryError,
    Word,
    bearable,
)
from hospital_tui.text.folding import fold

_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
_BLANK = re.compile(r"[\s\u3000]")
_SIGN = ">=|<=|=>|=<|≥|≤|>|<|="
_COMPARISON = re.compile(rf"([^<>=≥≤]*?)\s*({_SIGN})\s*(.*)", re.DOTALL)
_ENDS_IN_SIGN = re.compile(rf".*(?:{_SIGN})", re.DOTALL)
_BEGINS_WITH_SIGN = re.compile(_SIGN)
_BEGINS_WITH_NUMBER = re.compile(r"[+-]?\.?\d")
_UNIT = re.compile(r"-?[^-<>=≥≤:][^<>=≥≤:]*")
_OPERATORS: dict[str, Operator] = {
    ">=": ">=",
    "=>": ">=",
    "≥": ">=",
    "<=": "<=",
    "=<": "<=",
    "≤": "<=",
    ">": ">",
    "<": "<",
    "=": "=",
}
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)(千|万|百万|千万|亿|万亿)?")
_SCALE = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_UNIT_SCALE = re.compile(r"(百万|千万|万亿|万(?!像素)|亿|千(?=[元人]))(.+)", re.DOTALL)
"""A scale before a unit. 千米 and 千克 are units of their own, and so is 万像素 (lexicon/units.yaml)."""
_TO = r"(?:-|—|–|~|至|到|/|\.\.)"
_YEARS = re.compile(rf"(\d{{4}})年?(?:{_TO}(\d{{4}})年?)?")
_SINCE = re.compile(rf"(\d{{4}})年?{_TO}")
_UNTIL = re.compile(rf"{_TO}(\d{{4}})年?")
_LAST_YEAR = 9999


def parse(text: str) -> Query:
    """Read a line; never raises. What cannot be understood is in the query's `errors`."""
    clauses: list[Clause] = []
    errors: list[QueryError] = []
    for start, end, quote in _with_comparisons(text, _pieces(text)):
        read = _Piece(text, start, end, quote).read()
        if isinstance(read, QueryError):
            errors.append(read)
        elif read is not None:
            clauses.append(read)
    kept = bearable(tuple(clauses))
    if len(kept) < len(clauses):
        start, end = clauses[len(kept)].start, clauses[-1].end
        errors.append(QueryError(start, end, "too-many", {"most": str(MOST_DEMANDS)}))
    return Query(text=text, clauses=kept, errors=tuple(errors))


_Stretch = tuple[int, int, int | None]
"""[start, end) of a piece, and where its opening quotation mark stands, if it has one."""


def _pieces(text: str) -> list[_Stretch]:
    """The pieces between blanks.

    A quotation mark counts at the beginning of a piece, after a minus, and after a field's colon.
    """
    pieces: list[_Stretch] = []
    position = 0
    while position < len(text):
        if _BLANK.match(text, position):
            position += 1
            continue
        start, quote = position, None
        while position < len(text) and not _BLANK.match(text, position):
            if text[position] in _QUOTES and quote is None and _may_open(text, start, position):
                quote = position
                closing = text.find(_QUOTES[text[position]], position + 1)
                position = len(text) if closing < 0 else closing + 1
                break
            position += 1
        pieces.append((start, position, quote))
    return pieces


def _with_comparisons(text: str, pieces: list[_Stretch]) -> list[_Stretch]:
    """The pieces, with those put together that are one comparison with blanks in it: 人 > 100."""
    joined: list[_Stretch] = []
    for piece in pieces:
        if joined and joined[-1][2] is None and piece[2] is None:
            before, this = fold(text[slice(*joined[-1][:2])]), fold(text[slice(*piece[:2])])
            if (_BEGINS_WITH_SIGN.match(this) and _UNIT.fullmatch(before)) or (
                _BEGINS_WITH_NUMBER.match(this) and _ENDS_IN_SIGN.fullmatch(before)
            ):
                joined[-1] = (joined[-1][0], piece[1], None)
                continue
        joined.append(piece)
    return joined


def _may_open(text: str, start: int, position: int) -> bool:
    before = fold(text[start:position]).removeprefix("-")
    return not before or (before.endswith(":") and before[:-1] in FIELDS)


class _Piece:
    """One piece of the line, [start, end), with the place of its opening quotation mark."""

    def __init__(self, line: str, start: int, end: int, quote: int | None) -> None:
        self.start, self.end, self.quote = start, end, quote
        self.written = line[start:end]
        self.folded = fold(self.written)
        self.negative = self.folded.startswith("-")
        self.body = self.folded[self.negative :]

    def error(self, key: str, **params: str) -> QueryError:
        return QueryError(self.start, self.end, key, params)

    def read(self) -> Clause | QueryError | None:
        """The piece as a clause."""
        if not self.body:
            return self.error("only-minus")
        name, colon, value = self.body.partition(":")
        if colon and name in FIELDS:
            return self.field(FIELDS[name], value)
        if self.quote is None and (compared := _COMPARISON.fullmatch(self.body)):
            return self.comparison(*compared.groups())
        if colon and self.quote is None and name.isalpha() and not value.startswith("//"):
            return self.error("bad-field", name=self._as_written(name))
        return self.word(self.body)

    def _as_written(self, name: str) -> str:
        """A folded beginning of the body as the reader wrote it."""
        return self.written[self.negative : self.negative + len(name)]

    def unquoted(self, value: str) -> str | QueryError:
        """`value` without its quotation marks."""
        if self.quote is None:
            return value
        opening = self.written[self.quote - self.start]
        closed = len(self.written) > self.quote - self.start + 1 and self.written.endswith(_QUOTES[opening])
        if not closed:
            return self.error("unclosed", mark=_QUOTES[opening])
        return value[1:-1]

    def word(self, value: str) -> Clause | QueryError | None:
        inner = self.unquoted(value)
        if isinstance(inner, QueryError):
            return inner
        if not inner.strip():
            return None
        return Word(
            start=self.start, end=self.end, negative=self.negative, text=inner, quoted=self.quote is not None
        )

    def field(self, field: str, value: str) -> Clause | QueryError:
        inner = self.unquoted(value)
        if isinstance(inner, QueryError):
            return inner
        inner = inner.strip()
        if not inner:
            return self.error("no-value", field=field)
        at = {"start": self.start, "end": self.end, "negative": self.negative}
        if field in ("hospital", "section"):
            return Place(**at, field=field, text=inner)  # type: ignore[arg-type]
        if field == "kind":
            return KindIs(**at, kind=KINDS[inner]) if inner in KINDS else self.error("bad-kind", value=inner)  # type: ignore[arg-type]
        if field == "has":
            return Has(**at) if inner in FIGURES else self.error("bad-has", value=inner)  # type: ignore[arg-type]
        span = _years(inner)
        if span is None:
            return self.error("bad-year", value=inner)
        return During(**at, first=span[0], last=span[1])  # type: ignore[arg-type]

    def comparison(self, unit: str, sign: str, number: str) -> Clause | QueryError:
        if not unit:
            return self.error("no-unit")
        if not (found := _NUMBER.fullmatch(number)):
            return self.error("bad-number", value=number) if number else self.error("no-number", unit=unit)
        value = float(found[1].replace(",", "")) * _SCALE[found[2] or ""]
        if scaled := _UNIT_SCALE.fullmatch(unit):
            value, unit = value * _SCALE[scaled[1]], scaled[2]
        return Comparison(
            start=self.start,
            end=self.end,
            negative=self.negative,
            unit=unit,
            operator=_OPERATORS[sign],
            value=value,
        )


def _years(said: str) -> tuple[int, int] | None:
    """First and last year of 2023, 2020-2023, 2020- or -2020; `UNDATED` of 未知."""
    if said in UNKNOWN:
        return UNDATED
    if found := _YEARS.fullmatch(said):
        first, last = int(found[1]), int(found[2] or found[1])
        return min(first, last), max(first, last)
    if found := _SINCE.fullmatch(said):
        return int(found[1]), _LAST_YEAR
    if found := _UNTIL.fullmatch(said):
        return 0, int(found[1])
    return None
