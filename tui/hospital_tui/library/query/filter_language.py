"""Reading a line of the filter language.

    骨科 机器人            both words occur in the passage
    骨科|心内科 (OR, 或)    one of the two occurs; it binds what stands beside it, closer than a blank does
    (a b)|c  -(a|b)       brackets for groups
    "微创 手术"  “……” 「……」  a phrase, taken as it stands
    -公立                  the word does not occur
    医院:长治 (hospital:)    the hospital's name holds it; 医院:长治,株洲 one of them, and so for the fields below but 节
    节:学科 (section:)      a heading above the passage holds it
    来源:日报 (newspaper:)   the newspaper's name holds it; 来源:未知 none is told
    日期:2024-03 (date:)    the article appeared then; 日期:2023-11..2024-03, 2024.. and ..2024; 日期:未知
    类:比例 (kind:percent)  the passage has a figure of the kind; the sidebar's marks serve as well (类:率)
    所指:床位 (label:)      … that counts it, in the article's words
    指标:开放床位 (metric:)  … of the metric
    年:2023 (year:)        … that speaks of the year; 年:2020-2023 of one of these years, 年:2020- and 年:-2020 without end
    年:未知 (unknown)       … whose year nothing tells
    人>100 元>=10万 %>40   … of the unit and value; 万 and 亿 count, before the number's unit too (万元>10, 万人次>5)
    床位>1000              … called so, where no figure at hand has such a unit; 所指:床位>1000 and 指标:门诊量>=50万 say so
    有:数据 (has:figures)   … any at all
    有:书签 有:批注 有:更正   the reader made a bookmark, a note or a correction there; 批注:复核 (note:) holds the word
    有:标签 标:床位 (tag:)   … a tag; the tag of this name
    有:未核对 (unchecked)   the passage has a figure that no person has looked at
    有:识别 (recognised)    the passage has one that a machine read from a picture, and no person has looked at

Full-width twins ：＞＜＝－（）｜，　 serve as well, and blanks around a comparison. A `-` before a field or comparison denies it
too, as NOT does before anything. A name of letters before a colon that is no field is a mistake, since it is most often one in the name; 8:30 and
addresses (https://…) are words, and so is whatever stands in quotation marks.
"""

import re
from collections.abc import Callable, Container, Sequence
from typing import Any

from hospital_tui.library.query import filter_names as names
from hospital_tui.library.query.clauses import (
    Clause,
    Comparison,
    During,
    Has,
    Kept,
    KindIs,
    Named,
    Operator,
    Part,
    Place,
    Published,
    Unchecked,
    Word,
)
from hospital_tui.library.query.filter_names import FIELDS, HAS, KINDS, What
from hospital_tui.library.query.filter_pieces import QUOTES, SIGN, Piece, pieces
from hospital_tui.library.query.filter_values import SINGLE, date_span, number_of, year_span
from hospital_tui.library.query.query import (
    MOST_DEMANDS,
    Branch,
    Query,
    QueryError,
    TooManyError,
    bearable,
    both,
    denied,
)
from hospital_tui.text.folding import fold

_COMPARISON = re.compile(rf"([^<>=≥≤]*?)\s*({SIGN})\s*(.*)", re.DOTALL)
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
_COMPARED: dict[str, Part] = {"label": "label", "metric": "metric"}
"""Fields whose value can be a comparison, to what it is of."""
_UNIT_SCALE = re.compile(r"(百万|千万|万亿|万(?!像素)|亿|千(?=[元人]))(.+)", re.DOTALL)
"""A scale before a unit. 千米 and 千克 are units of their own, and so is 万像素 (lexicon/units.yaml)."""
_DEEPEST = 20
"""Groups within each other."""

_LONGEST = 10_000
"""Characters of a line that are read: what is pasted by mistake must not hold up the screen."""

_Branches = list[Branch]
_Operand = tuple[int, int, _Branches]
"""[start, end) of one thing asked for, and its branches; none of them where it asks for nothing."""


def parse(text: str) -> Query:
    """Read a line; never raises. What cannot be understood is in the query's `errors`."""
    used = text[:_LONGEST]
    line = _Line(used if used == text else used[: used.rfind(" ") + 1] or used)  # no half of a term
    if used != text:
        line.errors.append(QueryError(_LONGEST, len(text), "too-long", {"most": f"{_LONGEST:,}"}))
    operands = line.sequence(0)
    while line.left:  # a bracket that closes nothing is a sign of a word, so nothing is left but by depth
        operands += line.sequence(0)
    branches, most = bearable([operand[2] for operand in operands])
    if most < len(operands):
        line.too_many(operands[most][0], operands[-1][1])
    return Query(text=text, branches=tuple(branches), errors=tuple(line.errors))


