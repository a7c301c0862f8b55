"""When an article speaks: what proves a year, and what leaves it open."""

from collections.abc import Sequence
from itertools import product

import pytest
from hospital_tui.figures.resolve.resolving import YEAR_END, Anchor, Date, resolve
from hospital_tui.figures.resolve.timeline import timeline

YEARS = (2009, 2014, 2019, 2023)


def told(
    titles: list[str], body: list[str], date: str | None, beside: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """When an article speaks, and of which year."""
    found = timeline(titles, body, date, beside)
    return found.written, found.year


PROVED = (
    ("{y}年5月6日，市一医院举行开诊仪式。", "来院群众500余人。"),
    ("近日，{y}年全市护理技能大赛上，市一医院护士出场。", "选手30人。"),
    ("{a}年，医院搬到新址。12年来，医院不断壮大。", "{y}年，门诊楼落成。"),
    ("医院创建于{a}年。", "建院12周年之际，医院举行义诊。"),
    ("{y}年1月至6月，门诊量3万人次，比去年同期增长5%。", "7月，义诊开始。"),
    ("{y}年，医院迈上新台阶。", "一年来，医院完成手术3000台。"),
    ("{y}年是医院二次创业的关键之年。", "医院将继续努力。"),
    ("{y}年初，他受了伤。", "{y}年4月，他做了手术。5月8日，他复查。"),
    ("{a}年，他从医学院来到这里，至今已有12年。", "{b}年，她来到这里，至今已有7年。"),
)
OPEN = (
    ("今年5月，新院区启用。", "门诊量3万人次。"),
    ("{y}年，医院获批胸痛中心。", "今年5月，新院区启用。"),
    ("他{y}年毕业于医学院。", "5月3日，他到社区义诊。"),
    ("医院始建于{y}年。", "5月3日，新院区启用。"),
    ("“{y}年那场洪水，大家都来帮我们。”他说。", "1月22日，他返回岗位。"),
    ("新综合楼计划于{y}年6月投用。", "门诊量3万人次。"),
    ("预计到{y}年，床位将达到500张。", "门诊量3万人次。"),
    ("该项目获{y}年度省科技进步一等奖。", "门诊量3万人次。"),
    ("参保费（{y}年220元/人）由财政代缴。", "7月4日，记者来到村里。"),
    ("从{y}年以后，他做了近2000例手术。", "今年11月有学术会。"),
    ("8月3日，区医院新楼启用。", "该项目于{y}年6月18日开工，床位300张。"),
    ("1月19日讯，记者从卫健委获悉，{y}年全市出生1.2万人。", "同比下降3%。"),
)


@pytest.mark.parametrize(("texts", "year"), product(PROVED, YEARS))
def test_a_year_that_the_text_proves(texts: tuple[str, ...], year: int) -> None:
    body = [text.format(y=year, a=year - 12, b=year - 7) for text in texts]
    assert timeline([], body, None).written == str(year)


@pytest.mark.parametrize(("texts", "year"), product(OPEN, YEARS))
def test_a_year_in_passing_proves_nothing(texts: tuple[str, ...], year: int) -> None:
    assert told([], [text.format(y=year) for text in texts], None) == (None, None)


@pytest.mark.parametrize(
    ("title", "year"), product(("{y}年发展纪实", "回望{y}：医院这一年", "{y}年度工作答卷"), YEARS)
)
@pytest.mark.parametrize("verb", ["计划于", "拟于", "将于", "有望于", "预计", "力争"])
def test_the_year_of_a_title_wins_over_a_plan(title: str, year: int, verb: str) -> None:
    body = [f"门诊量12万人次，同比增长8%。新综合楼{verb}{year + 3}年6月投用。", f"{year + 2}年6月可投用。"]
    assert told([title.format(y=year)], body, None) == (str(year), str(year))


@pytest.mark.parametrize("year", YEARS)
def test_two_proofs_that_disagree_leave_the_year_open(year: int) -> None:
    jubilee = f"医院创建于1952年。建院{year - 1952}周年之际，医院开诊。"
    observed = f"第{year - 1 - 1911}个国际护士节，医院表彰护士。"
    assert timeline([], [jubilee], None).written == str(year)
    assert timeline([], [observed], None).written == str(year - 1)
    assert timeline([], [jubilee, observed], None).written is None


@pytest.mark.parametrize("year", YEARS)
def test_a_known_day_is_the_day_of_writing(year: int) -> None:
    assert told([], ["今年5月，启用。"], f"{year}-06-01") == (f"{year}-06-01", str(year))
    assert timeline([f"{year - 1}年度成绩单"], ["启用。"], f"{year}-01-19").year == str(year - 1)
    assert timeline([f"{year - 20}年的往事"], ["启用。"], f"{year}-01-19").year == str(year)


def test_a_weekday_proves_the_year_soon_after_the_last_one_stated() -> None:
    assert timeline([], ["2013年获得专利。", "2月21日恰逢周日，专家来院。"], None).written == "2016"


@pytest.mark.parametrize("years", range(2, 9))
def test_the_same_day_so_many_years_ago_proves_the_year_unless_other_sums_disagree(years: int) -> None:
    then = ["2008年3月9日，他第一次站上讲台。", f"今年3月9日，学生来信：{years}年前的今天，我们相识。"]
    assert timeline([], then, None).written == str(2008 + years)
    other = ["1990年，他来到医院，至今已有50年。1995年，他入党，已有45年。"]
    assert timeline([], [*then, *other], None).written is None
    assert timeline([], [then[0], then[1].replace("3月9日", "3月10日")], None).written is None


def test_a_numbered_observance_proves_the_year() -> None:
    assert timeline([], ["在第113个国际护士节到来之际，医院表彰护士。"], None).written == "2024"


def test_a_line_of_the_page_proves_only_what_is_reckoned_twice() -> None:
    body = ["一封1999年的信迟到了14年。", "1991年，他做了手术，术后22年，他很健康。"]
    assert timeline([], body, None, ["2013年"]).written == "2013"
    assert told([], ["门诊量3万人次。"], None, ["2013年"]) == (None, None)


def test_the_words_that_state_the_year_are_known() -> None:
    titles, body = ["2023年发展纪实"], ["2022年，医院启用新楼。"]
    assert timeline(titles, body, None).said == (0, 0, 5)
    assert timeline([], ["医院创建于1952年。建院60周年之际，义诊。"], None).said is None
    found = timeline(["发展纪实"], ["新楼将于2023年投用。", "2023年底，新楼投用。"], "2023-12-30")
    assert found.said == (2, 0, 5)


@pytest.mark.parametrize(
    ("month", "iso"), [(2, "2024-02-13"), (6, "2024-06-13"), (7, "--07-13"), (11, "--11-13")]
)
def test_the_end_of_a_year_leads_to_the_half_year_behind_it_and_no_further(month: int, iso: str) -> None:
    anchor = Anchor(earlier=Date(2023, YEAR_END))
    assert resolve(Date(None, month, 13), anchor)[0] == iso
