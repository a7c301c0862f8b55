"""The years of one hospital side by side: which figure stands in which, and where a difference can be told."""

from decimal import Decimal

import pytest
from hospital_tui.library import Library
from hospital_tui.library.figures import difference
from hospital_tui.model import Figure
from hospital_tui.speech.figures import difference_text
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Open, figure, made

THEN, NOW = "全院开放床位600张。", "全院开放床位800张。"
HOSPITAL = "长治市第二人民医院"


def beds(text: str, number: int, **fields: object) -> Figure:
    told = {"value": number, "unit": "张", "label": "开放床位", "metric": "床位", "time_from": "sentence"}
    return figure(f"{number}张", text, **{**told, **fields})


def library_of(opened: Open, then: list[Figure], now: list[Figure], *more: Figure) -> Library:
    texts = (THEN, NOW, "没有数据。" if not more else NOW)
    return opened([made(1, texts, figures=[then, now, more], hospital=HOSPITAL, aliases=())])


def test_a_year_is_a_column_with_the_difference_from_the_one_before(opened: Open) -> None:
    library = library_of(
        opened,
        [beds(THEN, 600, time="2021")],
        [beds(NOW, 800, time="2023")],
        beds(NOW, 800, time=None, time_from=None),
        beds(NOW, 800, time="2016/2020"),
    )
    found = library.compare_years(HOSPITAL)
    assert (found.of, found.hospitals, found.undated) == (HOSPITAL, ("2021", "2023"), 2)
    (row,) = found.rows
    assert [[one.figure.value for one in cell.figures] for cell in row.cells] == [[600], [800]]
    assert row.unlike == () and all(row.alike(cell.figures[0].figure) for cell in row.cells)
    assert difference(row, found.hospitals, 0) is None
    told = difference(row, found.hospitals, 1)
    assert told == ("2021", Decimal(200), pytest.approx(1 / 3), False)
    assert difference_text(told.by, told.part, share=False, inferred=told.inferred) == "+200 +33%"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"qualifier": "at_least"}, {}),
        ({}, {"qualifier": "at_most"}),
        ({"unit": "万元"}, {}),
        ({}, {"value": "700/800"}),
        ({}, {"time": "2023-06"}),
        ({"time": "2021-01/2021-06"}, {}),
        ({"change": "up"}, {"change": "up"}),
        ({"kind": "rank"}, {"kind": "rank"}),
        ({}, {"part_of": "900张"}),
        ({"label": "住院床位"}, {}),
    ],
)
def test_what_is_not_alike_has_no_difference(
    opened: Open, then: dict[str, object], now: dict[str, object]
) -> None:
    figures = beds(THEN, 600, **{"time": "2021", **then}), beds(NOW, 800, **{"time": "2023", **now})
    found = library_of(opened, [figures[0]], [figures[1]]).compare_years(HOSPITAL)
    assert found.hospitals == ("2021", "2023")
    assert all(difference(row, found.hospitals, place) is None for row in found.rows for place in (0, 1))


def test_two_figures_of_one_year_leave_open_which_to_take(opened: Open) -> None:
    now = [beds(NOW, 800, time="2023"), beds(NOW, 800, time="2023", value=850)]
    found = library_of(opened, [beds(THEN, 600, time="2021")], now).compare_years(HOSPITAL)
    assert difference(found.rows[0], found.hospitals, 1) is None


def test_a_time_that_was_inferred_is_told(opened: Open) -> None:
    now = [beds(NOW, 800, time="2023", time_from="article")]
    found = library_of(opened, [beds(THEN, 600, time="2021")], now).compare_years(HOSPITAL)
    told = difference(found.rows[0], found.hospitals, 1)
    assert told is not None and told.inferred
    assert difference_text(told.by, told.part, share=False, inferred=True) == "‹+200 +33%›"


@given(before=st.integers(0, 10**9), after=st.integers(0, 10**9), share=st.booleans())
def test_a_difference_reads_as_it_is(before: int, after: int, share: bool) -> None:
    part = None if share or not before else (after - before) / before
    said = difference_text(Decimal(after - before), part, share=share, inferred=False)
    assert said[0] == ("+" if after > before else "−" if after < before else "±")
    assert f"{abs(after - before):,}" in said
    assert ("%" in said) == (part is not None and after != before)
