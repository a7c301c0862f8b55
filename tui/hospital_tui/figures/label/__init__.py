"""What a figure counts or measures: candidates in its sentence, weighed by what was learnt from labelled articles."""

from hospital_tui.figures.label.labels import Label, label_all
from hospital_tui.figures.label.why import Why, why

__all__ = ["Label", "Why", "label_all", "why"]
