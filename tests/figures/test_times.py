"""When figures hold: dates and figures in generated sentences."""

from datetime import date as calendar_day
from itertools import product

import pytest
from hospital_tui.figures import annotate, extract
from hospital_tui.figures.read.mentions import Date
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.lasting import beyond_heading, carried
from hospital_tui.figures.resolve.standing import Recent, standing_of
from hospital_tui.model import Article, Figure, Hospital, Passage, Section, Source
from hypothesis import given
from hypothesis import strategies as st

YEARS = (1998, 2014, 2021)
THINGS = (
    ("门诊量", "18万人次", "24万人次"),
    ("开放床位", "380张", "600张"),
    ("总收入", "2.1亿元", "3.9亿元"),
)


def times(text: str, written: str | None = None) -> dict[str, str | None]:
    return {figure.text: figure.time for figure in extract(text, written=written) if figure.kind != "date"}


def dates(text: str, written: str | None = None) -> list[str]:
    return [str(figure.value) for figure in extract(text, written=written) if figure.kind == "date"]


@pytest.mark.parametrize(("year", "thing"), product(YEARS, THINGS))
@pytest.mark.parametrize(
    ("pattern", "first", "second"),
    [
        ("{t}由{y}年的{a}增至{z}年的{b}。", "y", "z"),
        ("{t}从{y}年的{a}增长到{z}年的{b}。", "y", "z"),
        ("{z}年，{t}由{a}增至{b}。", None, "z"),
        ("{t}由{a}增至{z}年的{b}。", None, "z"),
        ("{y}年和{z}年{t}分别为{a}、{b}。", "y", "z"),
        ("{y}年、{z}年，{t}分别达{a}和{b}。", "y", "z"),
        ("{t}{a}（{y}年），{b}（{z}年）。", "y", "z"),
        ("{y}年{t}{a}，{z}年{t}{b}。", "y", "z"),
    ],
)
def test_each_value_has_its_own_time(
    pattern: str, first: str | None, second: str, year: int, thing: tuple[str, str, str]
) -> None:
    said = {"y": str(year), "z": str(year + 4)}
    name, one, other = thing
    found = times(pattern.format(t=name, a=one, b=other, **said))
    assert (found[one], found[other]) == (first and said[first], said[second])


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("before", "standing"),
    [
        ("始建于", "past"),
        ("较", "compared"),
        ("计划于", "planned"),
        ("有望在", "planned"),
        ("荣获", "named"),
        ("", "holds"),
    ],
)
def test_how_a_date_stands(before: str, standing: str, year: int) -> None:
    text = f"医院{before}{year}年{'度先进奖' if standing == 'named' else '，'}"
    assert standing_of(text, 2 + len(before), 7 + len(before)) == standing


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    "text",
    ["医院始建于{y}年，开放床位500张。", "医院成立{y}年，开放床位500张。", "门诊量比{y}年增长，达到500张。"],
)
def test_founding_and_comparison_date_no_figure(text: str, year: int) -> None:
    assert times(text.format(y=year))["500张"] is None


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("verb", ["将于", "拟于", "计划于", "预计", "力争", "有望于"])
def test_a_plan_dates_its_own_clause_and_nothing_behind_it(verb: str, year: int) -> None:
    found = times(f"新楼{verb}{year}年6月投用120张床位，总投资3亿元。职工500人。")
    assert found == {"120张": f"{year}-06", "3亿元": None, "500人": None}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2023年一至三季度完成手术80台。", "2023-01/2023-09"),
        ("2023年第二季度完成手术80台。", "2023-04/2023-06"),
        ("2023年下半年完成手术80台。", "2023-07/2023-12"),
        ("2023年，上半年完成手术80台。", "2023-01/2023-06"),
        ("2023年，一季度完成手术80台。", "2023-01/2023-03"),
        ("2023年5月，1日至9日完成手术80台。", "2023-05-01/2023-05-09"),
        ("2021年、2022年完成手术80台。", "2021/2022"),
        ("2023年前10个月完成手术80台。", "2023-01/2023-10"),
        ("“十四五”期间，完成手术80台。", "2021/2025"),
        ("十三五时期，完成手术80台。", "2016/2020"),
        ("23年底，完成手术80台。", "2023"),
        ("2022年末，完成手术80台。", "2022"),
        ("民國98年完成手术80台。", "2009"),
        ("自2016年以来，完成手术80台。", "2016/.."),
        ("5月12日，完成手术80台。", "--05-12"),
        ("1月24日至2月11日，完成手术80台。", "--01-24/--02-11"),
        ("截至5月3日，现有手术80台。", "--05-03"),
        ("首批手术80台于2012年12月完成。", "2012-12"),
        ("目前年手术80台。", None),
        ("2019年落成。此后先后完成手术80台。", None),
        ("2019年5月4日，局长介绍，医院完成手术80台。", None),
        ("2019年，如今有手术80台。", None),
    ],
)
def test_a_figure_takes_the_date_of_its_clause(text: str, time: str | None) -> None:
    assert times(text)["80台"] == time


