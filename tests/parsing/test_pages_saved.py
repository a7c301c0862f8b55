"""Saved web pages: every element alone and within each other; the text, what was left out, and all of it accounted for."""

import html
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
    "for-listeners": ('<span class="sr-only">30</span>36', "36"),
    "clipped": ('<span class="clipped">30</span>36', "36"),
    "far-off": ('<span style="position:absolute; left:-9999px">30</span>36', "36"),
    "transparent": ('<i style="opacity:0">30</i>36', "36"),
    "not-quite-transparent": ('<i style="opacity:0.9">36</i>', "36"),
    "no-height": ('<i style="display:inline-block;height:0;overflow:hidden">30</i>36', "36"),
    "no-size": ('<i style="font-size:0px">30</i>36', "36"),
    "in-a-point": ('<i style="transform: scale(0)">30</i>36', "36"),
    "moved-away": ('<i style="margin-left:-9999px">30</i>36', "36"),
    "in-one-pixel": ('<i class="pixel">30</i>36', "36"),
    "without-colour": ('<i style="color: rgba(0, 0, 0, 0)">30</i>36', "36"),
    "letters-of-a-gradient": ('<i style="color:transparent;-webkit-background-clip:text">36</i>', "36"),
    "folded": ("<span popover>30</span>36", "36"),
    "below-a-hidden-class": ('<span class="list"><i>30</i></span>36', "36"),
    "shown-by-a-later-rule": ('<i class="tab on">36</i>', "36"),
    "hidden-though-later-shown": ('<i class="urgent">30</i>36', "36"),
    "shown-by-its-own-style": ('<i class="unseen" style="display:inline">36</i>', "36"),
    "hidden-on-print": ('<i class="paper">36</i>', "36"),
    "hidden-on-screens": ('<i class="screens">30</i>36', "36"),
    "case-of-a-class": ('<i class="Unseen">36</i>', "36"),
    "struck-by-style": ('<span style="text-decoration: line-through red">30</span>36', "36"),
    "struck-by-class": ('<span class="old">30</span>36', "36"),
    "heard": ('<span aria-hidden="true">36</span>', "36"),
    "wbr": ("3<wbr>6", "36"),
    "split-by-a-comment": ("3<!-- 0 -->6", "36"),
    "picture": ('<img alt="30">36', "36"),
    "gauge": ("<progress>30</progress><meter>30</meter>36", "36"),
    "embedded": ("<noembed>30</noembed><object>30</object>36", "36"),
    "own-tree": ('<x-n><template shadowrootmode="open">3<b>6</b></template></x-n>', "36"),
    "raised-by-style": ('10<span style="vertical-align:super">4</span>', "10⁴"),
    "note-by-style": ('36<span style="vertical-align: super">[1]</span>', "36"),
    "note-by-link": ('36<a href="#fn1">1</a>', "36"),
    "link-within": ('<a href="#a">36万</a>', "36万"),
    "quoted": ("<q>36</q>", "“36”"),
    "power": ("<math><msup><mn>10</mn><mn>4</mn></msup></math>", "10⁴"),
    "fraction": ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
    "formula-source": ("<math><mn>36</mn><annotation>30</annotation></math>", "36"),
    "readings-each": ("<ruby>3<rt>三</rt>6<rt>六</rt></ruby>", "36"),
    "three-braces": ("{{{ item.30 }}}36", "36"),
    "braces-that-end-nowhere": ("{{{ 36", "{{{36"),
    "code-within-code": ("{{ a {{ 30 }}36", "{{a36"),
    "old-comment": ("<!--[if IE]>30<![endif]-->36", "36"),
    "no-comment": ("<!>36<!-->", "36"),
}
STYLE = (
    "<style>.unseen, #gone { display:none } @media print { .paper, .seen { display: none } } /* .seen {display:none} */"
    ".clipped { position:absolute; clip: rect(0, 0, 0, 0) } .list > i{display:none} .tab{display:none} .tab.on{display:inline}"
    "i.urgent { display: none !important } .urgent { display: inline } @media screen { .screens { visibility: hidden } }"
    ".pixel{position:absolute;width:1px;height:1px;overflow:hidden} @supports not (display:grid) { .seen { display:none } }"
    ".old { text-decoration-line: line-through } i::before { display: none } @font-face { font-family: x } p:hover{display:none}</style>"
    "<style media=print>.seen{display:none}</style><noscript><style>.seen{display:none}</style></noscript>"
    "<style media='print, screen'>.unseen{color:red}</style>"
)
AROUND: dict[str, Callable[[str], str]] = {
    "p": lambda inside: f"<p>{inside}</p>",
    "div": lambda inside: f"<div>{inside}</div>",
    "li": lambda inside: f"<ul><li>{inside}</li></ul>",
    "quote": lambda inside: f"<blockquote><p>{inside}</p></blockquote>",
    "layout-table": lambda inside: (
        f"<table><tr><td><table><tr><td>{inside}</td></tr></table></td></tr></table>"
    ),
    "seen": lambda inside: f'<div class="seen"><p>{inside}</p></div>',
    "aside-in-an-article": lambda inside: f"<article><aside><p>{inside}</p></aside></article>",
    "details": lambda inside: f"<details open><summary>{inside}</summary></details>",
    "block-by-style": lambda inside: f'<span style="display:block">{inside}</span>',
    "kept-lines": lambda inside: '<div style="white-space:pre-line">' + " ".join(inside.split()) + "</div>",
    "quoted-by": lambda inside: f"<blockquote><footer>{inside}</footer></blockquote>",
    "definition": lambda inside: f"<dl><dd>{inside}</dd></dl>",
    "frame": lambda inside: f'<iframe srcdoc="{html.escape(STYLE + inside)}"></iframe>',
    "link-within": lambda inside: f"<section><div><p><span>{inside}</span></p></div></section>",
}


