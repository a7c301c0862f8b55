"""What the commands say, in Chinese or English.

The words stand in one catalogue per language, `text_zh` and `text_en`, under the same keys; `say` fills them in. The
language is that of `--lang` wherever it stands on the command line, else that of the locale.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Literal

Language = Literal["zh", "en"]

_language: Language = "en"


def use(language: Language) -> None:
    """Say everything in this language from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language in use."""
    return _language


def choose(arguments: Iterable[str], environment: Mapping[str, str]) -> Language:
    """The language that the command line, else the locale (POSIX: LC_ALL, LC_MESSAGES, LANG) asks for."""
    words = list(arguments)
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        value = following if word == "--lang" else word.removeprefix("--lang=")
        if value == "zh":
            return "zh"
        if value == "en":
            return "en"
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((name for name in named if name), "").lower().startswith("zh") else "en"


def catalogue(language: Language) -> Mapping[str, str]:
    """All words of a language by key."""
    if language == "zh":
        from hospital_tui.commands.text_zh import WORDS as CHINESE

        return CHINESE
    from hospital_tui.commands.text_en import WORDS as ENGLISH

    return ENGLISH


def say(key: str, **params: object) -> str:
    """The words of a key in the language in use, with the parameters filled in."""
    words = catalogue(_language)[key]
    return words.format(**params) if params else words


def complain(key: str, lang: str | None = None, **params: object) -> None:
    """Print a message on standard error before the command line was read."""
    use(choose([f"--lang={lang}"] if lang else [], os.environ))
    if sys.stderr:
        print(f"hospital-tui: {say(key, **params)}", file=sys.stderr)
