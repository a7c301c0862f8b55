"""Saved web pages: every element alone and within each other; the text, what was left out, and all of it accounted for."""

from collections.abc import Callable

import pytest
from hospital_tui.parsing.inputs import InputError, Reading, interpret
from hospital_tui.parsing.inputs.page import labels
from hospital_tui.parsing.inputs.proof import prove

BEFORE = "海州县人民医院位于县城东部，近年来各项工作取得进步，群众就医更加方便。"
AFTER = "下一步，医院将继续深化改革，把更多优质资源送到群众身边，让群众少跑路。"


def told(page: str, name: str = "a.html", codec: str = "utf-8") -> list[str]:
    """The lines of a page, all its characters accounted for."""
    return lines_of(reading(page, name, codec))


def lines_of(found: Reading) -> list[str]:
    return found.text.split("\n\n")


def reading(page: str, name: str = "a.html", codec: str = "utf-8") -> Reading:
    source = interpret(page.encode(codec), name)
    proof = prove(source)
    assert proof is not None
    assert proof.missing == 0, proof
    return source.reading


def whole(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


INLINE: dict[str, tuple[str, str]] = {
    "bold": ("<b>36</b>", "36"),
    "struck": ("<del>30</del>36", "36"),
    "s": ("<s>30</s>36", "36"),
    "strike": ("<strike>30</strike>36", "36"),
    "inserted": ("<ins>36</ins>", "36"),
    "hidden": ("<span hidden>30</span>36", "36"),
    "not-displayed": ('<span style="display: none">30</span>36', "36"),
    "not-visible": ('<span style="visibility:hidden">30</span>36', "36"),
    "hidden-by-class": ('<span class="a unseen">30</span>36', "36"),
    "hidden-by-id": ('<span id="gone">30</span>36', "36"),
    "ruby": ("<ruby>36<rp>(</rp><rt>三十</rt><rp>)</rp></ruby>", "36"),
    "note": ("36<sup>[1]</sup>", "36"),
    "note-link": ('36<sup><a href="#n">2</a></sup>', "36"),
    "exponent": ("10<sup>4</sup>", "10⁴"),
    "square": ("3m<sup>2</sup>", "3m²"),
    "subscript": ("CO<sub>2</sub>", "CO2"),
    "script": ("<script>var a = 30</script>36", "36"),
    "comment": ("<!-- 30 -->36", "36"),
    "noscript": ("<noscript>30</noscript>36", "36"),
    "template": ("<template>30</template>36", "36"),
    "template-code": ("{{ item.30 }}36", "36"),
    "server-code": ("&lt;%= 30 %&gt;36", "36"),
    "link": ('<a href="/x">36</a>', "36"),
    "entity": ("&#51;6", "36"),
    "svg": ("<svg><text>30</text></svg>36", "36"),
    "button": ("<button>30</button>36", "36"),
    "mark": ("<mark><font color=red>3</font>6</mark>", "36"),
    "blanks": ("\n   36 \n", "36"),
}
STYLE = "<style>.unseen, #gone { display:none } @media print { .seen { display: none } }</style>"
AROUND: dict[str, Callable[[str], str]] = {
    "p": lambda inside: f"<p>{inside}</p>",
    "div": lambda inside: f"<div>{inside}</div>",
    "li": lambda inside: f"<ul><li>{inside}</li></ul>",
    "quote": lambda inside: f"<blockquote><p>{inside}</p></blockquote>",
    "layout-table": lambda inside: (
        f"<table><tr><td><table><tr><td>{inside}</td></tr></table></td></tr></table>"
    ),
    "seen": lambda inside: f'<div class="seen"><p>{inside}</p></div>',
    "link-within": lambda inside: f"<section><div><p><span>{inside}</span></p></div></section>",
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", INLINE)
def test_every_element_in_every_place(name: str, around: str) -> None:
    inside, shown = INLINE[name]
    sentence = f"全年门诊量{inside}万人次，比上一年明显增加，群众更加满意。"
    page = whole(f"<p>{BEFORE}</p>{AROUND[around](sentence)}<p>{AFTER}</p>", STYLE)
    lines = [line.replace(" ", "") for line in told(page)]
    assert lines == [BEFORE, f"全年门诊量{shown}万人次，比上一年明显增加，群众更加满意。", AFTER]


def test_raised_words_that_are_no_mark_stay() -> None:
    assert told(whole(f"<p>{BEFORE[:-1]}<sup>见注</sup>。</p>"))[0].endswith("见注。")


def test_a_page_in_two_languages_keeps_its_chinese() -> None:
    english = "The county hospital, founded long ago, has improved its services in many ways. " * 8
    page = whole(f"<div><p>{english}</p><p>{english}</p></div><div><p>{BEFORE}</p><p>{AFTER}</p></div>")
    assert {BEFORE, AFTER} <= set(told(page))


def test_every_block_of_running_text_is_kept() -> None:
    page = whole(
        f'<div id="a"><p>{BEFORE}</p><p>{BEFORE}</p></div><div id="b"><h3>便民</h3><p>{AFTER}</p></div>'
        f'<div class="related"><ul><li><a href="1">{AFTER}</a></li></ul></div>'
    )
    assert told(page) == [BEFORE, BEFORE, "便民", AFTER]


def test_cards_and_definitions_are_pairs() -> None:
    page = whole(
        f"<div><p>{BEFORE}</p><div><div><div>1800张</div><div>开放床位</div></div><div><p>出院人次</p><p>5.2万</p></div></div>"
        f"<dl><dt>职工</dt><dd>900人</dd><dt>医生</dt><dd>300人</dd></dl><p>{AFTER}</p></div>"
    )
    assert told(page) == [BEFORE, "1800张\t开放床位", "出院人次\t5.2万", "职工\t900人", "医生\t300人", AFTER]


def test_lines_that_are_set_stay_lines() -> None:
    assert told(whole(f"<pre>{BEFORE}\n\n{AFTER}</pre>")) == [BEFORE, AFTER]


def test_tables_are_rows_and_merged_cells_stand_once() -> None:
    page = whole(
        f"<p>{BEFORE}</p><table><tr><th rowspan=2>科室</th><th colspan=2>人数</th></tr><tr><td>医生</td><td>护士</td></tr>"
        "<tr><td>内科</td><td>3</td><td>4</td></tr></table>"
    )
    found = reading(page)
    assert lines_of(found) == [BEFORE, "科室\t人数", "医生\t护士", "内科\t3\t4"]
    assert [len(part.cells) for part in found.parts[1:]] == [3, 3, 3]


@pytest.mark.parametrize("name", ["a.php", "a.jsp", "a.shtml", "a.aspx", "a", "a.txt"])
def test_a_page_is_a_page_whatever_it_is_called(name: str) -> None:
    for before in (
        "",
        "\n\n",
        "<!-- saved from url=(0014)about:internet -->\n",
        '<?xml version="1.0"?>\n',
        "<%@ page %>\n",
        "<?php session_start(); ?>\n",
    ):
        assert told(before + whole(f"<p>{BEFORE}</p>"), name) == [BEFORE]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-16", "utf-8"), ("utf8", "utf-8"), ("unicode", "utf-8")],
)
def test_declared_encodings_are_those_of_browsers(said: str, meant: str) -> None:
    page = whole(f"<p>{BEFORE}</p>", f'<meta charset="{said}">')
    found = interpret(page.encode(meant), "a.html")
    assert (found.encoding, found.text) == (meant, BEFORE)


@pytest.mark.parametrize("said", ["unicode_escape", "punycode", "rot13", "idna", "no-such"])
def test_names_that_no_browser_knows_say_nothing(said: str) -> None:
    page = whole(f"<p>{BEFORE}</p>", f'<meta charset="{said}">')
    assert interpret(page.encode(), "a.html").text == BEFORE


def test_all_labels_are_known_to_python() -> None:
    assert {label for label, codec in labels().items() if not "x".encode(codec)} == set()


ARCHIVE = (
    'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    '\tboundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_web_archives(coding: str, charset: str) -> None:
    import base64
    import quopri

    page = whole(f"<p>{BEFORE}</p>").encode(charset)
    body = {"quoted-printable": quopri.encodestring(page), "base64": base64.encodebytes(page), "8bit": page}[
        coding
    ]
    data = ARCHIVE.format(charset=charset, coding=coding).encode() + body + b"\r\n--b1--\r\n"
    source = interpret(data, "a.mhtml")
    proof = prove(source)
    assert (source.form, source.text, proof is not None and proof.missing) == ("web-archive", BEFORE, 0)


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 20_000,
        "<div>" * 200_000,
        "<b>" * 50_000 + "x",
        "<font size=1><p>" * 20_000 + "x",
        "<a><b>" * 9_000,
    ],
)
def test_deep_pages_are_refused_in_words(page: str) -> None:
    with pytest.raises(InputError) as caught:
        interpret(f"<html>{page}".encode(), "a.html")
    assert caught.value.reason == "too-deep"
