"""The text of an OpenDocument text (ODF 1.3, part 3), told to the story that Word documents are read by.

So hidden and struck-out text, notes, boxes, numbers, tables and merged cells are what they are in a Word document.
"""

import re

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.assembling import LeftOut
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.inputs.word_story import Story
from hospital_tui.parsing.inputs.word_styles import MOST_LEVELS, Numbers, Style, Styles
from hospital_tui.parsing.inputs.zipped import Attributes, archive
from hospital_tui.parsing.layout import WIDEST, laid_out

_OUT = {
    **dict.fromkeys(("tracked-changes", "deletion"), "deleted"),
    **dict.fromkeys(("annotation", "annotation-end"), "comment"),
    "ruby-text": "reading",
    "note-citation": "note",
    "placeholder": "placeholder",
    "forms": "field",
}
"""Elements that hold nothing of the text, and why."""
_BOXES = frozenset(
    [
        "text-box",
        "note-body",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "polyline",
        "polygon",
        "path",
        "caption",
    ]
)
_DRAWN = _BOXES | {"frame", "g"}
"""What hangs in a paragraph; the words in it stand in paragraphs of its own."""
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_MOST_BLANKS = 100
_FACTS = {"title": "title", "creator": "author"}
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "甲": "ideographTraditional",
    "①": "decimalEnclosedCircle",
}
"""How numbers look, by the first of them, as Word calls it."""


class _Sheet:
    """Reads styles and the numbers of lists."""

    def __init__(self) -> None:
        self.styles = Styles({f"h{level}": Style(outline=level - 1) for level in range(1, 1 + MOST_LEVELS)})
        self.numbers = Numbers()
        self.lists: set[str] = set()
        self._style = Style()
        self._list("")
        for level in range(MOST_LEVELS):
            self._level(level, "bullet", "")

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        get = attributes.get
        if tag == "style":
            family = get("family", "")
            based_on = f"{family} {get('parent-style-name', '')}"
            self._style = Style(name=get("display-name", get("name", "")), based_on=based_on)
            self.styles[f"{family} {get('name', '')}"] = self._style
        elif tag == "text-properties":
            self._text(attributes)
        elif tag == "list-style":
            self._list(get("name", ""))
        elif tag in ("list-level-style-number", "list-level-style-bullet", "list-level-style-image"):
            level = int(get("level", "1")) - 1
            form = _FORMS.get(get("num-format", "")[:1], "none") if tag.endswith("number") else "bullet"
            self._level(
                level,
                form,
                f"{get('num-prefix', '')}%{level + 1}{get('num-suffix', '')}",
                get("start-value", "1"),
            )

    def _text(self, attributes: Attributes) -> None:
        if (shown := attributes.get("display")) is not None:
            self._style.hidden = shown == "none"
        for name in ("text-line-through-style", "text-line-through-type"):
            if (struck := attributes.get(name)) is not None:
                self._style.struck = struck != "none"
        if position := attributes.get("text-position", "").split():
            self._style.raised = position[0] == "super" or bool(re.match(r"[1-9]", position[0]))

    def _list(self, name: str) -> None:
        self.lists.add(name)
        self.numbers.start("abstractNum", {"abstractNumId": name})

    def _level(self, level: int, form: str, text: str, start: str = "1") -> None:
        self.numbers.start("lvl", {"ilvl": str(level)})
        for tag, value in (("start", start), ("numFmt", form), ("lvlText", text)):
            self.numbers.start(tag, {"val": value})


