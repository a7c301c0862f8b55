"""Dates and figures in the order of the time they speak of."""

import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import figure_table
from hospital_tui.library.figures.timeline import when
from hospital_tui.model import Figure

from .conftest import Open, figure, made

TEXT = "2023年7月开诊，2023年全年手术120例，2024年1月5日获奖，共3项，2021年至2023年引进9人。"


def date(words: str, value: str) -> Figure:
    return figure(words, TEXT, kind="date", value=value, time=value)


FIGURES = [
    date("2023年7月", "2023-07"),
    figure("120例", TEXT, value=120, unit="例", time="2023"),
    date("2024年1月5日", "2024-01-05"),
    figure("3项", TEXT, value=3, unit="项"),
    figure("9人", TEXT, value=9, unit="人", time="2021/2023"),
]


def library(opened: Open) -> Library:
    other = "2022年建成。"
    built = figure("2022年", other, kind="date", value="2022", time="2022")
    return opened(
        [
            made(1, (TEXT, "无。"), figures=[FIGURES]),
            made(2, (other, "无。"), figures=[[built]], hospital="晋城市人民医院", aliases=()),
        ]
    )


def test_rows_stand_in_the_order_of_time(opened: Open) -> None:
    found = library(opened).timeline()
    assert [row.figure.text for row in found.rows] == [
        "9人",
        "2022年",
        "120例",
        "2023年7月",
        "2024年1月5日",
        "3项",
    ]
    assert [(month.year, month.month, month.count) for month in found.stretches] == [
        (2021, 0, 1),
        (2022, 0, 1),
        (2023, 0, 1),
        (2023, 7, 1),
        (2024, 1, 1),
        (0, 0, 1),
    ]
    assert found.years() == [(2021, 0, 1), (2022, 1, 1), (2023, 2, 2), (2024, 4, 1)]
    assert found.undated == 1


@pytest.mark.parametrize("said", [None, "--05-12", "--05", "---07", "2023/..", "--01-24/--02-11"])
def test_what_is_of_no_year_that_is_told_is_a_group_of_its_own(opened: Open, said: str | None) -> None:
    text = "5月12日，义诊32人。"
    found = figure("32人", text, value=32, unit="人", time=said)
    day = figure("5月12日", text, kind="date", value=said or "--05-12")
    held = opened(
        [made(1, (text, "无。"), figures=[[day, found]]), made(2, (TEXT, "无。"), figures=[FIGURES])]
    )
    timeline = held.timeline(held.query("人>30"))
    assert (timeline.undated, timeline.years(), when(timeline.rows[0].figure)) == (1, [], said or "")
    assert held.timeline().undated == 3
    assert [row.figure.text for row in held.figures(held.query("年:未知"))] == ["5月12日", "32人", "3项"]
    assert [row.figure.text for row in held.figures(held.query("年:未知 类:数量"))] == ["32人", "3项"]
    assert [row.figure.text for row in held.figures(held.query("year:unknown 人>30"))] == ["32人"]
    assert len(held.figures(held.query("年:2000-2100"))) == 4


def test_a_row_knows_its_month(opened: Open) -> None:
    found = library(opened).timeline()
    for place in range(len(found.rows)):
        stretch = found.stretches[found.at(place)]
        assert stretch.place <= place < stretch.place + stretch.count


def test_one_hospital_dates_only_and_a_query(opened: Open) -> None:
    held = library(opened)
    assert [row.figure.text for row in held.timeline(hospital="晋城市人民医院").rows] == ["2022年"]
    assert [row.figure.text for row in held.timeline(shown="dates").rows] == [
        "2022年",
        "2023年7月",
        "2024年1月5日",
    ]
    assert [row.figure.text for row in held.timeline(shown="figures").rows] == ["9人", "120例", "3项"]
    assert [row.figure.text for row in held.timeline(held.query("例>100")).rows] == ["120例"]
    assert held.timeline(held.query("没有这样的词")).stretches == ()


def test_a_figure_is_found_among_the_rows(opened: Open) -> None:
    rows = library(opened).timeline().rows
    for place, row in enumerate(rows):
        assert rows.find(row.passage_id, row.index) == place
    assert rows.find("gone@1", 0) is None


def test_the_time_as_it_is_said() -> None:
    assert when(date("2023年7月", "2023-07")) == "2023-07"
    assert when(figure("9人", TEXT, time="2021/2023")) == "2021/2023"
    assert when(figure("3项", TEXT)) == ""


def test_what_was_inferred_is_marked_in_what_is_taken_along(opened: Open) -> None:
    text = "医院开诊，收治120例，手术30台，出院9人。"
    said = {
        "120例": (False, "2023", "sentence"),
        "30台": (True, "2023", "passage"),
        "9人": (True, None, None),
    }
    figures = [
        figure(words, text, label="患者", label_inferred=guessed, time=time, time_from=origin)
        for words, (guessed, time, origin) in said.items()
    ]
    held = opened([made(1, (text, "无。"), figures=[figures])])
    table = figure_table(held.figures(None), held.article)
    label, time, inferred = (table.columns.index(name) for name in ("label", "time", "inferred"))
    assert [(row[label], row[time], row[inferred]) for row in table.rows] == [
        ("患者", "2023", None),
        ("‹患者›", "‹2023›", "label, time"),
        ("‹患者›", None, "label"),
    ]
