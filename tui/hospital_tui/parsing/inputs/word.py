"""The text of a Word document (ECMA-376), walked as its XML stands.

Streamed through expat: the file is never a tree in memory, and what it may unpack to is bounded. A document type
declaration, which no Word document has, is refused, and with it every entity.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from html import unescape
from xml.parsers import expat

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.assembling import LeftOut, counted
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.inputs.word_story import Story
from hospital_tui.parsing.inputs.word_styles import Numbers, Styles, StyleSheet
from hospital_tui.parsing.layout import laid_out

LARGEST = 64 << 20
"""Bytes that the parts of a document may unpack to together: no article is that long, but a few kilobytes can claim it."""
LONGEST = 4_000_000
"""Characters above which a document is no article."""
MOST_ELEMENTS = 300_000
"""Elements above which a document is no article."""
DEEPEST = 1000
"""Elements within each other above which a document is no article."""
_MAIN = "word/document.xml"
_PIECE = 1 << 16

Attributes = dict[str, str]


def document_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError: too large or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if (
                sum(part.file_size for part in parts.infolist() if part.filename.endswith((".xml", ".rels")))
                > LARGEST
            ):
                raise RefusedError("too-large")
            return _read(parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        KeyError,
    ) as error:
        raise RefusedError("damaged", " ".join(str(error).split())[:200]) from error


def _read(parts: zipfile.ZipFile) -> Reading:
    names = set(parts.namelist())
    main = _main(parts, names)
    folder = main.rpartition("/")[0] + "/"
    walk = _Walk(parts, names)
    styles, sheet = Styles(), None
    if walk.has(folder + "styles.xml"):
        sheet = StyleSheet(styles)
        walk.through(folder + "styles.xml", sheet.start, sheet.end)
    numbers = Numbers()
    if walk.has(folder + "numbering.xml"):
        walk.through(folder + "numbering.xml", numbers.start, numbers.end)
    left = LeftOut()
    story = Story(styles, numbers, left)
    walk.through(main, story.start, story.end, story.text)
    lines, made = story.lines(), story.made
    for name in ("footnotes", "endnotes"):
        if walk.has(f"{folder}{name}.xml"):
            notes = Story(styles, numbers, left)
            walk.through(f"{folder}{name}.xml", notes.start, notes.end, notes.text)
            lines += notes.lines()
            made += notes.made
    text, layout = laid_out(lines)
    if len(text) > LONGEST:
        raise RefusedError("too-large")
    return Reading(text, "docx", True, layout, _facts(walk), dict(left), made)


def _main(parts: zipfile.ZipFile, names: set[str]) -> str:
    """The part that holds the text. Raises RefusedError."""
    if _MAIN in names:
        return _MAIN
    found = [name for name in sorted(names) if name.startswith("word/document") and name.endswith(".xml")]
    if not found:
        raise RefusedError("damaged", _MAIN)
    return found[0]


class _Walk:
    """Parts of a document, walked through one after the other within one bound."""

    def __init__(self, parts: zipfile.ZipFile, names: set[str]) -> None:
        self._parts, self._names = parts, names
        self._elements = 0
        self._depth = 0

    def has(self, name: str) -> bool:
        """Whether the document has this part."""
        return name in self._names

    def through(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Walk through a part, its names without their namespace. Raises RefusedError, ExpatError, errors of zip."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def enter(tag: str, attributes: Attributes) -> None:
            self._elements += 1
            self._depth += 1
            if self._elements > MOST_ELEMENTS:
                raise RefusedError("too-large")
            if self._depth > DEEPEST:
                raise RefusedError("too-deep")
            start(
                tag.rpartition(" ")[2],
                {key.rpartition(" ")[2]: value for key, value in attributes.items()}
                if attributes
                else attributes,
            )

        def leave(tag: str) -> None:
            self._depth -= 1
            end(tag.rpartition(" ")[2])

        def refuse(*_: object) -> None:
            raise RefusedError("damaged", "DOCTYPE")

        parser.StartElementHandler, parser.EndElementHandler = enter, leave
        parser.StartDoctypeDeclHandler = refuse
        if text is not None:
            parser.CharacterDataHandler = text
        with self._parts.open(name) as part:
            while piece := part.read(_PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)


def _facts(walk: _Walk) -> SourceFacts:
    """What the core properties say; who saved the file last and when says nothing of the article."""
    if not walk.has("docProps/core.xml"):
        return SourceFacts()
    found: list[str] = []
    inside = [False]

    def start(tag: str, _: Attributes) -> None:
        inside[0] = tag == "title"

    def end(_: str) -> None:
        inside[0] = False

    def text(words: str) -> None:
        if inside[0]:
            found.append(words)

    walk.through("docProps/core.xml", start, end, text)
    return SourceFacts(title=" ".join("".join(found).split()) or None)


def visible_count(data: bytes) -> int:
    """Han characters and digits that the XML of the document holds in elements of text, by plain search: the proof of `document_text`."""
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"word/(?:document\d*|footnotes|endnotes)\.xml", name):
                xml = parts.read(name).decode("utf-8", "replace")
                total += sum(
                    counted(unescape(words))
                    for words in re.findall(r"<(?:\w+:)?(?:t|delText)(?:\s[^<>]*)?>([^<]*)<", xml)
                )
    return total
