"""Reading a line of the filter language."""

import pytest
from hospital_tui.library.query.clauses import (
    Asked,
    Clause,
    Comparison,
    Demand,
    During,
    Has,
    Kept,
    KindIs,
    Named,
    Place,
    Published,
    Word,
)
from hospital_tui.library.query.filter_language import parse
from hospital_tui.library.query.query import MOST_BRANCHES
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
    "所指:床位": [Named(start=0, end=5, part="label", text="床位")],
    "-metric:开放床位": [Named(start=0, end=12, part="metric", text="开放床位", negative=True)],
    "指标:门诊量>=50万": [
        Comparison(start=0, end=11, unit="门诊量", operator=">=", value=500_000, part="metric")
    ],
    "所指：床位 > 1000": [Comparison(start=0, end=12, unit="床位", operator=">", value=1000, part="label")],
    "有:批注": [Kept(start=0, end=4, what="note")],
    "has:bookmarks": [Kept(start=0, end=13, what="bookmark")],
    "-有:更正": [Kept(start=0, end=5, what="correction", negative=True)],
    "note:“待 核”": [Kept(start=0, end=10, what="note", text="待 核")],
    "来源:日报": [Place(start=0, end=5, field="newspaper", text="日报")],
    "newspaper:unknown": [Place(start=0, end=17, field="newspaper", text="")],
    "日期:2024-3": [Published(start=0, end=9, first="2024-03", last="2024-03")],
    "date:2023年11月..2024": [Published(start=0, end=19, first="2023-11", last="2024")],
    "日期:..2024/05/06": [Published(start=0, end=15, first="0000", last="2024-05-06")],
    "日期:未知": [Published(start=0, end=5, first="", last="")],
    "节:不忘初心，牢记使命": [Place(start=0, end=11, field="section", text="不忘初心,牢记使命")],
    "脊柱（骨科|外科）": [Word(start=0, end=9, text="脊柱(骨科|外科)")],
    "甲)": [Word(start=0, end=2, text="甲)")],
    "或": [Word(start=0, end=1, text="或")],
    "or": [Word(start=0, end=2, text="or")],
    "骨科 AND 手术": [Word(start=0, end=2, text="骨科"), Word(start=7, end=9, text="手术")],
    "COVID-19": [Word(start=0, end=8, text="covid-19")],
    "": [],
    " 　 ": [],
    '""': [],
}


@pytest.mark.parametrize("line", EXAMPLES)
def test_reads(line: str) -> None:
    query = parse(line)
    assert list(query.clauses) == EXAMPLES[line]
    assert len(query.branches) == bool(EXAMPLES[line])
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
    "日期:24-3": ("bad-date", 0, 7),
    "骨科|": ("no-operand", 2, 3),
    "骨科 OR": ("no-operand", 3, 5),
    "(骨科": ("unclosed", 0, 3),
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
    assert demands("人>=100 人<=200 年:2023") == (
        Demand(unit="人", bounds=((">=", 100.0), ("<=", 200.0)), years=(2023, 2023)),
    )
    assert demands("年:2022 年:2023") == (Demand(years=(2022, 2022)), Demand(years=(2023, 2023)))
    assert demands("有:数据 -%>40") == (Demand(), Demand(unit="%", bounds=((">", 40.0),), negative=True))
    assert demands("所指:床位 所指:开放 张>9") == (
        Demand(unit="张", said=(("label", "床位"), ("label", "开放")), bounds=((">", 9.0),)),
    )
    assert demands("指标:甲 指标:乙") == (Demand(said=(("metric", "甲"),)), Demand(said=(("metric", "乙"),)))


def demands(line: str) -> tuple[Demand, ...]:
    (branch,) = parse(line).branches
    return branch.demands()


def said(line: str) -> set[str]:
    """The branches of a line, written out without their places."""

    def words(clause: Clause) -> str:
        text = "".join(str(getattr(clause, name, "")) for name in ("text", "kind", "first", "unit"))
        text = str(clause.demand.unit) if isinstance(clause, Asked) else text
        return "-" * clause.negative + text

    query = parse(line)
    assert query.errors == ()
    return {" ".join(map(words, branch.clauses)) for branch in query.branches}


ALTERNATIVES = {
    "甲|乙": {"甲", "乙"},
    "甲 OR 乙": {"甲", "乙"},
    "甲 或 乙 或者 丙": {"甲", "乙", "丙"},
    "甲｜“乙 丙”": {"甲", "乙 丙"},
    "甲 乙|丙": {"甲 乙", "甲 丙"},
    "(甲 乙)|丙": {"甲 乙", "丙"},
    "（甲|乙）（丙|丁）": {"甲 丙", "甲 丁", "乙 丙", "乙 丁"},
    "-(甲|乙)": {"-甲 -乙"},
    "-(甲 乙)": {"-甲", "-乙"},
    "NOT (甲 -乙)": {"-甲", "乙"},
    "甲 NOT 乙": {"甲 -乙"},
    "医院:长治,株洲": {"长治", "株洲"},
    "医院:（长治|株洲）": {"长治", "株洲"},
    "-医院:长治，株洲": {"-长治 -株洲"},
    "类:比例,金额 年:2023,2021": {"percent 2023", "percent 2021", "money 2023", "money 2021"},
    "-(人>1 年:2023)": {"-人"},
    "((甲)|((乙)))": {"甲", "乙"},
    "()": set(),
}


@pytest.mark.parametrize("line", ALTERNATIVES)
def test_or_lists_and_groups_are_branches(line: str) -> None:
    assert said(line) == ALTERNATIVES[line]


@pytest.mark.parametrize(
    "line",
    [
        " ".join(["(甲|乙)"] * 300),
        "-(" + " ".join(f"(甲{n}|乙{n})" for n in range(40)) + ")",
        " ".join(f"(甲{n}|乙{n})" for n in range(40)),
        "(" * 5000 + "甲",
        "类:比例,金额 " * 300,
    ],
)
def test_what_would_be_too_much_is_said(line: str) -> None:
    query = parse(line)
    assert len(query.branches) <= MOST_BRANCHES
    assert query.errors or len(query.branches) <= 4


SIGNS = st.text(
    st.one_of(
        st.sampled_from('医院节类年有:：-－|｜()（）,，或OR>=＞＜≥"“”「」 　人元%万亿0123456789.'),
        st.characters(),
    ),
    max_size=30,
)


@given(SIGNS)
def test_never_raises_and_stays_inside_the_line(line: str) -> None:
    query = parse(line)
    for branch in query.branches:
        branch.demands()
    for part in (*query.clauses, *query.errors):
        assert 0 <= part.start < part.end <= len(line)
