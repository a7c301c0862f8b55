"""The text of a Word document (ECMA-376, transitional and strict), walked as its XML stands.

Its parts are found by the relations that it states, else by the names that Word gives them. What is shown and is none of
the text (heads and feet of pages, comments, charts) is counted and left out.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import NamedTuple

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.assembling import LeftOut, counted
from hospital_tui.parsing.inputs.refusals import InputError, RefusedError
from hospital_tui.parsing.inputs.source import Input, Reading
from hospital_tui.parsing.inputs.word_story import Story
from hospital_tui.parsing.inputs.word_styles import Numbers, Styles, StyleSheet
from hospital_tui.parsing.inputs.zipped import Archive, Attributes, archive
from hospital_tui.parsing.layout import Line, laid_out, lines_of

LONGEST = 4_000_000
"""Characters above which a document is no article."""
_MAIN = "word/document.xml"
_ROOT = re.compile(rb"<(?:\w+:)?(hdr|ftr|comments|footnotes|endnotes|chartSpace|document|dataModel)\b")
_ASIDE = {"hdr": "page-head", "ftr": "page-head", "comments": "comment", "chartSpace": "chart"}
"""What is no part of the text by the root of its part, and why; notes and diagrams that nothing calls are unused."""
_EMBEDDED = "aFChunk"
"""Relation to a document within the document."""


def document_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError: too large or damaged."""
    with archive(data) as parts:
        return _Document(parts).reading()


class _Relation(NamedTuple):
    """What a part has to do with another."""

    kind: str
    """Last word of the relation's type."""
    part: str


class _Document:
    """A document under way."""

    def __init__(self, parts: Archive) -> None:
        self._parts = parts
        self._left = LeftOut()
        self._read: set[str] = set()
        self._styles, self._numbers = Styles(), Numbers()
        self._made = 0
        self._main = self._main_part()
        self._related = _relations(parts, self._main)
        self._notes: tuple[str, ...] = ()

    def reading(self) -> Reading:
        """All of it. Raises RefusedError."""
        sheet = StyleSheet(self._styles)
        for name in self._named("styles"):
            self._parts.walk(name, sheet.start, sheet.end)
        for name in self._named("numbering"):
            self._parts.walk(name, self._numbers.start, self._numbers.end)
        lines = list(self._story(self._main))
        for kind in ("footnotes", "endnotes"):
            for name in self._named(kind):
                lines += self._story(name)
        self._count_aside()
        text, layout = laid_out(lines)
        if len(text) > LONGEST:
            raise RefusedError("too-large")
        left = dict(self._left)
        return Reading(text, "docx", True, layout, self._facts(), left, self._made, notes=self._notes)

    def _main_part(self) -> str:
        """The part that holds the text. Raises RefusedError."""
        stated = [one.part for one in _relations(self._parts, "").values() if one.kind == "officeDocument"]
        likely = sorted(name for name in self._parts if re.fullmatch(r"word/document\w*\.xml", name))
        for name in [*stated, _MAIN, *likely]:
            if name in self._parts:
                return name
        raise RefusedError("damaged", _MAIN)

    def _named(self, kind: str) -> Iterator[str]:
        """The part of a kind: the one that the text names, else the one that is called so."""
        folder = self._main.rpartition("/")[0]
        stated = [one.part for one in self._related.values() if one.kind == kind]
        for name in [*stated, f"{folder}/{kind}.xml".lstrip("/")][:1]:
            if name in self._parts:
                yield name

    def _story(self, name: str) -> list[Line]:
        related = _relations(self._parts, name)

        def referred(key: str) -> list[Line]:
            one = related.get(key)
            if one is None or one.part not in self._parts or one.part in self._read:
                return []
            if one.kind == "diagramData":
                return self._story(one.part)
            return self._embedded(one.part) if one.kind == _EMBEDDED else []

        self._read.add(name.lower())
        story = Story(self._styles, self._numbers, self._left, referred)
        self._parts.walk(name, story.start, story.end, story.text)
        self._made += story.made
        return story.lines()

    def _embedded(self, name: str) -> list[Line]:
        """The lines of a document within the document; none, and a note, where it cannot be read."""
        self._read.add(name)
        try:
            found = _within(self._parts, name)
            if isinstance(found, bytes):
                with archive(found, self._parts) as inner:
                    reading = _Document(inner).reading()
            else:
                reading = found.reading
        except (InputError, RefusedError, KeyError):
            self._notes = ("embedded",)
            return []
        self._left.update(reading.left_out)
        self._made += reading.made
        self._notes = self._notes or reading.notes
        return lines_of(reading.text, reading.parts)

    def _count_aside(self) -> None:
        """Count what the parts say that were not read."""
        for name, root in _told(self._parts):
            if name not in self._read:
                words = _Words("v" if root == "chartSpace" else "")
                self._parts.walk(name, words.start, words.end, words.text)
                self._left.note(_ASIDE.get(root, "unused"), "".join(words.found))

    def _facts(self) -> SourceFacts:
        """What the core properties say; who saved the file last and when says nothing of the article."""
        words = _Words("title")
        if "docProps/core.xml" in self._parts:
            self._parts.walk("docProps/core.xml", words.start, words.end, words.text)
        return SourceFacts(title=" ".join("".join(words.found).split()) or None)


