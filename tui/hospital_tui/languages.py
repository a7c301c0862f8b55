"""Which language the program speaks: one rule for the app, the commands and what `doctor` says of it.

What is told (`--lang`) comes first, then what the reader chose in the app's settings, then the locale. It imports nothing
of ours but the place of the reader's file, so that `--help` can ask it.
"""

import contextlib
import locale
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from hospital_tui.homes import default_home, expanded

Language = str
"""Code of a language: the name of its folder in `speech`."""

_ARTICLES = "zh"
"""The language of the articles: first where languages are listed, and spoken where nothing names one."""

LANGUAGES: tuple[Language, ...] = tuple(
    sorted(
        (file.parent.name for file in (Path(__file__).parent / "speech").glob("*/__init__.py")),
        key=lambda language: (language != _ARTICLES, language),
    )
)
"""Codes of the languages there are words in."""


def choose(told: object, kept: object, environment: Mapping[str, str]) -> Language:
    """The language that is told, else the one kept, else that of the locale; what is no language of ours is passed over."""
    for asked in (told, kept):
        for language in LANGUAGES:
            if asked == language:
                return language
    return by_locale(environment)


def by_locale(environment: Mapping[str, str]) -> Language:
    """The locale's language (POSIX: LC_ALL, LC_MESSAGES, LANG) where there are words in it, else English.

    C and POSIX name no language: then it is that of the articles.
    """
    named = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    if not named and sys.platform == "win32":
        named = locale.getlocale()[0] or ""
    language = named.split(".")[0].split("_")[0].lower()
    if language in ("", "c", "posix", "chinese (simplified)"):
        return _ARTICLES
    return language if language in LANGUAGES else "en"


def of_command_line(arguments: Iterable[str], environment: Mapping[str, str]) -> Language:
    """The language for a command line: `--lang` wherever it stands, else what was chosen in the library's app."""
    words = list(arguments)
    told = _option("--lang", words)
    if told in LANGUAGES:
        return told
    library = _option("--library", words)
    try:
        home = expanded(library) if library else default_home()
    except OSError:  # said by whoever opens it, in some language
        return choose(None, None, environment)
    return choose(None, kept(home), environment)


def _option(name: str, words: Sequence[str]) -> str:
    """The value of an option wherever it stands on a command line, empty where it has none."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == name:
            return following
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return ""


def kept(home: Path) -> object:
    """What the reader chose in the app's settings, as `library.reader` keeps it; none where nothing can be read."""
    file = home / "reader.db"
    with contextlib.suppress(OSError, ValueError):
        if file.is_file():
            return _setting(file)
    return None


def _setting(file: Path) -> object:
    import json
    import sqlite3

    # A file that nobody has open is read as it lies: SQLite would leave its own files beside it.
    lying = "" if file.with_name(file.name + "-wal").exists() else "&immutable=1"
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{lying}", uri=True)
        ) as connection,
    ):
        row = connection.execute("SELECT value FROM setting WHERE key = 'language'").fetchone()
        return json.loads(row[0]) if row else None
    return None
