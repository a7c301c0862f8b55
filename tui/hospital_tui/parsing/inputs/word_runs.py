"""The characters of a Word document: runs, fields and formulas, with what each run says of how it is shown."""

from dataclasses import dataclass, field
from typing import Protocol

from hospital_tui.parsing.inputs.assembling import LeftOut, raised
from hospital_tui.parsing.inputs.word_styles import Shown, Styles, Toggle
from hospital_tui.parsing.inputs.zipped import Attributes
from hospital_tui.parsing.tables import table

CHARACTERS = {"noBreakHyphen": "-", "cr": "\n", "tab": "\t", "ptab": "\t", "br": "\n"}
"""Elements that are a character."""
_LIFTED = 4
"""Half-points above the line from which digits are an exponent, and no letters set a little higher."""
_PRIVATE = range(0xF000, 0xF100)
"""Where characters of fonts without a Unicode table are put (ECMA-376 17.3.3.30)."""

_FONTS = {"Symbol": "symbols", "Wingdings": "wingdings"}
"""Fonts without such a table whose characters are known, and where they stand."""
_GROUNDS = frozenset(["tbl", "txbxContent"])
"""What may have a ground of its own that is told elsewhere."""
_SMALLEST = 3
"""Half-points of letters that nobody sees."""

TAGS = frozenset(
    [
        *CHARACTERS,
        "r",
        "sup",
        "sym",
        "fldChar",
        "e",
        "num",
        "vanish",
        "strike",
        "dstrike",
        "vertAlign",
        "position",
        "rStyle",
        "rFonts",
        "color",
        "sz",
        "shd",
        "highlight",
        "p",
        "background",
    ]
)
"""Elements that say something of characters."""


@dataclass(slots=True)
class Run(Shown):
    """What is known of the run of characters under way."""

    lifted: bool = False
    """Set above the line, whatever the size."""
    symbols: str = ""
    """The font, where it is one of signs that are known."""
    style: str = ""
    text: list[str] = field(default_factory=list)


class Around(Protocol):
    """What runs stand in."""

    def take(self, words: str) -> None:
        """Take characters that are shown."""

    def before(self) -> str:
        """The last characters that were taken."""

    def style(self) -> str:
        """The style of the paragraph."""


class Inline:
    """Goes along runs, fields and formulas; what is shown goes to the paragraph around."""

    def __init__(self, path: list[str], styles: Styles, left: LeftOut, around: "Around") -> None:
        self._path, self._styles, self._left, self._around = path, styles, left, around
        self.runs: list[Run | None] = []
        """Runs under way; None for a box, whose paragraphs have runs of their own."""
        self.fields: list[bool] = []
        """Fields under way: whether their result has begun."""
        self.said = 0
        """How often something was said so far."""
        self._shaded = self._painted = False
        """The paragraph, or the page, has a ground of its own."""

    def add(self, words: str) -> None:
        """Take characters into the run under way, or what is around it."""
        self.said += 1
        if self.runs and (run := self.runs[-1]) is not None:
            run.text.append(_signs(words, run.symbols))
        else:
            self._around.take(words)

    @property
    def _own(self) -> Run | None:
        """The run under way whose properties are being told."""
        told = self.runs and self._path[-2] == "rPr" and self._path[-3:-2] != ["pPr"]
        return self.runs[-1] if told else None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins that says something of characters."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        if tag == "r" or (tag == "sup" and parent in ("sSup", "sSubSup")):
            self.runs.append(Run(raised=True if tag == "sup" else None))
        elif tag in CHARACTERS:
            if parent in ("r", "t") or tag == "br":
                self.add(CHARACTERS[tag])
        elif tag == "sym":
            self._symbol(attributes)
        elif tag in ("p", "background"):
            self._shaded, self._painted = False, self._painted or tag == "background"
        elif tag == "shd" and parent == "pPr":
            self._shaded = True
        elif tag == "fldChar":
            self._field(attributes.get("fldCharType"))
        elif tag == "e" and parent == "rad":
            self.add("√")
        elif (run := self._own) is not None:
            _tell(run, tag, attributes)

    def end(self, tag: str) -> None:
        """Such an element ends."""
        if tag == "r" or (tag == "sup" and self._path[-2:-1] in (["sSup"], ["sSubSup"])):
            self._end_run()
        elif tag == "num":
            self.add("/")

    def _symbol(self, attributes: Attributes) -> None:
        """A character by its code in a font; of fonts without a Unicode table only those of signs are known."""
        try:
            code = int(attributes.get("char", ""), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000:
            character = chr(code | 0xF000 if code < 0x100 else code)
            self.add(_signs(character, attributes.get("font", "")))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _end_run(self) -> None:
        run = self.runs.pop() if self.runs else None
        words = "" if run is None else "".join(run.text)
        if run is None or not words:
            return
        if self._says(run, "hidden") or self._is_white(run):
            self._left.note("hidden", words)
        elif self._says(run, "struck"):
            self._left.note("struck", words)
        elif self._says(run, "raised"):
            self._raise(words, lifted=False)
        elif run.lifted:
            self._raise(words, lifted=True)
        else:
            self.add(words)

    def _is_white(self, run: Run) -> bool:
        """Whether it is white on the white of the page."""
        if not self._says(run, "white") or self._shaded or self._painted:
            return False
        return _GROUNDS.isdisjoint(self._path) and not self._says(run, "shaded")

    def _says(self, run: Run, what: Toggle) -> bool:
        told: bool | None = getattr(run, what)
        return self._styles.says(what, run.style, self._around.style()) if told is None else told

    def _raise(self, words: str, *, lifted: bool) -> None:
        """An exponent, words, or the mark of a note; what is only lifted is no mark."""
        before = self._around.before()
        if self.runs and (run := self.runs[-1]) is not None and run.text:
            before = "".join(run.text[-3:])
        shown = raised(before, words)
        if shown is None and not lifted:
            self._left.note("note", words)
            return
        self.add(shown or words)
        if shown and shown != words:
            self._left.note("exponent", words)


def _tell(run: Run, tag: str, attributes: Attributes) -> None:
    """A property of the run."""
    value = attributes.get("val", "")
    if tag == "position":
        run.lifted = value.isdigit() and int(value[:9]) >= _LIFTED
    elif tag == "rStyle":
        run.style = value
    elif tag == "rFonts":
        named = {attributes.get("ascii", ""), attributes.get("hAnsi", "")}
        run.symbols = next((font for font in _FONTS if font in named), "")
    elif tag == "sz" and value.isdigit() and int(value[:9]) <= _SMALLEST:
        run.hidden = True
    elif tag == "highlight":
        run.shaded = True
    else:
        run.tell(tag, attributes)


def _signs(words: str, font: str) -> str:
    """Characters of a font of signs as what they look like; those that are not known stay."""
    if font not in _FONTS:
        return words
    known = table(_FONTS[font])
    return "".join(known.get(ord(one) & 0xFF, one) if ord(one) in _PRIVATE else one for one in words)
