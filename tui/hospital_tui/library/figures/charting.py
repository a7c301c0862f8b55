"""Which figures of a metric can be drawn beside each other: over hospitals, over time."""

from itertools import chain
from typing import NamedTuple

from hospital_tui.library.figure_values import days
from hospital_tui.library.figures.compare import Cell, Row, amount, narrower, year_of
from hospital_tui.library.records import FigureRow


class Point(NamedTuple):
    """One figure of a chart."""

    row: FigureRow
    value: float
    at: float | None
    """The time as a year and its part, where the chart is over time."""
    alike: bool
    """Whether it can be set beside the others as it stands."""
    counted: str
    """What it counts, where that is a part of the metric."""
    series: int = 0
    """Place of its hospital among those compared."""
    same_year: bool = True
    """It speaks of the year that the row does; over time, any is right."""


def over_hospitals(row: Row) -> list[Point]:
    """The first figure of every hospital that states one which can be drawn, the highest first.

    Of a hospital that lists parts without their sum, every part; a part is not alike to a whole.
    """
    found = [points for cell in row.cells if (points := _drawn(row, cell))]
    found.sort(key=lambda points: -points[0].value)
    return list(chain.from_iterable(found))


def _drawn(row: Row, cell: Cell) -> list[Point]:
    """What can be drawn of a hospital's, the highest first."""
    points = [
        Point(
            one,
            value,
            None,
            not cell.listed and row.alike(one.figure),
            _counted(row, cell, one),
            same_year=year_of(one.figure) == row.year,
        )
        for one in cell.listed or cell.figures[:1]
        if row.bar(one.figure) is not None and (value := amount(one.figure)) is not None
    ]
    return sorted(points, key=lambda point: -point.value)


def _counted(row: Row, cell: Cell, one: FigureRow) -> str:
    """What a figure counts, where that is a part of the metric."""
    return one.figure.label if narrower(row, cell, one.figure) else ""


def by_time(row: Row) -> list[Point]:
    """Every figure that says a time and can be drawn, parts of one left out, in the order of time."""
    points = []
    for place, cell in enumerate(row.cells):
        for one in cell.figures:
            value, at = amount(one.figure), moment(one)
            if cell.whole_of(one) is not None:
                continue  # its whole is drawn
            if value is not None and at is not None and row.bar(one.figure) is not None:
                points.append(
                    Point(one, value, at, one.figure.qualifier == "exact", _counted(row, cell, one), place)
                )
    return sorted(points, key=lambda point: (point.at, -point.value))


def moment(row: FigureRow) -> float | None:
    """The middle of the period that a figure speaks of, as a year and its part: 2023 is 2023.5, 2023-01 2023.04."""
    span = days(row.figure)
    if span is None:
        return None
    ends = [number // 10000 + ((number // 100 % 100) - 1) / 12 + (number % 100) / 372 for number in span]
    return sum(ends) / 2
