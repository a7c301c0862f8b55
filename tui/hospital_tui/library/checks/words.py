"""The words of `words.yaml`, compiled once."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec


class Axis(msgspec.Struct, frozen=True):
    """A division without overlap."""

    members: tuple[re.Pattern[str], ...]
    whole: bool
    """Together the members are the whole."""

    def place(self, label: str) -> int | None:
        """Which member a label names; none where it names none or several."""
        found = [place for place, member in enumerate(self.members) if member.search(label)]
        return found[0] if len(found) == 1 else None


@cache
def _table() -> dict[str, Any]:
    import yaml

    with Path(__file__).with_name("words.yaml").open(encoding="utf-8") as file:
        table: dict[str, Any] = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return table


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern by its name."""
    return re.compile(_table()[name])


def last(name: str, text: str) -> re.Match[str] | None:
    """Where a pattern is found for the last time: what stands nearest to a figure behind the text."""
    found = [*pattern(name).finditer(text)]
    return found[-1] if found else None


@cache
def axes() -> tuple[Axis, ...]:
    """All divisions."""
    return tuple(
        Axis(tuple(re.compile(member) for member in entry["members"]), entry["whole"])
        for entry in _table()["axes"]
    )


def axis_of(labels: list[str]) -> Axis | None:
    """The division whose members some labels name, each another one; none where there is none."""
    for axis in axes():
        places = [axis.place(label) for label in labels]
        if None not in places and len(set(places)) == len(places):
            return axis
    return None


def is_genus(wider: str, label: str) -> bool:
    """Whether one label is a wider one than another: 床位 than 重症床位."""
    return bool(wider) and label != wider and label.endswith(wider)


def core(label: str) -> str:
    """A label without what says nothing beside the name of a metric: 医院年门诊总量 is 门诊."""
    neutral, before = pattern("neutral"), None
    while label != before:
        before, label = label, neutral.sub("", label)
    return label
