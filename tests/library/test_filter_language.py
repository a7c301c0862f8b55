"""Reading a line of the filter language."""

import pytest
from hospital_tui.library.query.filter_language import parse
from hospital_tui.library.query.query import (
    Clause,
    Comparison,
    Demand,
    During,
    Has,
    KindIs,
    Place,
    Word,
)
from hypothesis import given
from hypothesis import strategies as st

EXAMPLES: dict[str, list[Clause]] = {
    "骨科 机器人": [Word(start=0, end=2, text="骨科"), Word(start=3, end=6, text="机器人")],
    "骨科　ＤＲ": [Word(start=0, end=2, text="骨科"), Word(start=3, end=5, text="dr")],
    '"微创 手术"': [Word(start=0, end=7, text="微创 手术", quoted=True)],
    "“微创 手术”": [Word(start=0, end=7, text="微创 手术", quoted=True)],
    "「微创」": [Word(start=0, end=4, text="微创", quoted=True)],
    "-公立": [Word(start=0, end=3, text="公立", negative=True)],
    "－公立": [Word(start=0, end=3, text="公立", negative=True)],
    "醫院:長治": [Place(start=0, end=5, field="hospital", text="长治")],
    "hospital：长治": [Place(start=0, end=11, field="hospital", text="长治")],
    '节:"学科 建设"': [Place(start=0, end=9, field="section", text="学科 建设")],
    "-节:学科": [Place(start=0, end=5, field="section", text="学科", negative=True)],
    "类:百分比": [KindIs(start=0, end=5, kind="percent")],
    "KIND:Money": [KindIs(start=0, end=10, kind="money")],
    "年:2023": [During(start=0, end=6, first=2023, last=2023)],
    "年:2023-2020": [During(start=0, end=11, first=2020, last=2023)],
    "year:２０２０至２０２３年": [During(start=0, end=15, first=2020, last=2023)],
    "年:未知": [During(start=0, end=4, first=0, last=0)],
    "-year:unknown": [During(start=0, end=13, first=0, last=0, negative=True)],
    "有:数据": [Has(start=0, end=4)],
    "has:figures": [Has(start=0, end=11)],
    "人>100": [Comparison(start=0, end=5, unit="人", operator=">", value=100)],
    "元>=10万": [Comparison(start=0, end=6, unit="元", operator=">=", value=100_000)],
    "元≥1.2亿": [Comparison(start=0, end=6, unit="元", operator=">=", value=120_000_000)],
    "％＞４０": [Comparison(start=0, end=4, unit="%", operator=">", value=40)],
    "-人=1,200": [Comparison(start=0, end=8, unit="人", operator="=", value=1200, negative=True)],
    "平方米<5000": [Comparison(start=0, end=8, unit="平方米", operator="<", value=5000)],
    "类:比例 类:钱 kind:%": [
        KindIs(start=0, end=4, kind="percent"),
        KindIs(start=5, end=8, kind="money"),
        KindIs(start=9, end=15, kind="percent"),
    ],
    "年:2020-": [During(start=0, end=7, first=2020, last=9999)],
    "年：－２０２０年": [During(start=0, end=8, first=0, last=2020)],
    "人 > 100": [Comparison(start=0, end=7, unit="人", operator=">", value=100)],
    "骨科 人　≥１００": [
        Word(start=0, end=2, text="骨科"),
        Comparison(start=3, end=9, unit="人", operator=">=", value=100),
    ],
    "人> 100 元 >=10万": [
        Comparison(start=0, end=6, unit="人", operator=">", value=100),
        Comparison(start=7, end=14, unit="元", operator=">=", value=100_000),
    ],
    "-人 > 100": [Comparison(start=0, end=8, unit="人", operator=">", value=100, negative=True)],
    "万元>10": [Comparison(start=0, end=5, unit="元", operator=">", value=100_000)],
    "亿元>=1": [Comparison(start=0, end=5, unit="元", operator=">=", value=100_000_000)],
    "万人次>5": [Comparison(start=0, end=5, unit="人次", operator=">", value=50_000)],
    "千克>5": [Comparison(start=0, end=4, unit="千克", operator=">", value=5)],
    "8:30": [Word(start=0, end=4, text="8:30")],
    "https://example.org/a": [Word(start=0, end=21, text="https://example.org/a")],
    "“未知:长治”": [Word(start=0, end=7, text="未知:长治", quoted=True)],
    "《论语》:": [Word(start=0, end=5, text="《论语》:")],
    "COVID-19": [Word(start=0, end=8, text="covid-19")],
    "": [],
    " 　 ": [],
    '""': [],
}


@pytest.mark.parametrize("line", EXAMPLES)
def test_reads(line: str) -> None:
    query = parse(line)
    assert list(query.clauses) == EXAMPLES[line]
    assert query.errors == ()


MISTAKES = {
    '骨科 "微创': ("unclosed", 3, 6),
    "-": ("only-minus", 0, 1),
    "医院:": ("no-value", 0, 3),
    "骨科 类:颜色": ("bad-kind", 3, 7),
    "年:23": ("bad-year", 0, 4),
    "有:什么": ("bad-has", 0, 4),
    ">100": ("no-unit", 0, 4),
    "骨科 foo:bar": ("bad-field", 3, 10),
    "-未知:长治": ("bad-field", 0, 6),
    "人>": ("no-number", 0, 2),
    "人 >": ("no-number", 0, 3),
    "人>很多": ("bad-number", 0, 4),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_says_where_a_mistake_stands(line: str) -> None:
    query = parse(line)
    assert [(error.key, error.start, error.end) for error in query.errors] == [MISTAKES[line]]
    assert len(query.clauses) == line.count("骨科")


def test_an_unknown_field_is_named_as_it_was_written() -> None:
    assert parse("-Ｆoo:bar").errors[0].params == {"name": "Ｆoo"}


def test_a_year_bounds_the_same_figure() -> None:
    assert parse("人>=100 人<=200 年:2023").demands() == (
        Demand(unit="人", bounds=((">=", 100.0), ("<=", 200.0)), years=(2023, 2023)),
    )
    assert parse("年:2022 年:2023").demands() == (Demand(years=(2022, 2022)), Demand(years=(2023, 2023)))
    assert parse("有:数据 -%>40").demands() == (
        Demand(),
        Demand(unit="%", bounds=((">", 40.0),), negative=True),
    )


SIGNS = st.text(
    st.one_of(st.sampled_from('医院节类年有:：-－>=＞＜≥"“”「」 　人元%万亿0123456789.'), st.characters()),
    max_size=30,
)


@given(SIGNS)
def test_never_raises_and_stays_inside_the_line(line: str) -> None:
    query = parse(line)
    query.demands()
    for part in (*query.clauses, *query.errors):
        assert 0 <= part.start < part.end <= len(line)
