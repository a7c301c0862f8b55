"""How often words occur, as rows to take along."""

from collections.abc import Iterable

from hospital_tui.library.export.table import Table
from hospital_tui.library.query.counting import Frequency

COLUMNS = ("hospital", "year", "occurrences", "characters", "per_10000", "of_pictures")


def frequency_table(rows: Iterable[Frequency]) -> Table:
    """A row a hospital and year; `of_pictures`: how many occurrences a machine read from pictures."""
    cells = [
        (one.hospital, one.year, one.times, one.characters, round(one.rate, 4), one.recognised)
        for one in rows
    ]
    return Table(COLUMNS, cells)
