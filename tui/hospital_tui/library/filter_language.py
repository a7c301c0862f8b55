"""Reading a line of the filter language.

    骨科 机器人            both words occur in the passage
    "微创 手术"  “……” 「……」  a phrase, taken as it stands
    -公立                  the word does not occur
    医院:长治 (hospital:)    the hospital's name holds it
    节:学科 (section:)      a heading above the passage holds it
    类:percent (kind:)     the passage has a figure of the kind; the Chinese names serve as well (类:百分比)
    年:2023 (year:)        … that speaks of the year; 年:2020-2023 of one of these years
    人>100 元>=10万 %>40   … of the unit and value; 万 and 亿 count
    有:数据 (has:figures)   … any at all

Full-width twins ：＞＜＝－　 serve as well. A `-` before a field or comparison denies it too.
"""

import re

from hospital_tui.library.folding import fold
from hospital_tui.library.query import (
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
)
from hospital_tui.model import Kind

FIELDS: dict[str, str] = {
    "医院": "hospital",
    "节": "section",
    "类": "kind",
    "年": "year",
    "有": "has",
    "hospital": "hospital",
    "section": "section",
    "kind": "kind",
    "year": "year",
    "has": "has",
}
"""Names a field goes by, to the field."""

KINDS: dict[str, Kind] = {
    "count": "count",
    "percent": "percent",
    "money": "money",
    "measure": "measure",
    "duration": "duration",
    "date": "date",
    "rank": "rank",
    "数量": "count",
    "百分比": "percent",
    "金额": "money",
    "度量": "measure",
    "时长": "duration",
    "日期": "date",
    "名次": "rank",
}
"""Names a kind goes by."""

FIGURES = ("数据", "figures")
"""What can follow 有: (has:)."""

_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
_BLANK = re.compile(r"[\s\u3000]")
_COMPARISON = re.compile(r"([^<>=]*)(>=|<=|=>|=<|≥|≤|>|<|=)(.*)", re.DOTALL)
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
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)(千|万|百万|千万|亿)?")
_SCALE = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_YEARS = re.compile(r"(\d{4})年?(?:(?:-|—|–|~|至|到|/|\.\.)(\d{4})年?)?")


def parse(text: str) -> Query:
    """Read a line; never raises. What cannot be understood is in the query's `errors`."""
    clauses: list[Clause] = []
    errors: list[QueryError] = []
    for start, end, quote in _pieces(text):
        read = _Piece(text, start, end, quote).read()
        if isinstance(read, QueryError):
            errors.append(read)
        elif read is not None:
            clauses.append(read)
    return Query(text=text, clauses=tuple(clauses), errors=tuple(errors))


def _pieces(text: str) -> list[tuple[int, int, int | None]]:
    """[start, end) of each piece between blanks, and where its opening quotation mark stands, if it has one.

    A quotation mark counts at the beginning of a piece, after a minus, and after a field's colon.
    """
    pieces: list[tuple[int, int, int | None]] = []
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
        return self.word(self.body)

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
        if not (found := _YEARS.fullmatch(inner)):
            return self.error("bad-year", value=inner)
        first = int(found[1])
        last = int(found[2] or found[1])
        return During(**at, first=min(first, last), last=max(first, last))  # type: ignore[arg-type]

    def comparison(self, unit: str, sign: str, number: str) -> Clause | QueryError:
        if not unit:
            return self.error("no-unit")
        if not (found := _NUMBER.fullmatch(number)):
            return self.error("bad-number", value=number) if number else self.error("no-value", field=unit)
        value = float(found[1].replace(",", "")) * _SCALE[found[2] or ""]
        return Comparison(
            start=self.start,
            end=self.end,
            negative=self.negative,
            unit=unit,
            operator=_OPERATORS[sign],
            value=value,
        )
