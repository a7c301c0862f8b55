"""Paths as people give them: typed with ~, pasted in quotes, dropped onto the terminal, copied as file:// addresses."""

import os
import shlex
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from hospital_tui.formats import is_link

_QUOTES = "\"'“”‘’「」"


def typed_links(text: str) -> tuple[str, ...]:
    """The addresses in a line that holds nothing else; none for one that holds paths."""
    words = [word.strip(_QUOTES) for word in text.split()]
    return tuple(words) if words and all(map(is_link, words)) else ()


def typed_paths(text: str, base: Path | None = None) -> list[Path]:
    """The paths in a line; a line that is a path as it stands is that path, blanks and all.

    base: the folder that they are counted from, where there is something by such a path; else from the working folder.
    """
    text = text.strip()
    if not text:
        return []
    whole = _path(text, base)
    if exists(whole):
        return [whole]
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    paths = [_path(word, base) for word in words]
    if paths and (len(paths) == 1 or all(map(exists, paths))):
        return paths
    return [whole]


def _path(word: str, base: Path | None) -> Path:
    """One path, absolute."""
    word = word.strip().strip(_QUOTES)
    if word.lower().startswith("file://"):
        word = unquote(urlsplit(word).path)
    word = os.path.expanduser(word)  # noqa: PTH111 (Path raises for an unknown ~name)
    from_base = Path(os.path.abspath(os.path.join(base or "", word)))  # noqa: PTH100, PTH118 (nor may a NUL raise)
    return from_base if base is None or exists(from_base) else Path(os.path.abspath(word))  # noqa: PTH100


def split_typed(text: str, base: Path) -> tuple[Path, str]:
    """The folder that a path being typed is in, and what is typed of a name there."""
    text = text.lstrip()
    if text.lower().startswith("file:") or not set(_QUOTES).isdisjoint(text):
        return base, ""  # whole paths, pasted or dropped
    head, name = os.path.split(os.path.expanduser(text + "/" * (text == "~")))  # noqa: PTH111
    return Path(os.path.join(base, head)), name  # noqa: PTH118


def going_on(typed: str, names: Sequence[str]) -> list[str]:
    """The names that begin with what is typed, whatever the case; where none does, those that hold it."""
    said = _folded(typed)
    return [name for name in names if _folded(name).startswith(said)] or [
        name for name in names if said in _folded(name)
    ]


def completed(typed: str, names: Sequence[str]) -> str:
    """What is typed, as far on as all the names that go on from it agree; the name itself where there is one."""
    if len(names) == 1:
        return names[0]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*map(_folded, names), strict=False))
    common = "".join(letters[0] for letters in alike)
    shared = next((name[: len(common)] for name in names if _folded(name[: len(common)]) == common), "")
    return shared if _folded(shared).startswith(_folded(typed)) else typed


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def exists(path: Path) -> bool:
    """Whether something is there; a name that no file can have is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
