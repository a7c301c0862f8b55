"""The text of an OpenDocument text (ODF 1.3, part 3), walked as its XML stands; deleted text and comments stay out."""

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.inputs.zipped import Attributes, archive
from hospital_tui.parsing.layout import WIDEST, Cell, Line, laid_out

_OUT = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "ruby-text",
        "sequence-decls",
        "note-citation",
        "forms",
    }
)
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_MOST_BLANKS = 100
_FACTS = {"title": "title", "creator": "author", "date": "date"}


class _Story:
    """Paragraphs, headings, items and rows in reading order; notes behind the paragraph that calls them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._out = 0
        self._open: list[tuple[str, int, list[str]]] = []
        """Paragraphs that are open, the innermost last: kind, level, words."""
        self._items = 0
        self._cells: list[list[Cell]] = []
        self._cell_words: list[list[str]] = []
        self._spans: list[int] = []
        self._row = [0]

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._out or tag in _OUT:
            self._out += 1
        elif tag in ("p", "h"):
            level = int(attributes.get("outline-level", "1") or 1) if tag == "h" else 0
            self._open.append(("heading" if tag == "h" else "item" if self._items else "text", level, []))
        elif tag in _BLANKS and self._open:
            self._open[-1][2].append(_BLANKS[tag] * min(int(attributes.get("c", "1")), _MOST_BLANKS))
        elif tag == "list-item":
            self._items += 1
        elif tag == "table":
            self._row.append(0)
        elif tag == "table-row":
            self._cells.append([])
        elif tag == "table-cell":
            self._cell_words.append([])
            self._spans.append(min(int(attributes.get("number-columns-spanned", "1")), WIDEST))

    def end(self, tag: str) -> None:
        if self._out:
            self._out -= 1
        elif tag in ("p", "h") and self._open:
            kind, level, words = self._open.pop()
            text = "".join(words)
            if self._cell_words:
                self._cell_words[-1].append(text)
            else:
                self.lines.append(Line(text, kind, level))  # type: ignore[arg-type]
        elif tag == "list-item":
            self._items -= 1
        elif tag == "table-cell" and self._cells:
            self._cells[-1].append(Cell(" ".join(self._cell_words.pop()), self._spans.pop()))
        elif tag == "table-row" and self._cells:
            self._row[-1] += 1
            cells = self._cells.pop()
            if self._cell_words:  # a table within a cell
                self._cell_words[-1] += [cell.text for cell in cells]
            else:
                self.lines.append(Line("", "row", 0, tuple(cells[:WIDEST]), self._row[-1]))
        elif tag == "table":
            self._row.pop()

    def text(self, words: str) -> None:
        if not self._out and self._open:
            self._open[-1][2].append(" ".join(words.split("\n")))


def opendocument_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError."""
    facts: dict[str, str] = {}
    named = ""

    def start(tag: str, _: Attributes) -> None:
        nonlocal named
        named = _FACTS.get(tag, "")

    def said(words: str) -> None:
        if named and words.strip():
            facts.setdefault(named, words.strip())

    with archive(data) as parts:
        story = _Story()
        parts.walk("content.xml", story.start, story.end, story.text)
        if "meta.xml" in parts:
            parts.walk("meta.xml", start, text=said)
    facts.pop("date", None)  # when the file was saved, not when the paper was printed
    text, layout = laid_out(story.lines)
    return Reading(text, "odt", True, layout, SourceFacts(**facts))
