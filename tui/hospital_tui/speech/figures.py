"""Figures in words, the same on the screen and in commands; what is inferred is shown as inferred."""

from decimal import Decimal
from typing import NamedTuple

from hospital_tui.model import Figure
from hospital_tui.speech import t, unit_name

BOUNDS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
"""Qualifier to the sign before a value."""

KINDS = ("count", "percent", "money", "measure", "duration", "date", "rank")
"""The order in which kinds are grouped."""


_large = False
_MOST_DIGITS = 4
"""Digits after the point that a value in 万 or 亿 may have: it is never rounded."""


def say_large(large: bool) -> None:
    """Whether values on the screen stand in 万 and 亿 (million and billion), where that says them exactly."""
    global _large
    _large = large


class Shown(NamedTuple):
    """A figure's parts, each ready for its column."""

    mark: str
    value: str
    unit: str
    label: str
    time: str


def shown(figure: Figure, *, exact: bool = False) -> Shown:
    """The parts of a figure; exact: all digits of its value, whatever the setting."""
    return Shown(
        mark=t(f"kind.{figure.kind}.mark"),
        value=bounded(figure, exact=exact),
        unit=unit_name(figure.unit or ""),
        label=label_text(figure),
        time=time_text(figure),
    )


def bounded(figure: Figure, *, exact: bool = False) -> str:
    """The value with the sign of its bound: ≥300, ≈5; with ? behind it where a machine read it and awaits a person."""
    return BOUNDS[figure.qualifier] + value_text(figure.value, exact=exact) + "?" * figure.waits


def measured(figure: Figure) -> str:
    """The value with its unit: ≥300人, 45.5%, 300 people."""
    unit = unit_name(figure.unit or "")
    gap = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return bounded(figure) + gap + unit


def value_text(value: int | float | str | None, *, exact: bool = False) -> str:
    """A normalised value for the eye: thousands parted, all digits, no exponent, a range with –, a date as it stands.

    Where large numbers are to be said so, and unless it is to be exact: 1.35亿, 45.8万.
    """
    if value is None:
        return "—"
    if isinstance(value, str):
        low, slash, high = value.partition("/")
        return f"{low}–{high}" if slash else value
    whole = isinstance(value, int) or value.is_integer()
    digits = f"{int(value):,}" if whole else f"{Decimal(f'{value:.15g}'):,f}"
    return digits if exact or not _large else _in_large(value, digits)


def _in_large(value: int | float, digits: str) -> str:
    """A value in the largest word for a power of ten that says it exactly and in fewer digits; else these."""
    for entry in t("value.large").split():
        power, _, word = entry.partition(":")
        said = Decimal(f"{value:.15g}").scaleb(-int(power)).normalize()
        short = f"{said:,f}"
        fewer = sum(map(str.isdigit, short)) < sum(map(str.isdigit, digits))
        if abs(said) >= 1 and -int(said.as_tuple().exponent) <= _MOST_DIGITS and fewer:
            return short + word.replace("_", " ")
    return digits


def label_text(figure: Figure) -> str:
    """The label; one that was inferred stands in ‹ ›."""
    return marked(figure.label, figure.label_inferred)


def time_text(figure: Figure) -> str:
    """The time; one that was not read in the figure's own sentence stands in ‹ ›. A date's own time is no news."""
    if not figure.time or (figure.kind == "date" and figure.time == figure.value):
        return ""
    return marked(period_text(figure.time), figure.time_from != "sentence")


def marked(words: str, inferred: bool) -> str:
    """Words; what was inferred stands in ‹ ›."""
    return f"‹{words}›" if inferred and words else words


def period_text(time: str) -> str:
    """A period for the eye: 2020/2025 as 2020–2025, one that goes on (2016/..) as 2016–."""
    return time.removesuffix("..").replace("/", "–")


def difference_text(by: Decimal, part: float | None, *, share: bool, inferred: bool) -> str:
    """By how much a figure differs from an earlier one: +200 +33%, of shares in points; ‹ › where a time was inferred."""
    sign = "+" if by > 0 else "−" if by < 0 else "±"
    number = int(abs(by)) if by == by.to_integral_value() else float(abs(by))
    said = sign + value_text(number)
    if share:
        said += t("value.points")
    elif part is not None and by:
        percent = abs(part) * 100
        said += f" {sign}{percent:,.{0 if percent >= 10 else 1}f}%"
    return marked(said, inferred)


def cited(figure: Figure, hospital: str) -> str:
    """A figure on one line, to take along: label, value, unit, time, hospital; what is not known is left out.

    What is inferred stands in ‹ ›, as it does on the screen; the marks are those of the screen's language.
    """
    parts = shown(figure, exact=True)
    value = (parts.value, parts.unit) if figure.value is not None else (figure.text,)
    said = " ".join(part for part in (parts.label, *value) if part)
    if parts.time:
        said += t("cite.time", time=parts.time)
    return t("cite.comma").join(part for part in (said, hospital) if part)
