"""Dates, papers and the year an article speaks of."""

import pytest
from hospital_tui.parsing.dates import iso_date, newspaper, published, year_spoken_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年6月29日", "2023-06-29"),
        ("2020.11.23", "2020-11-23"),
        ("２０２２年３月８日", "2022-03-08"),
        ("二〇二二年三月二十八日 星期二", "2022-03-28"),
        ("2023-06-29 10:20 来源：某某网", "2023-06-29"),
        ("2023年13月1日", None),
        ("2023年6月", None),
        ("", None),
    ],
)
def test_iso_date(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_published_is_the_first_date() -> None:
    assert published(["健康", "2023年6月29日", "2023年7月1日"]) == "2023-06-29"
    assert published(["健康"]) is None


@pytest.mark.parametrize(
    ("furniture", "bylines", "name"),
    [
        (["06", "株洲日报", "健康"], [], "株洲日报"),
        (["威海晚报 / 健康 / 2019年9月24日"], [], "威海晚报"),
        (["2020-03-05 来源：人民网"], [], "人民网"),
        ([], ["新大楼。威海晚报记者 王某某 摄"], "威海晚报"),
        (["责任编辑:李某"], ["本报记者 王某"], None),
    ],
)
def test_newspaper(furniture: list[str], bylines: list[str], name: str | None) -> None:
    assert newspaper(furniture, bylines) == name


@pytest.mark.parametrize(
    ("titles", "body", "date", "year"),
    [
        ("标题", ["回首2023年，医院砥砺奋进。", "2024年，医院将牢牢把握机遇。"], None, "2023"),
        ("2023年度成绩单", ["2026年底建成投用。"], "2024-01-19", "2023"),
        ("标题", ["医院始建于1979年。", "2019年，大楼投入使用。", "2021年是开局之年。"], None, "2021"),
        ("标题", ["按照《规划（2020-2025年）》要求，2021年晋升三级医院。"], None, "2021"),
        ("标题", ["今年5月，医院行动。"], "2023-06-29", "2023"),
        ("标题", ["医院发展。"], None, None),
    ],
)
def test_year_spoken_of(titles: str, body: list[str], date: str | None, year: str | None) -> None:
    assert year_spoken_of(titles, body, date) == year
