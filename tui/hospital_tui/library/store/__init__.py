"""The compiled library: one SQLite file made of article files, kept up with them, asked from any thread."""

from hospital_tui.library.figure_values import days
from hospital_tui.library.store.connections import Cancelled
from hospital_tui.library.store.vocabulary import counted, lines

__all__ = [
    "Cancelled",
    "counted",
    "days",
    "lines",
]
