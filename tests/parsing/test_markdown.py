"""Markdown: every mark alone and within others; marks are in no passage, and every character lies in one block."""

from collections.abc import Callable

import pytest
from hospital_tui.model import Article, SourceFacts
from hospital_tui.parsing import check, parse
from hospital_tui.parsing.inputs import Input, InputError, interpret

INLINE: dict[str, tuple[str, str]] = {
    "plain": ("36万", "36万"),
    "strong": ("**36万**", "36万"),
    "emphasis": ("*36万*", "36万"),
    "both": ("***36万***", "36万"),
    "code": ("`36万`", "36万"),
    "struck": ("~~30~~36万", "36万"),
    "struck-at-a-full-stop": ("~~30万。~~36万", "36万"),
    "strong-at-a-colon": ("**重点：**36万", "重点：36万"),
    "quoted-strong": ("**“36万”**", "“36万”"),
    "html-struck": ("<del>30</del>36万", "36万"),
    "link": ('[36万](http://a.cn/30 "九")', "36万"),
    "reference": ("[36万][a]", "36万"),
    "picture": ("![九张](x.png)36万", "36万"),
    "comment": ("<!-- 30 -->36万", "36万"),
    "note": ("36万[^1]", "36万"),
    "escape": ("36万\\*", "36万*"),
    "entity": ("&#51;6万", "36万"),
    "exponent": ("10<sup>4</sup>", "10⁴"),
    "tag": ("<b>36万</b>", "36万"),
}
AROUND: dict[str, Callable[[str], str]] = {
    "paragraph": lambda text: text,
    "item": lambda text: f"- {text}",
    "task": lambda text: f"- [x] {text}",
    "inner-item": lambda text: f"- 甲\n  - {text}",
    "quote": lambda text: f"> {text}",
    "heading": lambda text: f"## {text}",
    "crlf": lambda text: f"前一段。\r\n\r\n{text}\r\n",
}


def read(text: str) -> tuple[Input, Article]:
    source = interpret(text.encode(), "a.md")
    (article, *_) = parse(
        source.text,
        file="a.md",
        sha256=source.sha256,
        facts=source.reading.facts,
        layout=source.reading.parts,
    )
    assert not check(source.text, (article, *_))
    return source, article


def lines(article: Article) -> list[str]:
    headings = [section.heading.text for section in article.walk() if section.heading is not None]
    return [passage.text for passage in article.selectable()] + headings


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", INLINE)
def test_marks_are_no_text(name: str, around: str) -> None:
    inside, shown = INLINE[name]
    text = AROUND[around](f"全年门诊量{inside}人次")
    source, article = read(
        f"# 海州县人民医院纪实\n\n{text}\n\n末一段文字，说的是医院的事情。\n\n[a]: http://b.cn/9\n"
    )
    assert f"全年门诊量{shown}人次" in lines(article)
    assert article.title == "海州县人民医院纪实"
    assert source.extracted == (name in ("entity", "exponent"))


def test_front_matter_tells_facts_and_is_no_text() -> None:
    head = '---\ntitle: "纪实"\ndate: 2023-07-14\nauthor: 李四\n来源：海州日报\n---\n\n'
    source, article = read(head + "海州县人民医院有床位500张，发展很快。")
    assert source.reading.facts == SourceFacts(
        title="纪实", date="2023-07-14", author="李四", newspaper="海州日报"
    )
    assert lines(article) == ["海州县人民医院有床位500张，发展很快。"]
    assert not source.extracted


def test_lines_set_one_below_the_other_are_lines() -> None:
    _, article = read(
        "# 海州县人民医院纪实\n本报记者 李四\n海州县人民医院有床位500张，发展很快。\n医院还有职工900人，大家都很努力。"
    )
    assert lines(article)[1:] == [
        "本报记者 李四",
        "海州县人民医院有床位500张，发展很快。",
        "医院还有职工900人，大家都很努力。",
    ]


def test_a_wrapped_paragraph_is_one() -> None:
    text = "海州县人民医院位于县城东部，近年来各项工作取得进步，群众就医更加方便。" * 3
    _, article = read(
        "# 海州县人民医院纪实\n\n" + "\n".join(text[at : at + 30] for at in range(0, len(text), 30))
    )
    assert text in lines(article)


@pytest.mark.parametrize("text", ["**", "---\n", "<!-- 床位 -->", "```\n```", "[a]: http://b.cn"])
def test_nothing_but_marks(text: str) -> None:
    with pytest.raises(InputError) as caught:
        interpret(text.encode(), "a.md")
    assert caught.value.reason == "blank"
