"""The text of a rich-text file (RTF 1.9.1): its groups and control words, told to the story that Word documents are read by.

So hidden, deleted and struck-out text, notes, boxes, tables and merged cells are what they are in a Word document.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.decoding import Problem
from hospital_tui.parsing.inputs.assembling import LeftOut
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.rich_text_bytes import Codecs, unescaped
from hospital_tui.parsing.inputs.rich_text_flow import Event, Flow, tell, within
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.inputs.word_story import Story
from hospital_tui.parsing.inputs.word_styles import MOST_LEVELS, Numbers, Style, Styles
from hospital_tui.parsing.inputs.zipped import MOST_ELEMENTS
from hospital_tui.parsing.layout import laid_out

LARGEST = 64 << 20
"""Bytes above which a file is none of an article; pictures are written in it letter by letter."""
LONGEST = 4_000_000
"""Characters above which a document is no article."""
MOST_GROUPS = 10_000
"""Groups within each other above which a file is none of an article."""
DEEPEST = 50
"""Boxes and notes within each other that are told apart."""
BODY = 9
"""Level of what is no heading."""

_OUT = "fonttbl colortbl stylesheet info object fldinst ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc tcn rxe private template *"
"""What makes a group one that holds nothing of the text; some groups within may."""
_GONE = "shprslt nonshppict pict objdata nonesttables header headerl headerr headerf footer footerl footerr footerf annotation"
"""Groups that hold nothing of the text, whatever is in them, or say again what stands elsewhere."""
_ASIDE = {
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    **dict.fromkeys(("listtext", "pntext"), "number"),
    "footnote": "note",
    "title": "title",
}
"""Groups whose text stands elsewhere, also within those that hold none."""
_CHARACTERS = {
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "~": "\xa0",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "\n", "\r"})
_OF_ROWS = frozenset({"trowd", "cellx", "clmrg", "clvmrg"})
_SHOWN = {
    "v": within("vanish", ()),
    "strike": within("strike", ()),
    "striked": within("dstrike", ()),
    "super": within("vertAlign", (), {"val": "superscript"}),
    "up": within("position", (), {"val": "6"}),
}
"""How characters are shown, by the control word that turns it on."""
_LIFTED = 4
"""Half-points above the line from which digits are an exponent, and no letters set a little higher."""
_STYLES = Styles({str(level): Style(outline=level) for level in range(MOST_LEVELS)})

_TOKEN = (
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|((?:\\'[0-9a-fA-F]{2}){1,4096})|\\([^a-zA-Z])|([{}])|[\r\n\\]+|(%s)"
)
_PLAIN = re.compile(_TOKEN % rb"[^\\{}\r\n]+", re.DOTALL)
_OF_PAIRS = re.compile(_TOKEN % rb"(?:[\x81-\xfe][@-~\x80-\xfe]|[^\\{}\r\n]){1,4096}", re.DOTALL)
"""Where characters are pairs of bytes, the second may look like a brace; so many at once, since a step of each is remembered."""


class _State(NamedTuple):
    """What a group says of the characters in it; the group around has its own again where it ends."""

    out: int = 0
    """1 where nothing is of the text but for what is within; 2 where that is none either."""
    skip: int = 1
    """Bytes behind each character of Unicode, for programs that know none."""
    font: int = -1
    shown: frozenset[str] = frozenset()
    depth: int = 0
    """Tables that its paragraphs stand in."""
    outline: int = BODY
    aside: str = ""
    """What ends with the group."""


def rich_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError: too-large."""
    if len(data) > LARGEST:
        raise RefusedError("too-large")
    return _Document(data).reading()


