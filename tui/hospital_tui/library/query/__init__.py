"""Asking: the filter language, and finding passages, articles and figures by it."""

from hospital_tui.library.query.counting import PER, Frequency, Group, arranged
from hospital_tui.library.query.figure_keys import ORDERS
from hospital_tui.library.query.filter_language import parse
from hospital_tui.library.query.glancing import HitPlaces
from hospital_tui.library.query.query import Query, QueryError
from hospital_tui.library.query.shelf import Shelf
from hospital_tui.library.query.typed_values import read_time, read_value, typed_value

__all__ = [
    "ORDERS",
    "PER",
    "Frequency",
    "Group",
    "HitPlaces",
    "Query",
    "QueryError",
    "Shelf",
    "arranged",
    "parse",
    "read_time",
    "read_value",
    "typed_value",
]
