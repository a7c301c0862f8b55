"""Figures in the order of their sections, which stand in the index beside them."""

from pathlib import Path

import pytest
from hospital_tui.library import Library

from .conftest import Open, figure, made

BEDS = "全院开放床位800张。"
RECRUITS = "医院引进人才47人，培训12次。"


def library(opened: Open) -> Library:
    """Two articles: each with a lead without a heading, and a section; the second's comes first by its name."""
    figures = [
        [figure("800张", BEDS, value=800, unit="张")],
        [figure("47人", RECRUITS, value=47), figure("12次", RECRUITS)],
    ]
    return opened(
        [
            made(1, (BEDS, RECRUITS), heading="学科建设", figures=figures),
            made(2, (BEDS, RECRUITS), heading="人才引进", figures=figures, hospital="晋城市人民医院"),
        ]
    )


def stated(held: Library, text: str = "", *, descending: bool = False) -> list[tuple[str, str]]:
    rows = held.figures(held.query(text), order="section", descending=descending)
    return [(row.section, row.figure.text) for row in rows]


def test_figures_stand_by_section_and_those_without_one_last(opened: Open) -> None:
    held = library(opened)
    last = [("", "800张"), ("", "800张")]
    people, subjects = ([(name, "47人"), (name, "12次")] for name in ("人才引进", "学科建设"))
    assert stated(held) == [*people, *subjects, *last]
    assert stated(held, descending=True) == [*subjects, *people, *last]


def test_the_order_holds_for_what_a_filter_leaves(opened: Open) -> None:
    held = library(opened)
    assert stated(held, "培训") == stated(held)[:4]
    assert stated(held, "没有这个词") == []


def test_the_order_is_that_of_the_names_in_any_library(bundled_library: Library) -> None:
    rows = list(bundled_library.figures())
    by_name = sorted(rows, key=lambda row: (row.section == "", row.section))
    assert list(bundled_library.figures(order="section")) == by_name
    others = sorted((row for row in rows if row.section), key=lambda row: row.section, reverse=True)
    assert list(bundled_library.figures(order="section", descending=True))[: len(others)] == others


@pytest.fixture
def bundled_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The articles that come with the program."""
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))
    return Library.open(tmp_path / "home")
