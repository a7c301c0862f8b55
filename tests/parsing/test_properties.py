"""What holds for any text: nothing is lost, nothing is counted twice, nothing fails, and time grows with length."""

import pytest
from hospital_tui.model import Article, Heading
from hospital_tui.parsing import check, parse
from hospital_tui.parsing.lines import BLANKS
from hypothesis import given, settings
from hypothesis import strategies as st

from .reading import blocks, lay_out

PHRASES = st.sampled_from(
    [
        "长治市第二人民医院",
        "本报记者 王晶晶",
        "近年来，医院坚持以患者为中心，",
        "不断提升服务能力。",
        "党建引领 医院发展提质增效",
        "一、深化改革",
        "（一）完善制度",
        "1.",
        "①",
        "- ",
        "■",
        "——",
        "“",
        "”",
        "（",
        "）",
        "2023年",
        "5月25日",
        "35.",
        "6%",
        "图为医院外景。",
        "责任编辑：张三",
        "公益广告",
        "# ",
        "\t",
        " ",
        "　",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x00",
        "\x0c",
        "\ufeff",
        "\u200b",
        " and ",
        "。",
        "，",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PHRASES, max_size=60).map("".join),
    st.text(alphabet=BLANKS + "一。a1\n", max_size=80),
)


def all_blocks(articles: tuple[Article, ...]) -> list:
    headings: list[Heading] = [s.heading for a in articles for s in a.walk() if s.heading is not None]
    return [*headings, *(block for article in articles for block in blocks(article))]


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_every_character_lies_in_exactly_one_block(text: str) -> None:
    articles = lay_out(text)
    assert check(text, articles) == []
    covered = [i for block in all_blocks(articles) for start, end in block.spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if c not in BLANKS} <= set(covered)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_text_is_the_spans_joined_and_spans_keep_within_lines(text: str) -> None:
    for block in all_blocks(lay_out(text)):
        pieces = [text[start:end] for start, end in block.spans]
        assert block.text == "".join(pieces)
        assert len(block.lines) == len(block.spans)
        assert list(block.spans) == sorted(block.spans)
        for piece in pieces:
            assert len(piece.splitlines()) == 1
            assert piece == piece.strip(BLANKS) != ""


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_ids_are_unique_and_parsing_is_repeatable(text: str) -> None:
    articles = lay_out(text)
    ids = [passage.id for article in articles for passage in article.selectable()]
    assert len(ids) == len(set(ids))
    assert lay_out(text) == articles


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_run_in_headings_and_doubts_lie_in_their_text(text: str) -> None:
    for article in lay_out(text):
        for block in blocks(article):
            for doubt in block.doubts:
                start, end = doubt.at
                assert 0 <= start <= end <= len(block.text)
                assert start == end or block.text[start:end] == doubt.found
        for passage in article.selectable():
            assert passage.run_in is None or passage.run_in in passage.text


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_parsing_with_figures_never_fails(text: str) -> None:
    articles = parse(text, file="x.txt", sha256="0" * 64)
    assert check(text, articles) == []


LONG = {
    "one line of sentences": lambda n: "近年来，医院坚持以患者为中心，不断提升服务能力。" * n,
    "one line without an end": lambda n: "医院" * (12 * n),
    "one line of digits": lambda n: "1" * (24 * n),
    "one line of brackets": lambda n: "（“" * (12 * n),
    "one line of blanks": lambda n: "医 " * (12 * n),
    "short lines": lambda n: "医院发展\n" * (5 * n),
    "short lines apart": lambda n: "医院发展\n\n\n" * (4 * n),
    "numbered lines": lambda n: "一、医院发展\n" * (4 * n),
    "bullets": lambda n: "- 医院\n" * (5 * n),
    "paragraphs": lambda n: "近年来，医院坚持以患者为中心，不断提升服务能力。\n\n" * n,
    "broken paragraphs": lambda n: "近年来，医院坚持以患者为中心。不断提升服务能\n\n" * n,
    "dashes": lambda n: "—" * (24 * n),
    "hospital names": lambda n: "长治市第二人民医院、" * (3 * n),
    "dates": lambda n: "2023年6月29日\n" * (3 * n),
    "links and their titles": lambda n: (
        "".join(f"医院新闻{i}中心动态\n" * 2 for i in range(n)) + "医院不断提升服务能力。"
    ),
    "tools of a page, and something else": lambda n: ("放大 " + "打印 " * 24 + "x\n") * (n // 3),
    "bars": lambda n: ("丨" * 60 + "。\n" + "导航" + "AB|   " * 12 + "x\n") * (n // 5),
    "a day, blanks and something else": lambda n: ("2023-1-2" + " " * 60 + "x\n") * (n // 3),
    "a dateline that blanks end": lambda n: "海州县人民医院讯" + " " * (8 * n) + "，海州县人民医院接诊患者。",
}


@pytest.mark.parametrize("name", LONG)
def test_long_pages_are_read_to_their_end(name: str) -> None:
    """Long enough that what backtracks would not come back; tests/benchmarks/growth.py measures it."""
    text = LONG[name](2_000)
    assert check(text, lay_out(text)) == []
