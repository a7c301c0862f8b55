"""Every word that the program says, on the screen, in commands and in messages: one folder of catalogues per language.

A catalogue is a flat dictionary of templates, `WORDS`, in a file for each place where they are said; a language is the
folder. A template names its parameters in braces; `{n:passage|passages}` says a number with the form that goes with it.
The language is a matter of the process: set once at the start, and again when the reader chooses another.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

from hospital_tui import faults, languages
from hospital_tui.languages import Language

_spoken: Language = languages.LANGUAGES[0]


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """The templates of a language by key; read when it is first spoken."""
    words: dict[str, str] = {}
    for file in sorted((Path(__file__).parent / language).glob("[a-z]*.py")):
        if file.stem != "names":
            words |= import_module(f"{__name__}.{language}.{file.stem}").WORDS
    return words


@cache
def _names(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Names of metrics and units in a language; empty for the articles' own."""
    if not (Path(__file__).parent / language / "names.py").is_file():
        return {"metric": {}, "unit": {}}
    names = import_module(f"{__name__}.{language}.names")
    return {"metric": names.METRICS, "unit": names.UNITS}


def metric_name(metric: str) -> str:
    """A metric in the language in force, or as the articles name it."""
    return _names(_spoken)["metric"].get(metric, metric)


def unit_name(unit: str) -> str:
    """A unit in the language in force, empty for one that only counts; 元/人次 by its parts, or as the articles write it."""
    names = _names(_spoken)["unit"]
    parts = [names.get(part, part) for part in unit.split("/")]
    return (
        "/".join(part or whole for part, whole in zip(parts, unit.split("/"), strict=True))
        if len(parts) > 1
        else parts[0]
    )


def speak(language: str | None, kept: object = None) -> Language:
    """Choose the language: the one named, else the one kept, else that of the locale; returns it."""
    global _spoken
    _spoken = languages.choose(language, kept, os.environ)
    return _spoken


def spoken() -> Language:
    """The language in force."""
    return _spoken


class _Templates(Formatter):
    """Templates that choose between one and several, and in which a parameter that is missing stays visible as its name."""

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """The parameter of this name."""
        return kwargs.get(str(key), f"{{{key}}}")

    def format_field(self, value: object, format_spec: str) -> str:
        """A number and the word for one or for several; anything else as ever."""
        one, bar, several = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else several}"


_TEMPLATES = _Templates()


def t(key: str, **params: object) -> str:
    """The words for a key. A key that no catalogue has is shown as it is, with its parameters."""
    template = catalogue(_spoken).get(key)
    if template is None:
        said = " ".join(f"{name}={value}" for name, value in params.items())
        return f"{key} {said}".rstrip()
    return _TEMPLATES.vformat(template, (), params) if params else template


def known(key: str) -> bool:
    """Whether the catalogue in force has words for a key."""
    return key in catalogue(_spoken)


def cells() -> Mapping[str, Callable[[str], str]]:
    """How what stands in tables as a code is said to people: a column's key to the words for a cell."""
    codes: dict[str, Callable[[str], str]] = {
        "qualifier": lambda code: t(f"qualifier.{code}"),
        "kind": lambda code: t(f"kind.{code}"),
        "change": lambda code: t(f"change.{code}"),
        "sense": lambda code: t(f"sense.{code}"),
        "unlike": lambda code: t(f"unlike.{code}"),
        "verdict": lambda code: t(f"verdict.{code}"),
        "rule": lambda code: t(f"rule.{code}"),
        "inferred": lambda code: t(f"column.{code}"),
        "metric": metric_name,
        "unit": unit_name,
    }

    def said(one: Callable[[str], str]) -> Callable[[str], str]:
        return lambda cell: listed(map(one, cell.split(", ")))

    states = ("", "_parsed", "_corrected")
    return {column + state: said(one) for column, one in codes.items() for state in states}


def listed(words: Iterable[str]) -> str:
    """Words one after the other, as the language parts them."""
    return t("list.comma").join(words)


def columns() -> Mapping[str, str]:
    """What the columns of tables are called for people: a column's key to its title."""
    prefix = "column."
    return {
        key.removeprefix(prefix): words for key, words in catalogue(_spoken).items() if key.startswith(prefix)
    }


def fault_words(named: str) -> str:
    """Reason and remedy for the name of a fault (`faults.fault`); what is no such name is said as it is."""
    name, _, code = named.partition(" ")
    if name == "other" and code:
        return t("fault.other", code=code)
    return t(f"fault.{named}") if known(f"fault.{named}") else named


def why(error: BaseException) -> str:
    """Why a file could not be read or written, and what can be done about it."""
    return fault_words(faults.fault(error))


def notice_words(key: str, params: Mapping[str, str]) -> str:
    """A notice of the library or of the reader's file in a sentence: what, where, and what can be done."""
    said: dict[str, object] = dict(params)
    if "reason" in params:
        said["reason"] = fault_words(params["reason"])
    if key == "article-file":
        said["place"] = ":".join(part for part in (params.get("file"), params.get("line")) if part)
        if params.get("field"):
            said["reason"] = f"{params['field']}: {said.get('reason', '')}"
    return t(f"notice.{key}", **said)


_QUOTED = 12
"""Characters of a passage that are named."""


def undone_words(what: str, said: Mapping[str, object], left: int, aside: object = None) -> str:
    """What kind of act was taken back, on what (the cells of its row), where files went aside, and how many more can be."""
    words = {name: str(said.get(name) or "") for name in ("hospital", "quote", "words", "title", "tag")}
    words["quote"] = words["quote"][:_QUOTED] + "…"
    key = f"setting.{said.get('key')}"
    done = t(f"undo.{what}", setting=t(key) if known(key) else said.get("key"), **words)
    return done + (t("undo.aside", folder=aside) if aside else "") + t("undo.left", n=left)
