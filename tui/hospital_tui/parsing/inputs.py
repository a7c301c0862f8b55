"""Files as people have them, to text: .txt and .md as they stand, saved web pages and Word documents by their text.

Positions in an article from a web page or a Word document count in the text that was taken out of it (`Input.text`);
that text is kept beside the file.
"""

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from hospital_tui.faults import fault
from hospital_tui.parsing.decoding import Problem, decode

LARGEST = 256 << 20
"""Bytes above which a file is not read: no article is that long, and the text would not fit beside its parse."""

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx")
"""What is taken from a folder; a file that is named itself is read whatever it is called."""


class Input(NamedTuple):
    """A source that was read."""

    file: str
    """Name without folders; "stdin" for standard input."""
    data: bytes
    """The bytes as they came."""
    sha256: str
    """Of `data`."""
    text: str
    """What is parsed: the decoded bytes, or the text that was taken out of a page or document."""
    encoding: str
    """What the bytes were decoded with; "docx" for a Word document."""
    extracted: bool = False
    """The text is not the file's own characters: positions count in the extracted text."""
    problems: tuple[Problem, ...] = ()
    """Bytes that could not be read; U+FFFD stands for each in the text."""


class InputError(Exception):
    """A file that cannot be read as an article.

    `reason` is one of missing, directory, unreadable, special, too-large, empty, blank, pdf, zip, ole, rtf, image,
    archive, program, database, data, unsure, needs-html, needs-docx, damaged, codec; `detail` is
    the name of a fault (`faults`) where the system refused, or what else there is to say.
    """

    def __init__(self, file: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{file}: {reason}{': ' + detail if detail else ''}")
        self.file, self.reason, self.detail = file, reason, detail


def read(path: Path, *, encoding: str | None = None) -> Input:
    """Read a file; `encoding` overrules what its bytes say. Raises InputError."""
    return interpret(read_bytes(path), file_name(path), shown=str(path), encoding=encoding)


def file_name(path: Path) -> str:
    """Name without folders; bytes that are no UTF-8, which the system hands on as surrogates, become U+FFFD."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, when it is one that can be an article. Raises InputError."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError(str(path), "directory")
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISFIFO(found.st_mode)):
            raise InputError(str(path), "special")
        if found.st_size > LARGEST:
            raise InputError(str(path), "too-large", f"{found.st_size >> 20} MB")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise InputError(str(path), "missing") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(str(path), "unreadable", fault(error)) from error


def interpret(data: bytes, file: str, *, shown: str | None = None, encoding: str | None = None) -> Input:
    """Make sense of the bytes of a file; `shown` is its name in messages. Raises InputError."""
    shown = shown or file
    if not data:
        raise InputError(shown, "empty")
    if len(data) > LARGEST:
        raise InputError(shown, "too-large", f"{len(data) >> 20} MB")
    made = _document(data, file, shown, encoding) or _plain(data, file, shown, encoding)
    if not made.text.strip().strip("\ufeff"):
        raise InputError(shown, "blank")
    return made


def _document(data: bytes, file: str, shown: str, encoding: str | None) -> Input | None:
    """The text of a Word document or a web page; None for anything else."""
    if file.lower().endswith(".docx") and data.startswith(b"PK\x03\x04"):
        from hospital_tui.parsing.inputs_docx import document_text

        return Input(file, data, _sha256(data), document_text(data, shown), "docx", extracted=True)
    if file.lower().endswith((".html", ".htm", ".xhtml")) or looks_like_page(data):
        from hospital_tui.parsing.inputs_html import page_text

        text, codec = page_text(data, shown, encoding)
        return Input(file, data, _sha256(data), text, codec, extracted=True)
    return None


def looks_like_page(data: bytes) -> bool:
    """The bytes begin as a web page does, whatever the file is called."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _plain(data: bytes, file: str, shown: str, encoding: str | None) -> Input:
    if encoding is not None:
        return Input(file, data, _sha256(data), told(data, shown, encoding), encoding)
    found = decode(data)
    if found.binary:
        raise InputError(shown, found.binary)
    return Input(file, data, _sha256(data), found.text, found.encoding, problems=found.problems)


def told(data: bytes, shown: str, encoding: str) -> str:
    """The bytes in the encoding that the user named. Raises InputError."""
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise InputError(shown, "codec", encoding) from error
    except (UnicodeError, ValueError) as error:
        raise InputError(shown, "codec", str(error)) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
