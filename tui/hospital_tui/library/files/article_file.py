"""Article files: one article, as YAML that a person can read and correct.

`dump` writes block-style YAML with spans and figures on one line each, leaving out what says nothing; `load` reads it
back, and reads plain JSON (which is YAML) a hundred times faster. What a person changes is marked `corrected: true` on
the figure, passage, heading or block, or named in the article's own `corrected` list; see `merging`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hospital_tui.faults import fault
from hospital_tui.library.files.yaml_errors import locate
from hospital_tui.model import Article, Section
from hospital_tui.text.visible import visible

HEADER = """\
# One article, read from {file}. The app shows what stands here.
# To correct it: change a value and write `corrected: true` beside it (figure, passage, heading or block), or name the
# field in the list `corrected` of the article (hospital, newspaper, date, year, page, author, link); reading the
# source again then keeps it.
"""

_TEXTS = frozenset(
    {
        "text",
        "label",
        "unit",
        "time",
        "year",
        "date",
        "newspaper",
        "page",
        "author",
        "link",
        "name",
        "part_of",
        "metric",
        "run_in",
        "found",
        "reading",
    }
)
"""Fields that are always text, even where YAML would read a bare 2023 as a number."""


_DEEPEST = 50
"""Sections in each other; no newspaper has so many, and whatever walks through an article calls itself for each."""


class ArticleFileError(Exception):
    """An article file that cannot be used; says where and why in one line."""

    def __init__(self, file: Path, line: int | None, field: str | None, reason: str) -> None:
        self.file, self.line, self.field, self.reason = file, line, field, reason
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {field + ': ' if field else ''}{reason}")


def dump(article: Article) -> str:
    """The article as YAML text with a header that tells how to correct it."""
    from hospital_tui.library.files.yaml_style import Mapped, dumped

    def lazily(value: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            return Mapped((name, lazily(item)) for name, item in _said(value))
        if isinstance(value, tuple):
            return (
                [lazily(item) for item in value] if value and isinstance(value[0], msgspec.Struct) else value
            )
        return value

    return HEADER.format(file=visible(article.source.file)) + dumped(lazily(article))


def dump_json(article: Article) -> str:
    """The article as indented JSON: the form of articles in a reader's own library, which may be many."""
    return msgspec.json.format(msgspec.json.encode(plain(article)), indent=1).decode() + "\n"


def load(path: Path) -> Article:
    """Read an article file.

    Raises:
        ArticleFileError: the file cannot be read, is no YAML, or says something an article cannot be.

    """
    try:
        return loads(path.read_bytes(), path)
    except OSError as error:
        raise ArticleFileError(path, None, None, error.strerror or str(error)) from error


def loads(data: bytes, path: Path) -> Article:
    """Read an article from the bytes of its file; `path` is for messages. Raises ArticleFileError."""
    try:
        if data.lstrip()[:1] == b"{":
            article = _json_decoder().decode(data)
        else:
            article = msgspec.convert(_texts(_yaml(data, path)), Article)
    except msgspec.ValidationError as error:
        reason, _, field = str(error).partition(" - at `$")
        field = field.strip("`.")
        raise ArticleFileError(path, locate(data, field), field or None, reason) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArticleFileError(path, None, None, fault(error)) from error
    _check(article, data, path)
    return article


@cache
def _json_decoder() -> msgspec.json.Decoder[Article]:
    return msgspec.json.Decoder(Article)


def _yaml(data: bytes, path: Path) -> Any:
    import yaml

    from hospital_tui.library.files.yaml_style import Loader

    try:
        found = yaml.load(data, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ArticleFileError(path, mark.line + 1 if mark else None, None, reason) from error
    except (ValueError, RecursionError) as error:
        raise ArticleFileError(path, None, None, fault(error)) from error
    return found


def _texts(value: Any) -> Any:
    """The same value with a bare number where text belongs turned into text (a hand-written `year: 2023`)."""
    if isinstance(value, dict):
        return {
            key: str(item) if key in _TEXTS and type(item) in (int, float) else _texts(item)
            for key, item in value.items()
        }
    return [_texts(item) for item in value] if isinstance(value, list) else value


def _check(article: Article, data: bytes, path: Path) -> None:
    """What the types cannot say: passages have a place, figures stand where they say. Raises ArticleFileError."""
    if _depth(article.sections) > _DEEPEST:
        raise ArticleFileError(path, None, "sections", "deep")
    for passage in article.selectable():
        if not passage.spans:
            raise ArticleFileError(
                path, _line_of(data, passage.id), "spans", f"passage {passage.id} has no place in the source"
            )
        for figure in passage.figures:
            start, end = figure.at
            if not 0 <= start < end <= len(passage.text) or passage.text[start:end] != figure.text:
                reason = f"figure {figure.text!r} does not stand at {list(figure.at)} of its passage"
                raise ArticleFileError(path, _line_of(data, passage.id), "figures", reason)


def _depth(sections: Sequence[Section]) -> int:
    """How many sections lie in each other, as far as that matters."""
    depth = 0
    while sections and depth <= _DEEPEST:
        sections, depth = [inner for section in sections for inner in section.sections], depth + 1
    return depth


def _line_of(data: bytes, words: str) -> int | None:
    before, found, _ = data.partition(words.encode("utf-8", "surrogatepass"))
    return before.count(b"\n") + 1 if found else None


def plain(value: Any) -> Any:
    """Structures as dictionaries and lists, fields that hold their default left out."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(item) for name, item in _said(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def _said(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Names and values of the fields that do not hold their default."""
    for field in _fields(type(value)):
        item = getattr(value, field.name)
        if field.required or item != field.default:
            yield field.name, item


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a structure; msgspec reads the annotations anew at every call."""
    return msgspec.structs.fields(kind)
