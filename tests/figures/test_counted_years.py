"""Years that are counted from the day of writing, and how far they reach."""

from itertools import product

import pytest
from hospital_tui.figures import extract


def dates(text: str, written: str | None) -> list[str]:
    return [str(figure.value) for figure in extract(text, written=written) if figure.kind == "date"]


def times(text: str, written: str | None) -> dict[str, str | None]:
    return {figure.text: figure.time for figure in extract(text, written=written) if figure.kind != "date"}


@pytest.mark.parametrize(("years", "between"), product((2, 9, 18), ("前的", "前", "之前的")))
def test_a_day_of_years_ago_is_counted_from_the_day_of_writing(years: int, between: str) -> None:
    text = f"{years}年{between}4月17日，她来到世上，780克。7月29日，她出院。"
    year = 2022 - years
    assert dates(text, "2022-08-30") == [f"{year}-04-17", f"{year}-07-29"]
    assert dates(text, "2022") == [f"{year}-04-17", f"{year}-07-29"]
    assert dates(f"{years}年{between}5月，她来了。", "2022-08-30") == [f"{year}-05"]
    behind = f"2020年，楼建成。{years}年{between}4月17日，她来到世上。"
    assert dates(behind, "2022-08-30") == ["2020", f"{year}-04-17"]


@pytest.mark.parametrize("said", ["18年前的4月17日", "十多年前的4月17日", "近20年前的4月17日"])
def test_a_day_of_years_ago_stays_open_where_nothing_tells_its_year(said: str) -> None:
    assert dates(f"{said}，她来到世上。", None) == ["--04-17"]
    assert dates(f"2020年，楼建成。{said}，她来到世上。", None) == ["2020", "--04-17"]
    assert dates(f"{said}，她来到世上。", "2022-03-02") == ["--04-17"]


@pytest.mark.parametrize("word", ["去年", "前年"])
def test_a_year_in_what_somebody_says_reaches_no_further_than_that(word: str) -> None:
    said = f"“{word}这个时候，床还空着。”4月14日，院长说，床位有900张。"
    assert dates(said, "2023-04-18") == ["2023-04-14"]
    assert times(said, "2023-04-18")["900张"] == "2023-04-14"
    again = f"“{word}3月，中心建成。”他说，“5月，中心启用。”4月14日，院长来了。"
    year = {"去年": 2022, "前年": 2021}[word]
    assert dates(again, "2023-04-18") == [f"{year}-03", f"{year}-05", "2023-04-14"]
    assert dates(f"{word}3月，中心建成。5月，中心启用。", "2023-04-18") == [f"{year}-03", f"{year}-05"]


@pytest.mark.parametrize("written", [None, "2024"])
def test_last_year_is_no_year_that_is_named_beside_it(written: str | None) -> None:
    last = written and "2023"
    assert times("2022年做了486例，去年做了574例。", written) == {"486例": "2022", "574例": last}
    assert times("2022年起无人辞职，去年招进4名硕士。", written) == {"4名": last}
    row = "从2020年的48例，到2021年的93例、2022年的132例，再到去年的158例。"
    assert times(row, written)["158例"] == last


@pytest.mark.parametrize(
    ("before", "span"),
    [
        ("2020年48例，2021年93例，去年158例，", "2020/2023"),
        ("2019年48例，2023年158例，", "2019/2023"),
        ("2019年48例，2021年158例，", None),
        ("", "2020/2024"),
        ("2020年以来，", "2020/2024"),
    ],
)
def test_years_between_two_that_are_said_count_from_one_to_the_other(before: str, span: str | None) -> None:
    assert times(f"{before}四年间多了5名护士。", "2024")["5名"] == span