def sentence(inside: str) -> str:
    return f"全年门诊量{inside}万人次，比上一年明显增加，群众更加满意。"


@pytest.mark.parametrize("name", INLINE)
def test_every_element_in_every_place(name: str) -> None:
    inside, shown = INLINE[name]
    for around in AROUND.values():
        page = whole(f"<p>{BEFORE}</p>{around(sentence(inside))}<p>{AFTER}</p>", STYLE)
        assert [line.replace(" ", "") for line in told(page)] == [BEFORE, sentence(shown), AFTER]


@pytest.mark.parametrize("outer", AROUND)
def test_every_place_within_every_other(outer: str) -> None:
    if outer in (
        "p",
        "kept-lines",
    ):  # a paragraph holds no block; blanks between blocks are lines where breaks are kept
        return
    for inner, around in AROUND.items():
        inside = sentence("<del>30</del>10<sup>4</sup><i hidden>9</i>")
        page = whole(f"<p>{BEFORE}</p>{AROUND[outer](around(inside))}<p>{AFTER}</p>", STYLE)
        assert [line.replace(" ", "") for line in told(page)] == [BEFORE, sentence("10⁴"), AFTER], inner


@pytest.mark.parametrize("outer", AROUND)
def test_a_table_of_data_is_one_in_every_place(outer: str) -> None:
    rows = (
        "<table><caption>表一</caption><thead><tr><th>科室</th><th><p>2022年</p></th></tr></thead><tbody><tr><td>骨科</td>"
        "<td><del>2人</del><b>3人</b><sup>[1]</sup></td></tr><tr><td>内科</td><td><ul><li>4人</li></ul></td></tr></tbody></table>"
    )
    if outer in ("p", "kept-lines"):
        return
    page = whole(f"<p>{BEFORE}</p>{AROUND[outer](rows)}<p>{AFTER}</p>", STYLE)
    assert told(page) == [BEFORE, "表一", "科室\t2022年", "骨科\t3人", "内科\t4人", AFTER]


def test_a_frame_within_a_sentence_is_no_part_of_it() -> None:
    page = whole(
        f"<p>{BEFORE}</p><p>全年门诊量<iframe srcdoc='<p>30</p>'></iframe>36万人次，群众更加满意。</p>"
    )
    assert told(page) == [BEFORE, "全年门诊量", "30", "36万人次，群众更加满意。"]


@pytest.mark.parametrize(
    "broken",
    [
        "<!-- 三十 -- ><b>三</b>", "<!-- 三十", "<title>三十</title x>四", "<script><!-- 三 <script>四</script> 五 --></script>六", "<script>三<!-- 四</script>五-->六",
        "<a title='>三'>四</a>", "<a title=\"x>三", "<style>三</style/>四", "<textarea>三</textarea>四", "<xmp><b>三</xmp>四", "<plaintext>三</plaintext>四", "</三>四", "<?三>四", "<!三>四",
        "<template><p>三</div></template>四", "<noscript>三<noscript>四</noscript>五", "<iframe>三", "<b =三>四</b>", "<b a='三'b=\"四\"c=五>六</b>", "< 三>四", "<title\x1e>三</title>四", "<三>四", "<b/三>四",
    ],
)  # fmt: skip
def test_a_broken_page_is_counted_as_it_is_read(broken: str) -> None:
    told(whole(f"<p>{BEFORE}</p>{broken}<p>{AFTER}</p>"))
    told(whole(f"<p>{BEFORE}</p><p>{broken}"))


def test_raised_words_that_are_no_mark_stay() -> None:
    assert told(whole(f"<p>{BEFORE[:-1]}<sup>见注</sup>。</p>"))[0].endswith("见注。")


@pytest.mark.parametrize(
    ("sheet", "own", "shown"),
    [
        ("display:none", "display:block", True),
        ("display:none !important", "display:block", False),
        ("display:none !important", "display:block !important", True),
        ("display:block !important", "display:none", True),
        ("display:block", "display:none", False),
    ],
)
def test_what_is_urgent_in_a_sheet_goes_before_an_elements_own_style(
    sheet: str, own: str, shown: bool
) -> None:
    text = "医院现有开放床位500张，服务周边群众。"
    page = f"<style>.x{{{sheet}}}</style><p>前文一段，说的是医院。</p><p class=x style='{own}'>{text}</p>"
    assert (text in interpret(f"<html><body>{page}".encode(), "a.html").text) is shown