@pytest.mark.parametrize("years", range(2, 15, 3))
def test_lengths_of_years_count_back_from_the_day_of_writing(years: int) -> None:
    span, begun = f"{2024 - years}/2024", str(2024 - years)
    assert times(f"近{years}年来，完成手术80台。", "2024-05-01")["80台"] == span
    assert times(f"{years}年前，医院有床位80台。", "2024-05-01")["80台"] == begun
    assert times(f"近{years}年来，完成手术80台。")["80台"] is None


@pytest.mark.parametrize(
    ("text", "written", "want"),
    [
        ("截至2018年底，开诊。2月13日，义诊。", None, ["2018", "2019-02-13"]),
        ("2023年12月开诊。2月13日，义诊。", None, ["2023-12", "2024-02-13"]),
        ("2014年3月开诊。5月5日，义诊。", None, ["2014-03", "2014-05-05"]),
        ("2023年12月至次年2月，义诊。", None, ["2023-12/2024-02"]),
        ("医院建于1976年。6月28日，义诊。", None, ["1976", "--06-28"]),
        ("该奖（2019年220元）。7月4日，义诊。", None, ["2019", "--07-04"]),
        ("2010、2011、2012年获奖。", None, ["2010", "2011", "2012"]),
        ("7月12、13日，义诊。", "2016-07-14", ["2016-07-12", "2016-07-13"]),
        ("16年4月2日，义诊。", None, ["2016-04-02"]),
        ("本月1日，义诊。", None, ["---01"]),
        ("七八十年代，上世纪八九十年代。", None, ["1970/1989", "1980/1999"]),
        ("获1999全国论文奖。", None, ["1999"]),
    ],
)
def test_bare_months_follow_the_date_stated_last(text: str, written: str | None, want: list[str]) -> None:
    assert dates(text, written) == want


@pytest.mark.parametrize("past", ["过去的一年，", "过去一年，", "过去这一年，", "在刚刚过去的一年里，"])
@pytest.mark.parametrize(
    ("written", "time"), [("2022-03-18", "2021"), ("2022-01-02", "2021"), ("2022-11-20", None), (None, None)]
)
def test_the_year_gone_by_is_the_one_before_early_in_a_year(
    past: str, written: str | None, time: str | None
) -> None:
    found = times(f"{past}全院门诊26.8万人次，出院1.4万人次。", written)
    assert found == {"26.8万人次": time, "1.4万人次": time}


@pytest.mark.parametrize(
    "text", ["过去一年来，床位500张。", "这一年里，床位500张。", "这已是过去，一年收治500张。"]
)
def test_what_only_looks_like_the_year_gone_by(text: str) -> None:
    assert times(text, "2022-03-18")["500张"] is None


@given(st.integers(1, 12), st.integers(1, 31), st.sampled_from(["", "今年", "去年", "2023年"]), st.booleans())
def test_any_day_of_any_month_ends_and_is_on_the_calendar(
    month: int, day: int, before: str, known: bool
) -> None:
    text = f"4月2日，义诊。{before}{month}月{day}日，收治500人。{day}日，出院80人。"
    for value in dates(text, "2024-03-01" if known else None):
        if len(value) == len("--01-01"):
            value = f"2024{value[1:]}"
        assert len(value) < len("2024-01-01") or calendar_day.fromisoformat(value)
    assert "500人" in times(text)


