"""Tables in plain text: lines that rules, tabs, or runs of blanks at the same places cut into as many short cells each."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from hospital_tui.model import Role, Span
from hospital_tui.parsing.layout import WIDEST
from hospital_tui.parsing.lines import Line

_WIDEST_CELL = 30
"""Characters up to which a stretch of a line is a cell."""
_FEWEST_TABBED, _FEWEST_SPACED = 2, 3
"""Rows from which lines are a table."""
_TAB = re.compile(r"(?<![ \u3000])[ \u3000]*\t[ \u3000]*")
_TABS = re.compile(r"(?<![ \t\u3000])[ \t\u3000]*\t[ \t\u3000]*")
_SPACES = re.compile(r" {2,}|[ ]*\u3000[ \u3000]*")
_RULE = re.compile(r"[ \u3000]*[|│┃║｜][ \u3000]*")
_BORDER = re.compile(r"(?=.*[-=─━═])[-=+:|\u2500-\u257f｜ \u3000]{3,}")
"""A line that is nothing but rules."""
_FIGURE = re.compile(r"[约近超逾]?[0-9０-９][0-9０-９,，.．]*[%％‰+＋]?\S{0,6}|[-—–/]+")
_NUMBER = re.compile(rf"(?!(?:19|20)\d\d年?$)(?:{_FIGURE.pattern})")
"""A figure that is no year."""
_ENDS = re.compile("[。！？；]")
_TAIL = re.compile(r"(?:(?<! ) (?! )[-—]?[0-9０-９][0-9０-９,，.．]*[%％]?){2,60}$")
"""Two numbers or more at the end of a line, one blank between them."""
_YEARS = re.compile(r"(?:(?<! ) (?! )(?:19|20)\d\d年?){2,60}$")


class Row(Protocol):
    """A piece of a page that may be a row."""

    lines: list[Line]
    text: str
    role: Role | None
    prose: bool
    bullet: int
    cells: tuple[Span, ...]
    row: int | None


def mark_rows(pieces: Sequence[Row]) -> None:
    """Give the rows of tables their role and cells."""
    start = 0
    while start < len(pieces):
        length = _mark_ruled(pieces, start) or _mark_tailed(pieces, start)
        if length:
            start += length
            continue
        length = 1
        for cut in (_TAB, _TABS, _SPACES):
            rows = _rows(pieces, start, cut)
            if _is_table(pieces, start, rows, cut):
                above = _head_above(pieces, start, len(rows[0]), cut)
                told = zip(pieces[start - len(above) :], [*above, *rows], strict=False)
                for number, (piece, cells) in enumerate(told, 1):
                    piece.role, piece.cells, piece.row, piece.prose = "table", cells, number, False
                length = len(rows)
                break
            length = max(length, len(rows) - 1)
        start += length


def _mark_ruled(pieces: Sequence[Row], start: int) -> int:
    """Mark a table whose cells stand between drawn rules; how many pieces it has with its borders, 0 where there is none."""
    rows: list[tuple[Row, tuple[Span, ...]]] = []
    end = start
    while end < len(pieces):
        piece = pieces[end]
        if not _BORDER.fullmatch(piece.text):
            cells = _cells(piece, _RULE)
            if len(cells) < 2 or (rows and len(cells) != len(rows[0][1])):
                break
            rows.append((piece, cells))
        elif end > start and not rows:
            break
        end += 1
    if len(rows) < _FEWEST_TABBED or not _has_figures(
        [[piece.text[a:b] for a, b in cells] for piece, cells in rows]
    ):
        return 0
    for piece in pieces[start:end]:
        piece.role, piece.prose = "masthead", False
    for number, (piece, cells) in enumerate(rows, 1):
        piece.role, piece.cells, piece.row = "table", cells, number
    return end - start


def _mark_tailed(pieces: Sequence[Row], start: int) -> int:
    """Mark lines under a line of years that end with as many numbers, one blank between them; how many, 0 where there are none."""
    head = _tail_cells(pieces[start], _YEARS)
    rows = [head]
    while head and start + len(rows) < len(pieces):
        cells = _tail_cells(pieces[start + len(rows)], _TAIL)
        if len(cells) != len(head) or cells[0][0] == cells[0][1]:
            break
        rows.append(cells)
    if len(rows) < 1 + _FEWEST_TABBED:
        return 0
    for number, (piece, cells) in enumerate(zip(pieces[start:], rows, strict=False), 1):
        piece.role, piece.cells, piece.row, piece.prose = "table", cells, number, False
    return len(rows)


def _tail_cells(piece: Row, tail: re.Pattern[str]) -> tuple[Span, ...]:
    """The cell of what stands before the numbers at the end of a line, and one for each of them."""
    match = tail.search(piece.text) if piece.role is None and len(piece.lines) == 1 else None
    if match is None:
        return ()
    numbers = [found.span() for found in re.finditer("[^ ]+", piece.text[match.start() :])]
    return ((0, match.start()), *((a + match.start(), b + match.start()) for a, b in numbers))


def _rows(pieces: Sequence[Row], start: int, cut: re.Pattern[str]) -> list[tuple[Span, ...]]:
    """The cells of the lines from here on that have as many; the first may lack the one above the heads of rows."""
    rows: list[tuple[Span, ...]] = []
    for index in range(start, len(pieces)):
        cells = _cells(pieces[index], cut)
        if len(cells) < 2 or (len(rows) > 1 and len(cells) != len(rows[1])):
            break
        if len(rows) > 1 and pieces[index].lines[0].gap > pieces[start + 1].lines[0].gap:
            break  # an empty line, and another table
        rows.append(cells)
        if len(rows) == 2 and len(rows[0]) != len(cells):
            if len(rows[0]) != len(cells) - 1 or not pieces[start].lines[0].blanks:
                return rows[:1]
            rows[0] = ((0, 0), *rows[0])
    return rows


def _head_above(
    pieces: Sequence[Row], start: int, columns: int, cut: re.Pattern[str]
) -> list[tuple[Span, ...]]:
    """The line above a table as its first row of heads, where its cells have their places: all are there, or tabs tell."""
    if start == 0 or pieces[start].lines[0].gap > pieces[start + 1].lines[0].gap:
        return []
    piece = pieces[start - 1]
    cells = _cells(piece, cut)
    if len(cells) < 2 or any(_NUMBER.fullmatch(piece.text[a:b]) for a, b in cells):
        return []
    if cut is _TAB:
        end = (len(piece.text), len(piece.text))
        cells = ((0, 0),) * piece.lines[0].blanks + cells
        cells += (end,) * (columns - len(cells))
    return [cells] if len(cells) == columns else []


def _is_table(pieces: Sequence[Row], start: int, rows: list[tuple[Span, ...]], cut: re.Pattern[str]) -> bool:
    """Whether there are enough rows, and figures in most of them in a column behind the first."""
    if len(rows) < (_FEWEST_SPACED if cut is _SPACES else _FEWEST_TABBED):
        return False
    return _has_figures(
        [[piece.text[a:b] for a, b in cells] for piece, cells in zip(pieces[start:], rows, strict=False)]
    )


def _has_figures(rows: list[list[str]]) -> bool:
    """Whether a column behind the first holds figures in most rows."""
    return any(
        sum(_FIGURE.fullmatch(row[column]) is not None for row in rows) * 2 >= len(rows)
        for column in range(1, len(rows[0]))
    )


def _cells(piece: Row, cut: re.Pattern[str]) -> tuple[Span, ...]:
    """Where the cells of a line would stand; none where it is no row."""
    if piece.role is not None or len(piece.lines) != 1 or piece.bullet or _ENDS.search(piece.text):
        return ()
    gaps = [match.span() for match in cut.finditer(piece.text)]
    if not 0 < len(gaps) < WIDEST:
        return ()
    edges = [(0, 0), *gaps, (len(piece.text), len(piece.text))]
    cells = tuple((before[1], after[0]) for before, after in pairwise(edges))
    if cut is _RULE:  # rules stand around the table as well
        cells = cells[cells[0][0] == cells[0][1] : len(cells) - (cells[-1][0] == cells[-1][1])]
    return cells if all(end - start <= _WIDEST_CELL for start, end in cells) else ()
