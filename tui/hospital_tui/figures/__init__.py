"""Passage text to figures: every quantity, proportion, date and ranking a passage states, with label and time."""

from hospital_tui.figures.annotating import annotate
from hospital_tui.figures.extraction import extract
from hospital_tui.figures.read.steps import source_steps
from hospital_tui.figures.resolve.context import Context

__all__ = ["Context", "annotate", "extract", "source_steps"]
