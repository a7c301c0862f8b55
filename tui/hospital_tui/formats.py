"""The one table of what a file may be: how each form is called, how its files end and begin, and whether it is read.

Parsing decides by content which row a file is (`parsing.inputs.recognise`); the dialog and the commands take from here
what to look for in a folder. A form that is not read has a sentence of its own (`input.NAME` in the catalogues).
"""

import re
from pathlib import PurePath
from typing import NamedTuple


class Format(NamedTuple):
    """A form that files come in."""

    name: str
    """Key of the form, and of the sentence that refuses it."""
    endings: tuple[str, ...] = ()
    """Of file names, in lower case."""
    begins: tuple[bytes, ...] = ()
    """First bytes, any of which tells the form."""
    read: bool = False
    """Articles are read from it."""
    extra: str | None = None
    """The extra of this package that reading needs; none for what every installation has."""
    named: bool = False
    """Read where it is named itself, and not taken from a folder: pictures lie beside what they belong to."""
    by_name: bool = False
    """Text whose ending tells the form; for all others the content does."""
    seconds: float = 0.0
    """What reading may take beyond what its size lets expect: other programs are asked."""


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), read=True),
    Format("markdown", (".md", ".markdown"), read=True, by_name=True),
    Format("page", (".html", ".htm", ".xhtml", ".shtml"), read=True),
    Format("web-archive", (".mhtml", ".mht", ".eml"), read=True),
    Format("subtitles", (".srt", ".vtt", ".ass", ".ssa", ".sbv", ".lrc"), read=True, by_name=True),
    Format("word", (".docx", ".docm"), read=True),
    Format("pdf", (".pdf",), (b"%PDF-",), read=True, extra="pdf"),
    Format("odt", (".odt",), read=True),
    Format("epub", (".epub",), read=True),
    Format("xlsx", (".xlsx", ".xlsm")),
    Format("pptx", (".pptx",)),
    Format("zip", (".zip",), (b"PK\x03\x04", b"PK\x05\x06")),
    Format("doc", (".doc", ".wps"), read=True, seconds=150),
    Format("ole", (".xls", ".ppt"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("rtf", (".rtf",), (b"{\\rtf",), read=True),
    Format(
        "image",
        (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"),
        (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"),
        read=True,
        extra="ocr",
        named=True,
    ),
    Format("gif", (".gif",), (b"GIF8",)),
    Format("archive", (".gz", ".7z", ".rar"), (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh")),
    Format("program", (".exe", ".so"), (b"\x7fELF",)),
    Format("database", (".db", ".sqlite"), (b"SQLite format 3\x00",)),
    Format("calendar", (".ics",), (b"BEGIN:VCALENDAR",)),
    Format("contacts", (".vcf",), (b"BEGIN:VCARD",)),
    Format("typeset", (".tex", ".ltx", ".rst", ".org", ".adoc", ".typ")),
    Format("log", (".log",)),
    Format("settings", (".yaml", ".yml", ".toml", ".ini", ".xml")),
    Format("json", (".json", ".jsonl", ".ndjson")),
    Format("csv", (".csv", ".tsv")),
    Format(
        "code",
        (
            ".py",
            ".js",
            ".mjs",
            ".ts",
            ".css",
            ".c",
            ".h",
            ".cpp",
            ".java",
            ".go",
            ".rs",
            ".rb",
            ".sh",
            ".sql",
            ".php",
            ".jsp",
            ".asp",
            ".aspx",
            ".vue",
            ".ps1",
            ".bat",
            ".lua",
            ".pl",
        ),
    ),
)

BY_NAME = {form.name: form for form in FORMATS}
READ = tuple(ending for form in FORMATS if form.read and not form.named for ending in form.endings)
"""Endings of what is taken from a folder; a file that is named itself is read whatever it is called."""
_OFTEN_TEXT = ("xlsx", "pptx", "zip", "ole", "archive", "typeset", "json", "csv")
UNREAD = tuple(ending for name in _OFTEN_TEXT for ending in BY_NAME[name].endings)
"""Endings of what may hold text that somebody wants and is not taken from a folder."""
CHOSEN = READ + tuple(ending for form in FORMATS if form.named for ending in form.endings)
"""Endings of what can be chosen in a folder, file by file."""


_LINK = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://")


def is_link(text: str) -> bool:
    """Whether a word names an address on the network, and no file."""
    return _LINK.match(text) is not None and not text.lstrip().lower().startswith("file:")


def by_first_bytes(data: bytes) -> Format | None:
    """The form that the first bytes tell; None where they tell none."""
    if (data[:4], data[8:12]) == (b"RIFF", b"WEBP") or (data[:2] == b"BM" and data[6:10] == bytes(4)):
        return BY_NAME["image"]  # marks of which lengths stand in the middle
    return next((form for form in FORMATS if form.begins and data.startswith(form.begins)), None)


def by_ending(file: str) -> Format | None:
    """The form that a file's name tells; None where it tells none."""
    ending = PurePath(file).suffix.lower()
    return next((form for form in FORMATS if ending in form.endings), None)
