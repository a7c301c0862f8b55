"""Comparing hospitals: their figures under shared metrics, each figure still with its place in the text.

A row is a metric in one sense: amounts, shares (a percent of something), changes (a percent up or down) and ranks are never
put in one row. A cell holds every figure that a hospital states, a list without its sum as it is listed; an empty cell is
empty and stands for no number. Where figures of one row differ in year, in how they are bounded, in unit, or in what part
of the metric they count, the row says so.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, TypeVar

import msgspec

from hospital_tui.library.figure_values import SENSES, Sense, interval, same_unit, sense, years
from hospital_tui.library.narrowing import limits
from hospital_tui.library.query.figure_keys import key
from hospital_tui.library.query.finding import figure_conditions
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import Search
from hospital_tui.library.query.where import Where
from hospital_tui.library.records import FigureRow
from hospital_tui.library.store.schema import SHIFT, column
from hospital_tui.model import Figure

Unlike = Literal["year", "bound", "unit", "scope"]
"""In what the figures of a row differ; scope: in what they count of the metric."""

DEFAULT_HOSPITALS = 12
"""Hospitals that are compared where none are named."""
_MOST_FIGURES = 12
"""Figures of one cell that are read; the newest."""


class Cell(msgspec.Struct, frozen=True):
    """What one hospital states for one row."""

    figures: tuple[FigureRow, ...] = ()
    """The one to compare first, then the others; alike ones once."""
    more: int = 0
    """Figures that are not read, in a library with very many."""

    @property
    def listed(self) -> tuple[FigureRow, ...]:
        """The figures that stand beside the first in a list of one passage and time whose sum is not stated, it among them.

        None where the first figure stands by itself.
        """
        return self.listed_with(self.figures[0]) if self.figures else ()

    def listed_with(self, one: FigureRow) -> tuple[FigureRow, ...]:
        """The figures of such a list that a figure stands in, it among them; none where it stands by itself."""
        beside = tuple(
            row
            for row in self.figures
            if row.passage_id == one.passage_id
            and row.figure.time == one.figure.time
            and row.figure.part_of is None
            and same_unit(row.figure.unit, one.figure.unit)
        )
        return beside if len(beside) > 1 and one in beside else ()

    def whole_of(self, row: FigureRow) -> FigureRow | None:
        """The figure of this cell that another one is a part of; none where the whole is of another metric."""
        return next(
            (
                other
                for other in self.figures
                if other.passage_id == row.passage_id
                and other.index < row.index
                and other.figure.text == row.figure.part_of
            ),
            None,
        )


class Row(msgspec.Struct, frozen=True):
    """One metric in one sense, over the hospitals compared."""

    metric: str
    sense: Sense
    cells: tuple[Cell, ...]
    """One a column, in the order of `Comparison.hospitals`."""
    unlike: tuple[Unlike, ...] = ()
    """In what the first figures of its cells differ."""
    highest: float | None = None
    """The highest value of the figures that can be drawn beside each other (`bar`)."""
    unit: str = ""
    """The unit of most of them."""
    year: str | None = None
    """The year that most of its hospitals speak of."""
    scope: frozenset[str] = frozenset()
    """By what most of its figures narrow the metric (`limits`); of those equally frequent, what narrows it least."""
    years: bool = False
    """Its cells are years of one hospital; of another year than its column no figure is."""

    @property
    def stated(self) -> int:
        """Hospitals that state it."""
        return sum(bool(cell.figures) for cell in self.cells)

    @property
    def undated(self) -> int:
        """Its figures whose year nothing tells: a group of their own, alike with no other."""
        return sum(year_of(row.figure) is None for cell in self.cells for row in cell.figures)

    def alike(self, figure: Figure) -> bool:
        """Whether a figure can be set beside the row's others as it stands: exact, of the same year, unit and scope."""
        return (
            (self.years or (self.year is not None and year_of(figure) == self.year))
            and figure.qualifier == "exact"
            and same_unit(figure.unit, self.unit)
            and limits(figure) == self.scope
        )

    def bar(self, figure: Figure) -> float | None:
        """The figure's length as a part of the row's highest, 0 to 1; none where it cannot be drawn beside the others."""
        value = amount(figure)
        if value is None or not self.highest or value < 0 or not same_unit(figure.unit, self.unit):
            return None
        return value / self.highest


class Comparison(msgspec.Struct, frozen=True):
    """Hospitals as columns, or the years of one; metrics as rows."""

    hospitals: tuple[str, ...]
    """The columns: hospitals, or years."""
    rows: tuple[Row, ...]
    of: str = ""
    """The hospital whose years the columns are."""
    undated: int = 0
    """Its figures that stand in none, since their time is no single year."""

    def figures(self) -> Iterator[tuple[Row, FigureRow]]:
        """Every figure with its row, row by row, hospital by hospital."""
        for row in self.rows:
            for cell in row.cells:
                for figure in cell.figures:
                    yield row, figure


class Metric(msgspec.Struct, frozen=True):
    """A metric of the library."""

    name: str
    hospitals: int
    """Hospitals that state it."""
    figures: int


