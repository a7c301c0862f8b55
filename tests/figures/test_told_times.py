"""Times that a sentence states for some of its figures only, or names by what was said before."""

import pytest
from hospital_tui.figures import annotate, extract
from hospital_tui.figures.resolve.context import Context
from hospital_tui.model import Figure, Source
from hospital_tui.parsing.parse import read_articles

MEASURES = (("签约率", "51%", "63%"), ("年手术量", "804台", "1178台"), ("次均费用", "310元", "268元"))


def read(text: str) -> list[Figure]:
    """The figures of a page."""
    (article,) = map(annotate, read_articles(text, Source(file="a.txt", sha256="")))
    return [figure for passage in article.passages() for figure in passage.figures]


def times(text: str, **known: str | None) -> dict[str, str | None]:
    found = extract(text, context=Context(**known))
    return {figure.text: figure.time for figure in found if figure.kind != "date"}


@pytest.mark.parametrize(("name", "one", "other"), MEASURES)
@pytest.mark.parametrize(
    "pattern",
    [
        "{n}2018年、2021年分别为{a}和{b}。",
        "{n}2018、2021年分别为{a}和{b}，在全省居前。",
        "全州{n}2018年、2021年分别为{a}、{b}，今后再看75人。",
        "2018年登记9人，2021年登记12人，{n}分别为{a}和{b}。",
        "登记的人2018年有9人，2021年12人，{n}依次是{a}、{b}，床位80张。",
        "2016年建科，登记的人2018年有9人，2021年12人，{n}分别为{a}、{b}。",
    ],
)
def test_each_of_the_years_listed_has_one_figure(pattern: str, name: str, one: str, other: str) -> None:
    found = times(pattern.format(n=name, a=one, b=other))
    assert (found[one], found[other]) == ("2018", "2021")


@pytest.mark.parametrize("things", ["内科和外科", "门诊、住院", "东院区与西院区"])
def test_of_things_that_are_listed_each_has_one_figure_of_both_years(things: str) -> None:
    found = times(f"2018年、2021年，{things}分别收治320人、410人。")
    assert found == {"320人": "2018/2021", "410人": "2018/2021"}


@pytest.mark.parametrize(
    "before", ["术后", "出院后", "伤后", "住院", "入院", "留观", "隔离", "服药", "卧床", "住院时间"]
)
def test_days_behind_a_stay_or_an_operation_are_a_length_of_time(before: str) -> None:
    found = extract(f"2021年5月6日做了手术，{before}3日，体重增加600克。")
    assert [(figure.kind, figure.value) for figure in found if figure.text == "3日"] == [("duration", 3)]
    assert [figure.time for figure in found if figure.text == "600克"] == ["2021-05-06"]


def test_what_is_shared_out_over_two_things_is_of_the_year_before_it() -> None:
    found = times("2019年收治80人，2022年收治120人，男女分别占51%、49%。")
    assert {found["51%"], found["49%"]} <= {"2022", None}


@pytest.mark.parametrize(("name", "one", "other"), MEASURES)
@pytest.mark.parametrize("verb", ["升到", "放宽到", "压减为", "调整至"])
@pytest.mark.parametrize(
    "before", ["2022年接诊14万人次，", "2022年的门诊量是14万人次，", "病床由头一年的41张增至2022年的528张，"]
)
def test_what_something_left_is_of_no_year_of_what_it_came_to(
    before: str, verb: str, name: str, one: str, other: str
) -> None:
    found = times(f"{before}{name}从{one}{verb}{other}。")
    assert (found[one], found[other], found.get("41张")) == (None, "2022", None)


@pytest.mark.parametrize("span", ["2018年至2022年", "2018—2022年，", "2018至2022年，床位增加，"])
def test_what_changed_over_years_left_in_the_first_and_came_to_in_the_last(span: str) -> None:
    found = times(f"{span}药占比由41%降到30%，新增床位80张。")
    assert (found["41%"], found["30%"]) == ("2018", "2022")
    assert found["80张"] in ("2018/2022", None)


@pytest.mark.parametrize("left", ["9种", "肺炎、疝气等9种"])
def test_a_length_of_years_does_not_say_to_the_year_where_it_began(left: str) -> None:
    found = times(f"四年间手术占比由3.1%提高到29.6%，病种由{left}放宽到64种。", written="2023-05-02")
    assert (found["3.1%"], found["9种"]) == (None, None)
    assert found["29.6%"] in ("2023", None)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("7月23日，水位比1954年的最高水位还高出30厘米。", "30厘米"),
        ("7月23日，接诊量比2016年的日均值多120人次。", "120人次"),
        ("7月23日，收治402人，为2月3日以来首次突破400人。", "突破400人"),
        ("7月23日，接诊402人，是2019年以来最多的一天，出院80人。", "80人"),
        ("7月23日，门诊恢复至2019年的118%。", "118%"),
        ("7月23日，门诊量是2019年的118%。", "118%"),
        ("7月23日，门诊只有2019年同期的五分之一。", "五分之一"),
    ],
)
def test_what_something_is_compared_with_is_no_time_of_the_figure(text: str, figure: str) -> None:
    found = {one.text: one.time for one in extract(text)}
    got = next((time for words, time in found.items() if words.endswith(figure[-4:])), None)
    assert got in ("--07-23", None)


