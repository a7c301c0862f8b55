"""Hard-wrapped sources become paragraphs again; other sources are left alone."""

import textwrap

import pytest

from .reading import lay_out, read

FIRST = (
    "清江市中心医院始建于一九五一年，是一所集医疗、教学、科研、预防于一体的三级甲等综合医院，开放床位1200张，"
    "在职职工1860人，年门诊量96万人次，先后荣获全国文明单位等称号，综合实力不断增强，群众满意度逐年提高。"
)
SECOND = (
    "近年来，医院坚持以患者为中心，深化改革，优化流程，建成一站式服务中心，让群众少跑腿；引进博士12名，选派骨干到知名医院进修，"
    "成立名医工作室8个，开展新技术45项，其中6项填补了省内空白，学科建设迈上了新的台阶。"
)
TITLE, HEADING = "改革创新谱写新篇", "人才兴院添动能"


def wrapped(paragraph: str, width: int, indent: str) -> str:
    return "\n".join(textwrap.wrap(indent + paragraph, width, drop_whitespace=False))


@pytest.mark.parametrize("width", [18, 26, 38])
@pytest.mark.parametrize("indent", ["　　", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_are_whole_again(width: int, indent: str, between: str) -> None:
    source = between.join([TITLE, wrapped(FIRST, width, indent), HEADING, wrapped(SECOND, width, indent)])
    assert read(source) == [("title", TITLE), ("body", FIRST), ("H1", HEADING), ("body", SECOND)]


def test_each_line_of_the_paragraph_is_a_span() -> None:
    source = f"{TITLE}\n\n{wrapped(FIRST, 30, '　　')}\n\n{wrapped(SECOND, 30, '　　')}\n"
    (article,) = lay_out(source)
    first, second = article.passages()
    assert first.lines == tuple(range(3, 3 + len(first.spans)))
    assert [source[start:end] for start, end in second.spans] == [
        line.strip() for line in wrapped(SECOND, 30, "　　").split("\n")
    ]


def test_a_width_in_cells() -> None:
    lines, line, cells = [], "", 0
    for character in FIRST + SECOND:
        size = 1 if character.isascii() else 2
        if cells + size > 40:
            lines.append(line)
            line, cells = "", 0
        line, cells = line + character, cells + size
    assert read("\n".join([TITLE, "", *lines, line])) == [("title", TITLE), ("body", FIRST + SECOND)]


def test_short_lines_of_a_list_are_no_wrapped_paragraph() -> None:
    items = [
        "全国文明先进单位",
        "全国五一劳动奖状",
        "全省平安医院单位",
        "全省健康示范单位",
        "全市先进集体称号",
    ]
    source = "\n".join([TITLE, "", FIRST, "", "荣誉榜", *items])
    assert read(source)[2:] == [("H1", "荣誉榜"), *(("list_item", item) for item in items)]


def test_latin_words_at_a_joint_are_marked() -> None:
    source = "A New Wing\n\n" + "\n".join(
        [
            "The hospital opened a new wing in May and it",
            "now has three hundred beds, two theatres and",
            "a kitchen, which cost ten million yuan; many",
            "patients came, and nurses too, from all over.",
            "They said that it was good.",
        ]
    )
    (article,) = lay_out(source)
    passage = next(article.passages())
    assert [(doubt.found, doubt.reading) for doubt in passage.doubts][:1] == [("\n", " ")]
