"""All words on the screen, in one catalogue per language.

A catalogue is a flat dictionary of templates for `str.format`. An English template may hold a singular and a plural
form parted by `|`; the parameter `n` chooses. The language is a matter of the process: set once at the start, and again
when the reader chooses another.
"""

import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from hospital_tui import faults, languages

_spoken: languages.Language = "zh"


@cache
def catalogue(language: str) -> dict[str, str]:
    """The templates of a language; read when it is first spoken."""
    templates: dict[str, str] = import_module(f"hospital_tui.speech.{language}").TEXT
    return templates


def speak(language: str | None, kept: object = None) -> str:
    """Choose the language of the screen: the one named, else the one kept, else that of the locale; returns it."""
    global _spoken
    _spoken = languages.choose(language, kept, os.environ)
    return _spoken


def spoken() -> languages.Language:
    """The language in force: zh or en."""
    return _spoken


def t(key: str, **params: object) -> str:
    """The words for a key. A key that no catalogue has is shown as it is, with its parameters."""
    template = catalogue(_spoken).get(key)
    if template is None:
        said = " ".join(f"{name}={value}" for name, value in params.items())
        return f"{key} {said}".rstrip()
    if "|" in template:
        one, many = template.split("|", 1)
        template = one if params.get("n") == 1 else many
    return template.format_map(_Params(params)) if params else template


def why(error: BaseException) -> str:
    """Why a file could not be read or written, and what can be done about it."""
    return faults.reason(error, _spoken)


def listed(words: Iterable[str]) -> str:
    """Words one after the other, as the language parts them."""
    return t("list.comma").join(words)


def known(key: str) -> bool:
    """Whether the catalogue in force has words for a key."""
    return key in catalogue(_spoken)


class _Params(dict[str, object]):
    """Parameters of a template; one that is missing stays visible as its name."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
