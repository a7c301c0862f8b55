"""Figures found right by a person: kept, shown, found again after parsing, undone."""

import msgspec
import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import comparison_table, figure_table
from hospital_tui.library.reader import Confirmation
from hospital_tui.library.reader.confirmations import apply
from hospital_tui.model import Article, Figure, Passage
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Open, figure, made

TEXT = "全院开放床位800张，骨科手术120例，引进人才47人。"
FIGURES = [
    figure("800张", TEXT, value=800, unit="张", label="开放床位", metric="床位", time="2023"),
    figure("120例", TEXT, value=120, unit="例", label="骨科手术", label_inferred=True, confidence=0.6),
    figure("47人", TEXT, value=47, unit="人", label="引进人才", label_inferred=True, confidence=0.2),
]


def article(figures: list[Figure] | None = None, text: str = TEXT) -> Article:
    return made(1, (text, "无。"), figures=[FIGURES if figures is None else figures])


def words(library: Library) -> list[str]:
    return [row.figure.text for row in library.confirming.to_check()]


def test_the_least_sure_comes_first_and_what_was_put_off_last(opened: Open) -> None:
    library = opened([article()])
    assert words(library) == ["47人", "120例", "800张"] and library.confirming.progress() == (0, 3)
    library.confirming.put_off(library.confirming.to_check()[0])
    assert words(library) == ["120例", "800张", "47人"] and library.confirming.progress() == (0, 3)


def test_what_was_found_right_is_looked_at_and_shown_so(opened: Open) -> None:
    library = opened([article()])
    row = library.confirming.to_check()[2]
    assert library.confirming.confirm(row) and not library.confirming.confirm(row)
    library.confirming.settle()
    assert words(library) == ["47人", "120例"] and library.confirming.progress() == (1, 3)
    assert library.confirming.progress(library.query("床位")) == (1, 3)
    table = figure_table(library.figures(), library.article)
    place = table.columns.index("confirmed")
    assert [cells[place] for cells in table.rows] == [True, False, False]
    compared = comparison_table(library.compare(), library.article)
    assert [cells[compared.columns.index("confirmed")] for cells in compared.rows] == [True]
    with Library.open() as again:
        assert again.confirming.progress() == (1, 3) and [
            one.figure.text for one in again.confirming.all()
        ] == ["800张"]


def test_a_correction_is_looked_at_as_well_and_outdoes_a_confirmation(opened: Open) -> None:
    library = opened([article()])
    row = next(one for one in library.figures() if one.figure.text == "800张")
    library.confirming.confirm(row)
    library.confirming.settle()
    row = next(one for one in library.figures() if one.figure.text == "800张")
    correction = library.correct(row, {"value": 850})
    found = next(one for one in library.figures() if one.figure.text == "800张")
    assert (found.figure.value, found.figure.corrected, found.figure.confirmed) == (850, True, False)
    assert correction is not None and not correction.original.confirmed
    assert library.confirming.progress() == (1, 3) and not library.confirming.confirm(found)


def test_it_is_undone_as_one_act(opened: Open) -> None:
    library = opened([article()])
    library.confirming.confirm(*library.confirming.to_check())
    library.confirming.settle()
    assert library.confirming.progress() == (3, 3)
    undone = library.undo()
    assert undone is not None and undone.what == "confirm" and library.confirming.progress() == (0, 3)


def test_it_is_taken_back_by_its_address(opened: Open) -> None:
    library = opened([article()])
    library.confirming.confirm(library.confirming.to_check()[0])
    (one,) = library.confirming.all()
    assert library.confirming.take_back(one.place) and not library.confirming.take_back(one.place)
    assert library.confirming.progress() == (0, 3)


@pytest.mark.parametrize(
    "parsed",
    [
        [],
        [msgspec.structs.replace(FIGURES[0], label="编制床位", value=80, metric=None)],
        [figure("800", TEXT, value=800, label="床位")],
        [figure("床位800张", TEXT, value=800, unit="张", label="开放")],
    ],
    ids=["lost", "read otherwise", "shorter", "longer"],
)
def test_parsing_again_keeps_what_was_found_right(opened: Open, parsed: list[Figure]) -> None:
    library = opened([article()])
    library.confirming.confirm(next(one for one in library.figures() if one.figure.text == "800张"))
    library.confirming.settle()
    (held,) = [one.figure for one in opened([article(parsed)]).figures()]
    by = held.checked_by
    assert by is not None and by[0] == "" and len(by[1]) == len("2026-11-28")
    assert held == msgspec.structs.replace(FIGURES[0], confirmed=True, checked_by=by)


def test_a_figure_parsed_within_words_that_were_corrected_as_one_stands_by_itself(opened: Open) -> None:
    both = "800张，骨科手术120例"
    library = opened([article([figure(both, TEXT, value=800, unit="张", label="开放床位")])])
    (row,) = library.figures()
    library.correct(row, {"value": 850})
    library = opened([article()])
    row = next(one for one in library.figures() if one.figure.text == "120例")
    assert library.confirming.confirm(row)
    library.correct(row, {"value": 121})
    assert [one.changes for one in library.corrections()] == [{"value": 850}, {"value": 121}]
    assert [one.figure.value for one in library.figures()] == [850, 121, 47]


def test_where_its_words_are_others_it_waits() -> None:
    before = article()
    passage = next(one for one in before.selectable() if one.figures)
    (first, *_), start = passage.figures, passage.source_offset(FIGURES[0].at[0])
    one = Confirmation(passage_id=passage.id, start=start, end=start + 4, figure=first)
    other = article([], TEXT.replace("800", "900"))
    assert apply(other, [one]) == other and apply(article([]), [one]) != article([])


@given(order=st.permutations(range(3)), which=st.sets(st.integers(0, 2)))
def test_what_is_not_confirmed_stays_as_parsed(order: list[int], which: set[int]) -> None:
    whole = article()
    passage = next(one for one in whole.selectable() if one.figures)
    kept = [
        Confirmation(
            passage_id=passage.id,
            start=passage.source_offset(FIGURES[place].at[0]),
            end=passage.source_offset(FIGURES[place].at[1]),
            figure=FIGURES[place],
        )
        for place in order
        if place in which
    ]
    found: Passage = next(one for one in apply(whole, kept).selectable() if one.figures)
    expected = [msgspec.structs.replace(one, confirmed=place in which) for place, one in enumerate(FIGURES)]
    assert list(found.figures) == expected
