"""The year of an article by what it states as an equation, against what only looks like one."""

from itertools import product

import pytest
from hospital_tui.figures.resolve.timeline import timeline

YEARS = (2008, 2014, 2019, 2024)
EARLIER = "{b}年5月，卒中中心挂牌。"
"""A year and month that would be the article's if nothing else were said."""
STATED = (
    "去年（{p}年），溶栓做了134例。",
    "{p}年（去年），溶栓做了134例。",
    "溶栓在去年，即{p}年，做了134例。",
    "去年即{p}年做了134例，去年全年（{p}年）无人死亡。",
    "前年（{q}年）只有61例，去年翻了一番。",
    "如今（{y}年），床位612张。",
    "从{a}年穿上白大褂到今天，整整30年，他没有离开过手术台。",
    "新生儿科是{a}年从儿科分出来的，到今年正好三十年。",
    "从{a}年算起，至今刚好30周年。",
    "这家{a}年在旧庙里起家的医院今年刚满三十岁。",
    "她{a}年出生，今年刚满30岁，已是护士长。",
    "从{s}年的48例，到{r}年的93例、{q}年的132例，再到去年的158例，手术一年多似一年。",
    "手术量{r}年是93台，{q}年是132台，{p}年是158台，今年已有190台。",
)
NOT_STATED = (
    "去年是{p}年以来病人最多的一年。",
    "前年（比{p}年多两成）也是如此。",
    "到今年，他干了30年，{a}年的事还记得。",
    "{a}年至今不满30年。",
    "从{a}年到今年，正好30个年头。",
    "他{a}年从卫校毕业，今年刚满30岁。",
    "{s}年获一等奖，{r}年获二等奖，{q}年获三等奖，去年又获奖。",
    "{s}年48例，{q}年132例，{p}年158例，今年更多。",
    "到{y}年正好三十年的计划是{a}年定下的。",
    "{a}年成立脑病科的主任今年正好52岁。",
    "{a}年入党的他说，今年是建党整整100年。",
    "{a}年建院时他就在这里，今年满60岁。",
    "{a}年出生的她今年从医整整20年。",
    "1958年建院，{a}年迁到城东，从建院到今天整整60年。",
    "{a}年{m}月援外，到今天整整10年零3个月。",
    "{a}年的那场雨仿佛就在今天，整整下了35年。",
    "他{a}年出生，今年虚岁正好32岁。",
    "去年，也就是{p}年他查出肺病后的第四年，他又上了山。",
)


def filled(text: str, year: int) -> str:
    """A sentence with its years: those before `year`, and a year thirty years ago."""
    return text.format(y=year, m=5, p=year - 1, q=year - 2, r=year - 3, s=year - 4, a=year - 30, b=year - 3)


@pytest.mark.parametrize(("text", "year"), product(STATED, YEARS))
def test_an_equation_is_stronger_than_any_other_sign(text: str, year: int) -> None:
    assert timeline([], [filled(text, year)], None).written == str(year)
    assert timeline([], [filled(EARLIER, year), filled(text, year)], None).written == str(year)


@pytest.mark.parametrize(("text", "year"), product(NOT_STATED, YEARS))
def test_what_only_looks_like_an_equation_proves_nothing(text: str, year: int) -> None:
    assert timeline([], [filled(text, year)], None).written is None


@pytest.mark.parametrize(("one", "other"), product(STATED[:3], STATED[5:8]))
def test_equations_that_contradict_each_other_leave_the_year_open(one: str, other: str) -> None:
    body = [filled(one, 2019), filled(other, 2016)]
    assert timeline([], body, None).written is None


@pytest.mark.parametrize("text", STATED)
def test_an_equation_before_a_year_that_was_leaves_the_year_open(text: str) -> None:
    assert timeline([], [filled(text, 2014), "2018年，新楼启用。"], None).written is None


REMEMBERED = (
    "方主任：忘不了，{y}年5月19日，周六，夜里，第一台。",
    "他说：“{y}年5月19日，我们做了第一台。”",
    "那是{y}年5月19日，他和同事下了飞机。",
    "她还记得{y}年5月19日的那场雨。",
)


@pytest.mark.parametrize(("text", "year"), product(REMEMBERED, YEARS))
def test_a_day_that_somebody_remembers_is_not_the_day_of_the_news(text: str, year: int) -> None:
    assert timeline([], [text.format(y=year), "去年做了131台。"], None).written is None


