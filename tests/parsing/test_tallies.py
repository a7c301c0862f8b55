"""Lines that are nothing but a figure and what it counts: they open no section, and their figures are told."""

import pytest
from hospital_tui.parsing.parse import parse
from hospital_tui.parsing.summaries import is_tally

PARAGRAPH = "医院推行一站式服务，候诊时间{}，群众就医的环境明显改善，获得社会各界的好评。"


@pytest.mark.parametrize(
    "line",
    [
        "床位640张",
        "门诊量:36万人次",
        "门诊量：36万人次",
        "年手术量 1.2万台",
        "业务收入达3.6亿元",
        "卫生技术人员 612 人",
        "820张床位",
        "床位640张、职工1100人",
        "2023年门诊量36万人次",
        "平均住院日7.2天",
    ],
)
def test_a_line_that_is_a_figure_between_paragraphs_gives_it(line: str) -> None:
    text = f"清江县人民医院纪实\n\n{PARAGRAPH.format('缩短')}\n\n{line}\n\n{PARAGRAPH.format('减半')}\n"
    (article,) = parse(text, file="a.txt", sha256="0" * 64)
    found = [passage for passage in article.selectable() if passage.text == line]
    assert found and any(figure.kind != "date" for figure in found[0].figures)


@pytest.mark.parametrize(
    "line",
    [
        "坚守岗位30年",
        "开展新技术56项",
        "让1200名患者重见光明",
        "一站式服务365天",
        "2024",
        "三项荣誉",
        "药占比由45%降至28%",
        "",
    ],
)
def test_a_heading_that_says_more_is_no_tally(line: str) -> None:
    assert not is_tally(line)
