"""Pages of several news items, heads of several lines, and what a page's furniture says of all its articles."""

import pytest
from hospital_tui.model import Evidence, Fact
from hospital_tui.parsing.publication import PAGE_WIDE, Publication, Stated, carry_over
from hypothesis import given
from hypothesis import strategies as st

from .reading import lay_out, read, years

TEXT = """
青川县人民医院：小病不出村

本报记者 李四

青川县人民医院成立于1956年，现有职工600人，开放床位500张。

医院牵头组建医共体，覆盖15家乡镇卫生院。
"""
BODY = """
本报记者 张三

6月3日，临川市中心医院胸痛中心接到一名患者，32分钟开通血管。

医院救治患者1200例，成功率98%，平均住院日降到7天。
"""


@pytest.mark.parametrize("blanks", [" ", "　", "        ", "\t", " " * 70])
@pytest.mark.parametrize("date", ["2024年7月12日", "2024-07-12", "2024/7/12", "2024.07.12"])
@pytest.mark.parametrize("at_end", [False, True])
def test_a_masthead_that_holds_many_things(blanks: str, date: str, at_end: bool) -> None:
    parts = ["07", "健康周刊", "青川日报", date, "星期五", "责任编辑：张三，李四", "热线：0555-1234567"]
    masthead = blanks.join(parts)
    (article,) = lay_out(TEXT + "\n" + masthead if at_end else masthead + "\n" + TEXT)
    assert (article.newspaper, article.date) == ("青川日报", "2024-07-12")
    assert [block.text for block in article.margins if block.role == "masthead"] == [masthead]


@pytest.mark.parametrize(
    "line",
    [
        "名医坊　2025年4月9日 星期三",
        "2025年4月9日 名医坊",
        "健康观察 2025/4/9",
        "发布时间：2025-04-09 10:22 来源：某县政府 作者：李四 浏览：33次",
        "乙巳年三月十二 2025年4月9日",
        "09.04.2025 10:58",
        "09-04-2025",
        "20250409",
        "Wednesday, April 9, 2025",
        "9 Apr 2025",
    ],
)
def test_dates_beside_columns_and_on_web_pages(line: str) -> None:
    (article,) = lay_out(line + "\n" + TEXT)
    assert article.date == "2025-04-09"
    assert read(line + "\n" + TEXT)[:2] == [("masthead", line), ("title", "青川县人民医院：小病不出村")]


def test_the_year_spoken_of_is_that_of_the_masthead_and_no_founding_year() -> None:
    assert years("青川日报 2024年7月12日 星期五\n" + TEXT) == ["2024"]
    assert years(TEXT) == [None]
    assert years("百年老院\n\n1912年，云溪仁和医院在城东落成，有病床20张。这是第一所医院。") == [None]
    assert years(TEXT + "\n2021年5月6日，医院完成手术1200例，同比增长5%。") == ["2021"]


PAGE = """
临川日报 2024年7月12日 星期五 06版

医讯速递

市口腔医院新院区启用
本报讯（记者 张三）7月8日，临川市口腔医院新院区启用，设牙椅120台。

三伏贴开贴
本报临川讯 7月10日，临川市口腔医院举办义诊，首日接待市民300余人次。

清溪县人民医院完成首例手术

通讯员王五报道 近日，清溪县人民医院完成首例机器人辅助手术，患者3天后出院。
"""


def test_each_news_item_is_an_article() -> None:
    articles = lay_out(PAGE)
    assert [article.title for article in articles] == [
        "市口腔医院新院区启用",
        "三伏贴开贴",
        "清溪县人民医院完成首例手术",
    ]
    assert [article.hospital.name for article in articles] == [
        "临川市口腔医院",
        "临川市口腔医院",
        "清溪县人民医院",
    ]
    assert {(article.newspaper, article.date) for article in articles} == {("临川日报", "2024-07-12")}
    assert articles[0].hospital.aliases == ("市口腔医院",)