OVER = ("那一夜，他没有睡。", "十年过去，他成了院长。", "三年后，他们又聚在一起。", "时隔五年，她又来了。")


@pytest.mark.parametrize(("text", "year"), product(OVER, YEARS))
def test_a_day_that_is_long_over_is_not_the_day_of_the_news(text: str, year: int) -> None:
    opened = f"{year}年1月24日，除夕夜，医疗队出征。"
    assert timeline([], [opened + text], None).written is None
    assert timeline([], [opened, text], None).written is None
    assert timeline([], [opened, "三年来，医院收治病人3万人。"], None).written == str(year)


@pytest.mark.parametrize("year", YEARS)
def test_one_year_alone_is_not_today_s_where_last_year_is_told_of(year: int) -> None:
    body = [f"{year}年3月，中心挂牌。", f"{year}年底，做到30例。"]
    assert timeline([], body, None).written == str(year)
    assert timeline([], [*body, "去年做了158例。"], None).written is None
    assert timeline([], [f"{year}年，医院搬了家。这一年，门诊量3万人次。"], None).written is None


@pytest.mark.parametrize(("slogan", "year"), product(("内涵建设提升年", "患者体验年"), YEARS))
def test_the_year_that_has_a_slogan_is_the_one_spoken_of(slogan: str, year: int) -> None:
    assert timeline([], [f"{year}年是医院的“{slogan}”。"], None).written == str(year)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_behind_which_the_same_sentence_says_last_year_is_over(year: int) -> None:
    opened = f"{year}年5月3日，卒中中心挂牌，头一年做了23例，去年做了134例。"
    assert timeline([], [opened], None).written is None
    compared = f"{year}年5月3日，卒中中心挂牌，门诊量比去年增长5%。"
    assert timeline([], [compared], None).written == str(year)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2023年4月，记者在昂城见到他时，他又递交了申请。", "2023"),
        ("2023年4月6日上午，本报记者走进医院。", "2023"),
        ("2023年4月，记者第一次在昂城见到他。", None),
        ("2023年4月，记者站在昂城成立。", None),
        ("2023年4月，他在昂城见到记者。", None),
        ("2023年4月，记者在昂城见到她。十年后，她成了护士。", None),
    ],
)
def test_the_reporter_s_own_presence_dates_the_article(said: str, year: str | None) -> None:
    assert timeline([], ["医院在高原上。", said], None).written == year


def test_a_wire_with_its_year_is_of_its_day() -> None:
    found = timeline([], ["某社青州2024年1月16日电（记者某某）记者16日获悉，2023年床位4万张。"], None)
    assert (found.written, found.year) == ("2024-01-16", "2024")
    assert timeline([], ["他2024年1月16日电告家人，2023年床位4万张。"], None).written == "2024"


@pytest.mark.parametrize("count", [20, 60])
def test_an_anniversary_is_not_counted_from_a_year_that_founded_nothing(count: int) -> None:
    jubilee = f"医院迎来建院{count}周年。"
    assert timeline([], [f"{2018 - count}年，医院在祠堂里创建。", jubilee], None).written == "2018"
    assert timeline([], [f"{2018 - count}年办起诊所。2017年，新楼启用。", jubilee], None).written == "2018"
    assert timeline([], [f"{2020 - count}年，他来了。2018年，新楼启用。", jubilee], None).written is None
    assert timeline([], ["1996年，急诊楼建成。", "2017年，新楼启用。", jubilee], None).written is None
    assert timeline([], ["2021年，医院走上新路。", jubilee], None).written is None


def test_a_length_of_time_between_two_years_says_nothing_of_today() -> None:
    body = ["2019年床位960张；到2023年，床位没有多一张，四年间只多了5名护士。"]
    assert timeline([], body, None).written is None
    far = [*body, "2020年，他来到医院。", "五年前排在前面的，有的还在前面。2018年，三年前。"]
    assert timeline([], far, None).written is None


@pytest.mark.parametrize("title", ["对标“健康中国2030” 县医院转型忙", "《行动纲要2030》里的县医院"])
def test_a_year_in_the_name_of_a_plan_is_not_that_of_its_title(title: str) -> None:
    assert timeline([title], ["走进医院，体检中心里排着长队。"], None).written is None
    assert timeline(["奋进2023 一所县医院的答卷"], ["走进医院，体检中心里排着长队。"], None).written == "2023"
