"""Figures as evidence: rows of a table, hospitals side by side, the order of time."""

from hospital_tui.library.figure_rows import FigureRows
from hospital_tui.library.figure_values import sense, time_inferred
from hospital_tui.library.figures.charting import Point, by_time, over_hospitals
from hospital_tui.library.figures.compare import (
    DEFAULT_HOSPITALS,
    Cell,
    Comparison,
    Metric,
    Row,
    amount,
    narrower,
    unlike,
    year_of,
)
from hospital_tui.library.figures.family import Family
from hospital_tui.library.figures.timeline import SHOWN, Shown, Stretch, Timeline, when
from hospital_tui.library.figures.years import Difference, difference

__all__ = [
    "DEFAULT_HOSPITALS",
    "SHOWN",
    "Cell",
    "Comparison",
    "Difference",
    "Family",
    "FigureRows",
    "Metric",
    "Point",
    "Row",
    "Shown",
    "Stretch",
    "Timeline",
    "amount",
    "by_time",
    "difference",
    "narrower",
    "over_hospitals",
    "sense",
    "time_inferred",
    "unlike",
    "when",
    "year_of",
]