class _Line:
    """Reads pieces into branches: a sequence of operands, each some that are joined by OR, each a piece or a group."""

    def __init__(self, text: str) -> None:
        self.text, self.left = text, pieces(text)
        self.errors: list[QueryError] = []

    def too_many(self, start: int, end: int) -> None:
        """That more is asked than can be."""
        self.errors.append(QueryError(start, end, "too-many", {"most": str(MOST_DEMANDS)}))

    def sequence(self, depth: int) -> list[_Operand]:
        """Operands up to the end of the group, or of the line."""
        found: list[_Operand] = []
        while self.left and self.left[0].kind != "close":
            piece = self.left[0]
            joins = self._joins(piece)
            if joins in ("or", names.AND) and found and self._operand_follows():
                self.left.pop(0)
                if joins == "or":
                    found.append(_either(found.pop(), self.operand(depth)))
            elif joins == "or" and (
                found or piece.kind == "or" or self.text[piece.start : piece.end].isupper()
            ):
                self.left.pop(0)
                self.errors.append(QueryError(piece.start, piece.end, "no-operand"))
            else:
                found.append(self.operand(depth))
        return found

    def _joins(self, piece: Piece) -> str:
        """What a piece says of those beside it: or, and, not; nothing where it is asked for itself."""
        written = self.text[piece.start : piece.end]
        folded = fold(written)
        if piece.kind == "or" or (folded in names.OR and (written.isupper() or not folded.isascii())):
            return "or"
        return folded if folded in (names.AND, names.NOT) and written.isupper() else ""

    def _operand_follows(self) -> bool:
        return (
            len(self.left) > 1 and self.left[1].kind in ("said", "open") and self._joins(self.left[1]) != "or"
        )

    def operand(self, depth: int) -> _Operand:
        """A piece or a group."""
        piece = self.left.pop(0)
        if piece.kind == "said":
            if self._joins(piece) == names.NOT and self.left and self.left[0].kind in ("said", "open"):
                _, end, branches = self.operand(depth)
                return piece.start, end, self._made(piece.start, end, lambda: denied(branches))
            return piece.start, piece.end, self._piece(piece)
        return self._group(piece, depth)

    def _group(self, piece: Piece, depth: int) -> _Operand:
        """What stands behind an opening bracket, up to the one that closes it."""
        inner = self.sequence(depth + 1) if depth < _DEEPEST else []
        end = inner[-1][1] if inner else piece.end
        if self.left and self.left[0].kind == "close":
            end = self.left.pop(0).end
        elif depth >= _DEEPEST:
            self.left.clear()
            self.too_many(piece.start, piece.end)
        else:
            self.errors.append(QueryError(piece.start, end, "unclosed", {"mark": ")"}))

        def group() -> _Branches:
            found: _Branches = []
            for operand in inner:
                found = both(found, operand[2])
            return denied(found) if piece.end - piece.start > 1 else found

        return piece.start, end, self._made(piece.start, end, group)

    def _made(self, start: int, end: int, make: Callable[[], _Branches]) -> _Branches:
        try:
            return make()
        except TooManyError:
            self.too_many(start, end)
            return []

    def _piece(self, piece: Piece) -> _Branches:
        read = _Said(self.text, piece).read()
        if isinstance(read, QueryError):
            self.errors.append(read)
            return []
        found = [Branch((clause,)) for clause in read]
        if len(found) < 2 or not read[0].negative:
            return found
        return [Branch(tuple(read))]  # neither the one nor the other


