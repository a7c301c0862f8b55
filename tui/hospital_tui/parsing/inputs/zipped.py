"""XML parts of an archive, walked as they stand: streamed, within one bound, without entities."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from hospital_tui.parsing.inputs.refusals import RefusedError

LARGEST = 64 << 20
"""Bytes that the parts of an archive may unpack to together."""
MOST_ELEMENTS = 300_000
DEEPEST = 1000
_PIECE = 1 << 16

Attributes = dict[str, str]


@contextmanager
def archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises RefusedError: too large or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST and _text_size(parts) > LARGEST:
                raise RefusedError("too-large")
            yield parts
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, ValueError, NotImplementedError, RuntimeError,
        EOFError, KeyError,
    ) as error:  # fmt: skip
        raise RefusedError("damaged", " ".join(str(error).split())[:200]) from error


def _text_size(parts: zipfile.ZipFile) -> int:
    """Bytes of what is no picture."""
    endings = (".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx")
    return sum(part.file_size for part in parts.infolist() if part.filename.lower().endswith(endings))


def part(parts: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; never more than the bound, whatever its head claims. Raises KeyError, RefusedError."""
    with parts.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RefusedError("too-large")
    return data


def walk(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through XML, names without their namespace. Raises RefusedError, ExpatError."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    seen = depth = 0

    def enter(tag: str, attributes: Attributes) -> None:
        nonlocal seen, depth
        seen, depth = seen + 1, depth + 1
        if seen > MOST_ELEMENTS:
            raise RefusedError("too-large")
        if depth > DEEPEST:
            raise RefusedError("too-deep")
        start(tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def leave(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(" ")[2])

    def refuse(*_: object) -> None:
        raise RefusedError("damaged", "DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    parser.EntityDeclHandler = refuse
    if text is not None:
        parser.CharacterDataHandler = text
    for at in range(0, len(data), _PIECE):
        parser.Parse(data[at : at + _PIECE], at + _PIECE >= len(data))
