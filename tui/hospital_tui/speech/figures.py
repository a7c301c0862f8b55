"""Figures in words, the same on the screen and in commands; what is inferred is shown as inferred."""

from decimal import Decimal
from typing import NamedTuple

from hospital_tui.model import Figure
from hospital_tui.speech import t

BOUNDS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
"""Qualifier to the sign before a value."""

KINDS = ("count", "percent", "money", "measure", "duration", "date", "rank")
"""The order in which kinds are grouped."""


class Shown(NamedTuple):
    """A figure's parts, each ready for its column."""

    mark: str
    value: str
    unit: str
    label: str
    time: str


def shown(figure: Figure) -> Shown:
    """The parts of a figure."""
    return Shown(
        mark=t(f"kind.{figure.kind}.mark"),
        value=bounded(figure),
        unit=figure.unit or "",
        label=label_text(figure),
        time=time_text(figure),
    )


def bounded(figure: Figure) -> str:
    """The value with the sign of its bound: ≥300, ≈5."""
    return BOUNDS[figure.qualifier] + value_text(figure.value)


def value_text(value: int | float | str | None) -> str:
    """A normalised value for the eye: thousands parted, all digits, no exponent, a range with –, a date as it stands."""
    if value is None:
        return "—"
    if isinstance(value, str):
        low, slash, high = value.partition("/")
        return f"{low}–{high}" if slash else value
    if isinstance(value, float) and not value.is_integer():
        return f"{Decimal(f'{value:.15g}'):,f}"
    return f"{int(value):,}"


def label_text(figure: Figure) -> str:
    """The label; one that was inferred stands in ‹ ›."""
    if not figure.label:
        return ""
    return f"‹{figure.label}›" if figure.label_inferred else figure.label


def time_text(figure: Figure) -> str:
    """The time; one that was not read in the figure's own sentence stands in ‹ ›. A date's own time is no news."""
    if not figure.time or (figure.kind == "date" and figure.time == figure.value):
        return ""
    time = period_text(figure.time)
    return time if figure.time_from == "sentence" else f"‹{time}›"


def period_text(time: str) -> str:
    """A period for the eye: 2020/2025 as 2020–2025, one that goes on (2016/..) as 2016–."""
    return time.removesuffix("..").replace("/", "–")


def cited(figure: Figure, hospital: str) -> str:
    """A figure on one line, to take along: label, value, unit, time, hospital; what is not known is left out.

    What is inferred stands in ‹ ›, as it does on the screen; the marks are those of the screen's language.
    """
    parts = shown(figure)
    value = (parts.value, parts.unit) if figure.value is not None else (figure.text,)
    said = " ".join(part for part in (parts.label, *value) if part)
    if parts.time:
        said += t("cite.time", time=parts.time)
    return t("cite.comma").join(part for part in (said, hospital) if part)
