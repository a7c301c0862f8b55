"""One story of a Word document (the text, the notes): its elements in order, made into lines.

What is deleted, moved away, hidden, a reading above its characters or the code of a field is counted and left out;
of two ways to show the same thing (mc:AlternateContent) the first that says something is taken.
"""

from collections.abc import Callable

from hospital_tui.parsing.inputs.assembling import Block, LeftOut, Paragraph, Ready, Table, TableCell, counted
from hospital_tui.parsing.inputs.word_runs import TAGS, Inline
from hospital_tui.parsing.inputs.word_styles import Numbers, Styles, on
from hospital_tui.parsing.inputs.zipped import Attributes
from hospital_tui.parsing.layout import WIDEST, Line

_LEFT_OUT = {
    "del": "deleted",
    "conflictDel": "deleted",
    "moveFrom": "moved",
    "rt": "reading",
    "instrText": "field",
    "separator": "separator",
}
"""Elements that hold nothing of the text, and why."""


class Story:
    """Walks through a part; `lines` gives what stands in it."""

    def __init__(
        self,
        styles: Styles,
        numbers: Numbers,
        left: LeftOut,
        referred: Callable[[str], list[Line]] | None = None,
    ) -> None:
        self._styles, self._numbers, self._left = styles, numbers, left
        self._referred = referred
        """The lines of another part, by the id that this one has for it."""
        self._path: list[str] = []
        self._inline = Inline(self._path, styles, left, self)
        self._out: list[list[Block]] = [[]]
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._number = ""
        self._depth: int | None = None
        self._skipped: list[tuple[int, str]] = []
        self._joined: Paragraph | None = None
        self._join_next = False
        self._row_deleted = False
        self._after: TableCell | None = None
        """Columns that the row under way has behind its last cell."""
        self._placeholder = False
        self._chosen: list[int] = []
        self.made = 0
        """Han characters and digits of numbers that Word counts."""

    def lines(self) -> list[Line]:
        """All lines, once the part was walked through."""
        return [line for block in self._out[0] for line in block.lines()]

    # Elements

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self._path.append(tag)
        if self._skipped:
            if tag == "textpath":
                self._left.note(self._skipped[-1][1], attributes.get("string", ""))
            return
        reason = self._reason(tag, attributes)
        if reason:
            self._skipped.append((len(self._path), reason))
            return
        if tag in TAGS:
            self._inline.start(tag, attributes)
        if (begin := _STARTS.get(tag)) is not None:
            begin(self, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            if self._skipped[-1][0] == len(self._path):
                self._skipped.pop()
        else:
            if tag in TAGS:
                self._inline.end(tag)
            if tag in _ENDS:
                _ENDS[tag](self)
        self._path.pop()

    def text(self, words: str) -> None:
        """Characters between two tags."""
        if self._path[-1] not in ("t", "delText"):
            return
        if self._skipped:
            self._left.note(self._skipped[-1][1], words)
        elif False in self._inline.fields:
            self._left.note("field", words)
        elif self._path[-1] == "t":
            self._inline.add(words)
        else:
            self._left.note("deleted", words)

    def _reason(self, tag: str, attributes: Attributes) -> str:
        """Why an element and all it holds is no part of the text; "" where it is one."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        if tag in ("del", "moveFrom") and parent in ("rPr", "trPr"):
            return ""  # a mark on the paragraph's end or on the row, not around any text
        if tag in ("footnote", "endnote") and attributes.get("type", "normal") != "normal":
            return "separator"
        if tag == "Fallback" and self._chosen and self._inline.said > self._chosen[-1]:
            return "twice"
        if tag in ("sdtContent", "t") and self._placeholder and (tag != "t" or parent == "pt"):
            return "placeholder"
        if tag.endswith("PrChange"):
            return "deleted"
        return _LEFT_OUT.get(tag, "")

    # What the runs stand in

    def take(self, words: str) -> None:
        """Take characters; those that stand in no paragraph are one."""
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(words)
        elif words.strip():
            self._put(Paragraph(pieces=[words]))

    def before(self) -> str:
        """The last characters that were taken."""
        return "".join(self._paragraphs[-1].pieces[-3:]) if self._paragraphs else ""

    def style(self) -> str:
        """The style of the paragraph under way."""
        return self._paragraphs[-1].style if self._paragraphs else ""

    # Paragraphs

    def _paragraph(self, _: Attributes) -> None:
        self._number = ""
        self._depth = None
        self._join_next = False
        if self._joined is not None:
            self._paragraphs.append(self._joined)
            self._joined = None
        else:
            self._paragraphs.append(Paragraph())
        if self._inline.fields:
            self._inline.fields[:] = [True for _ in self._inline.fields]

    def _end_properties(self) -> None:
        """The properties of the paragraph are known: its kind, and the number that Word counts for it."""
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.pieces:
            paragraph.kind, paragraph.level = self._styles.kind(paragraph.style)
        number, depth = self._styles.number(paragraph.style)
        number = self._number or number
        depth = depth if self._depth is None else self._depth
        if number and number != "0":
            paragraph.number = self._numbers.next(number, depth)
            if (
                not paragraph.number
                and paragraph.kind == "text"
                and self._numbers.level(number, depth) is not None
            ):
                paragraph.kind = "item"

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if self._join_next:
            self._joined, self._join_next = paragraph, False
        elif self._styles.lists_contents(paragraph.style):
            self._left.note("contents", "".join(paragraph.pieces))
        else:
            self._put(paragraph)

    def _put(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            if not (block.pieces or block.below):
                return
            if "".join(block.pieces).strip():
                self.made += counted(block.number)
        self._out[-1].append(block)

    def _paragraph_style(self, attributes: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _number_id(self, attributes: Attributes) -> None:
        self._number = attributes.get("val", "")

    def _number_level(self, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        self._depth = int(value) if value.isdigit() else 0

    def _deleted_mark(self, _: Attributes) -> None:
        """The end of the paragraph, or the whole row, was deleted."""
        if self._path[-2] == "trPr":
            self._row_deleted = True
        elif self._path[-2] == "rPr" and self._path[-3:-2] == ["pPr"]:
            self._join_next = True

    def _frame(self, attributes: Attributes) -> None:
        """A frame; a large first letter in one is the beginning of the next paragraph."""
        self._join_next = self._join_next or on({"val": attributes.get("dropCap", "none")})

    # Boxes: what hangs in a paragraph and holds paragraphs itself

    def _box(self, _: Attributes) -> None:
        self._out.append([])
        self._inline.runs.append(None)

    def _end_box(self) -> None:
        if len(self._out) < 2:
            return
        self._flush_joined()
        blocks = self._out.pop()
        if self._inline.runs:
            self._inline.runs.pop()
        self._hang(blocks)

    def _hang(self, blocks: list[Block]) -> None:
        """Put what hangs in a paragraph below it."""
        (self._paragraphs[-1].below if self._paragraphs else self._out[-1]).extend(blocks)

    def _drawn_words(self, attributes: Attributes) -> None:
        """Words that are drawn along a line (VML)."""
        if words := attributes.get("string", ""):
            self._inline.said += 1
            self._hang([Paragraph(pieces=[words])])

    def _other_part(self, attributes: Attributes) -> None:
        """A document within the document, or a diagram, each a part of its own."""
        name = attributes.get("dm") or attributes.get("id", "")
        if self._referred is not None and (lines := self._referred(name)):
            self._inline.said += 1
            self._hang([Ready(lines)])

    def _point_properties(self, attributes: Attributes) -> None:
        self._placeholder = on({"val": attributes.get("phldr", "0")})

    def _shows_placeholder(self, attributes: Attributes) -> None:
        self._placeholder = on(attributes)

    def _no_placeholder(self, _: Attributes | None = None) -> None:
        self._placeholder = False

    def _alternatives(self, _: Attributes) -> None:
        self._chosen.append(self._inline.said)

    def _end_alternatives(self) -> None:
        if self._chosen:
            self._chosen.pop()

    # Tables

    def _table(self, _: Attributes) -> None:
        self._tables.append(Table())

    def _end_table(self) -> None:
        if self._tables:
            self._put(self._tables.pop())

    def _row(self, _: Attributes) -> None:
        self._row_deleted, self._after = False, None
        if self._tables:
            self._tables[-1].rows.append([])

    def _end_row(self) -> None:
        if not self._tables or not self._tables[-1].rows:
            return
        if self._row_deleted:
            row = self._tables[-1].rows.pop()
            self._left.note("deleted", "".join(cell.text() for cell in row))
        elif self._after is not None:
            self._tables[-1].rows[-1].append(self._after)
        self._row_deleted = False

    def _cell(self, _: Attributes) -> None:
        self._out.append([])
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(TableCell())

    def _end_cell(self) -> None:
        if len(self._out) < 2:
            return
        self._flush_joined()
        blocks = self._out.pop()
        if (cell := self._last_cell()) is not None:
            cell.blocks += blocks
            if cell.covered:
                self._left.note("covered", TableCell(blocks=blocks).text())
        else:
            self._out[-1] += blocks

    def _flush_joined(self) -> None:
        if self._joined is not None:
            self._put(self._joined)
            self._joined = None

    def _span(self, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if value.isdigit() and (cell := self._last_cell()) is not None:
            cell.columns = max(1, min(WIDEST, int(value[:9])))

    def _skip_columns(self, attributes: Attributes) -> None:
        """Columns in which a row has no cell, before its first or behind its last."""
        value = attributes.get("val", "")
        if value.isdigit() and self._tables and self._tables[-1].rows:
            blank = TableCell(max(1, min(WIDEST, int(value[:9]))))
            row = self._tables[-1].rows[-1]
            if self._path[-1] == "gridBefore":
                row.append(blank)
            else:
                self._after = blank

    def _last_cell(self) -> TableCell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _merged(self, attributes: Attributes) -> None:
        """A cell that goes on with the one above it (vMerge) or before it (hMerge)."""
        if attributes.get("val", "continue") == "continue" and (cell := self._last_cell()) is not None:
            cell.covered = True


_STARTS: dict[str, Callable[[Story, Attributes], None]] = {
    "p": Story._paragraph,
    "pStyle": Story._paragraph_style,
    "numId": Story._number_id,
    "ilvl": Story._number_level,
    "framePr": Story._frame,
    "del": Story._deleted_mark,
    "moveFrom": Story._deleted_mark,
    "txbxContent": Story._box,
    "textpath": Story._drawn_words,
    "altChunk": Story._other_part,
    "relIds": Story._other_part,
    "pt": Story._no_placeholder,
    "prSet": Story._point_properties,
    "AlternateContent": Story._alternatives,
    "tbl": Story._table,
    "tr": Story._row,
    "tc": Story._cell,
    "gridSpan": Story._span,
    "gridBefore": Story._skip_columns,
    "gridAfter": Story._skip_columns,
    "vMerge": Story._merged,
    "hMerge": Story._merged,
    "sdtPr": Story._no_placeholder,
    "showingPlcHdr": Story._shows_placeholder,
    "cellDel": Story._merged,
}
_ENDS: dict[str, Callable[[Story], None]] = {
    "p": Story._end_paragraph,
    "pPr": Story._end_properties,
    "txbxContent": Story._end_box,
    "AlternateContent": Story._end_alternatives,
    "tbl": Story._end_table,
    "tr": Story._end_row,
    "tc": Story._end_cell,
    "sdt": Story._no_placeholder,
    "body": Story._flush_joined,
    "footnote": Story._flush_joined,
    "endnote": Story._flush_joined,
}
