"""Paths as people give them: typed with ~, pasted in quotes, dropped onto the terminal, copied as file:// addresses."""

import os
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = "\"'“”‘’「」"


def typed_paths(text: str) -> list[Path]:
    """The paths in a line; a line that is a path as it stands is that path, blanks and all."""
    text = text.strip()
    if not text:
        return []
    whole = _path(text)
    if _exists(whole):
        return [whole]
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    paths = [_path(word) for word in words]
    if paths and (len(paths) == 1 or all(_exists(path) for path in paths)):
        return paths
    return [whole]


def _path(word: str) -> Path:
    """One path, absolute."""
    word = word.strip().strip(_QUOTES)
    if word.lower().startswith("file://"):
        word = unquote(urlsplit(word).path)
    return Path(os.path.abspath(os.path.expanduser(word)))  # noqa: PTH100, PTH111 (Path raises for an unknown ~name)


def _exists(path: Path) -> bool:
    """Whether something is there; a name that no file can have is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
