"""Passage text to figures: every quantity, proportion, date and ranking a passage states, with label and time."""

from .context import Context
from .extraction import annotate, extract

__all__ = ["Context", "annotate", "extract"]