class _Said:
    """One piece of the line, [start, end), with the place of its opening quotation mark."""

    def __init__(self, line: str, piece: Piece) -> None:
        self.start, self.end, self.quote = piece.start, piece.end, piece.quote
        self.written = line[self.start : self.end]
        self.folded = fold(self.written)
        self.negative = self.folded.startswith("-")
        self.body = self.folded[self.negative :]

    def error(self, key: str, **params: str) -> QueryError:
        """A mistake in this piece."""
        return QueryError(self.start, self.end, key, params)

    def read(self) -> Sequence[Clause] | QueryError:
        """The piece as clauses of which one is to be met; none where it asks for nothing."""
        if not self.body:
            return self.error("only-minus")
        if mark := self._unclosed():
            return self.error("unclosed", mark=mark)
        name, colon, value = self.body.partition(":")
        if colon and name in FIELDS:
            return self.field(FIELDS[name], value)
        if self.quote is None and (compared := _COMPARISON.fullmatch(self.body)):
            return self.comparison(None, *compared.groups())
        if colon and self.quote is None and name.isalpha() and not value.startswith("//"):
            return self.error("bad-field", name=self._as_written(name))
        return self.word(self.body)

    def _as_written(self, name: str) -> str:
        """A folded beginning of the body as the reader wrote it."""
        return self.written[self.negative : self.negative + len(name)]

    def _unclosed(self) -> str:
        """The quotation mark that is missing behind this piece; "" where none is."""
        if self.quote is None:
            return ""
        quoted = self.written[self.quote - self.start :]
        return "" if len(quoted) > 1 and quoted.endswith(QUOTES[quoted[0]]) else QUOTES[quoted[0]]

    def unquoted(self, value: str) -> str:
        """`value` without its quotation marks."""
        return value if self.quote is None else value[1:-1]

    def word(self, value: str) -> Sequence[Clause]:
        """A word or a phrase."""
        inner = self.unquoted(value)
        return (Word(**self.at, text=inner, quoted=self.quote is not None),) if inner.strip() else ()

    @property
    def at(self) -> dict[str, Any]:
        """Where it stands, and whether it is denied."""
        return {"start": self.start, "end": self.end, "negative": self.negative}

    def field(self, field: str, value: str) -> Sequence[Clause] | QueryError:
        """A field with its values."""
        inner, bare = self.unquoted(value), self.quote is None
        if bare and (part := _COMPARED.get(field)) and (found := _COMPARISON.fullmatch(inner)):
            return self.comparison(part, *found.groups())
        values = re.split("[,|]", _bare(inner)) if bare and field not in SINGLE else [inner]
        read = [self.value(field, one) for one in map(str.strip, values) if one]
        return _first_error(read) or _clauses(read) or self.error("no-value", field=field)

    def value(self, field: str, inner: str) -> Clause | QueryError:
        """A field with one value."""
        match field:
            case "hospital" | "section" | "newspaper":
                untold = field == "newspaper" and inner in names.UNDATED
                return Place(**self.at, field=field, text="" if untold else inner)
            case "label" | "metric":
                return Named(**self.at, part=field, text=inner)
            case "note" | "tag":
                return Kept(**self.at, what=field, text=inner)
            case "kind":
                return self._known(KINDS, inner, "bad-kind") or KindIs(**self.at, kind=KINDS[inner])
            case "has":
                return self._known(HAS, inner, "bad-has") or self._has(HAS[inner])
            case "date" if days := date_span(inner):
                return Published(**self.at, first=days[0], last=days[1])
            case "year" if years := year_span(inner):
                return During(**self.at, first=years[0], last=years[1])
        return self.error(f"bad-{field}", value=inner)

    def _known(self, names: Container[str], inner: str, key: str) -> QueryError | None:
        """A mistake where a value is no name that there is."""
        return None if inner in names else self.error(key, value=inner)

    def _has(self, what: What) -> Clause:
        if what in ("unchecked", "recognised"):
            return Unchecked(**self.at, recognised=what == "recognised")
        return Has(**self.at) if what == "figures" else Kept(**self.at, what=what)

    def comparison(
        self, part: Part | None, unit: str, sign: str, number: str
    ) -> Sequence[Clause] | QueryError:
        """A unit, or what a figure is called, with a number to compare it with."""
        if not unit:
            return self.error("no-unit")
        value = number_of(number)
        if value is None:
            return self.error("bad-number", value=number) if number else self.error("no-number", unit=unit)
        if part is None and (scaled := _UNIT_SCALE.fullmatch(unit)):
            value, unit = value * (number_of("1" + scaled[1]) or 1), scaled[2]
        return (Comparison(**self.at, unit=unit, operator=_OPERATORS[sign], value=value, part=part),)


def _either(one: _Operand, other: _Operand) -> _Operand:
    """What is met where one of two is; nothing is asked for where one of them asks for nothing."""
    return one[0], other[1], one[2] + other[2] if one[2] and other[2] else []


def _first_error(read: Sequence[Clause | QueryError]) -> QueryError | None:
    return next((one for one in read if isinstance(one, QueryError)), None)


def _clauses(read: Sequence[Clause | QueryError]) -> list[Clause]:
    return [one for one in read if isinstance(one, Clause)]


def _bare(value: str) -> str:
    """Values without the brackets around them."""
    return value.strip().removeprefix("(").removesuffix(")") if value.strip().startswith("(") else value