def metrics(connection: sqlite3.Connection, *, numbers: bool = False) -> list[Metric]:
    """Metrics, those that most hospitals state first; numbers: only figures with a value, ranks left out."""
    drawable = " AND figure.high IS NOT NULL AND figure.kind != 'rank'" if numbers else ""
    rows = connection.execute(
        "SELECT figure.metric, count(DISTINCT article.hospital), count(*) FROM figure "
        f"JOIN article ON article.number = figure.row >> {SHIFT} WHERE figure.metric IS NOT NULL AND NOT figure.waits{drawable} "
        "GROUP BY figure.metric ORDER BY 2 DESC, 3 DESC, 1"
    )
    return [Metric(*row) for row in rows]


def hospitals(connection: sqlite3.Connection, query: Query | None = None, limit: int = -1) -> list[str]:
    """Names of hospitals in the library's order, or of those with passages that match."""
    ordered = "WHERE hospital != '' GROUP BY hospital ORDER BY min(number) LIMIT ?"
    if query is None or query.empty:
        return column(connection, f"SELECT hospital FROM article {ordered}", limit)
    search = Search(connection, query)
    matching = f"JOIN (SELECT DISTINCT row >> {SHIFT} AS found FROM ({search.sql})) ON found = number"
    return column(connection, f"SELECT hospital FROM article {matching} {ordered}", *search.params, limit)


def first_hospitals(connection: sqlite3.Connection, query: Query | None = None) -> list[str]:
    """Those that are compared where none are named: all, where they are few; else the reader's own before others."""
    names = hospitals(connection, query)
    if len(names) <= DEFAULT_HOSPITALS:
        return names
    own = set(column(connection, "SELECT DISTINCT hospital FROM article WHERE origin = 'own'"))
    chosen = set(sorted(names, key=lambda name: name not in own)[:DEFAULT_HOSPITALS])
    return [name for name in names if name in chosen]


Value = TypeVar("Value", bound=Hashable)

ReadRow = Callable[[int], FigureRow | None]
"""Key of a figure to the figure with its place."""


def compare(
    connection: sqlite3.Connection,
    read: ReadRow,
    names: Sequence[str],
    wanted: Sequence[str] | None = None,
    query: Query | None = None,
) -> Comparison:
    """The comparison of some hospitals in some metrics, or in all that they state; `query` leaves out what it excludes."""
    of = Where().also(f"article.hospital IN ({','.join('?' * len(names))})", *names)
    found = found_in(connection, "article.hospital", of, wanted, query)
    return Comparison(tuple(names), rows_of(read, names, found, wanted))


Stated = Mapping[tuple[str, str, bool], list[tuple[int, int]]]
"""(column, metric, percent or not) to (time, key) of every figure that stands there."""


def rows_of(
    read: ReadRow, columns: Sequence[str], found: Stated, wanted: Sequence[str] | None, *, years: bool = False
) -> tuple[Row, ...]:
    """The rows of a comparison. years: its columns are years of one hospital."""
    chosen = {place: _newest(stated) for place, stated in found.items()}
    rows = {number: read(number) for number in sorted(chain.from_iterable(chosen.values()))}
    cells: dict[tuple[str, Sense], dict[str, list[FigureRow]]] = {}
    for (heading, metric, _), numbers in chosen.items():
        for row in filter(None, map(rows.get, numbers)):
            cells.setdefault((metric, sense(row.figure)), {}).setdefault(heading, []).append(row)
    more = {place: len(stated) - len(chosen[place]) for place, stated in found.items()}
    made = [_row(metric, how, columns, by_column, more, years) for (metric, how), by_column in cells.items()]
    return tuple(sorted(made, key=_order(wanted)))


def _order(wanted: Sequence[str] | None) -> Callable[[Row], tuple[object, ...]]:
    """As the reader chose the metrics; else what most hospitals state first, the senses of a metric together."""
    if wanted:
        places = {metric: place for place, metric in enumerate(wanted)}
        return lambda row: (places.get(row.metric, len(places)), SENSES.index(row.sense))
    return lambda row: (-row.stated, SENSES.index(row.sense), row.metric)


def found_in(
    connection: sqlite3.Connection, by: str, of: Where, wanted: Sequence[str] | None, query: Query | None
) -> Stated:
    """The figures with a metric that some conditions `of` leave, by column (an SQL expression) and metric."""
    metrics = wanted or ()
    where = (
        figure_conditions(connection, query, None, joined=True)
        .both(of)
        .also("figure.metric IS NOT NULL")
        .also("NOT figure.waits")
        .when(metrics, f"figure.metric IN ({','.join('?' * len(metrics))})", *metrics)
    )
    sql = (
        f"SELECT {by}, figure.metric, figure.kind = 'percent', coalesce(figure.first, 0), figure.row, figure.ordinal "
        f"FROM article CROSS JOIN figure ON figure.row >= article.number << {SHIFT} "
        f"AND figure.row < (article.number + 1) << {SHIFT} WHERE {where} ORDER BY figure.row, figure.ordinal"
    )
    found: dict[tuple[str, str, bool], list[tuple[int, int]]] = {}
    for place, metric, percent, first, row, ordinal in connection.execute(sql, where.params):
        found.setdefault((place, metric, bool(percent)), []).append((first, key(row, ordinal)))
    return found


