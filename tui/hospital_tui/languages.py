"""Which language the program speaks: one rule for the app, the commands and what `doctor` says of it.

What is told (`--lang`) comes first, then what the reader chose in the app's settings, then the locale. It imports nothing
of ours but the place of the reader's file, so that `--help` can ask it.
"""

import contextlib
import locale
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""Codes of the languages there are words in."""


def choose(told: object, kept: object, environment: Mapping[str, str]) -> Language:
    """The language that is told, else the one kept, else that of the locale; what is no language of ours is passed over."""
    for asked in (told, kept):
        for language in LANGUAGES:
            if asked == language:
                return language
    return by_locale(environment)


def by_locale(environment: Mapping[str, str]) -> Language:
    """English where the locale names a language other than Chinese (POSIX: LC_ALL, LC_MESSAGES, LANG), else Chinese.

    C and POSIX name no language: then it is that of the articles.
    """
    named = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    if not named and sys.platform == "win32":
        named = locale.getlocale()[0] or ""
    language = named.split(".")[0].split("_")[0].lower()
    return "zh" if language in ("", "c", "posix", "zh", "chinese (simplified)") else "en"


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
