"""The text of an e-book (EPUB 3, OCF): its pages in the order of the spine, each read as a web page."""

from collections import Counter

from msgspec.structs import replace

from hospital_tui.model import SourceFacts, Span
from hospital_tui.parsing.inputs.page import page_text
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.inputs.zipped import Archive, Attributes, archive
from hospital_tui.parsing.layout import Part

MOST_PAGES = 2000
_FACTS = {"title": "title", "date": "date", "creator": "author", "publisher": "newspaper"}


class _Package:
    """The package document: what the book says of itself, and its pages in order."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self.hrefs: dict[str, str] = {}
        self.spine: list[str] = []
        self._fact = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        self._fact = _FACTS.get(tag, "")
        if tag == "item" and "html" in attributes.get("media-type", ""):
            self.hrefs[attributes.get("id", "")] = attributes.get("href", "")
        elif tag == "itemref" and attributes.get("linear") != "no":
            self.spine.append(attributes.get("idref", ""))

    def end(self, tag: str) -> None:
        self._fact = ""

    def text(self, words: str) -> None:
        if self._fact and words.strip():
            self.facts.setdefault(self._fact, words.strip())


def book_text(data: bytes) -> Reading:
    """The book's text. Raises RefusedError."""
    with archive(data) as parts:
        name = _package_name(parts)
        package = _Package()
        parts.walk(name, package.start, package.end, package.text)
        pages = [package.hrefs[item] for item in package.spine if item in package.hrefs]
        if len(pages) > MOST_PAGES:
            raise RefusedError("too-large")
        readings = [page_text(parts.read(parts.within(name, href)), None) for href in pages]
    return _together(readings, SourceFacts(**package.facts))


def _package_name(parts: Archive) -> str:
    names: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "rootfile":
            names.append(attributes.get("full-path", ""))

    parts.walk("META-INF/container.xml", start)
    if not names:
        raise RefusedError("damaged", "META-INF/container.xml")
    return names[0]


def _together(readings: list[Reading], facts: SourceFacts) -> Reading:
    """Pages one after the other, a blank line between."""
    text, parts, left = "", list[Part](), Counter[str]()
    for reading in readings:
        if not reading.text.strip():
            continue
        text += "\n\n" if text else ""
        parts += [one._replace(spans=_moved(one.spans, len(text))) for one in reading.parts]
        text += reading.text
        left.update(reading.left_out)
    if len(readings) == 1 and facts.title is None:
        facts = replace(facts, title=readings[0].facts.title)
    notes = tuple(dict.fromkeys(note for reading in readings for note in reading.notes))
    return Reading(text, "epub", True, tuple(parts), facts, left, notes=notes)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)
