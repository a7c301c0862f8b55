"""Rows of a table to figures, cell by cell: a column's head dates and names it, a row's head labels the row.

A cell alone says hardly anything (62.9), so it is read in the sentence that its heads make with it (门诊量62.9万人次). A cell
whose column cannot be told, or stands under no date while other columns have one, stays undated.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as changed

from hospital_tui.figures.lexicon import load, unit_at, words
from hospital_tui.figures.resolve.context import Context
from hospital_tui.model import Figure, Passage, Span
from hospital_tui.text.reading import plain
from hospital_tui.text.script import han_pattern

_NUMBER = re.compile(
    r"[约近超逾达≥≤><＞＜]?\s*[+＋\-－]?[0-9０-９][0-9０-９,，.．]*(?:\s*[~～—–-]\s*[0-9０-９][0-9０-９,，.．]*)?\s*[万亿千百]?[余多]?"
)
_DATED = re.compile(r"(?:19|20)\d\d(?:年|[-—~～至](?:19|20)?\d\d年|[-./]\d{1,2}(?:$|[-./月]))|\d{1,2}月")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_RANK = re.compile(r"第[一二三四五六七八九十百\d]+[名位]?")
_NOTHING = re.compile(r"[-—–─/\\…·.*×]+|无|略|[Nn]/?[Aa]")
_SERIAL = re.compile(r"\d{1,3}[.．、]?")
_SET_APART = han_pattern(r"(?<=[\p{Han}\d])\s+(?=[\p{Han}])")
"""Blanks within a word that was set apart or broken to fill a narrow cell (床　位 · 2022 年)."""
_RUNNING = re.compile(r"[0-9０-９][^，。；]*[，。；].|[，。；][^，。；]*[0-9０-９]")
_BRACKETS = re.compile(r"[（(]\s*(?:单位\s*[:：]\s*)?([^（）()]{1,8})\s*[）)]|[/／]([^/／（）()\d]{1,6})$")
_STATED_UNIT = re.compile(r"(?:计量)?单位\s*[:：]\s*([^（）()]{1,16}?)\s*[）)]?\s*$")
_RELATIVE = re.compile("上年|去年|前年|本年|今年|本期|上期|同期|上月|本月")
_CHANGE = re.compile("同比|环比|增长|增幅|增减|增速|升降|变化|占比|比重|比例|比率|比上年")
"""Heads of columns whose numbers are in no unit of their row: how much it grew, how large a share it is."""
_SHORTEST_NAMED = 3
"""Characters of a head behind which, after a blank, its unit can stand."""
_LONGEST_QUANTITY = 24
_LONGEST_NAME = 40
"""Characters up to which what stands over a table may be its name."""
_MAGNITUDES = "万亿千百"


@dataclass(slots=True)
class _Column:
    """What the heads of a column say."""

    time: str | None = None
    dated: bool = False
    """Its head speaks of a time, whether it can be told or not."""
    said: list[str] = field(default_factory=list)
    unit: str = ""
    holds_units: bool = False
    counts_rows: bool = False

    @property
    def name(self) -> str:
        """The words of its heads, those left out that every table has."""
        return "".join(word for word in self.said if word not in _vocabulary("generic"))


class Table:
    """The heads of a table, and its rows read under them."""

    def __init__(self, context: Context, extract: Callable[..., list[Figure]], above: str = "") -> None:
        """`extract` finds the figures of a sentence (`figures.extract`); `above`: what stands over the table."""
        self._context, self._extract = context, extract
        self.columns: list[_Column] = []
        self.below = False
        """A row with quantities was read: what comes is no head any more."""
        self._unit = _stated_unit(above) or ""
        name = above if len(above) <= _LONGEST_NAME and above[-1:] not in tuple("。！？；") else ""
        self._named = date[0] if (date := self._date(name)) is not None and date[0].isdigit() else None
        """The year that the table's name says."""
        self._over = self._named
        """The time that the table's name says, or a row over all columns."""

    def read(self, row: Passage) -> Iterator[Figure]:
        """The figures of the next row."""
        text, cells = row.text, row.cells or ((0, len(row.text)),)
        texts = [_filled(text[start:end]) for start, end in cells]
        alone = {at: words_of for at, words_of in zip(cells, texts, strict=True) if words_of}
        stated = [unit for cell in texts if (unit := _stated_unit(cell)) is not None]
        if stated:
            self._unit = stated[0]
        elif len(cells) > 1 and len(alone) == 1 and not any(map(_is_quantity, alone.values())):
            ((at, words_of),) = alone.items()
            yield from self._title(words_of, at[0])
        elif self._is_head(texts):
            if self.below:
                self.columns, self.below = [], False
            self._take_heads(texts)
        else:
            self.below = True
            yield from self._row(texts, cells)

    def _title(self, said: str, start: int) -> Iterator[Figure]:
        """A row that is one cell over all columns: it dates what follows; its own figures are those of any text."""
        date = self._date(_SET_APART.sub("", said))
        if date is not None:
            self._over = _together(self._named, date[0]) if date[0].startswith("--") else date[0]
        yield from (figure for figure in self._running(said, start) if figure.kind != "date")

    def _running(self, said: str, start: int, head: str = "") -> Iterator[Figure]:
        """The figures of running text in a cell, behind the head of its row."""
        before = f"{head}：" if head else ""
        start -= len(before)
        for figure in self._extract(before + said, context=self._context):
            if figure.at[0] >= len(before):
                yield changed(figure, at=(start + figure.at[0], start + figure.at[1]), part_of=None)

    def _is_head(self, texts: list[str]) -> bool:
        """Whether a row is a head: of words and dates above the rows with quantities, of dates alone between them."""
        filled = [cell for cell in texts[1:] if cell]
        if texts and _is_quantity(texts[0]) and not _YEAR.fullmatch(texts[0]):
            return False
        if any(map(_is_running, filled)):
            return False
        if self.below:
            return bool(filled) and all(_DATED.match(_told(cell)) for cell in filled)
        return bool(filled) and all(_YEAR.fullmatch(_told(cell)) or not _is_quantity(cell) for cell in filled)

    def _take_heads(self, texts: list[str]) -> None:
        self.columns += [_Column() for _ in range(len(texts) - len(self.columns))]
        for place, (column, words_of) in enumerate(zip(self.columns, texts, strict=False)):
            if not words_of:
                continue
            rest, unit = _without_unit(_SET_APART.sub("", words_of))
            date = self._date(rest)
            if date is not None:
                column.time, at = date
                column.dated = True
                rest = rest[: at[0]] + rest[at[1] :]
            elif _RELATIVE.search(rest):
                column.dated = True
            rest = rest.strip("的末底 　:：()（）")
            if place == 0 and unit and rest in _vocabulary("generic"):
                self._unit = unit
            column.unit = unit or column.unit
            column.holds_units = column.holds_units or rest in _vocabulary("units")
            column.counts_rows = column.counts_rows or rest in _vocabulary("serials")
            if rest and not column.holds_units and rest not in column.said:
                column.said.append(rest)

    def _date(self, words_of: str) -> tuple[str, Span] | None:
        """The one point in time that a head names, and where; a bare year counts."""
        if _YEAR.fullmatch(_told(words_of)):
            return _told(words_of)[:4], (0, len(words_of))
        found = (
            [figure for figure in self._extract(words_of, context=self._context) if figure.kind == "date"]
            if words_of
            else []
        )
        if len(found) != 1 or not isinstance(found[0].value, str):
            return None
        return found[0].value, found[0].at

    def _row(self, texts: list[str], cells: Sequence[Span]) -> Iterator[Figure]:
        columns = self._columns_of(cells)
        first, head = (texts[0] if texts else ""), ""
        time = self._row_time(first, columns[0]) if first and columns else None
        units = [cell for column, cell in zip(columns, texts, strict=False) if column.holds_units and cell]
        dated = any(column.dated for column in columns) or time is not None or self._over is not None
        numbers_first = bool(first) and _is_quantity(first)
        for index, column in _standing(texts, cells, columns):
            cell = texts[index]
            if index == 0 and time is not None:
                continue
            if _is_running(cell):
                yield from self._running(cell, cells[index][0], head)
                continue
            if not _is_quantity(cell) and not self._is_value(cell):
                head = head if head and column.name else cell
                continue
            if numbers_first and not head:
                head = _first_words(texts[index + 1 :])
            own = self._when(time, column)
            yield from self._cell(cell, cells[index][0], head, column, "".join(units[-1:]), own, dated)

    def _when(self, row: str | None, column: _Column) -> str | None:
        """The time of a cell: that of its row and column together, else what is said over all of them."""
        if row is None and not column.dated:
            return self._over
        own = _together(row, column.time)
        own = _together(self._over, own) if own is not None and own.startswith("--") else own
        return None if own is None or own.startswith("--") else own

    def _columns_of(self, cells: Sequence[Span]) -> Sequence[_Column]:
        """The columns of a row's cells; ones that say nothing where it has another number of them."""
        if len(cells) == len(self.columns):
            return self.columns
        return [_Column(dated=any(column.dated for column in self.columns)) for _ in cells]

    def _row_time(self, first: str, column: _Column) -> str | None:
        """The time that the first cell of a row says, and nothing else."""
        date = self._date(first) if self._is_row_date(first, column) else None
        return date[0] if date is not None and date[1] == (0, len(first)) else None

    def _is_row_date(self, first: str, column: _Column) -> bool:
        """Whether the first cell of a row may say when: a bare year does under a head of years."""
        return not _is_quantity(first) or (
            _YEAR.fullmatch(first) is not None and any(word in _vocabulary("times") for word in column.said)
        )

    def _is_value(self, cell: str) -> bool:
        """Whether a cell that begins with words is a figure all the same: a date, a rank."""
        found = self._extract(cell, context=self._context)
        return len(found) == 1 and found[0].kind in ("date", "rank") and found[0].at == (0, len(cell))

    def _cell(
        self, cell: str, start: int, head: str, column: _Column, unit: str, time: str | None, dated: bool
    ) -> Iterator[Figure]:
        """The figures of one cell, read behind the words of its heads."""
        row, own_unit = _without_unit(head)
        row = _SET_APART.sub("", row).lstrip("#＃* 　")
        both = bool(row and column.name)
        label = row + column.name if both else row or column.name
        number = _NUMBER.match(cell)
        rest = cell[number.end() :] if number else ""
        relative = column.unit in tuple("%％‰") or _CHANGE.search(column.name) is not None
        unit = column.unit if relative else own_unit or unit or column.unit or self._unit
        added = (unit or ("" if relative else _unit_of_label(label))) if number and not rest else ""
        sentence = f"{label}{cell}{added}"
        context = replace(self._context, subject="")
        for order, figure in enumerate(self._extract(sentence, context=context)):
            a, b = figure.at[0] - len(label), min(figure.at[1] - len(label), len(cell))
            a = max(0, a)
            if b <= a:
                continue
            keeps = order > 0 or (figure.change is not None and not label.endswith(figure.label))
            when = (
                {"time": time, "time_from": "sentence" if time else None}
                if dated and figure.kind != "date"
                else {}
            )
            yield changed(
                figure,
                text=cell[a:b],
                at=(start + a, start + b),
                label=figure.label if keeps else label,
                label_inferred=figure.label_inferred if keeps else False,
                part_of=None,
                metric=None if both and row not in _vocabulary("whole") else figure.metric,
                **when,
            )