def _newest(stated: Sequence[tuple[int, int]]) -> list[int]:
    """Keys of the newest figures, in reading order."""
    newest = sorted(stated, key=lambda figure: (-figure[0], figure[1]))[:_MOST_FIGURES]
    return sorted(number for _, number in newest)


def _row(
    metric: str,
    how: Sense,
    names: Sequence[str],
    by_hospital: Mapping[str, list[FigureRow]],
    more: Mapping[tuple[str, str, bool], int],
    years: bool,
) -> Row:
    said = (dict.fromkeys(year_of(row.figure) for row in rows) for rows in by_hospital.values())
    year, percent = _common(chain.from_iterable(said)), how in ("share", "change")
    cells = tuple(
        Cell(
            _led(by_hospital.get(name, ()), year),
            more.get((name, metric, percent), 0) * (name in by_hospital),
        )
        for name in names
    )
    amounts = list(_amounts(cells))
    unit = _common(figure.unit or "" for figure, _ in amounts) or ""
    drawn = (value for figure, value in amounts if same_unit(figure.unit, unit))
    return Row(
        metric=metric,
        sense=how,
        cells=cells,
        unlike=_unlike(cells, years),
        highest=max(drawn, default=None),
        unit=unit,
        year=None if years else year,
        scope=_scope(cells),
        years=years,
    )


def _amounts(cells: Iterable[Cell]) -> Iterator[tuple[Figure, float]]:
    """The figures of cells that are numbers, with their values."""
    for row in chain.from_iterable(cell.figures for cell in cells):
        if (value := amount(row.figure)) is not None:
            yield row.figure, value


def _first(cells: Iterable[Cell]) -> list[Figure]:
    """The figure of each cell that is compared first."""
    return [cell.figures[0].figure for cell in cells if cell.figures]


def _unlike(cells: Sequence[Cell], years: bool) -> tuple[Unlike, ...]:
    """In what the first figures of cells differ; that years differ is no matter between years."""
    led = _first(cells)
    found = [one for one in unlike(led) if not (years and one == "year")]
    if "scope" not in found and len(led) > 1 and any(cell.listed for cell in cells):
        found.append("scope")
    return tuple(found)


def _scope(cells: Sequence[Cell]) -> frozenset[str]:
    scopes = Counter(limits(figure) for figure in _first(cells))
    return min(scopes, key=lambda words: (-scopes[words], len(words)), default=frozenset())


def _led(rows: Iterable[FigureRow], year: str | None) -> tuple[FigureRow, ...]:
    """Figures with the one to compare first: of the year that most hospitals speak of, whole before part, newest first."""
    once: dict[tuple[object, ...], FigureRow] = {}
    for row in rows:
        figure = row.figure
        once.setdefault((figure.value, figure.unit, figure.qualifier, figure.time, figure.change), row)
    return tuple(
        sorted(
            once.values(),
            key=lambda row: (
                year_of(row.figure) != year,
                row.figure.part_of is not None,
                _later_first(row.figure.time),
            ),
        )
    )


def _later_first(time: str | None) -> tuple[int, ...]:
    """Sorts later times before earlier ones, and none last."""
    return tuple(-ord(character) for character in time) if time else (1,)


def _common(values: Iterable[Value | None]) -> Value | None:
    """What stands most often; the first of those that stand equally often."""
    counted = Counter(value for value in values if value is not None).most_common(1)
    return counted[0][0] if counted else None


def amount(figure: Figure) -> float | None:
    """The value as one number, the upper end of a range; none for dates and grades."""
    bounds = interval(figure)
    return bounds[1] if bounds else None


def year_of(figure: Figure) -> str | None:
    """The year, or the years, that a figure speaks of: 2023, 2020/2025; none where it says none or leaves it open."""
    span = years(figure)
    if span is None:
        return None
    return str(span[0]) if span[0] == span[1] else f"{span[0]}/{span[1]}"


def narrower(row: Row, cell: Cell, figure: Figure) -> bool:
    """Whether what a figure counts needs saying beside the metric's name.

    That is where its label narrows the metric, and where others stand beside it that count something else.
    """
    if limits(figure):
        return True
    if not figure.label or figure.label in row.metric or row.metric in figure.label:
        return False
    return len(cell.figures) > 1 or "scope" in row.unlike


def unlike(figures: Sequence[Figure]) -> tuple[Unlike, ...]:
    """In what figures differ that stand side by side: year, bound (近, 余 beside an exact one), unit, scope."""
    years = {year_of(figure) for figure in figures}
    differs: dict[Unlike, bool] = {
        "year": len(years) > 1 or (None in years and len(figures) > 1),
        "bound": len({figure.qualifier for figure in figures}) > 1,
        "unit": any(not same_unit(figure.unit, figures[0].unit) for figure in figures),
        "scope": len({limits(figure) for figure in figures}) > 1,
    }
    return tuple(one for one, does in differs.items() if does)
