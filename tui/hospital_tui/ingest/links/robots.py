"""What a site lets programs fetch: robots.txt as RFC 9309 reads it, and how long to wait between two pages."""

import re
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote, unquote

NAME = "hospital-tui"
LARGEST = 512 << 10
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""
_MOST_RULES = 2000
_LONGEST_WAIT = 30.0
"""Seconds: who asks for more gets that."""
_SECONDS = re.compile(r"\d{1,6}(?:\.\d+)?")
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


class Rule(NamedTuple):
    """A path that is allowed, or is not."""

    path: str
    allowed: bool


class Robots(NamedTuple):
    """The rules of one site for this program."""

    rules: tuple[Rule, ...] = ()
    wait: float = 0.0
    """Seconds between two pages."""

    def allows(self, target: str) -> bool:
        """Whether a path may be fetched: the longest rule that fits says so, an allowing one where two are as long."""
        target = _plain(target)
        fitting = [rule for rule in self.rules if _fits(rule.path, target)]
        return max(fitting, key=lambda rule: (len(rule.path), rule.allowed)).allowed if fitting else True


NOTHING = Robots((Rule("/", False),))
"""A site whose rules cannot be asked for (RFC 9309, 2.3.1.4)."""


def robots(text: str) -> Robots:
    """The rules for this program: those of the groups that name it, else of those for all."""
    groups = _groups(text)
    own = [rows for name, rows in groups.items() if re.match(re.escape(name) + r"(?![a-z_-])", NAME)]
    rows = list(chain.from_iterable(own or [groups.get("*", [])]))[:_MOST_RULES]
    rules = [
        Rule(_plain(value), field == "allow") for field, value in rows if field != "crawl-delay" and value
    ]
    waits = (value for field, value in rows if field == "crawl-delay")
    wait = max((float(value) for value in waits if _SECONDS.fullmatch(value)), default=0.0)
    return Robots(tuple(rules), min(wait, _LONGEST_WAIT))


def _groups(text: str) -> dict[str, list[tuple[str, str]]]:
    """The fields and values for each name, small letters; one group may have several."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    heads = False
    for match in filter(None, map(_LINE.match, text.splitlines())):
        field, value = match[1].lower(), match[2].strip()
        if field == "user-agent":
            named = [*named, value.lower()] if heads else [value.lower()]
            heads = True
            groups.setdefault(value.lower(), [])
        elif field in ("allow", "disallow", "crawl-delay"):
            heads = False
            for name in named:
                groups[name].append((field, value))
    return groups


def _plain(path: str) -> str:
    """A path with everything escaped that can be, so that both sides are written alike."""
    return quote(unquote(path), "/*$?=&:;,@+!~().-_'")


def _fits(rule: str, target: str) -> bool:
    """Whether a rule begins the path; * stands for anything, $ for the end. Costs the product of both at most."""
    rest, ends = (rule[:-1], True) if rule.endswith("$") else (rule, False)
    first, *parts = rest.split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(parts):
        if ends and number == len(parts) - 1:
            return len(target) - len(part) >= at and target.endswith(part)
        at = target.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not ends or at == len(target)
