"""Paragraphs, cells and boxes in the order in which a form's reader walks through them, made into lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from hospital_tui.parsing.layout import Cell, Line, PartKind
from hospital_tui.parsing.lines import BLANKS
from hospital_tui.text.script import han_pattern

COUNTED = han_pattern("[0-9\u3007\\p{Han}\uff10-\uff19]")
"""Characters that are counted when a text is held against its file: Han characters and digits."""

LONG_CELL = 60
"""Characters of several paragraphs in a cell from which the table is one that lays out a page."""

_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_EXPONENT = re.compile(r"[+\-−–]?\d{1,3}|n")
_BASE = re.compile(r"(?:(?<![0-9.])10|(?<![A-Za-z])[kcdmμ]?m|[A-Za-z)）]|平方|立方)$")


_ESCAPED = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")


def unescaped(text: str) -> str:
    """Text of a page whose entities were escaped once too often (&amp;nbsp;), as it was meant."""
    return _ESCAPED.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def counted(text: str) -> int:
    """Han characters and digits of a text."""
    return len(COUNTED.findall(text))


def raised(before: str, text: str) -> str | None:
    """What a raised text says behind `before`: an exponent in raised digits, None for the mark of a note."""
    text = text.strip()
    if _EXPONENT.fullmatch(text) and _BASE.search(before.rstrip()):
        return text.translate(_RAISED)
    if not text or re.fullmatch(
        r"[\[［【(（〔]?(?:注|附注)?\s*[0-9①-⑳*＊†‡]{0,3}(?:[-–,，]\d{1,3})*[\]］】)）〕]?", text
    ):
        return None
    return text


@dataclass(slots=True)
class Paragraph:
    """A paragraph under way."""

    kind: PartKind = "text"
    level: int = 0
    style: str = ""
    """Name of its style."""
    number: str = ""
    """What is counted before it."""
    pieces: list[str] = field(default_factory=list)
    below: list["Block"] = field(default_factory=list)
    """Boxes that hang in it and stand below it."""

    def lines(self) -> Iterator[Line]:
        """A line for each stretch between two line breaks, then what stands below."""
        number = self.number
        for text in "".join(self.pieces).split("\n"):
            if words := text.strip(BLANKS):
                yield Line(number + words, self.kind, self.level)
                number = ""
        for block in self.below:
            yield from block.lines()


@dataclass(slots=True)
class TableCell:
    """A cell and what stands in it."""

    columns: int = 1
    covered: bool = False
    """Part of the cell above it."""
    blocks: list["Block"] = field(default_factory=list)

    def text(self) -> str:
        """All its words on one line."""
        return " ".join(line.text for block in self.blocks for line in block.lines() if line.text)

    def lays_out(self) -> bool:
        """Whether it holds a table, in a box or not, or paragraphs of running text."""
        lines = [line for block in self.blocks for line in block.lines()]
        if any(line.cells for line in lines):
            return True
        long = (
            sum(len(line.text) for line in lines if any(mark in line.text for mark in "，。；")) >= LONG_CELL
        )
        return long and (len(lines) > 1 or any(len(line.text) >= 2 * LONG_CELL for line in lines))


@dataclass(slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[TableCell]] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """A row each; a row that lays out a page by what its cells hold."""
        number = 0
        for row in self.rows:
            full = [cell for cell in row if cell.blocks and not cell.covered]
            alone = len(full) == 1 and max(map(len, self.rows)) == 1
            if alone or any(cell.lays_out() for cell in full):
                for cell in full:
                    for block in cell.blocks:
                        yield from block.lines()
            elif full:
                number += 1
                yield Line(
                    "",
                    "row",
                    row=number,
                    cells=tuple(Cell("" if cell.covered else cell.text(), cell.columns) for cell in row),
                )


class Ready(NamedTuple):
    """Lines that another reader made."""

    ready: list[Line]

    def lines(self) -> Iterator[Line]:
        """These lines."""
        return iter(self.ready)


Block = Paragraph | Table | Ready


class LeftOut(Counter[str]):
    """Han characters and digits that were left out, by reason."""

    def note(self, reason: str, text: str) -> None:
        """Count a text that is left out."""
        if count := counted(text):
            self[reason] += count
