"""Files as people have them, to text: what a file is (`recognise`), and a reader for each form that articles come in.

Positions in an article from a web page or a Word document count in the text that was taken out of it (`Input.text`);
that text is kept beside the file.
"""

import hashlib
import os
import select
import stat
from pathlib import Path
from zlib import compress

from hospital_tui.faults import fault
from hospital_tui.formats import BY_NAME
from hospital_tui.parsing.inputs.recognise import recognise
from hospital_tui.parsing.inputs.refusals import InputError, RefusedError
from hospital_tui.parsing.inputs.source import Input, Reading, Tell, silent

__all__ = ["LARGEST", "Input", "InputError", "Reading", "file_name", "interpret", "read", "read_bytes"]

LARGEST = 256 << 20
"""Bytes above which a file is not read: no article is that long, and the text would not fit beside its parse."""

SILENT = 60.0
"""Seconds that a pipe may say nothing before nobody waits for it any longer."""

_OF_THE_SYSTEM = ("/proc/", "/sys/")
"""Where the system speaks of itself in what looks like files, some of which never end."""

_MOST_LINES = 10_000
"""Lines and sentences of a text that are never asked whether they say anything new."""


def read(path: Path, *, encoding: str | None = None, tell: Tell = silent) -> Input:
    """Read a file; `encoding` overrules what its bytes say. Raises InputError."""
    return interpret(read_bytes(path), file_name(path), shown=str(path), encoding=encoding, tell=tell)


def file_name(path: Path) -> str:
    """Name without folders; bytes that are no UTF-8, which the system hands on as surrogates, become U+FFFD."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, when it is one that can be an article. Raises InputError."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError(str(path), "directory")
        if stat.S_ISFIFO(found.st_mode):
            return _piped(path)
        if not stat.S_ISREG(found.st_mode) or os.path.realpath(path).startswith(_OF_THE_SYSTEM):
            raise InputError(str(path), "special")
        if found.st_size > LARGEST:
            raise InputError(str(path), "too-large", f"{found.st_size >> 20} MB")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise InputError(str(path), "missing") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(str(path), "unreadable", fault(error)) from error


def _piped(path: Path) -> bytes:
    """What is written into a pipe until it is closed. Raises OSError; InputError where nothing comes for long."""
    data = bytearray()
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        while len(data) <= LARGEST:
            if not select.select([handle], [], [], SILENT)[0]:
                raise InputError(str(path), "silent", f"{SILENT:.0f}")
            piece = os.read(handle, 1 << 16)
            if not piece:
                break
            data += piece
    finally:
        os.close(handle)
    return bytes(data)


def interpret(
    data: bytes, file: str, *, shown: str | None = None, encoding: str | None = None, tell: Tell = silent
) -> Input:
    """Make sense of the bytes of a file; `shown` is its name in messages, `tell` is told of pages that take long.

    Raises InputError.
    """
    shown = shown or file
    if not data:
        raise InputError(shown, "empty")
    if len(data) > LARGEST:
        raise InputError(shown, "too-large", f"{len(data) >> 20} MB")
    try:
        form = recognise(data, file, told=encoding is not None)
        if not BY_NAME[form].read:
            raise RefusedError(form)
        reading = _READERS[form](data, encoding, tell)
    except RefusedError as refused:
        raise InputError(shown, refused.reason, refused.detail) from refused
    if not reading.text.strip().strip("\ufeff"):
        raise InputError(shown, "blank")
    if _repeats(reading.text):
        raise InputError(shown, "repeats")
    return Input(file, data, hashlib.sha256(data).hexdigest(), form, reading)


def _repeats(text: str) -> bool:
    """Whether a text is thousands of lines or sentences that say nothing new: they pack to less than a byte each."""
    lines = text.count("\n") + text.count("。")
    return lines > _MOST_LINES and len(compress(text.encode(errors="replace"), 1)) < lines


def _text(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.plain import plain_text
    from hospital_tui.parsing.inputs.timed import record

    return record(plain_text(data, encoding))


def _subtitles(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.plain import plain_text
    from hospital_tui.parsing.inputs.timed import subtitles

    return subtitles(plain_text(data, encoding))


def _markdown(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.markdown import markdown_text

    return markdown_text(data, encoding)


def _page(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.page import page_text

    return page_text(data, encoding)


def _web_archive(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.web_archive import archived_page

    return archived_page(data, encoding)


def _word(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.word import document_text

    return document_text(data)


def _pdf(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.pdf import pdf_text

    return pdf_text(data, tell)


def _epub(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.epub import book_text

    return book_text(data)


def _odt(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.opendocument import opendocument_text

    return opendocument_text(data)


def _doc(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.old_word import old_document_text

    return old_document_text(data)


def _rtf(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.rich_text import rich_text

    return rich_text(data)


def _image(data: bytes, encoding: str | None, tell: Tell) -> Reading:
    from hospital_tui.parsing.inputs.image import image_text

    return image_text(data, tell)


_READERS = {
    "text": _text,
    "subtitles": _subtitles,
    "markdown": _markdown,
    "page": _page,
    "web-archive": _web_archive,
    "word": _word,
    "doc": _doc,
    "pdf": _pdf,
    "epub": _epub,
    "odt": _odt,
    "rtf": _rtf,
    "image": _image,
}
