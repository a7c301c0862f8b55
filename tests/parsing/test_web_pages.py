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
