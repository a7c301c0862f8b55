"""The article's text in a saved web page, one paragraph a line with a blank line between.

selectolax (lexbor, the HTML5 parser) reads any page in milliseconds and needs nothing else; the general content extractors
drop short lines, which in a newspaper feature are its headings, and read what is struck out.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hospital_tui.parsing.decoding import Decoded, decode
from hospital_tui.parsing.inputs.assembling import counted
from hospital_tui.parsing.inputs.page_choice import article, prose
from hospital_tui.parsing.inputs.page_count import shown
from hospital_tui.parsing.inputs.page_facts import page_facts
from hospital_tui.parsing.inputs.page_script import is_made, stated_page
from hospital_tui.parsing.inputs.page_walk import Walk
from hospital_tui.parsing.inputs.plain import in_encoding
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import laid_out
from hospital_tui.parsing.tables import table
from hospital_tui.text.script import han_count

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

LARGEST = 16 << 20
"""Bytes above which a page is no article."""
_WAITING = 5
"""Of what is not visible yet, how much there must be for each character that is, for the page to wait for its script."""
DEEPEST = 25_000
"""Elements within each other above which a page is not read: the parser takes the square of it."""
DEEPEST_TABLES = 100
"""The same of tables and of what sets the letters (b, font, a), which every line within opens anew."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSES_ITSELF = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option".split()
)
_COSTLY = frozenset(b"table b big code em font i nobr s small strike strong tt u a select".split())


def page_text(data: bytes, encoding: str | None, sheets: Mapping[str, str] | None = None) -> Reading:
    """The article's text; `sheets`: style sheets beside the page, by their addresses. Raises RefusedError: the parser is missing, the page is too large or too deep, or a script makes its text."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise RefusedError("needs-html") from error
    if len(data) > LARGEST:
        raise RefusedError("too-large")
    bound(data)
    source = page_source(data, encoding)
    tree = LexborHTMLParser(source.text)
    facts = page_facts(tree, source.text)
    walk, note = _walked(tree, sheets or {}, facts.title or "")
    found, parts = laid_out(article(walk.lines, walk.left, "".join((facts.title or "").split())))
    made = counted(found) if note == "stated" else 0
    notes = (*source.notes, note) if note else source.notes
    return Reading(
        found, source.encoding, True, parts, facts, dict(walk.left), made, source.problems, notes=notes
    )


def _walked(tree: "LexborHTMLParser", sheets: Mapping[str, str], title: str) -> tuple[Walk, str]:
    """What the page of this title shows; where that is no running text, what it will show or what its data says, with a note on that.

    Raises RefusedError.
    """
    walk = Walk(bound)
    walk.through(tree, sheets)
    shown = prose(walk.lines)
    if walk.left.get("hidden", 0) > _WAITING * shown:
        later = Walk(bound, waits=True)
        later.through(tree, sheets)
        if prose(later.lines) > _WAITING * shown:
            return later, "waits"
    if shown:
        return walk, ""
    if stated := stated_page(tree, title):
        from selectolax.lexbor import LexborHTMLParser

        bound(stated.encode("utf-8", "replace"))
        data = Walk(bound)
        data.through(LexborHTMLParser(stated))
        if prose(data.lines):
            data.left = walk.left
            for line in walk.lines:
                data.left.note("furniture", line.text)
            return data, "stated"
    rows = any(line.kind == "row" for line in walk.lines)
    shown_words = "".join(line.text for line in walk.lines)
    if not rows and is_made(tree, shown_words, walk.left.get("hidden", 0)):
        raise RefusedError("scripted")
    return walk, ""


def page_source(data: bytes, encoding: str | None) -> Decoded:
    """The page as text, and what it was decoded with. Raises Refused."""
    codec = encoding or declared(data)
    return Decoded(in_encoding(data, codec), codec) if codec else decode(data)


def bound(data: bytes) -> None:
    """Raises RefusedError where elements stand within each other deeper than the parser takes."""
    depth = deepest = costly = costliest = 0
    for match in _TAG.finditer(data):
        name = match[2].lower()
        if name in _CLOSES_ITSELF:
            continue
        step = -1 if match[1] else 1
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
        if name in _COSTLY:
            costly = max(0, costly + step)
            costliest = max(costliest, costly)
    if deepest > DEEPEST or costliest > DEEPEST_TABLES:
        raise RefusedError("too-deep")


def declared(data: bytes) -> str | None:
    """The encoding that the page names in its first 4 KB, when all its bytes can be read so.

    Names are those of the WHATWG Encoding Standard and mean what they mean there: gb2312 is GB18030, and a page that can be read
    for its own utf-16 is UTF-8.
    """
    found = _META_CHARSET.search(data[:4096])
    if not found or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    codec = labels().get(found.group(1).decode("ascii").lower())
    try:
        return codec if codec and not _contradicted(data, data.decode(codec)) else None
    except (LookupError, UnicodeError):
        return None


def _contradicted(data: bytes, text: str) -> bool:
    """Whether bytes say that they are something else than what the page declares: valid UTF-8, or Chinese where `text` has none."""
    if data.isascii():
        return False
    found = decode(data)
    return found.encoding == "utf-8" or (not found.binary and han_count(found.text) > 0 == han_count(text))


def labels() -> dict[str, str]:
    """Every label of the WHATWG Encoding Standard to Python's name of what it means."""
    return {str(label): codec for codec, names in table("encodings").items() for label in str(names).split()}


def visible_count(data: bytes, codec: str) -> int:
    """Han characters and digits that the page shows: the proof of `page_text`."""
    found = decode(data)
    return shown(found.text if found.encoding == codec else data.decode(codec, "replace"))
