"""Numbers as a whole: values of every way of writing them."""

from decimal import Decimal

import pytest
from hospital_tui.figures import numerals
from hypothesis import given
from hypothesis import strategies as st

VALUES = {
    "三百二十一": "321",
    "一万三": "13000",
    "一万零三": "10003",
    "两千四百五": "2450",
    "百二": "120",
    "十五": "15",
    "二〇二三": "2023",
    "３万５千": "35000",
    "62.9万": "629000",
    "1.2亿": "120000000",
    "四万万": "400000000",
    "三百万亿": "300000000000000",
    "壹佰伍拾": "150",
    "陸萬零三百": "60300",
    "１２，３４５": "12345",
    "12,345.6": "12345.6",
    "二点五亿": "250000000",
    "零点零三": "0.03",
    "负七": "-7",
    "-.25": "-0.25",
    "九千 八百": "9800",
    "二十几万": "200000",
    "三百余万": "3000000",
    "15k": "15000",
    "百分之五": "0.05",
    "五分之二": "0.4",
    "一又二分之一": "1.5",
    "12.5%": "0.125",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_a_numeral_has_its_value(text: str, value: str) -> None:
    assert numerals.parse(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "万", "万万", "亿万", "四川", "大陆", "3人", "一二三四五六七八九" * 40, "1.2.3", "零分之一"]
)
def test_what_is_no_number_has_none(text: str) -> None:
    assert numerals.parse(text) is None


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_spelled_in_characters_reads_back(value: int) -> None:
    assert numerals.parse(spelled(value)) == value


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert numerals.parse(text) is None or isinstance(numerals.parse(text), Decimal)


def spelled(value: int) -> str:
    """The number in Chinese characters, by the rules of GB/T 15835."""
    if value == 0:
        return "零"
    groups = []
    while value:
        value, group = divmod(value, 10000)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            continue
        if text and (group < 1000 or (place + 1 < len(groups) and groups[place + 1] == 0)):
            text += "零"
        text += _below_ten_thousand(group) + ("", "万", "亿", "万亿")[place]
        if place == 3 and groups[2]:
            text = text.removesuffix("亿")
    return text


def _below_ten_thousand(group: int) -> str:
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // unit % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return text
