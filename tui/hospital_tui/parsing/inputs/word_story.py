"""One story of a Word document (the text, the notes): its elements in order, made into lines.

What is deleted, moved away, hidden, a reading above its characters or the code of a field is counted and left out;
of two ways to show the same thing (mc:AlternateContent) the first that says something is taken.
"""

from collections.abc import Callable

from hospital_tui.parsing.inputs.assembling import (
    Block,
    LeftOut,
    Paragraph,
    Table,
    TableCell,
    counted,
    raised,
)
from hospital_tui.parsing.inputs.word_runs import CHARACTERS, LEFT_OUT, Run
from hospital_tui.parsing.inputs.word_styles import Numbers, Styles, on
from hospital_tui.parsing.layout import WIDEST, Line

Attributes = dict[str, str]


class Story:
    """Walks through a part; `lines` gives what stands in it."""

    def __init__(self, styles: Styles, numbers: Numbers, left: LeftOut) -> None:
        self._styles, self._numbers, self._left = styles, numbers, left
        self._path: list[str] = []
        self._out: list[list[Block]] = [[]]
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._style = self._number = ""
        self._depth: int | None = None
        self._runs: list[Run | None] = []
        self._skipped: list[tuple[int, str]] = []
        self._fields: list[bool] = []
        self._joined: Paragraph | None = None
        self._join_next = False
        self._row_deleted = False
        self._placeholder = False
        self._chosen: list[int] = []
        self._said = 0
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
            return
        reason = self._reason(tag, attributes)
        if reason:
            self._skipped.append((len(self._path), reason))
            return
        begin = _STARTS.get(tag)
        if begin is not None:
            begin(self, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            if self._skipped[-1][0] == len(self._path):
                self._skipped.pop()
        elif tag in _ENDS:
            _ENDS[tag](self)
        self._path.pop()

    def text(self, words: str) -> None:
        """Characters between two tags."""
        if self._path[-1] not in ("t", "delText"):
            return
        if self._skipped:
            self._left.note(self._skipped[-1][1], words)
        elif False in self._fields:
            self._left.note("field", words)
        elif self._path[-1] == "t":
            self._add(words)
        else:
            self._left.note("deleted", words)

    def _reason(self, tag: str, attributes: Attributes) -> str:
        """Why an element and all it holds is no part of the text; "" where it is one."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        if tag in ("del", "moveFrom") and parent in ("rPr", "trPr"):
            return ""  # a mark on the paragraph's end or on the row, not around any text
        if tag in ("footnote", "endnote") and attributes.get("type", "normal") != "normal":
            return "separator"
        if tag == "Fallback" and self._chosen and self._said > self._chosen[-1]:
            return "twice"
        if tag == "sdtContent" and self._placeholder:
            return "placeholder"
        if tag.endswith("PrChange"):
            return "deleted"
        return LEFT_OUT.get(tag, "")

    def _add(self, words: str) -> None:
        """Take characters into what is under way."""
        self._said += 1
        if self._runs and (run := self._runs[-1]) is not None:
            run.text.append(words)
        elif self._paragraphs:
            self._paragraphs[-1].pieces.append(words)

    def _before(self) -> str:
        """The last words that were taken."""
        if self._runs and (run := self._runs[-1]) is not None and run.text:
            return "".join(run.text[-3:])
        return "".join(self._paragraphs[-1].pieces[-3:]) if self._paragraphs else ""

    # Runs

    @property
    def _own(self) -> Run | None:
        """The run under way whose properties are being told."""
        return (
            self._runs[-1]
            if self._runs and self._path[-2] == "rPr" and self._path[-3:-2] != ["pPr"]
            else None
        )

    def _run(self, _: Attributes) -> None:
        self._runs.append(Run())

    def _end_run(self) -> None:
        run = self._runs.pop() if self._runs else None
        words = "" if run is None else "".join(run.text)
        if run is None or not words:
            return
        hidden = self._styles.hidden(run.style) if run.hidden is None else run.hidden
        up = self._styles.raised(run.style) if run.raised is None else run.raised
        if hidden:
            self._left.note("hidden", words)
        elif not up:
            self._add(words)
        elif (shown := raised(self._before(), words)) is None:
            self._left.note("note", words)
        else:
            self._add(shown)
            if shown != words:
                self._left.note("exponent", words)

    def _vanish(self, attributes: Attributes) -> None:
        if (run := self._own) is not None:
            run.hidden = on(attributes)

    def _vertical(self, attributes: Attributes) -> None:
        if (run := self._own) is not None:
            run.raised = attributes.get("val") == "superscript"

    def _run_style(self, attributes: Attributes) -> None:
        if (run := self._own) is not None:
            run.style = attributes.get("val", "")

    def _break(self, _: Attributes) -> None:
        self._add("\n")

    def _character(self, _: Attributes) -> None:
        if self._path[-2] in ("r", "t"):
            self._add(CHARACTERS[self._path[-1]])

    def _field(self, attributes: Attributes) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    # Formulas

    def _end_numerator(self) -> None:
        self._add("/")

    def _start_superscript(self, _: Attributes) -> None:
        if self._path[-2] in ("sSup", "sSubSup"):
            run = Run()
            run.raised = True
            self._runs.append(run)

    def _end_superscript(self) -> None:
        if self._path[-2] in ("sSup", "sSubSup"):
            self._end_run()

    # Paragraphs

    def _paragraph(self, _: Attributes) -> None:
        self._style = self._number = ""
        self._depth = None
        self._join_next = False
        if self._joined is not None:
            self._paragraphs.append(self._joined)
            self._joined = None
        else:
            self._paragraphs.append(Paragraph())
        self._fields = [True for _ in self._fields]

    def _end_properties(self) -> None:
        """The properties of the paragraph are known: its kind, and the number that Word counts for it."""
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.pieces:
            paragraph.kind, paragraph.level = self._styles.kind(self._style)
        number, depth = self._styles.number(self._style)
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
        self._style = attributes.get("val", "")

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

    # Boxes: what hangs in a paragraph and holds paragraphs itself

    def _box(self, _: Attributes) -> None:
        self._out.append([])
        self._runs.append(None)

    def _end_box(self) -> None:
        if len(self._out) < 2:
            return
        self._flush_joined()
        blocks = self._out.pop()
        if self._runs:
            self._runs.pop()
        if self._paragraphs:
            self._paragraphs[-1].below += blocks
        else:
            self._out[-1] += blocks

    def _properties_of_control(self, _: Attributes) -> None:
        self._placeholder = False

    def _shows_placeholder(self, attributes: Attributes) -> None:
        self._placeholder = on(attributes)

    def _end_control(self) -> None:
        self._placeholder = False

    def _alternatives(self, _: Attributes) -> None:
        self._chosen.append(self._said)

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
        self._row_deleted = False
        if self._tables:
            self._tables[-1].rows.append([])

    def _end_row(self) -> None:
        if not self._tables or not self._tables[-1].rows:
            return
        if self._row_deleted:
            row = self._tables[-1].rows.pop()
            self._left.note("deleted", "".join(cell.text() for cell in row))
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
            cell.blocks = blocks
            if cell.covered:
                self._left.note("covered", cell.text())
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

    def _last_cell(self) -> TableCell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _merged(self, attributes: Attributes) -> None:
        """A cell that goes on with the one above it (vMerge) or before it (hMerge)."""
        if attributes.get("val", "continue") == "continue" and (cell := self._last_cell()) is not None:
            cell.covered = True

    def _end_body(self) -> None:
        self._flush_joined()


_STARTS: dict[str, Callable[[Story, Attributes], None]] = {
    "p": Story._paragraph,
    "r": Story._run,
    "vanish": Story._vanish,
    "vertAlign": Story._vertical,
    "rStyle": Story._run_style,
    "pStyle": Story._paragraph_style,
    "numId": Story._number_id,
    "ilvl": Story._number_level,
    "del": Story._deleted_mark,
    "moveFrom": Story._deleted_mark,
    "br": Story._break,
    "fldChar": Story._field,
    "txbxContent": Story._box,
    "AlternateContent": Story._alternatives,
    "tbl": Story._table,
    "tr": Story._row,
    "tc": Story._cell,
    "gridSpan": Story._span,
    "vMerge": Story._merged,
    "hMerge": Story._merged,
    "sup": Story._start_superscript,
    "sdtPr": Story._properties_of_control,
    "showingPlcHdr": Story._shows_placeholder,
    "cellDel": Story._merged,
    **dict.fromkeys(CHARACTERS, Story._character),
}
_ENDS: dict[str, Callable[[Story], None]] = {
    "p": Story._end_paragraph,
    "pPr": Story._end_properties,
    "r": Story._end_run,
    "txbxContent": Story._end_box,
    "AlternateContent": Story._end_alternatives,
    "tbl": Story._end_table,
    "tr": Story._end_row,
    "tc": Story._end_cell,
    "num": Story._end_numerator,
    "sup": Story._end_superscript,
    "sdt": Story._end_control,
    "body": Story._end_body,
    "footnote": Story._end_body,
    "endnote": Story._end_body,
}
