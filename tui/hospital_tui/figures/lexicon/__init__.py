"""The word lists beside this file, read once, as the recognisers need them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from hospital_tui.figures.numerals import HAN
from hospital_tui.model import Kind
from hospital_tui.text.script import han_pattern

Strictness = Literal["free", "named", "digits"]


@cache
def load(name: str) -> Any:
    """The content of `name`.yaml."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (Path(__file__).parent / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


class Patterns:
    """The regular expressions of one room (a part of patterns.yaml) by their names, each compiled when it is first asked."""

    def __init__(self, room: str) -> None:
        """`room`: which part."""
        self._room = room

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """The expression of that name. Raises KeyError where there is none."""
        found = re.compile(self._filled(load("patterns")[self._room][name]))
        setattr(self, name, found)
        return found

    def _filled(self, pattern: str) -> str:
        """A pattern with the pieces in it written out."""
        pieces = {"HAN": HAN, **load("patterns")["pieces"], **load("patterns")[self._room]}
        while "<<" in pattern:
            pattern = re.sub(r"<<(\w+)>>", lambda match: pieces[match[1]], pattern)
        return pattern


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
def _units() -> tuple[dict[str, Unit], dict[str, tuple[int, ...]]]:
    """Units by their text, and for each first character the lengths of those that begin with it, longest first."""
    found: dict[str, Unit] = {}
    for group in load("units")["groups"]:
        for text in words(group["units"]):
            found.setdefault(text, Unit(text, group["kind"], group["han"]))
    return found, lengths(found)


@cache
def extents() -> frozenset[str]:
    """Units in which is measured what a hospital has."""
    groups = [group["units"] for group in load("units")["groups"] if group.get("extent")]
    return frozenset(unit for units in groups for unit in words(units))


