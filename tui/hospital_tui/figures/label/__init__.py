"""What a figure counts or measures: candidates in its sentence, weighed by what was learnt from labelled articles."""

from hospital_tui.figures.label.labels import labelled
from hospital_tui.figures.label.why import Why, why

__all__ = ["Why", "labelled", "why"]
