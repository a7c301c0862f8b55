"""Hospitals whose names are nearest to one that is mistyped."""

import sqlite3

from hospital_tui.text.folding import fold

_LOOKED_AT = 5_000
"""Names that are compared at most; a few milliseconds a thousand."""
_OFFERED = 3
_APART = 3
"""One character of so many may differ, and always one."""


def nearest(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Hospitals with a name that folded text is a stretch of but for a few characters, the nearest first; few."""
    most = max(1, len(typed) // _APART)
    if len(typed) <= most:
        return []
    rows = connection.execute(
        "SELECT name, hospital FROM name ORDER BY hospital LIMIT ?", (_LOOKED_AT,)
    ).fetchall()
    apart: dict[str, int] = {}
    for name, hospital in rows:
        steps = _steps(typed, fold(name))
        if steps <= most:
            apart[hospital] = min(steps, apart.get(hospital, steps))
    least = min(apart.values(), default=0)
    return [hospital for hospital, steps in apart.items() if steps == least][:_OFFERED]


def _steps(typed: str, name: str) -> int:
    """Characters to change, add or leave out until the text is a stretch of the name (Sellers 1980)."""
    row = [0] * (len(name) + 1)
    for number, sign in enumerate(typed, 1):
        before, row = row, [number]
        for place, other in enumerate(name, 1):
            row.append(min(before[place - 1] + (sign != other), before[place] + 1, row[-1] + 1))
    return min(row)