def read_in(texts: tuple[str, ...]) -> list[Figure]:
    """The figures of an article of these passages."""
    passages = tuple(
        Passage(id=str(place), role="body", text=text, spans=((100 * place, 100 * place + len(text)),))
        for place, text in enumerate(texts)
    )
    read = annotate(
        Article(
            id="a-1",
            hospital=Hospital(name=""),
            source=Source(file="a.txt", sha256=""),
            sections=(Section(level=1, passages=passages),),
        )
    )
    return [figure for passage in read.passages() for figure in passage.figures]


def test_a_passage_that_only_sets_the_scene_dates_the_next() -> None:
    found = read_in(("4月26日下午，火车站。", "队员10人回来了。", "队员20人回来了。"))
    assert [figure.time for figure in found] == [None, "--04-26", None]


@pytest.mark.parametrize(
    ("span", "value"),
    [
        ("从2月10日到4月6日", "2020-02-10/2020-04-06"),
        ("2月14日至3月25日", "2020-02-14/2020-03-25"),
        ("从2月10日到3月1日", "2020-02-10/2020-03-01"),
    ],
)
def test_a_span_that_ends_behind_the_last_day_told_is_of_its_year(span: str, value: str) -> None:
    told = ("2020年2月9日，医院接到指令。", "3月2日，她第一次独立上机。", f"{span}，医疗队收治121例。")
    assert [str(figure.value) for figure in read_in(told) if figure.kind == "date"][-1] == value


@pytest.mark.parametrize("word", ["比", "较", "低于"])
def test_what_is_said_behind_a_comparison_is_not_of_the_year_compared_with(word: str) -> None:
    found = times(f"2018年，占床率降至37%，{word}2010年的61%下降24个百分点。")
    assert (found["37%"], found["61%"]) == ("2018", "2010")
    assert found["24个百分点"] in ("2018", None)


def test_the_dates_of_passages_go_on_over_passages_that_say_none_and_are_known_to_be_over_a_heading() -> None:
    said = (Recent("2004", "holds", age=2),)
    assert carried(said, ()) == (Recent("2004", "holds"),)
    assert carried((), carried(said, ())) == (Recent("2004", "holds", age=1),)
    assert [one.scene for one in beyond_heading(said)] == [True]


def test_nothing_behind_from_then_on_is_of_the_time_before() -> None:
    for word in ("此后", "后来", "从此"):
        assert times(f"2019年3月，专科开诊。{word}，共收治患者800人。")["800人"] is None


@pytest.mark.parametrize("year", YEARS)
def test_the_whole_year_is_the_one_stated_last_and_a_bare_quarter_is_one_of_it(year: int) -> None:
    for part in ("四季度", "第三季度", "12月", "上半年"):
        assert times(f"{year}年{part}，门诊9万人次。全年完成手术1.2万台。")["1.2万台"] == str(year)
    found = times(f"{year}年一季度门诊8万人次，四季度9万人次，全年34万人次。")
    assert (found["8万人次"], found["9万人次"]) == (f"{year}-01/{year}-03", f"{year}-10/{year}-12")
    assert found["34万人次"] == str(year)
    assert times(f"医院建于{year}年。全年门诊50万人次。")["50万人次"] is None


@pytest.mark.parametrize("year", YEARS)
def test_bare_sentences_behind_one_that_a_year_leads_are_of_no_other(year: int) -> None:
    found = times(f"{year}年，门诊50万人次。住院3万人次。手术1万台。")
    assert found["50万人次"] == str(year) and set(found.values()) <= {str(year), None}
    assert times(f"{year}年获评重点专科。科室分两个病区，开放床位86张。")["86张"] is None


@pytest.mark.parametrize("link", ["、", "，", "；"])
@pytest.mark.parametrize("plan", ["计划", "力争", "预计"])
def test_the_months_of_a_plan_go_on_from_its_year(plan: str, link: str) -> None:
    text = f"{plan}2026年9月竣工验收{link}11月底前投入使用。3月，医院获评先进。"
    assert dates(text, "2024-05-20") == ["2026-09", "2026-11", "2024-03"]


