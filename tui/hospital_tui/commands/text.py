"""What the commands say, in Chinese or English.

The words stand in one catalogue per language, `text_zh` and `text_en`, under the same keys; `say` fills them in. The
language is that of `--lang` wherever it stands on the command line, else the one chosen in the app, else that of the
locale (`languages`).
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from string import Formatter

from hospital_tui import faults, languages
from hospital_tui.homes import default_home
from hospital_tui.languages import Language

_language: Language = "en"


def use(language: Language) -> None:
    """Say everything in this language from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language in use."""
    return _language


def choose(arguments: Iterable[str], environment: Mapping[str, str]) -> Language:
    """The language for a command line, by the rule of `languages`."""
    words = list(arguments)
    told = _option("--lang", words)
    if told in languages.LANGUAGES:
        return languages.choose(told, None, environment)
    library = _option("--library", words)
    home = Path(library).expanduser() if library else default_home()
    return languages.choose(None, languages.kept(home), environment)


def _option(name: str, words: Sequence[str]) -> str:
    """The value of an option wherever it stands on a command line, empty where it has none."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == name:
            return following
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return ""


def catalogue(language: Language) -> Mapping[str, str]:
    """All words of a language by key."""
    if language == "zh":
        from hospital_tui.commands.text_zh import WORDS as CHINESE

        return CHINESE
    from hospital_tui.commands.text_en import WORDS as ENGLISH

    return ENGLISH


class _Forms(Formatter):
    """Templates in which `{n:article|articles}` says a number with the form that goes with it."""

    def format_field(self, value: object, format_spec: str) -> str:
        """A number and the word for one or for several; anything else as ever."""
        one, bar, several = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else several}"


_FORMS = _Forms()


def say(key: str, **params: object) -> str:
    """The words of a key in the language in use, with the parameters filled in."""
    words = catalogue(_language)[key]
    return _FORMS.vformat(words, (), params) if params else words


def why(error: BaseException) -> str:
    """Why a file could not be read or written, and what can be done about it."""
    return faults.reason(error, _language)


def complain(key: str, lang: str | None = None, library: str | None = None, **params: object) -> None:
    """Print a message on standard error before the command line was read."""
    told = {"--lang": lang, "--library": library}
    use(choose([f"{name}={value}" for name, value in told.items() if value], os.environ))
    if sys.stderr:
        print(f"hospital-tui: {say(key, **params)}", file=sys.stderr)
