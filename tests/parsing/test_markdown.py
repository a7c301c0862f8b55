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
    "strong-in-brackets": ("**（36）**万", "（36）万"),
    "emphasis-in-brackets": ("*（36）*万", "（36）万"),
    "strong-percent": ("**36%**万", "36%万"),
    "strong-then-digit": ("**约，**36万", "约，36万"),
    "struck-strong": ("~~**30**~~36万", "36万"),
    "strong-struck": ("**~~30~~36万**", "36万"),
    "struck-tight": ("~~（30）~~36万", "36万"),
    "one-tilde": ("5~36万", "5~36万"),
    "marked": ("==36万==", "36万"),
    "equals": ("a==b", "a==b"),
    "html-strike": ("<s>30</s><strike>30</strike>36万", "36万"),
    "html-nested-strike": ("<del>3<del>1</del>0</del>36万", "36万"),
    "html-ruby": ("<ruby>36<rp>(</rp><rt>三</rt><rp>)</rp></ruby>万", "36万"),
    "html-hidden": ('<span style="display:none">30</span><i hidden>30</i>36万', "36万"),
    "html-struck-style": ('<span style="text-decoration: line-through">30</span>36万', "36万"),
    "html-not-hidden": ('<span title="hidden" style="color:red">36万</span>', "36万"),
    "html-script": ("<script>30</script>36万", "36万"),
    "html-picture": ('<img alt="30" hidden>36万', "36万"),
    "html-in-code": ("`<del>30</del>`36万", "<del>30</del>36万"),
    "html-never-closed": ("36万", "36万"),
    "formula": ("$3.6\\times10^{4}$", "3.6×10⁴"),
    "formula-percent": ("$36\\%$", "36%"),
    "formula-unknown": ("$\\foo{36}$", "$\\foo{36}$"),
    "price": ("$5和$6", "$5和$6"),
    "formula-in-code": ("`$10^4$`", "$10^4$"),
    "note-within": ("36万^[据院办，九]", "36万"),
    "linked-picture": ("[![九](x.png)](http://a.cn)36万", "36万"),
    "autolink": ("<http://a.cn/9>36万", "http://a.cn/936万"),
    "double-code": ("``36`万``", "36`万"),
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


@pytest.mark.parametrize("name", INLINE)
def test_marks_are_no_text(name: str) -> None:
    inside, shown = INLINE[name]
    for around, set_in in AROUND.items():
        text = set_in(f"全年门诊量{inside}人次")
        source, article = read(
            f"# 海州县人民医院纪实\n\n{text}\n\n末一段文字，说的是医院的事情。\n\n[a]: http://b.cn/9\n"
        )
        assert f"全年门诊量{shown}人次" in lines(article), around
        assert article.title == "海州县人民医院纪实"
        assert source.reading.extracted == (name in ("entity", "exponent", "formula", "formula-percent"))


ROWS = (
    "| 指标 | 2022年 |\n| --- | --- |\n| **床\\|位** | ~~400张~~[500张](a.cn/9)[^1] |\n| 职工 | 900<br>人 |"
)
BLOCKS: dict[str, tuple[str, list[str]]] = {
    "paragraph": ("开放床位*500*张。", ["开放床位500张。"]),
    "hard-breaks": ("开放床位500张，  \n职工九百人。", ["开放床位500张，职工九百人。"]),
    "table": (ROWS, ["指标 2022年", "床|位 500张", "职工 900人"]),
    "html-table": (
        "<table><tr><th rowspan=2>科室</th><th colspan=2>2022年</th></tr><tr><td>医</td><td>护</td></tr><tr><td>骨科</td><td>3</td><td><s>4</s>5</td></tr></table>",
        ["科室 2022年", "医 护", "骨科 3 5"],
    ),
    "html-table-in-lines": (
        "<table>\n<tr>\n<td>指标</td>\n<td>2022年</td>\n</tr>\n<tr>\n<td>床位</td>\n<td>500张</td>\n</tr>\n</table>",
        ["指标 2022年", "床位 500张"],
    ),
    "html-paragraphs": ("<div><p>开放床位500张。</p><p>职工<b>九百</b>人。</p></div>", ["开放床位500张。", "职工九百人。"]),
    "html-list": ("<ul><li>床位500张</li><li>职工900人</li></ul>", ["床位500张", "职工900人"]),
    "html-hidden": ("<div style='display:none'>床位900张。</div>\n\n<p hidden>九百</p>", []),
    "html-script": ("<script>\nvar a = '床位900张';\n</script>", []),
    "html-comment": ("<!--\n床位900张\n-->", []),
    "html-struck": ("<del>\n\n床位900张。\n\n</del>", []),
    "fence": ("```\n床位 <del>500</del> $1$ &amp; 张\n```", ["床位 <del>500</del> $1$ &amp; 张"]),
    "items": ("- 床位500张\n- [x] 职工900人\n  1. 医生300人", ["床位500张", "职工900人", "1. 医生300人"]),
    "quote": ("> 甲说。\n>> 床位500张。", ["甲说。", "床位500张。"]),
    "note": ("床位[^1]500张。\n\n[^1]: 据院办。", ["床位500张。", "据院办。"]),
    "definition": ("[床位][a]500张。\n\n[a]: http://a.cn/900 \"九百\"", ["床位500张。"]),
    "rule": ("---\n\n***", []),
}  # fmt: skip


