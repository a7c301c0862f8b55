"""The word lists beside this file, read once, as the recognisers need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ...model import Kind
from ..numerals import HAN

Strictness = Literal["free", "named", "digits"]


@cache
def load(name: str) -> Any:
    """The content of `name`.yaml."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (Path(__file__).parent / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


def words(value: str | list[str]) -> list[str]:
    """The words of a list written as one block of text, or as a list."""
    return value.split() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or classifier as it stands after a number."""

    text: str
    kind: Kind
    han: Strictness


@cache
def _units() -> tuple[dict[str, Unit], int]:
    """Units by their text, and the length of the longest."""
    found: dict[str, Unit] = {}
    for group in load("units")["groups"]:
        for text in words(group["units"]):
            found.setdefault(text, Unit(text, group["kind"], group["han"]))
    return found, max(map(len, found))


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit that begins at `start`."""
    units, longest = _units()
    for length in range(min(longest, len(text) - start), 0, -1):
        unit = units.get(text[start : start + length])
        if unit is not None:
            return unit
    return None


@cache
def people() -> re.Pattern[str]:
    """Nouns for people that can follow a number without a classifier."""
    nouns = "|".join(sorted(words(load("units")["words_for_people"]), key=len, reverse=True))
    return re.compile(rf"{nouns}|[一-鿿]{{1,4}}(?:人口|患者|群众|居民|职工|学生|儿童|妇女|老人)")


@cache
def currency() -> re.Pattern[str]:
    """A currency after a number: 美元, 瑞士法郎."""
    heads = "|".join(sorted(words(load("units")["currency"]["heads"]), key=len, reverse=True))
    return re.compile(rf"[一-鿿]{{0,6}}?(?:{heads})(?![素旦化件素气宵])")


@cache
def _words_by_numeral() -> dict[str, list[tuple[int, str]]]:
    """Words that are no numbers, under each numeral in them: its offset in the word, and the word."""
    table: dict[str, list[tuple[int, str]]] = {}
    for entry in load("words")["classes"]:
        for word in words(entry["words"]):
            for offset, char in enumerate(word):
                if char in HAN or char == "半" or char.isdigit():
                    table.setdefault(char, []).append((offset, word))
    return table


def in_word(text: str, start: int) -> bool:
    """Whether the numeral at `start` belongs to a word that is no number."""
    return any(
        text.startswith(word, start - offset)
        for offset, word in _words_by_numeral().get(text[start], ())
        if offset <= start
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A context in which a number is no figure."""

    name: str
    before: re.Pattern[str] | None
    at: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    kinds: frozenset[str]


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules.yaml, compiled."""
    return tuple(
        Rule(
            rule["name"],
            _compiled(rule.get("before")),
            _compiled(rule.get("at")),
            _compiled(rule.get("unless")),
            frozenset(rule.get("kinds", ())),
        )
        for rule in load("rules")["rules"]
    )


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """(rule or class, sentence, figures in it) for every example beside a rule."""
    for entry in [*load("words")["classes"], *load("rules")["rules"]]:
        for sentence in entry.get("none", ()):
            yield entry["name"], sentence, []
        for sentence, figures in entry.get("some", ()):
            yield entry["name"], sentence, figures
