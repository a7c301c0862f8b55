"""What a file is, by its content; its name is asked only where several forms look alike."""

import io
import json
import re
import zipfile
import zlib

from hospital_tui.formats import by_ending, by_first_bytes
from hospital_tui.parsing.inputs.timed import is_subtitles
from hospital_tui.text.script import han_count, han_pattern

_HEAD = 4096
"""Bytes that forms of text are told by."""
_MOST_FILES = 10_000
"""Files in an archive above which it is not looked into."""

_BEFORE_PAGE = re.compile(rb"(?:\s|<!--.*?-->|<\?xml[^>]*\?>|\xef\xbb\xbf)*", re.DOTALL)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta\s|title>|link\s)", re.IGNORECASE)
_ELEMENT = re.compile(
    rb"<(?:p|div|span|h[1-6]|table|tr|td|br|a|ul|ol|li|b|strong|em|img|article|section|font)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_FEW_ELEMENTS = 3
"""Elements from which what is named a page is one though nothing says <html>."""
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
_RELATED = re.compile(
    rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed|signed)|text/(?:html|plain))",
    re.IGNORECASE | re.MULTILINE,
)
_SENT = re.compile(rb"^(?:from|to|subject|date|received|message-id):", re.IGNORECASE | re.MULTILINE)
"""What every mail says of itself."""
_FEWEST_HEADS = 3
_NOT_SHOWN = re.compile(rb"<\?(?:php|=).*?(?:\?>|\Z)|<%.*?(?:%>|\Z)", re.DOTALL | re.IGNORECASE)
_CODE_LINE = han_pattern(
    r"\s*(?:(?:import|from|package|using|const|let|var|def|class|function|return|public|private|protected|static|"
    r"if|elif|else|for|while|try|except|catch|switch|case|elsif|end|fn|func|struct|interface|type|export|module|require|"
    r"include|print|echo|select|insert|update|create)\b(?![^\n]*[\p{Han}]{6}).*"
    r"|[#@$.]?[\w$.\-\[\]\"' ]+\s*(?:=|:=|=>|\+=)\s*\S.*|[#.@]?[\w.\-:, ]+\{|[\w\-]+\s*:\s*[^;]+;|.*[;{}]|[})\]]+[;,]?|//.*|/\*.*|\*/|#!?.*)\s*"
)
_CODE_SHARE = 0.6
"""Share of lines like a program's from which a file is one."""
_FEWEST_LINES = 3
_MAGIC_CODE = re.compile(r"#!\s*/|<\?php|<%@|<\?xml\s")
_BY_NAME = frozenset({"typeset", "settings", "calendar", "contacts"})
"""Forms that are no article whatever stands in them."""
_TYPESET = re.compile(
    r"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})|^\.\. [a-z][\w-]{1,30}::(?:\s|\Z)|^#\+(?:TITLE|BEGIN_[A-Z]+|AUTHOR|OPTIONS):?(?:\s|\Z)",
    re.MULTILINE,
)
_DIFFERENCE = re.compile(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
_SETTING = re.compile(
    r"[ \t]*(?:- )?[A-Za-z_][\w.-]{0,40}:(?:[ \t][^\n]*)?|[ \t]*- [^\n]*|---|\.\.\.|[ \t]+[^\n]+"
)
"""A line of YAML: a name and its value, one of a list, or what goes on from the line above."""
_NAMED = re.compile(r"[ \t]*(?:- )?[a-z_][\w.-]{0,40}:(?:[ \t]|\Z)")
_LOG_LINE = re.compile(
    r"(?:\S+ ){0,3}[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[ T]|[A-Z][a-z]{2} +\d+ |\d+/[A-Z][a-z]{2}/\d{4}:)?\d\d:\d\d:\d\d"
    r"[^\n]{0,80}?(?:\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|CRITICAL|NOTICE)\b|\"(?:GET|POST|PUT|HEAD|DELETE)\b|\s\w[\w.-]*\[\d+\]:)"
)
_MOST_TYPES = 1 << 18
"""Bytes of an archive's list of types that are looked at."""
_MAIN = re.compile(
    rb"(wordprocessingml|ms-word|spreadsheetml|ms-excel|presentationml|ms-powerpoint)\.[\w.]*main\+xml",
    re.IGNORECASE,
)
_MADE_BY = {
    b"wordprocessingml": "word",
    b"ms-word": "word",
    b"spreadsheetml": "xlsx",
    b"ms-excel": "xlsx",
    b"presentationml": "pptx",
    b"ms-powerpoint": "pptx",
}
"""What an archive says that its main part is, and the form; the usual name of that part tells as well."""
_ZIPPED = {"word/document.xml": "word", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OFFICE = frozenset({"word", "xlsx", "pptx", "odt", "epub"})
"""Forms that a damaged archive is by its name."""
_OLD_WORD = "WordDocument".encode("utf-16-le")
"""Name of the part of an OLE file that makes it a Word document ([MS-DOC] 2.1.1); WPS has taken it over."""
_MIMETYPES = ((b"application/epub", "epub"), (b"application/vnd.oasis.opendocument", "odt"))


def recognise(data: bytes, file: str, *, told: bool = False) -> str:
    """The name of the form in `formats`. `told`: the user says that it is text of some encoding."""
    first = by_first_bytes(data)
    if first is not None:
        named = by_ending(file)
        if first.name == "zip":
            return _zipped(data) or (named.name if named is not None and named.name in _OFFICE else "zip")
        if first.name == "ole" and _OLD_WORD in data:
            return "doc"
        return first.name
    head = _plain_head(data)
    if _is_archived(head):
        return "web-archive"
    named = by_ending(file)
    if _is_page(head, named_page=named is not None and named.name == "page"):
        return "page"
    if named is not None and named.name in ("page", "web-archive") and b"<" in head:
        return "page"
    marked = named is not None and named.by_name
    if not told and (form := _data(head, data, named.name if named is not None else "", marked=marked)):
        return form
    return named.name if named is not None and marked else "text"


def _plain_head(data: bytes) -> bytes:
    """The first bytes as UTF-8 where a byte order mark tells how to make it, else as they are."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:_HEAD].decode(codec, "ignore").encode("utf-8", "ignore")
    return data[:_HEAD]


def _is_page(head: bytes, *, named_page: bool) -> bool:
    """Whether the file begins as a web page does, behind whatever a server's program put before it."""
    shown = _NOT_SHOWN.sub(b"", head)
    start = _BEFORE_PAGE.match(shown)
    if _PAGE.match(shown, start.end() if start else 0):
        return True
    elements = len(_ELEMENT.findall(shown))
    return elements >= (1 if named_page else _FEW_ELEMENTS if shown.lstrip().startswith(b"<") else 1 << 30)


def _is_archived(head: bytes) -> bool:
    """Whether the file begins as a mail does that holds a page."""
    match = _MAIL.match(head.lstrip(b"\r\n"))
    if match is None:
        return False
    sent = len(_SENT.findall(match[0])) >= _FEWEST_HEADS
    return sent or (_RELATED.search(match[0]) is not None and b"mime-version" in match[0].lower())


def _zipped(data: bytes) -> str | None:
    """What a zip archive holds; None where that is nothing known."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if len(names) > _MOST_FILES:
                return None
            if "mimetype" in names and parts.getinfo("mimetype").file_size < 200:
                kind = parts.read("mimetype")
                return next((form for start, form in _MIMETYPES if kind.startswith(start)), None)
            found = {name.lower().replace("\\", "/").lstrip("/") for name in names}
            types = next((name for name in names if name.lower() == "[content_types].xml"), None)
            said = parts.open(types).read(_MOST_TYPES) if types else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    main = _MAIN.search(said)
    if main is not None:
        return _MADE_BY[main[1].lower()]
    return next((form for name, form in _ZIPPED.items() if name in found), None)


def _data(head: bytes, data: bytes, named: str, *, marked: bool) -> str | None:
    """What else text is, data or code; names count where the content leaves it open, `marked` text is no code."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff")
    stripped = text.lstrip()
    if stripped[:1] in ("{", "[") and _is_json(data, stripped, named):
        return "json"
    if named in _BY_NAME or _TYPESET.search(text):
        return named if named in _BY_NAME else "typeset"
    lines = _lines(text, whole=len(data) <= _HEAD)
    if is_subtitles(text):
        return "subtitles"
    if len(lines) >= _FEWEST_LINES and sum(map(bool, map(_LOG_LINE.match, lines))) > _CODE_SHARE * len(lines):
        return "log"
    if not marked and _is_settings(lines):
        return "settings"
    if _MAGIC_CODE.match(stripped) or _DIFFERENCE.search(text) or (not marked and _is_code(lines, named)):
        return "code"
    unquoted = _lines(re.sub(r'"[^"]*"', "", text), whole=len(data) <= _HEAD)
    return "csv" if _is_csv(unquoted, named) else None


def _is_settings(lines: list[str]) -> bool:
    """Whether all lines are names with values, or go on from one: YAML, whatever it is called."""
    named = sum(_NAMED.match(line) is not None for line in lines)
    return named >= _FEWEST_LINES and named * 2 >= len(lines) and all(map(_SETTING.fullmatch, lines))


def _lines(text: str, *, whole: bool) -> list[str]:
    """Lines that are not blank; the last may be cut where the text is not `whole`."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if whole else lines[:-1]


def _is_json(data: bytes, text: str, named: str) -> bool:
    if named == "json" or re.match(r'[\[{]\s*(?:"[^"\n]{0,200}"\s*:|\{\s*"|\[\s*["\d\[{])', text):
        try:
            json.loads(data[: 1 << 20].decode("utf-8-sig", "ignore"))
        except (ValueError, RecursionError):
            return (
                named == "json"
                or len(data) > 1 << 20
                or bool(re.match(r'[\[{]\s*\{?\s*"[^"\n]{0,200}"\s*:', text))
            )
        return True
    return False


def _is_csv(lines: list[str], named: str) -> bool:
    """Whether all lines have as many commas or semicolons, two or more and outside of quotes; two lines do for a .csv."""
    for mark in ",;":
        counts = {line.count(mark) for line in lines[:50]}
        if (
            len(lines) >= (1 if named == "csv" else _FEWEST_LINES)
            and len(counts) == 1
            and min(counts) >= (1 if named == "csv" else 2)
        ):
            return True
    return named == "csv" and bool(lines)


def _is_code(lines: list[str], named: str) -> bool:
    like = sum(_CODE_LINE.fullmatch(line) is not None for line in lines[:200])
    han = sum(map(han_count, lines[:200]))
    characters = sum(len(line.strip()) for line in lines[:200])
    if named == "code":
        told = like * 4 >= len(lines[:200]) and han * 2 < characters
        return bool(lines) and (told or like >= 0.8 * len(lines[:200]))
    return len(lines) >= _FEWEST_LINES and like >= _CODE_SHARE * len(lines[:200]) and han * 3 < characters