@pytest.mark.parametrize("media", [" " * 200_000, " ," * 100_000, " only" * 50_000])
def test_words_without_end_before_a_group_of_rules_are_read_once(media: str) -> None:
    style = f"<style>@media{media}x {{ p {{ display: none }} }}</style>"
    assert told(whole(f"<p>{BEFORE}</p>", style)) == [BEFORE]


def test_a_page_that_waits_for_its_script_is_read() -> None:
    page = whole(f"<form><div><p>{BEFORE}</p><p>{AFTER}</p></div></form>", "<style>body{opacity:0}</style>")
    assert told(page) == [BEFORE, AFTER]


@pytest.mark.parametrize("role", ["navigation", "banner", "contentinfo", "complementary", "search"])
def test_what_says_that_it_stands_beside_the_text_is_none(role: str) -> None:
    beside = f'<div role="{role}"><p>版权归本站所有，电话30，未经许可不得转载，违者必究，特此声明。</p></div>'
    assert told(whole(f"{beside}<p>{BEFORE}</p><p>{AFTER}</p>{beside}")) == [BEFORE, AFTER]


def test_a_list_of_links_with_sentences_is_none_of_the_text() -> None:
    links = "".join(f'<p><a href="/{n}">某院添设备{n}台，群众看病更加方便。</a></p>' for n in range(3))
    assert told(whole(f"{links}<p>{BEFORE}</p><p>{AFTER}</p>")) == [BEFORE, AFTER]


def test_a_title_may_lead_to_its_own_page() -> None:
    page = whole(
        f'<p><a href="/">某某日报</a></p><h2><a href="/1">家门口的医院</a></h2><p>{BEFORE}</p><p>{AFTER}</p>'
        "<p>[1] [2] 下一页 尾页 共3页</p>",
        "<title>家门口的医院 - 某某日报</title>",
    )
    assert told(page) == ["家门口的医院", BEFORE, AFTER]


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("role=table", "role=row", "role=cell"),
        ('style="display:table"', 'style="display:table-row"', 'style="display:table-cell"'),
    ],
)
def test_boxes_that_are_shown_as_a_table_are_one(table: str, row: str, cell: str) -> None:
    def line(*words: str) -> str:
        return f"<div {row}>{''.join(f'<span {cell}>{word}</span>' for word in words)}</div>"

    rows = line("科室", "床位") + line("骨科", "36张")
    page = whole(f"<p>{BEFORE}</p><div {table}>{rows}</div><p>{AFTER}</p>")
    assert told(page) == [BEFORE, "科室\t床位", "骨科\t36张", AFTER]


@pytest.mark.parametrize(
    ("said", "codec"),
    [("iso-8859-1", "gb18030"), ("windows-1251", "big5"), ("gb2312", "utf-8"), ("big5", "utf-8")],
)
def test_a_page_that_declares_what_it_is_not(said: str, codec: str) -> None:
    before = "中國民生" * 20 + "，" if codec == "big5" else BEFORE
    assert told(whole(f"<p>{before}</p>", f"<meta charset={said}>"), codec=codec) == [before]


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
        "<ul><li><b>36</b>台<br>呼吸机</li><li>救护车<br>9辆</li></ul>"
        f"<dl><dt>职工</dt><dd>900人</dd><dt>医生</dt><dd>300人</dd></dl><p>{AFTER}</p></div>"
    )
    assert told(page) == [
        BEFORE,
        "1800张\t开放床位",
        "出院人次\t5.2万",
        "36台\t呼吸机",
        "救护车\t9辆",
        "职工\t900人",
        "医生\t300人",
        AFTER,
    ]


def test_numbers_beside_an_article_are_kept_and_counters_are_not() -> None:
    cards = "<div class=num><div><div>1800张</div><div>开放床位</div></div><div><p>出院人次</p><p>5.2万</p></div></div>"
    terms = (
        "<h2>数说</h2><dl><dt>职工</dt><dd>900人</dd></dl><table><tr><td>医生</td><td>300人</td></tr></table>"
    )
    after = "<div><div>阅读量</div><div>1.2万</div></div><div><div>护士</div><div>400人</div></div>"
    page = whole(f"<article><p>{BEFORE}</p><p>{AFTER}</p></article>{cards}{terms}{after}")
    rows = ["1800张\t开放床位", "出院人次\t5.2万", "数说", "职工\t900人", "医生\t300人"]
    assert told(page) == [BEFORE, AFTER, *rows]
    linked = "<div><div><a href=x>1800张</a></div><div>开放床位</div></div>"
    assert told(whole(f"<article><p>{BEFORE}</p><p>{AFTER}</p></article>{linked}")) == [BEFORE, AFTER]


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