@pytest.mark.parametrize("deed", ["完成整改", "全县接种率达到90%", "上报实施细则"])
def test_a_deadline_lies_ahead_of_the_day_of_writing(deed: str) -> None:
    assert dates(f"8月底前{deed}。", "2024-05-20") == ["2024-08"]
    assert dates("8月底前已完成整改。", "2024-05-20") == ["2023-08"]


@pytest.mark.parametrize("text", ["去年第四季门诊量增长5%。", "112年第4季门诊量增长5%。"])
def test_a_quarter_of_a_year_needs_no_more_than_its_season(text: str) -> None:
    assert dates(text.replace("门诊", "門診"), "2024-05-20") == ["2023-10/2023-12"]


@pytest.mark.parametrize("since", ["以来", "起", "后"])
def test_years_counted_from_a_year_that_is_said_end_where_they_are_counted_to(since: str) -> None:
    found = times(f"自1976年首支队伍派出{since}，46年间共派出16批、389人次。", "2023-05-20")
    assert found["16批"] in ("1976/2022", None) and found["389人次"] in ("1976/2022", None)
    far = times(f"自1976年首支队伍派出{since}，5年间共派出16批、389人次。", "2023-05-20")
    assert far["16批"] in ("2018/2023", None)


def test_what_goes_on_since_a_month_ends_with_the_day_of_writing() -> None:
    assert set(times("2020年4月以来，医院选派37名医护人员。", "2022-11-20").values()) <= {
        "2020-04/2022",
        None,
    }


@pytest.mark.parametrize("began", ["开工建设", "整体搬迁至现址", "挂牌成立"])
@pytest.mark.parametrize("extent", ["占地96亩", "建筑面积8.2万平方米", "下辖14个乡镇卫生院"])
def test_how_large_a_thing_is_that_was_begun_in_a_year_is_not_of_that_year(began: str, extent: str) -> None:
    assert extract(f"该院2021年{began}，{extent}。")[-1].time is None


@pytest.mark.parametrize("other", ["洪灾中", "，", "某地地震，"])
def test_an_item_of_a_list_with_a_date_of_its_own_is_of_no_other(other: str) -> None:
    found = extract(f"2005年，医院有床位80张；2012年7月{other}医院派出31人。")
    assert found[-1].time in (None, "2012-07")


@pytest.mark.parametrize(("first", "again"), [("1月至9月", "1—9月"), ("1至11月", "1月至11月")])
def test_a_span_that_is_said_again_is_the_same(first: str, again: str) -> None:
    found = extract(f"2021年{first}，门诊30万人次；{again}，手术2000台。")
    assert len({figure.time for figure in found if figure.kind != "date"}) == 1


@pytest.mark.parametrize("link", ["到", "至", "—"])
def test_a_day_without_its_unit_begins_a_span(link: str) -> None:
    date = extract(f"2011年12月20{link}2012年1月18日，共接诊15人。")[0]
    assert (date.kind, date.value) == ("date", "2011-12-20/2012-01-18")


def test_a_story_of_years_ago_goes_on_in_the_next_passage() -> None:
    context = Context(written="2019-06-12", year="2019", stated=Date(2009, 6, 12))
    assert extract("6月14日，医疗队赶到。", context=context)[0].value == "2009-06-14"
    assert extract("1月14日，医疗队赶到。", context=context)[0].value == "2019-01-14"


@pytest.mark.parametrize(
    ("told", "year"),
    [("2020年", 2020), ("2019年，", 2019), ("去年", 2021), ("过去的一年，", 2021), ("今年", 2022)],
)
@pytest.mark.parametrize(
    "text",
    [
        "{}，占比由上年的41%升至48%。",
        "{}，开诊；占比由上年的41%升至48%；再度获奖。",
        "{}占比48%，而上年是41%。",
        "{}占比升至48%，上年为41%。",
    ],
)
@pytest.mark.parametrize("before", ["上年", "上一年", "上一年度", "前一年"])
def test_the_year_before_is_counted_from_the_year_spoken_of(
    text: str, told: str, year: int, before: str
) -> None:
    said = text.format(told).replace("上年", before)
    assert times(said, "2022-03-18") == {"41%": str(year - 1), "48%": str(year)}