class _Words:
    """The characters of elements of text, and of those of another name."""

    def __init__(self, name: str) -> None:
        self.found: list[str] = []
        self._names = {"t", "delText", name}
        self._inside = False

    def start(self, tag: str, _: Attributes) -> None:
        self._inside = tag in self._names

    def end(self, _: str) -> None:
        self._inside = False

    def text(self, words: str) -> None:
        if self._inside:
            self.found.append(words)


def _relations(parts: Archive, name: str) -> dict[str, _Relation]:
    """What a part ("" for the package) has to do with others, by the ids that it has for them."""
    folder, _, file = name.rpartition("/")
    stated = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, _Relation] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            part = parts.within(name, attributes.get("Target", "")).lower()
            found[attributes.get("Id", "")] = _Relation(attributes.get("Type", "").rpartition("/")[2], part)

    if stated in parts:
        parts.walk(stated, start)
    return found


def _told(parts: Archive) -> Iterator[tuple[str, str]]:
    """The parts that hold text that is shown, each with the name of its root."""
    for name in parts:
        if name.endswith(".xml") and (root := _ROOT.search(parts.head(name))):
            yield name, root[1].decode()


def visible_count(data: bytes, shown: Callable[[Input], int]) -> int:
    """Han characters and digits that the XML of the document holds in elements of text, by plain search: the proof of `document_text`.

    `shown`: how many a page or text within shows.
    """
    with archive(data) as parts:
        return _count(parts, shown)


def _count(parts: Archive, shown: Callable[[Input], int]) -> int:
    total = 0
    told = dict(_told(parts))
    for name, root in told.items():
        xml = re.sub(r"<!--.*?-->", "", parts.read(name).decode("utf-8", "replace"), flags=re.DOTALL)
        xml = re.sub(r"<!\[CDATA\[(.*?)\]\]>", lambda match: escape(match[1]), xml, flags=re.DOTALL)
        tags = "t|delText|v" if root == "chartSpace" else "t|delText"
        found = re.findall(rf"<(?:\w+:)?(?:{tags})(?:\s[^<>]*)?>([^<]*)<", xml)
        found += re.findall(r"<(?:\w+:)?textpath\b[^<>]*?\bstring=[\"']([^\"']*)", xml)
        total += sum(counted(unescape(words)) for words in found)
        inside = {one.part for one in _relations(parts, name).values() if one.kind == _EMBEDDED}
        total += sum(_within_count(parts, one, shown) for one in sorted(inside - told.keys()))
    return total


def _within(parts: Archive, name: str) -> Input | bytes:
    """A page or text within the document, or the bytes of a Word document; one that holds others itself is not looked into.

    Raises KeyError, RefusedError, InputError.
    """
    from hospital_tui.parsing.inputs import interpret
    from hospital_tui.parsing.inputs.recognise import recognise

    data = parts.embedded(name)
    form = recognise(data, name)
    if parts.around is not None or form not in ("page", "web-archive", "text", "rtf", "word"):
        raise RefusedError(form)
    return data if form == "word" else interpret(data, name)


def _within_count(parts: Archive, name: str, shown: Callable[[Input], int]) -> int:
    """The same of a document within the document, as far as it can be read."""
    try:
        found = _within(parts, name)
        if isinstance(found, bytes):
            with archive(found, parts) as inner:
                return _count(inner, shown)
        return shown(found)
    except (InputError, RefusedError, KeyError):
        return 0