def test_the_year_before_an_event_is_no_year() -> None:
    found = times("2022年结余63万元，不及改革前一年的五分之一。", written="2023-05-02")
    assert found["五分之一"] in ("2022", None)
    assert [one.value for one in extract("2022年的门诊量，比前一年多3人。") if one.kind == "date"] == ["2022"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2011年5月中心挂牌，溶栓做了23例。第二年翻到61例，第三年134例。", {"61例": "2012", "134例": "2013"}),
        ("转机在2006年。医院添了腹腔镜，头一年做了9例，第二年83例。", {"9例": "2006", "83例": "2007"}),
        ("2011年5月中心挂牌。挂牌那年平均108分钟，挂牌头一年收治80人。", {"108分钟": "2011", "80人": "2011"}),
        ("急诊楼启用于2008年，2015年扩建。启用那年接诊900人。", {"900人": "2008"}),
        ("2016年一例没做。那一年，总共送走9人。", {"9人": "2016"}),
        ("2016年动工，2019年落成。第二年收治80人。", {"80人": None}),
        ("搬迁那年秋天，收治患儿312名。", {"312名": None}),
        ("他们头三年只做了12台。", {"12台": None}),
        ("2003年晋升为二级甲等，同年收治264人。", {"264人": "2003"}),
        ("2019年6月，他上任。当年底，撤并6个病区；第二年添床212张。", {"6个": "2019", "212张": "2020"}),
        ("那是1958年的事。当年，收治264人。", {"264人": None}),
        ("同年收治264人，次年收治80人。", {"264人": None, "80人": None}),
    ],
)
@pytest.mark.parametrize("year", [None, "2023"])
def test_years_that_are_named_by_what_was_said(
    text: str, want: dict[str, str | None], year: str | None
) -> None:
    found = times(text, year=year)
    assert {figure: found[figure] for figure in want} == want


@pytest.mark.parametrize("when", ["刚接手科室的时候", "初到这里时", "还没搬迁那阵", "建科之初"])
@pytest.mark.parametrize("against", ["而在他", "而", "可"])
def test_a_time_that_nothing_tells_is_not_the_one_before(when: str, against: str) -> None:
    found = times(f"今年8月做了63台，{against}{when}，全年才做2台。", written="2023-09-02", year="2023")
    assert found["2台"] is None


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("上门服务自2021年10月上线，累计接单7312单。", "7312单", "2021-10/.."),
        ("从2016年开科，先后收治9000人。", "9000人", "2016/.."),
        ("2019年9月签约，三年里带出主治医师17名。", "17名", None),
        ("1981年实行定额管理，五年下来收入增加120万元。", "120万元", None),
        ("2012年被评为优秀医师，发表论文40余篇。", "40余篇", None),
        ("1938年生，主任医师，带徒9人。", "9人", None),
        ("1958年就在省城做过低温实验，带徒9人。", "9人", None),
        ("2019年5月买回第一台，到上月底共做37例。", "37例", None),
        ("5月28日入院，近两个月晕倒2次。", "2次", None),
        ("2018年破百，眼下在册143名。", "143名", None),
        ("直到2012年破百，眼下在册143名。", "143名", None),
        ("由2011年的60分钟降至2013年的45分钟，如今是30分钟。", "30分钟", None),
        ("5月21日，护士小满吸氧7小时；老郭两个月瘦了9公斤。", "9公斤", None),
        ("2008年到2017年做了57例，最重的一例在2013年，占四成。", "四成", None),
        ("老郝今年53岁，手术花了8460元。", "8460元", None),
        ("住院日由2016年的9天缩短到7天。全年收治19人。", "19人", None),
        ("截至2022年底，全市现有医生80人。", "80人", "2022"),
    ],
)
def test_a_beginning_is_not_the_time_of_all_that_came_of_it(text: str, figure: str, time: str | None) -> None:
    assert times(text)[figure] == time


CHRONICLE = """青禾县人民医院建院七十年

今年是青禾县人民医院建院70周年，医院有床位620张。

1958年

改称青禾县人民医院，次年迁入东门外新址，占地18亩，设床60张。全年接诊7000人次。

2021年

新院区6月28日启用，全年门急诊41.3万人次，比上年多3.6万人次。
"""


def test_what_stands_below_a_year_is_counted_from_it() -> None:
    found = {one.text: one.value if one.kind == "date" else one.time for one in read(CHRONICLE)}
    assert (found["18亩"], found["60张"]) == ("1959", "1959")
    assert found["6月28日"] == "2021-06-28" and found["41.3万人次"] == "2021"


@pytest.mark.parametrize("between", ["", "1975年发过大水。"])
def test_a_bare_day_goes_on_from_the_day_said_last(between: str) -> None:
    text = f"青禾县人民医院防汛\n\n7月23日，水位上涨，转移病人80人。{between}\n\n29日，又转移病人12人。\n"
    assert [one.value for one in read(text) if one.kind == "date"][-1] == "--07-29"


def test_a_day_so_many_years_ago_is_of_that_year() -> None:
    found = extract("18年前的4月17日，女婴出生，重780克。", written="2022-08-30")
    assert [one.value for one in found if one.kind == "date"] == ["2004-04-17"]
    assert extract("18年前的4月17日，女婴重780克。")[1].value == "--04-17"


def test_the_year_behind_a_first_year_that_nothing_tells_is_open() -> None:
    found = {
        figure.text: figure.time
        for figure in read("2020年底，全国有村医140万人。\n第一年在学院学习；次年转入临床，涵盖18门课程。\n")
    }
    assert found["18门课程"] is None


def test_an_age_is_of_the_day_of_writing_and_not_of_what_somebody_once_did() -> None:
    assert times("1965年参加医疗队的86岁医生回忆往事。") == {"86岁": None}
    assert times("1950年，27岁的他从军。") == {"27岁": "1950"}


def test_so_many_years_that_begin_with_a_year_go_on_and_what_began_then_does_not() -> None:
    assert times("从2000年开始的后15年，他收治患者900人。")["900人"] == "2000/.."
    assert times("从2000年开始的改革让门诊增加900人次。")["900人次"] == "2000"
