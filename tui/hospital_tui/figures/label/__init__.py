"""What a figure counts or measures: candidates in its sentence, weighed by what was learnt from labelled articles."""

from hospital_tui.figures.label.labels import Label, label_all

__all__ = ["Label", "label_all"]