def _filled(cell: str) -> str:
    """What a cell says; "" where it only says that there is nothing."""
    return "" if _NOTHING.fullmatch(cell.strip()) else cell


def _told(words_of: str) -> str:
    """Words with half-width digits and without blanks."""
    return "".join(plain(words_of).split())


def _stated_unit(words_of: str) -> str | None:
    """The unit that words end in naming for all numbers below; "" where they name several, None where none."""
    match = _STATED_UNIT.search(words_of)
    return None if match is None else match[1] if _is_unit(match[1]) or match[1] in "%％‰" else ""


def _shared(columns: Sequence[_Column]) -> _Column:
    """What the columns say in common that one cell stands in."""
    if len(columns) == 1:
        return columns[0]
    one = columns[0]
    alike = [column.said == one.said for column in columns]
    return _Column(
        one.time if all(column.time == one.time for column in columns) else None,
        any(column.dated for column in columns),
        one.said if all(alike) else [],
        one.unit if all(column.unit == one.unit for column in columns) else "",
        all(column.holds_units for column in columns),
        all(column.counts_rows for column in columns),
    )


def _standing(
    texts: list[str], cells: Sequence[Span], columns: Sequence[_Column]
) -> Iterator[tuple[int, _Column]]:
    """The cells of a row that name or count something, a merged one once, and what the columns say that each stands in."""
    seen: set[Span] = set()
    for index, (at, cell) in enumerate(zip(cells, texts, strict=True)):
        column = _shared([one for one, place in zip(columns, cells, strict=False) if place == at])
        aside = column.holds_units or column.counts_rows or (index == 0 and _is_serial(texts))
        if cell and at not in seen and not aside:
            seen.add(at)
            yield index, column