@pytest.mark.parametrize(
    "text", ["术前一年手术3台。", "提前一年完成3台。", "目前一年手术3台。", "前一年多做了3台。"]
)
def test_a_year_before_something_else_is_no_year(text: str) -> None:
    assert times(f"2021年的计划，{text}", "2022-03-18")["3台"] in ("2021", None)


@pytest.mark.parametrize("lately", ["近半年来，", "最近半年，", "近一年半来，"])
def test_a_part_of_a_year_counted_back_has_no_year_to_begin_with(lately: str) -> None:
    assert times(f"{lately}选送52人进修。", "2023-07-05")["52人"] is None


@pytest.mark.parametrize("years", [2, 3, 5, 10])
@pytest.mark.parametrize("lately", ["近{}年", "近{}年，", "最近{}年", "过去{}年，", "近{}年来，"])
def test_the_last_years_are_counted_back_from_the_day_of_writing(lately: str, years: int) -> None:
    found = times(f"{lately.format(years)}引进博士21名，选送52人进修。", "2023-07-05")
    del found[f"{years}年"]
    assert found == {"21名": f"{2023 - years}/2023", "52人": f"{2023 - years}/2023"}


@pytest.mark.parametrize(
    "length", ["用了近3年，", "经过近3年的建设，", "近3年时间，", "接近3年，", "公布的最近3年随访数据显示，"]
)
def test_a_length_of_nearly_so_many_years_dates_nothing_behind_it(length: str) -> None:
    assert times(f"{length}完成手术30台。", "2023-07-05")["30台"] is None


def test_what_went_from_one_year_to_another_goes_on_with_both() -> None:
    """Neither year alone is that of what the next item changed from or to."""
    found = times("2012年门诊量31万人次，2022年达88万人次；手术由430台升到960台。", "2023-07-05")
    assert (found["31万人次"], found["88万人次"], found["960台"]) == ("2012", "2022", None)
    assert times("2022年门诊量88万人次；手术960台。", "2023-07-05")["960台"] == "2022"


@pytest.mark.parametrize(
    "since", ["30年间，医院快速发展，", "1986年以来，医院不断发展，", "2016年，医院由小变大，"]
)
def test_what_there_is_now_is_not_of_the_years_since(since: str) -> None:
    found = times(f"{since}现有床位520张，职工680人。", "2016-11-08")
    assert set(found.values()) & {"1986/2016"} <= {found.get("30年")} - {None}
    assert {found["520张"], found["680人"]} <= {None, "2016"}


@pytest.mark.parametrize(
    "ahead", ["届时将增设", "将新增", "工程完成后，有望新增", "拟新建病房楼，规划床位", "医院力争开放"]
)
def test_what_lies_ahead_is_not_of_the_year_of_writing(ahead: str) -> None:
    context = Context(written="2022-09-14", year="2022")
    found = {
        one.text: one.time for one in extract(f"今年9月动工。{ahead}560张，职工900人。", context=context)
    }
    assert found["560张"] is None


@pytest.mark.parametrize("start", ["启动响应", "成立", "建院", "启用", "开展义诊"])
def test_what_is_counted_since_a_start_is_of_the_time_since(start: str) -> None:
    found = times(f"自2018年{start}以来，中心累计接诊患者3万人次，手术900台。")
    assert found == {"3万人次": "2018/..", "900台": "2018/.."}


@pytest.mark.parametrize("verb", ["组成", "构成", "形成"])
def test_what_something_is_made_up_of_is_not_where_it_came_from(verb: str) -> None:
    assert times(f"2月13日，由6名医生、24名护士{verb}的队伍出发。") == {"6名": "--02-13", "24名": "--02-13"}


@pytest.mark.parametrize("since", ["一年来", "三年来", "几个月来", "两年多来"])
def test_what_is_counted_up_to_now_is_not_of_the_day_it_began(since: str) -> None:
    assert times(f"药房于3月28日投用，{since}发药63.8万人次。")["63.8万人次"] is None