def test_news_items_that_are_signed() -> None:
    articles = lay_out(
        "卫生短波\n\n中医馆开馆\n\n近日，临川市中心医院中医馆开馆，每天接诊80余人次。（张三 李四）\n\n"
        "义诊进山村\n\n7月6日，临川市中心医院组织12名专家义诊，服务村民260人次。（王五）\n"
    )
    assert [article.title for article in articles] == ["中医馆开馆", "义诊进山村"]
    assert [block.text for block in articles[0].margins] == ["卫生短波"]


def test_news_items_with_bullets_and_a_column_between_them() -> None:
    articles = lay_out(
        "健康资讯\n\n县医院开通夜间门诊\n\n本报讯 7月1日起，清溪县人民医院开通夜间门诊，首周接诊320人次。\n\n"
        "简讯\n\n■市二院引进新设备\n\n本报讯 7月3日，临川市第二人民医院引进磁共振，单次检查缩短到8分钟。\n"
    )
    assert [article.title for article in articles] == ["县医院开通夜间门诊", "■市二院引进新设备"]
    assert [block.text for article in articles for block in article.margins] == ["健康资讯", "简讯"]


def test_signed_sections_of_one_feature_are_no_articles() -> None:
    source = (
        TEXT + "\n多学科会诊\n\n医院成立12个团队，会诊860例，患者少跑腿。（李四）\n\n"
        "夜间门诊\n\n医院开通夜间门诊，首周接诊320人次，群众称便。（张三）\n"
    )
    assert len(lay_out(source)) == 1


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        ("医讯速递\n市口腔医院新院区启用", ["masthead", "title"]),
        ("32分钟打通“生命通道”\n——临川市中心医院胸痛中心跑出救心“加速度”", ["title", "subtitle"]),
        (
            "从“看得上病”到“看得好病”——\n\n清溪县人民医院的五年之变\n\n县域就诊率升到92%的背后",
            ["kicker", "title", "subtitle"],
        ),
        ("医改面对面\n\n夜间门诊亮起来\n\n清溪县人民医院便民服务侧记", ["kicker", "title", "subtitle"]),
        ("特别策划\n\n夜间门诊亮起来", ["kicker", "title"]),
        ("深耕细作结硕果\n踔厉奋发谱新篇", ["title"]),
    ],
)
def test_heads_of_several_lines(head: str, roles: list[str]) -> None:
    found = [role for role, _ in read(head + "\n" + BODY)]
    assert found[: found.index("byline")] == roles


def test_names_do_not_run_over_the_lines_of_a_title() -> None:
    (article,) = lay_out(
        "医讯速递\n市口腔医院新院区启用\n\n7月8日，江州市口腔医院新院区启用，设牙椅120台。\n\n"
        "市口腔医院现有职工300人，开放床位60张。\n"
    )
    assert (article.hospital.name, article.hospital.aliases) == ("江州市口腔医院", ("市口腔医院",))


@pytest.mark.parametrize(
    "credit",
    [
        "（数据来源：临川市中心医院 截至2023年12月）",
        "（图片由临川市中心医院提供）",
        "（②由医院提供，其余图片由本报记者摄）",
    ],
)
def test_credits_in_brackets(credit: str) -> None:
    assert read("夜间门诊亮起来\n" + BODY + "\n" + credit)[-1] == ("credit", credit)


def _stated(fact: Fact, value: str) -> Stated:
    return Stated(value, Evidence(fact=fact, origin="masthead", text=value))


_STATED = st.dictionaries(
    st.sampled_from(["newspaper", "date", "author"]), st.sampled_from(["甲", "乙"]), max_size=3
).map(lambda facts: {fact: _stated(fact, value) for fact, value in facts.items()})


@given(st.lists(_STATED, max_size=8))
def test_what_is_stated_stays_and_what_is_missing_is_filled(stated: list[Publication]) -> None:
    filled = carry_over(stated)
    assert len(filled) == len(stated)
    for own, full in zip(stated, filled, strict=True):
        assert own.items() <= full.items()
        for fact in PAGE_WIDE:
            assert (fact in full) == any(fact in other for other in stated)
        assert full.get("author") == own.get("author")