def _is_serial(texts: Sequence[str]) -> bool:
    """Whether a row begins with its number: a quantity stands behind the words that follow."""
    words_at = next((at for at, cell in enumerate(texts) if cell and not _is_quantity(cell)), len(texts))
    return (
        words_at == 1
        and _SERIAL.fullmatch(texts[0]) is not None
        and any(_is_quantity(cell) for cell in texts[words_at:] if cell)
    )


def _first_words(cells: Sequence[str]) -> str:
    """The first cell that says more than a number."""
    return next((cell for cell in cells if cell and not _is_quantity(cell)), "")


def _together(*said: str | None) -> str | None:
    """The time that a row, a column or a table's name say: a month of a year, and none where both say a year."""
    times = sorted(one for one in said if one is not None)
    if len(times) < 2:
        return times[0] if times else None
    month, year = times
    return f"{year}{month[1:]}" if month.startswith("--") and year.isdigit() else None


def _is_quantity(cell: str) -> bool:
    """Whether a cell begins with a number and says little else."""
    if _RANK.fullmatch(_told(cell)):
        return True
    match = _NUMBER.match(cell)
    if match is None or len(cell) > _LONGEST_QUANTITY or _DATED.match(_told(cell)):
        return False
    rest = cell[match.end() :].strip()
    return not rest or rest[0] in "%％‰（(个" or unit_at(rest, 0) is not None