def quoted(text: str) -> str:
    return "> " + text.replace("\n", "\n> ")


def itemed(text: str) -> str:
    return "- " + text.replace("\n", "\n  ")


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_within_each_other(name: str) -> None:
    text, shown = BLOCKS[name]
    nests = [
        str,
        quoted,
        itemed,
        lambda text: quoted(itemed(text)),
        lambda text: itemed(quoted(text)),
        lambda text: itemed(itemed(text)),
    ]
    for place, nest in enumerate(nests):
        if name == "note" and place:
            continue  # a note is defined at the left margin
        _, article = read(
            f"# 海州县人民医院纪实\n\n前一段文字，说的是医院的事情。\n\n{nest(text)}\n\n末一段文字，说的是医院的事情。\n"
        )
        found = sorted((block.spans[0], block.text) for block in article.selectable())
        headed = [
            (one.heading.spans[0], one.heading.text) for one in article.walk() if one.heading is not None
        ]
        found = [words for _, words in sorted(found + headed)]
        assert found == [
            "海州县人民医院纪实",
            "前一段文字，说的是医院的事情。",
            *shown,
            "末一段文字，说的是医院的事情。",
        ], place


def test_front_matter_tells_facts_and_is_no_text() -> None:
    head = '---\ntitle: "纪实"\ndate: 2023-07-14\nauthor: 李四\n来源：海州日报\n---\n\n'
    source, article = read(head + "海州县人民医院有床位500张，发展很快。")
    assert source.reading.facts == SourceFacts(
        title="纪实", date="2023-07-14", author="李四", newspaper="海州日报"
    )
    assert lines(article) == ["海州县人民医院有床位500张，发展很快。"]
    assert not source.reading.extracted


def test_front_matter_of_the_other_kind_is_read_alike() -> None:
    head = '+++\ntitle = "纪实"\ndate = 2023-07-14\nauthor = "李四"\n+++\n\n'
    source, article = read(head + "海州县人民医院有床位500张，发展很快。")
    assert source.reading.facts == SourceFacts(title="纪实", date="2023-07-14", author="李四")
    assert lines(article) == ["海州县人民医院有床位500张，发展很快。"]


@pytest.mark.parametrize("between", ["\n: ", "\n:   ", "\n\n: "])
@pytest.mark.parametrize("term", ["开放床位", "**开放床位**", "`开放床位`"])
def test_terms_and_what_they_mean_are_rows(term: str, between: str) -> None:
    text = f"海州县人民医院近年来发展很快，群众满意。\n\n{term}{between}500张\n: 其中儿科30张\n\n以上是去年的情况，群众都知道。"
    source, article = read(text)
    rows = [one for one in article.selectable() if one.figures]
    assert [(one.role, one.text) for one in rows] == [
        ("table", "开放床位 500张"),
        ("list_item", "其中儿科30张"),
    ]
    assert [(one.label, one.value) for row in rows for one in row.figures] == [
        ("开放床位", 500),
        ("儿科", 30),
    ]
    assert source.text == text


def test_a_sentence_is_no_term() -> None:
    text = "海州县人民医院近年来发展很快，群众满意。\n\n: 有床位500张，不少。\n"
    _, article = read(text)
    assert lines(article) == ["海州县人民医院近年来发展很快，群众满意。", ": 有床位500张，不少。"]


@pytest.mark.parametrize("row", ["| {} | {} |", "|{}|{}|", "| **{}** | {} |"])
def test_rows_between_bars_need_no_head(row: str) -> None:
    rows = "\n".join(row.format(*cells) for cells in (("开放床位", "500张"), ("在职职工", "800人")))
    _, article = read(f"海州县人民医院近年来发展很快，群众满意。\n\n{rows}\n\n群众都说好，看病方便。")
    found = [(one.label, one.text) for block in article.selectable() for one in block.figures]
    assert found == [("开放床位", "500张"), ("在职职工", "800人")]


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