def lengths(entries: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character the lengths of the words that begin with it, longest first."""
    sizes: dict[str, set[int]] = {}
    for word in entries:
        sizes.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit that begins at `start`."""
    unit = _plain_unit(text, start)
    latin = _COMPOUND.match(text, start)
    if latin is not None and (unit is None or len(unit.text) < len(latin[0])):
        return Unit(latin[0], "measure", "digits")
    if unit is None:
        return None
    at = start + len(unit.text)
    if text[at : at + 1] in _RAISED:
        return None
    if text[at : at + 1] == "（" and unit.kind == "count" and "）" in text[at + 2 : at + 4]:
        close = text.index("）", at)
        other = _plain_unit(text, at + 1)
        if other is not None and other.kind == "count" and len(other.text) == close - at - 1:
            return Unit(text[start : close + 1], "count", unit.han)  # 台（套）, 人（次）
    if text[at : at + 1] != "/" or unit.text in _WHOLE:
        return unit
    end = at
    while text[end : end + 1] and text[end] in "/·":
        below = _plain_unit(text, end + 1)
        if below is None or below.kind not in _BELOW.get(unit.kind, ()):
            break
        end += 1 + len(below.text)
    return unit if end == at else Unit(text[start:end], unit.kind, unit.han)


_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
"""Digits of an exponent: what they stand behind is no unit by itself."""
_WHOLE = frozenset(("年", "月", "日"))
_BELOW: dict[Kind, tuple[Kind, ...]] = {
    "count": ("count", "duration", "measure"),
    "money": ("count", "duration", "measure"),
    "measure": ("measure", "duration", "count"),
}
"""What each kind of unit can be said for (次/年, 元/人, 毫克/升)."""
_COMPOUND = re.compile(r"[A-Za-zμ]{1,6}(?:/[A-Za-z]{1,4}\d?|/10\d|·[A-Za-z]{1,3}\d?)+(?![A-Za-z])")
"""ng/mL, mg/kg/d: units of Latin letters for others."""
_LATIN = re.compile("[A-Za-zμ]+[²³23]?(?![A-Za-z0-9⁰¹²³⁴-⁹⁻])")


def _plain_unit(text: str, start: int) -> Unit | None:
    """The longest unit of the list that begins at `start`; one of Latin letters in any case."""
    units, sizes = _units()
    for length in sizes.get(text[start : start + 1], ()):
        unit = units.get(text[start : start + length])
        if (
            unit is not None
            and (
                text[start - 1 : start] == "/"  # 5微摩尔/升降至3
                or text[start + length : start + length + 1] not in _going_on().get(unit.text, ())
            )
        ):
            return unit
    latin = _LATIN.match(text, start)
    if latin is None or len(latin[0]) < 2:
        return None
    unit = _latin_units().get(latin[0].lower())
    return None if unit is None else Unit(latin[0], unit.kind, unit.han)


@cache
def _latin_units() -> dict[str, Unit]:
    return {name.lower(): unit for name, unit in _units()[0].items() if name.isascii()}


@cache
def _going_on() -> dict[str, frozenset[str]]:
    """For a unit the characters that make another word of it (升 in 升至)."""
    return {unit: frozenset(after) for unit, after in load("units")["going_on"].items()}


@cache
def people() -> re.Pattern[str]:
    """Nouns for people that can follow a number without a classifier."""
    nouns = "|".join(sorted(words(load("units")["words_for_people"]), key=len, reverse=True))
    return han_pattern(rf"{nouns}|[\p{{Han}}]{{1,4}}(?:人口|患者|群众|居民|职工|学生|儿童|妇女|老人)")


@cache
def currency() -> re.Pattern[str]:
    """A currency after a number: 美元, 瑞士法郎; no second amount is in its name (三万五涨到四万元), and no word ends so (团圆)."""
    heads = "|".join(sorted(words(load("units")["currency"]["heads"]), key=len, reverse=True))
    return han_pattern(
        rf"(?:(?![{HAN}到至])[\p{{Han}}]){{0,6}}?(?<![团单状公多纪次解])(?:{heads})(?![素旦化件素气宵])"
    )


_Words = dict[str, list[tuple[int, str]]]


@cache
def _words_by_numeral() -> tuple[_Words, _Words]:
    """Words that are no numbers: the offset of each numeral in them, and the word.

    First under the numeral and the character behind it in the word, then, for the words that end with the numeral, under
    the character before it and the numeral (under the numeral alone where it is the whole word).
    """
    onward: _Words = {}
    ending: _Words = {}
    for entry in load("words")["classes"]:
        for word in words(entry["words"]):
            for offset, char in enumerate(word):
                if char in HAN or char == "半" or char.isdigit():
                    last = offset + 1 == len(word)
                    table, key = (
                        (ending, word[max(0, offset - 1) :]) if last else (onward, word[offset : offset + 2])
                    )
                    table.setdefault(key, []).append((offset, word))
    return onward, ending


def in_word(text: str, start: int) -> bool:
    """Whether the numeral at `start` belongs to a word that is no number."""
    onward, ending = _words_by_numeral()
    for offset, word in onward.get(text[start : start + 2], ()):
        if offset <= start and text.startswith(word, start - offset):
            return True
    before = text[max(0, start - 1) : start + 1]
    for offset, word in ending.get(before, ()):
        if offset <= start and text.startswith(word, start - offset):
            return True
    return before[-1] in ending


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
def _rules() -> tuple[Rule, ...]:
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


@cache
def _gated_rules() -> tuple[
    tuple[re.Pattern[str], tuple[Rule, ...]], tuple[re.Pattern[str], tuple[Rule, ...]]
]:
    """The rules about the number itself, and those about what stands before it, each behind one pattern for all.

    Hardly any number is met by a rule: two patterns say so for all of them at once.
    """
    about = tuple(rule for rule in _rules() if rule.at is not None)
    behind = tuple(rule for rule in _rules() if rule.at is None)
    first = "|".join(f"(?:{rule.at.pattern})" for rule in about if rule.at is not None)
    second = "|".join(f"(?:{rule.before.pattern})" for rule in behind if rule.before is not None)
    return (re.compile(first), about), (re.compile(second), behind)


def barred(text: str, start: int, kind: Kind) -> bool:
    """Whether a rule says that the number that begins at `start` is no figure, `kind` what it would be."""
    (at, about), (before, behind) = _gated_rules()
    begin = max(0, start - 10)
    fitting: tuple[Rule, ...] = about if at.match(text, start) else ()
    if before.search(text, begin, start):
        fitting += behind
    for rule in fitting:
        if (
            (kind in rule.kinds if rule.kinds else kind != "date")
            and (rule.at is None or rule.at.match(text, start))
            and (rule.before is None or rule.before.search(text, begin, start))
            and (rule.unless is None or not rule.unless.match(text, start))
        ):
            return True
    return False


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """(rule or class, sentence, figures in it) for every example beside a rule."""
    for entry in [*load("words")["classes"], *load("rules")["rules"]]:
        for sentence in entry.get("none", ()):
            yield entry["name"], sentence, []
        for sentence, figures in entry.get("some", ()):
            yield entry["name"], sentence, figures
