"""The furniture of a saved web page: links, navigation, who checked it; and signs that only head bullets have."""

import pytest
from hospital_tui.parsing.inputs import interpret
from hospital_tui.parsing.inputs.proof import prove

from .reading import lay_out

TEXT = """
青川县人民医院：小病不出村

□ 本报记者 李四

■ 人才为先

青川县人民医院成立于1956年，现有职工600人，开放床位500张。

■ 服务为本

医院牵头组建医共体，覆盖15家乡镇卫生院，去年上门服务2300余人次。
"""


@pytest.mark.parametrize("sign", ["相关阅读", "【往期推荐】", "推荐阅读："])
@pytest.mark.parametrize("link", ["·医院召开工作推进会", "医院举办青年医师论坛", "1. 全市卫生工作会议召开"])
def test_links_below_the_text_are_furniture(sign: str, link: str) -> None:
    (article,) = lay_out(f"{TEXT}\n{sign}\n{link}\n{link}之二\n")
    furniture = "".join(block.text for block in article.margins if block.role == "masthead")
    assert sign in furniture
    assert furniture.count(link) == 2


@pytest.mark.parametrize(
    "line",
    [
        "一审：张三",
        "初审：张三　复审：李四　终审：王五",
        "点赞　在看　分享",
        "[1] [2] 下一页",
        "首页 | 新闻 | 健康 | 专题 | 视频",
    ],
)
def test_lines_of_a_page_below_the_text(line: str) -> None:
    (article,) = lay_out(f"{TEXT}\n{line}\n")
    assert line in [block.text for block in article.margins]


def test_headings_with_a_bullet_below_a_byline_with_one() -> None:
    (article,) = lay_out(TEXT)
    headings = [section.heading.text for section in article.sections if section.heading is not None]
    assert headings == ["■ 人才为先", "■ 服务为本"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("开放床位&amp;nbsp;800张", "开放床位\xa0800张"),
        ("门诊&amp;#51;6万人次", "门诊36万人次"),
        ("“R&amp;D”投入800万元", "“R&D”投入800万元"),
    ],
)
def test_entities_that_were_escaped_once_too_often_are_what_they_stand_for(written: str, shown: str) -> None:
    source = interpret(
        f"<!DOCTYPE html><p>医院的工作在此写明，{written}，服务百姓，造福一方。</p>".encode(), "a.html"
    )
    proof = prove(source)
    assert shown in source.text
    assert proof is not None and proof.missing == 0


@pytest.mark.parametrize("line", ["阅读 12345", "阅读量：1.2万+ 点赞 67 在看 8", "浏览次数：345次"])
def test_how_often_a_page_was_read_is_none_of_its_text(line: str) -> None:
    text = "医院现有开放床位800张，在职职工1200人，服务一方百姓，有口皆碑。"
    source = interpret(f"<!DOCTYPE html><p>{text}</p><p>{text[::-1]}</p><div>{line}</div>".encode(), "a.html")
    assert line not in source.text


LEAD = "天刚亮，青川县人民医院的门诊大厅已经坐满了人，导诊护士一个个问过去。"
MORE = "青川县人民医院现有床位600张，去年门诊量达到31万人次。"


def title_of(*lines: str) -> list[str]:
    (article,) = lay_out("\n".join([*lines, LEAD, MORE]))
    return [block.text for block in article.head if block.role == "title"]


@pytest.mark.parametrize(
    "above",
    [
        [
            "第00004版：全国“两会”新闻",
            "· 下乡创业 进城就业",
            "· 山里的手术灯亮了",
            "· 让山更绿水更清",
            "3上一篇",
        ],
        ["青川唯一新闻门户", "新闻中心- 医院新闻- 山里的手术灯亮了"],
        ["山里的手术灯亮了_青川新闻网", "首页 | 新闻 | 健康 | 专题 | 视频"],
        ["习语用典 学习时间", "青川频道首页", "首页 >> 民生 >> 正文"],
        ["青川在线版权与免责声明", "青川日报手机版", "2021年03月31日 星期三", "青川在线"],
        ["市民囤药 药店涨价", "下一篇4 2019年1月24日 放大 缩小 默认"],
        ["English", "Start main content", "site logo: www.example.com"],
        ["6953次阅读", "生成海报", "字号："],
        ["• 138阅读", "山里的手术灯亮了 [复制链接]", "上一主题 下一主题", "离线admin", "只看楼主 倒序阅读"],
        ["青川日报 数字报纸", "00022版：养生"],
        ["推广 热搜: 王小明 李小红 青川县商会", "查看原文"],
    ],
)
def test_the_title_stands_below_what_leads_to_it(above: list[str]) -> None:
    assert title_of(*above, "山里的手术灯亮了", "本报记者 李四") == ["山里的手术灯亮了"]


def test_a_path_below_the_title_leaves_it_its_place() -> None:
    assert title_of("山里的手术灯亮了", "本报记者 李四", "首页 > 新闻 > 正文") == ["山里的手术灯亮了"]


def test_a_heading_that_the_title_begins_with_is_no_link() -> None:
    (article,) = lay_out(
        "\n\n".join(
            [
                "守护生命：青川县人民医院纪事",
                "□ 本报记者 李四",
                LEAD,
                "守护生命",
                MORE,
                "守护健康",
                LEAD + MORE,
            ]
        )
    )
    assert [block.text for block in article.head][:1] == ["守护生命：青川县人民医院纪事"]
    headings = [section.heading.text for section in article.sections if section.heading is not None]
    assert headings == ["守护生命", "守护健康"]


@pytest.mark.parametrize("stamp", ["2024 05/13 10:33:57", "13.05.2024 10:33", "13 May 2024", "May 13, 2024"])
def test_the_day_of_a_stamp_is_the_articles(stamp: str) -> None:
    (article,) = lay_out("\n".join(["山里的手术灯亮了", stamp, "来源：青川网", LEAD, MORE]))
    assert article.date == "2024-05-13"


def test_a_line_of_dashes_leads_to_nothing() -> None:
    said = "“听说了吗？村里来了一位好大夫！”"
    (article,) = lay_out("\n".join(["山里来了大夫", "--", "", said, "“真的？那可要去看看！”", LEAD, MORE]))
    assert [block.text for block in article.head if block.role == "title"] == ["山里来了大夫"]
    assert said in [passage.text for passage in article.passages()]
