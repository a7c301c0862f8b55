"""Conditions of an SQL statement, with their parameters."""

from collections.abc import Iterable
from typing import NamedTuple


class Where(NamedTuple):
    """Conditions that must all be met; as text, what follows WHERE."""

    conditions: tuple[str, ...] = ()
    params: tuple[object, ...] = ()

    def also(self, condition: str, *params: object) -> "Where":
        """With one more."""
        return Where((*self.conditions, condition), (*self.params, *params))

    def when(self, asked: object, condition: str, *params: object) -> "Where":
        """With one more where something is asked for."""
        return self.also(condition, *params) if asked else self

    def both(self, *others: "Where") -> "Where":
        """With those of others."""
        return Where(
            sum((one.conditions for one in others), self.conditions),
            sum((one.params for one in others), self.params),
        )

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1"


def either(ways: Iterable[Where]) -> Where:
    """That one of some ways is met."""
    held = list(ways)
    return Where().also(
        "(" + " OR ".join(f"({one})" for one in held) + ")", *(param for one in held for param in one.params)
    )
