"""Dates of a page, and in the name of a file."""

import pytest
from hospital_tui.parsing.dates import date_in_name, iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年6月29日", "2023-06-29"),
        ("2020.11.23", "2020-11-23"),
        ("２０２２年３月８日", "2022-03-08"),
        ("二〇二二年三月二十八日 星期二", "2022-03-28"),
        ("2023-06-29 10:20 来源：某某网", "2023-06-29"),
        ("東港日報 民國110年3月12日 星期五", "2021-03-12"),
        ("中華民國一百一十年三月十二日", "2021-03-12"),
        ("2024 05/13 10:33:57", "2024-05-13"),
        ("14.08.2014 12:46", "2014-08-14"),
        ("2024 05/13号楼", None),
        ("2023年13月1日", None),
        ("2023年6月", None),
        ("", None),
    ],
)
def test_iso_date(text: str, date: str | None) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("file", "date"),
    [
        ("20200223.txt", "2020-02-23"),
        ("某报2020-02-23A5版.txt", "2020-02-23"),
        ("2020_2_3 医院.md", "2020-02-03"),
        ("健康2019年9月24日.docx", "2019-09-24"),
        ("001_15dd6fafe812bcec.txt", None),
        ("20201323.txt", None),
        ("1202002231.txt", None),
        ("2020.txt", None),
    ],
)
def test_date_in_a_file_name(file: str, date: str | None) -> None:
    assert date_in_name(file) == date