class _Told:
    """Tells a story what the elements are, in the elements that a Word document has for it."""

    def __init__(self, sheet: _Sheet, left: LeftOut) -> None:
        self._sheet, self._left = sheet, left
        self.story = Story(sheet.styles, sheet.numbers, left)
        self._open: list[tuple[str, ...]] = []
        """Of the elements around: what was begun in the story."""
        self._words = [False]
        """Of the same: whether what stands in them is of the text."""
        self._out: list[str] = []
        """Why what is under way is left out, an entry for each element around."""
        self._lists: list[str] = []
        self._counted = 0
        self._item = False
        """An item has begun and says nothing yet."""
        self._covered: list[int] = []
        """Of the rows around: cells to come that the one before covers."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._out or (reason := _reason(tag, attributes)):
            self._out.append(self._out[-1] if self._out else reason)
            return
        self._words.append(tag in ("p", "h") or (self._words[-1] and tag not in _DRAWN))
        self._open.append(self._begin(tag, attributes))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._out:
            self._out.pop()
            return
        self._words.pop()
        for begun in reversed(self._open.pop()):
            self.story.end(begun)
        if tag == "list":
            self._lists.pop()
        elif tag == "table-row":
            self._covered.pop()

    def text(self, words: str) -> None:
        """Characters between two tags."""
        if self._out:
            self._left.note(self._out[-1], words)
        elif self._words[-1]:
            self._say(re.sub(r"[ \t\r\n]+", " ", words))

    def _say(self, words: str) -> None:
        self._tell("t")
        self.story.text(words)
        self.story.end("t")

    def _tell(self, tag: str, **attributes: str) -> None:
        self.story.start(tag, attributes)

    def _begin(self, tag: str, attributes: Attributes) -> tuple[str, ...]:
        get = attributes.get
        if tag in ("p", "h"):
            return self._paragraph(
                f"h{get('outline-level', '1')}" if tag == "h" else f"paragraph {get('style-name', '')}"
            )
        if tag == "span":
            self._tell("r")
            self._tell("rPr")
            self._said("rStyle", f"text {get('style-name', '')}")
            self.story.end("rPr")
            return ("r",)
        if tag in _BOXES:
            self._tell("txbxContent")
            return ("txbxContent",)
        if tag in _BLANKS and self._words[-1]:
            self._say(_BLANKS[tag] * min(int(get("c", "1")), _MOST_BLANKS))
        elif tag == "list":
            self._list(get("style-name", ""), goes_on=get("continue-numbering") == "true")
        elif tag in ("list-item", "list-header"):
            self._item = tag == "list-item"
        elif tag == "table-row":
            self._covered.append(0)
        return self._of_table(tag, attributes)

    def _said(self, tag: str, value: str) -> None:
        self._tell(tag, val=value)
        self.story.end(tag)

    def _paragraph(self, style: str) -> tuple[str, ...]:
        self._tell("p")
        self._tell("pPr")
        self._said("pStyle", style)
        if self._lists and self._item:
            self._said("numId", str(self._counted))
            self._said("ilvl", str(len(self._lists) - 1))
            self._item = False
        self.story.end("pPr")
        self._tell("r")
        return ("p", "r")

    def _list(self, style: str, *, goes_on: bool) -> None:
        style = style or (self._lists[-1] if self._lists else "")
        if not self._lists and not goes_on:
            self._counted += 1
            self._sheet.numbers.start("num", {"numId": str(self._counted)})
            self._sheet.numbers.start("abstractNumId", {"val": style if style in self._sheet.lists else ""})
            self._sheet.numbers.start("lvlOverride", {"ilvl": "0"})  # every list begins anew
        self._lists.append(style)

    def _of_table(self, tag: str, attributes: Attributes) -> tuple[str, ...]:
        if tag not in ("table", "table-row", "table-cell", "covered-table-cell"):
            return ()
        if tag.endswith("cell"):
            return self._cell(tag, attributes)
        name = "tbl" if tag == "table" else "tr"
        self._tell(name)
        return (name,)

    def _cell(self, tag: str, attributes: Attributes) -> tuple[str, ...]:
        """A cell; one that is repeated covers as many columns, one that another of its row covers is part of that."""
        columns = _count(attributes, "number-columns-spanned")
        repeated = _count(attributes, "number-columns-repeated")
        before = self._covered[-1] if self._covered else 0
        if tag == "table-cell":
            covers = columns * repeated
            before = columns - 1
        else:
            covers = repeated - min(repeated, before)
            before -= repeated - covers
        if self._covered:
            self._covered[-1] = before
        if not covers:
            return ()
        self._tell("tc")
        self._said("gridSpan", str(min(covers, WIDEST)))
        if tag != "table-cell":
            self._said("vMerge", "continue")
        return ("tc",)


def _count(attributes: Attributes, name: str) -> int:
    return max(1, min(int(attributes.get(name, "1")), WIDEST))


def _reason(tag: str, attributes: Attributes) -> str:
    """Why an element and all it holds is no part of the text; "" where it is one."""
    get = attributes.get
    hidden = get("is-hidden") == "true" or (tag == "section" and get("display") == "none")
    if hidden or get("visibility") in ("collapse", "filter"):
        return "hidden"
    return _OUT.get(tag, "")


def opendocument_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError."""
    facts: dict[str, str] = {}  # not when it was saved: the paper was printed on another day
    named = ""

    def start(tag: str, _: Attributes) -> None:
        nonlocal named
        named = _FACTS.get(tag, "")

    def said(words: str) -> None:
        if named and words.strip():
            facts.setdefault(named, words.strip())

    sheet, left = _Sheet(), LeftOut()
    with archive(data) as parts:
        if "styles.xml" in parts:
            parts.walk("styles.xml", sheet.start)
        told = _Told(sheet, left)

        def begin(tag: str, attributes: Attributes) -> None:
            sheet.start(tag, attributes)
            told.start(tag, attributes)

        parts.walk("content.xml", begin, told.end, told.text)
        if "meta.xml" in parts:
            parts.walk("meta.xml", start, text=said)
    text, layout = laid_out(told.story.lines())
    return Reading(text, "odt", True, layout, SourceFacts(**facts), dict(left), told.story.made)
