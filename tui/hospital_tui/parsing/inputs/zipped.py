"""XML parts of an archive, walked as they stand: streamed, within one bound, without entities."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote
from xml.parsers import expat

from hospital_tui.parsing.inputs.refusals import RefusedError

LARGEST = 64 << 20
"""Bytes that the parts of an archive may unpack to together: no article is that long, but a few kilobytes can claim it."""
MOST_ELEMENTS = 200_000
"""Elements of all parts above which an archive holds no article."""
DEEPEST = 1000
"""Elements within each other above which a part is no article's."""
MOST_EMBEDDED = 4 << 20
"""Bytes of the files within an archive that are read as files of their own."""
FOLDED_BYTES, FOLDED_ELEMENTS = 100, 4
"""Bytes and elements that a byte of an archive may unfold to: tables of thousands of like cells come to 65 and 1.5. What goes
beyond says the same over and over."""
UNFOLDED_BYTES, UNFOLDED_ELEMENTS = 100_000, 5_000
"""What any archive may unfold to, however small."""
_HEAD = 4096
_PIECE = 1 << 16
_TEXTS = (".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".rels")

Attributes = dict[str, str]


class _Spent:
    """What an archive, and all that is in it, has cost so far: bytes packed and unfolded, elements."""

    __slots__ = ("elements", "packed", "size")

    def __init__(self) -> None:
        self.elements = self.packed = self.size = 0

    def unfold(self, parts: Iterable[zipfile.ZipInfo], most: int) -> None:
        """Count parts. Raises RefusedError where all are beyond `most`, or these are beyond what their bytes can mean."""
        parts = tuple(parts)
        size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
        self.size, self.packed = self.size + size, self.packed + packed
        if self.size > most:
            raise RefusedError("too-large")
        if size > UNFOLDED_BYTES + FOLDED_BYTES * packed:
            raise RefusedError("unfolds")

    def enter(self) -> None:
        """Count an element. Raises RefusedError."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise RefusedError("too-large")
        if self.elements > UNFOLDED_ELEMENTS + FOLDED_ELEMENTS * self.packed:
            raise RefusedError("unfolds")


class Archive:
    """The parts of an archive. Their names are compared as those of packages are, without case (ECMA-376-2, 6.2.2)."""

    def __init__(self, parts: zipfile.ZipFile, around: "Archive | None" = None) -> None:
        self._parts = parts
        self._named = {_plain(part.filename): part for part in parts.infolist()}
        self.around = around
        """The archive that this one is a part of."""
        self._spent: _Spent = around._spent if around is not None else _Spent()
        self._embedded: _Spent = around._embedded if around is not None else _Spent()
        self._spent.unfold(
            (one for one in parts.infolist() if one.filename.lower().endswith(_TEXTS)), LARGEST
        )

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._named

    def __iter__(self) -> Iterator[str]:
        """The names of all parts, small letters and / between folders."""
        return iter(self._named)

    def head(self, name: str) -> bytes:
        """The first bytes of a part, by which it can be told. Raises KeyError, errors of zip."""
        with self._parts.open(self._named[_plain(name)]) as file:
            return file.read(_HEAD)

    def read(self, name: str) -> bytes:
        """The bytes of a part; never more than the bound, whatever its head claims. Raises KeyError, RefusedError."""
        with self._parts.open(self._named[_plain(name)]) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise RefusedError("too-large")
        return data

    def walk(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] = lambda tag: None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Walk through a part, names without their namespace. Raises RefusedError, ExpatError, errors of zip."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def enter(tag: str, attributes: Attributes) -> None:
            nonlocal depth
            self._spent.enter()
            depth += 1
            if depth > DEEPEST:
                raise RefusedError("too-deep")
            named = {key.rpartition(" ")[2]: said for key, said in attributes.items()} if attributes else {}
            start(tag.rpartition(" ")[2], named)

        def leave(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag.rpartition(" ")[2])

        def refuse(*_: object) -> None:
            raise RefusedError("damaged", "ENTITY")

        parser.StartElementHandler, parser.EndElementHandler = enter, leave
        parser.EntityDeclHandler = refuse
        if text is not None:
            parser.CharacterDataHandler = text
        with self._parts.open(self._named[_plain(name)]) as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)

    def embedded(self, name: str) -> bytes:
        """The bytes of a file within; all of them together stay within their bound. Raises KeyError, RefusedError."""
        self._embedded.unfold((self._named[_plain(name)],), MOST_EMBEDDED)
        return self.read(name)

    def within(self, part: str, target: str) -> str:
        """The name of the part that another one calls `target`."""
        path = unquote(target.partition("#")[0])
        return posixpath.normpath(
            path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(part), path)
        )


@contextmanager
def archive(data: bytes, around: Archive | None = None) -> Iterator[Archive]:
    """The archive, alone or within another. Raises RefusedError: too large or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield Archive(parts, around)
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, ValueError, NotImplementedError, RuntimeError,
        EOFError, KeyError,
    ) as error:  # fmt: skip
        raise RefusedError("damaged", " ".join(str(error).split())[:200]) from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
