"""What holds for any text: positions are true, figures do not overlap, nothing runs for ever."""

from itertools import pairwise

import pytest
from hospital_tui.figures import extract
from hypothesis import given, settings
from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        *"0123456789零一二三四五六七八九十百千万亿两半几余多近约个名人例次项张年月日号第首前至到—-、，。；：（）“”《》的和等其中 　％%.,",
        "2023年",
        "同比增长",
        "平方米",
        "床位",
        "三级甲等",
        "分别为",
        "百分之",
        "今年",
        "等奖",
        "\n",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
@settings(max_examples=400, deadline=None)
def test_figures_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    figures = extract(text)
    for figure in figures:
        start, end = figure.at
        assert 0 <= start < end <= len(text)
        assert text[start:end] == figure.text
        assert figure.kind in ("count", "percent", "money", "measure", "duration", "date", "rank")
        assert figure.value is not None
    for one, next_one in pairwise(figures):
        assert one.at[1] <= next_one.at[0]


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert extract(text) == extract(text)


REPEATED = (
    "1",
    "第",
    "万",
    "一",
    "第一",
    "十几",
    "一点",
    "“",
    "1个",
    "5%、",
    "从1个到2个",
    "2020年",
    "a.@",
    "其中1人、",
    "第一、",
    "第1、",
    "11、",
)


@pytest.mark.parametrize("unit", REPEATED)
def test_what_repeats_is_read_to_its_end(unit: str) -> None:
    """Long enough that a pattern which backtracks would not come back; tests/benchmarks/growth.py measures it."""
    text = (unit * 20_000)[:20_000]
    for figure in extract(text):
        assert text[slice(*figure.at)] == figure.text


def test_a_megabyte_of_digits_is_no_number() -> None:
    assert extract("1" * 1_000_000) == []
    assert extract("第" * 1_000_000) == []
    assert extract("万" * 1_000_000) == []
