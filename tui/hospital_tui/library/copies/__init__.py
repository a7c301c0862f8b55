"""One report, several copies: which articles tell the same in the same words and the same numbers, and where they differ."""

from hospital_tui.library.copies.again import Again, again, carried
from hospital_tui.library.copies.differences import Change, best_pairs, differences, facing
from hospital_tui.library.copies.sketch import Sketch, one_report, sketch

__all__ = [
    "Again",
    "Change",
    "Sketch",
    "again",
    "best_pairs",
    "carried",
    "differences",
    "facing",
    "one_report",
    "sketch",
]