class _Document:
    """A document under way."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._codecs = Codecs(data)
        self._state = _State()
        self._default = -1
        """The font of what is plain."""
        self._groups: list[_State] = []
        self._flows = [Flow()]
        self._notes: list[Event] = []
        self._bytes = bytearray()
        self._words: list[str] = []
        self._skip = 0
        self._at = self._told = self._said = 0
        self._title = ""
        self._problems: list[Problem] = []

    def reading(self) -> Reading:
        """All of it. Raises RefusedError."""
        self._walk()
        left = LeftOut()
        story = Story(_STYLES, Numbers(), left)
        tell(story, [*self._flows[0].events(), *self._notes])
        text, layout = laid_out(story.lines())
        facts = SourceFacts(title=" ".join(self._title.split()) or None)
        return Reading(text, "rtf", True, layout, facts, dict(left), problems=tuple(self._problems))

    def _walk(self) -> None:
        match = (_OF_PAIRS if self._codecs.pairs else _PLAIN).match
        end = len(self._data)
        while self._at < end and (found := match(self._data, self._at)) is not None:
            self._at = found.end()
            word, number, escaped, sign, brace, plain = found.groups()
            if plain is not None:
                self._take(plain)
            elif escaped is not None:
                self._take(unescaped(escaped))
            elif brace == b"{":
                self._begin_group()
            elif brace == b"}":
                self._end_group()
                if not self._groups:
                    break
            elif word or sign:
                self._word((word or sign).decode("latin-1"), None if number is None else int(number))
        while self._groups:
            self._end_group()
        self._end_run()

    def _count(self) -> None:
        """Count a run or a cell. Raises RefusedError."""
        self._told += 1
        if self._told > MOST_ELEMENTS:
            raise RefusedError("too-large")

    # Characters

    def _take(self, data: bytes) -> None:
        """Take bytes of the text."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if not self._state.out:
            self._bytes += data[skipped:]

    def _end_bytes(self) -> None:
        """Read the bytes so far."""
        self._skip = 0
        if not self._bytes:
            return
        text = self._codecs.read(bytes(self._bytes), self._state.font)
        if "\ufffd" in text:
            line = self._data.count(b"\n", 0, self._at) + 1
            self._problems.append(Problem(self._at - len(self._bytes), line, f"0x{self._bytes[:8].hex(' ')}"))
        self._words.append(text)
        self._bytes.clear()

    def _end_run(self) -> None:
        """Hand over the characters so far, which are shown alike. Raises RefusedError."""
        self._end_bytes()
        text = "".join(self._words)
        self._words.clear()
        if not text or self._state.out:
            return
        self._count()
        self._said += len(text)
        if self._said > LONGEST:
            raise RefusedError("too-large")
        if not text.isascii():  # characters beyond the first plane come in two halves
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        run = within("t", [("", text)])
        told = [event for name in self._state.shown if name in _SHOWN for event in _SHOWN[name]]
        if self._codecs.has_signs(self._state.font):
            told += within("rFonts", (), {"ascii": "Symbol"})
        run = within("r", [*within("rPr", told), *run] if told else run)
        self._put(within("del", run) if "deleted" in self._state.shown else run)

    def _put(self, events: list[Event]) -> None:
        self._flows[-1].add(events, self._state.depth, str(self._state.outline))

    # Groups

    def _begin_group(self) -> None:
        self._end_bytes()
        if len(self._groups) >= MOST_GROUPS:
            raise RefusedError("too-large")
        self._groups.append(self._state)
        self._state = self._state._replace(aside="")

    def _end_group(self) -> None:
        self._end_run()
        aside = self._state.aside
        if self._groups:
            self._state = self._groups.pop()
        if not aside:
            return
        events = self._flows.pop().events()
        words = "".join(said for _, said in events if isinstance(said, str)).strip()
        if aside == "box":
            self._put(within("txbxContent", events))
        elif aside == "note":
            self._notes += events
        elif aside == "title":
            self._title = words
        elif any(character.isalnum() for character in words):  # a bullet says nothing
            self._put(
                within("r", within("t", [("", words + " " * (words[-1].isascii() and words[-1] != ")"))]))
            )

    def begin_aside(self, aside: str) -> None:
        """What follows in this group stands elsewhere."""
        if self._state.out < 2 and len(self._flows) <= DEEPEST:
            self._flows.append(Flow())
            self._state = _State(skip=self._state.skip, font=self._state.font, aside=aside)

    def leave_out(self, *, all_within: bool = False) -> None:
        """What follows in this group is none of the text."""
        self._state = self._state._replace(out=max(self._state.out, 2 if all_within else 1))

    def show(self) -> None:
        """What follows in this group is of the text, though the group around is not."""
        if self._state.out == 1:
            self._state = self._state._replace(out=0)

    # Control words

    def _word(self, word: str, number: int | None) -> None:
        """A control word or sign; a number of its own stands behind it."""
        if self._skip and not word.isalpha():
            self._skip -= 1
            return
        self._skip = 0
        if word == "u":
            self._end_bytes()
            if number is not None and not self._state.out:
                self._words.append(chr(number % 0x10000))
            self._skip = self._state.skip
        elif word == "bin":
            self._at += max(0, number or 0)
        elif word in _GROUPS:
            self._end_run()
            _GROUPS[word](self)
        elif not self._state.out:
            self._of_text(word, number)

    def _of_text(self, word: str, number: int | None) -> None:
        """A control word within the text."""
        flow = self._flows[-1]
        if word in _CHARACTERS:
            self._end_bytes()
            self._words.append(_CHARACTERS[word])
        elif word in _PARAGRAPH_ENDS:
            self._end_run()
            flow.end_paragraph()
        elif word in ("cell", "nestcell", "row", "nestrow"):
            self._end_run()
            self._count()
            depth = max(2, self._state.depth) if word.startswith("nest") else 1
            (flow.end_cell if word.endswith("cell") else flow.end_row)(depth)
        elif word in _OF_ROWS:
            flow.of_row(word, number or 0)
        elif word in _STATES:
            changed = _STATES[word](self._state, 1 if number is None else number)
            if (changed.font, changed.shown) != (self._state.font, self._state.shown):
                self._end_run()
            self._state = changed._replace(font=self._default) if word == "plain" else changed
        elif word == "deff":
            self._default = number or 0
            self._state = self._state._replace(font=self._default)


def _turned(name: str) -> Callable[[_State, int], _State]:
    return lambda state, value: state._replace(shown=state.shown | {name} if value else state.shown - {name})


_STATES: dict[str, Callable[[_State, int], _State]] = {
    **{name: _turned(name) for name in (*_SHOWN, "deleted")},
    "up": lambda state, value: _turned("up")(state, int(value >= _LIFTED)),
    "nosupersub": lambda state, _: _turned("super")(state, 0),
    "plain": lambda state, _: state._replace(shown=frozenset()),
    "pard": lambda state, _: state._replace(depth=0, outline=BODY),
    "intbl": lambda state, _: state._replace(depth=max(1, state.depth)),
    "itap": lambda state, value: state._replace(depth=max(0, value)),
    "outlinelevel": lambda state, value: state._replace(outline=value),
    "uc": lambda state, value: state._replace(skip=max(0, value)),
    "f": lambda state, value: state._replace(font=value),
}
"""Control words that say how what follows is shown or where it stands."""

_GROUPS: dict[str, Callable[[_Document], None]] = {
    **dict.fromkeys(_OUT.split(), _Document.leave_out),
    **dict.fromkeys(_GONE.split(), partial(_Document.leave_out, all_within=True)),
    **{word: partial(_Document.begin_aside, aside=aside) for word, aside in _ASIDE.items()},
    **dict.fromkeys(("result", "nesttableprops"), _Document.show),
}
"""Control words that say what a group is."""
