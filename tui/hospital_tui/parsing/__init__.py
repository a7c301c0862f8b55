"""Source text to articles: what each line is, which lines belong together, which hospital is spoken of.

`parse` is pure: the same text gives the same articles, and no text makes it fail. `check` proves that every character
of the source that is not blank lies in exactly one block. `vocabulary` lists the words of passages for query cutting.
"""

from hospital_tui.parsing.check import Uncovered, check
from hospital_tui.parsing.parse import parse
from hospital_tui.parsing.vocabulary import vocabulary

__all__ = ["Uncovered", "check", "parse", "vocabulary"]
