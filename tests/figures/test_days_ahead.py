"""Days and months without a year: those that are to come on the day of writing, and what else tells theirs."""

import pytest
from hospital_tui.figures import annotate, extract
from hospital_tui.model import Source
from hospital_tui.parsing.parse import read_articles


def dates(text: str, written: str | None = None) -> list[str]:
    return [str(figure.value) for figure in extract(text, written=written) if figure.kind == "date"]


def times(text: str) -> dict[str, str | None]:
    return {figure.text: figure.time for figure in extract(text) if figure.kind != "date"}


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("新门诊楼26日启用。", "2019-06-21", "2019-06-26"),
        ("新门诊楼26日启用。", "2019-06-10", "2019-05-26"),
        ("卫生院扩建，9月竣工。", "2012-07-15", "2012-09"),
        ("卫生院扩建，12月竣工。", "2012-02-15", "2011-12"),
        ("今年4月下旬启动。", "2018-10-09", "2018-04"),
        ("今（6）天开幕。", "2025-12-06", "2025-12-06"),
    ],
)
def test_a_day_or_month_close_ahead_is_one_to_come(text: str, written: str, value: str) -> None:
    assert dates(text, written) == [value]


def test_the_day_of_the_news_said_again_behind_another_year_stays_as_open() -> None:
    days = ("3月9日，急救中心公布了去年的各项数据。", "2017年接警12万次，3月9日凌晨又有一起，两人受伤。")
    (filled,) = map(annotate, read_articles("\n\n".join(days), Source(file="a.txt", sha256="")))
    found = [figure.value for one in filled.passages() for figure in one.figures if figure.kind == "date"]
    assert found == ["--03-09", "2017", "--03-09"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("后续医疗队将于14日启程。", ["2024-05-14"]),
        ("会议将于20日召开，26日启用新楼。", ["2024-05-20", "2024-05-26"]),
        ("新楼拟于28日启用。", ["2024-05-28"]),
        ("首批队员将于3日返回。", ["2024-06-03"]),
        ("4月20日动员，将于26日集合。", ["2024-04-20", "2024-04-26"]),
        ("新院区将于12月启用。", ["2024-12"]),
        ("义诊于12日举行。", ["2024-05-12"]),
    ],
)
def test_a_planned_day_that_is_bare_is_the_next_one(text: str, days: list[str]) -> None:
    assert dates(text, written="2024-05-14") == days


def test_a_year_in_brackets_is_the_one_that_is_meant() -> None:
    assert dates("局里于去年（2024）10月发文，今年（2025年）5月15日复查。") == ["2024-10", "2025-05-15"]


def test_the_months_of_one_year_are_one_time_but_where_a_change_begins_and_ends() -> None:
    text = "2023年一季度药占比降至30%，从1月到9月住院日降至7天。"
    assert times(text) == {"30%": "2023-01/2023-03", "7天": "2023-09"}


def test_what_is_shared_out_is_of_the_dates_of_its_own_item() -> None:
    text = "2022年占比62%，2023年占比61%；再看重症，2021年住院率分别为46%及67%。"
    assert {key: times(text)[key] for key in ("46%", "67%")} == {"46%": "2021", "67%": "2021"}
