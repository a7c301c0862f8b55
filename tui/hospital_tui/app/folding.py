"""What is on the screen at which size: the layout folds as room gets less. Pure."""

from typing import Literal, NamedTuple

Pane = Literal["hospitals", "outline", "reading", "sidebar"]

PANES: tuple[Pane, ...] = ("hospitals", "outline", "reading", "sidebar")
"""The panes in the order in which Tab goes through them."""

Fold = Literal["wide", "medium", "small", "single", "none"]
"""Three columns; two with the sidebar below; text with the sidebar below and the lists on a key; one pane at a time;
too little room for anything."""

FOLDS: tuple[Fold, ...] = ("wide", "medium", "small", "single", "none")

LEAST = (40, 12)
"""Columns and rows below which the screen only says that it needs more room."""


class Plan(NamedTuple):
    """What is shown."""

    fold: Fold
    left: bool
    """The column with hospital list and section tree."""
    hospitals: bool
    outline: bool
    reading: bool
    sidebar: bool
    hints: bool
    """The row of key hints."""


def plan(width: int, height: int, front: Pane, *, alone: bool = False) -> Plan:
    """What to show on a screen of so many columns and rows when a pane is in front.

    alone: the reader wants the text alone; the other panes are shown while one of them is in front.
    """
    fold = fold_of(width, height)
    hints = height >= 18
    at_left = front in ("hospitals", "outline")
    if alone and fold in ("wide", "medium", "small"):
        return Plan(fold, at_left, at_left, at_left, True, front == "sidebar", hints)
    if fold in ("wide", "medium"):
        return Plan(fold, True, True, True, True, True, hints)
    if fold == "small":
        return Plan(fold, at_left, at_left, at_left, True, True, hints)
    if fold == "single":
        return Plan(
            fold,
            at_left,
            front == "hospitals",
            front == "outline",
            front == "reading",
            front == "sidebar",
            hints,
        )
    return Plan(fold, False, False, False, False, False, False)


def fold_of(width: int, height: int) -> Fold:
    """How far the layout folds."""
    if width < LEAST[0] or height < LEAST[1]:
        return "none"
    if width < 64 or height < 18:
        return "single"
    if width < 92:
        return "small"
    return "medium" if width < 112 else "wide"
