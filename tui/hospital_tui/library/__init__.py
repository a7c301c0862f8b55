"""The library: article files, the compiled store, the filter language, and the reader's own layer.

`Library.open()` is the way in; what it hands out is in `records`, what is asked in `query`. Nothing here parses
sources; nothing but `files` and its helpers touches YAML, and only when article files changed.
"""

from hospital_tui.homes import default_home
from hospital_tui.library.citations import citation, cite, cite_as
from hospital_tui.library.figure_rows import FigureRows
from hospital_tui.library.files.places import bundled
from hospital_tui.library.library import Library
from hospital_tui.library.query.glancing import HitPlaces
from hospital_tui.library.query.query import Query, QueryError
from hospital_tui.library.query.shelf import Shelf
from hospital_tui.library.records import (
    Added,
    Addition,
    ArticleCard,
    Completion,
    Count,
    FigureRow,
    Hit,
    Match,
    NoBackupError,
    Notice,
    Progress,
    Same,
    Scope,
    Side,
    Tally,
    Totals,
)
from hospital_tui.library.store.connections import Cancelled

__all__ = [
    "Added",
    "Addition",
    "ArticleCard",
    "Cancelled",
    "Completion",
    "Count",
    "FigureRow",
    "FigureRows",
    "Hit",
    "HitPlaces",
    "Library",
    "Match",
    "NoBackupError",
    "Notice",
    "Progress",
    "Query",
    "QueryError",
    "Same",
    "Scope",
    "Shelf",
    "Side",
    "Tally",
    "Totals",
    "bundled",
    "citation",
    "cite",
    "cite_as",
    "default_home",
]