def _is_running(cell: str) -> bool:
    """Whether a cell holds running text with numbers."""
    return len(cell) > _LONGEST_QUANTITY // 2 and _RUNNING.search(cell) is not None


def _without_unit(head: str) -> tuple[str, str]:
    """A head without the unit in brackets that its figures are in, and the unit."""
    for match in _BRACKETS.finditer(head):
        said, rest = (match[1] or match[2]).strip(), (head[: match.start()] + head[match.end() :]).strip()
        if said in "%％‰" or _is_unit(said):
            return rest, said
        if set(said) <= set(_MAGNITUDES):  # 人次（万）
            return ("", said + rest) if _is_unit(rest) else (rest, said + _unit_of_label(rest))
    named, _, last = head.strip().rpartition(" ")
    if len(named) >= _SHORTEST_NAMED and (last in tuple("%％‰") or (_is_unit(last) and last != "位")):
        return named, last  # 诊疗人次数 万人次
    return head.strip(), ""


def _is_unit(said: str) -> bool:
    bare = said.lstrip(_MAGNITUDES)
    unit = unit_at(bare, 0)
    return unit is not None and unit.text == bare


def _unit_of_label(label: str) -> str:
    """The unit of two characters or more that a head ends in (出院人次), and that of people who are counted (入院人数)."""
    if label.endswith(("人数", "人次数")):
        return "人次" if label.endswith("人次数") else "人"
    return next((label[-size:] for size in (3, 2) if _is_unit(label[-size:]) and len(label) > size), "")


def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(words(load("tables")[name]))
