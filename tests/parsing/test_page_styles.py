"""What a page's style hides is not read, and what it shows is: sheets, conditions, selectors, variables, colours, scripts."""

import json

import pytest
from hospital_tui.parsing.inputs import InputError, interpret

BEFORE = "医院共有开放床位八百张，全年门诊量三十六万人次，职工一千二百人。"
TEXT = "此处二十字的一段话在这里写着，床位九百九十九张，说得明明白白。"

HIDING = r"""
.x{display:none}
:root{--h:none}.x{display:var(--h)}
.x{--d:none;display:var(--d)}
.x{display:var(--q,none)}
:root{--a:var(--b);--b:none}.x{display:var(--a)}
.x{display:var(--q, var(--r, none))}
body{--z:0}.x{opacity:var(--z)}
.x{color:#fff}
.x{color:white}
.x{color:#FFFFFF}
.x{color:rgb(255,255,255)}
.x{color:rgb(255 255 255)}
.x{color:hsl(0,0%,100%)}
body{background:#eee}.x{color:#eee}
body{background-color:#123456}p{color:#fff}.x{color:#123456}
.x{color:#333;background:#333}
.x{color:transparent}
.x{color:rgba(0,0,0,0)}
.x{color:rgb(0 0 0 / 0%)}
.x{color:#0000}
.x{color:#00000000}
.x{color:hsla(0,0%,0%,0)}
.x{font-size:0}
.x{font-size:0px}
.x{font-size:0.0em}
.x{font:0/0 a}
.x{font-size:.0rem}
.x{clip-path:inset(100%)}
.x{clip-path:inset(50%)}
.x{clip-path:circle(0)}
.x{clip-path:circle(0px at 50% 50%)}
.x{clip-path:polygon(0 0,0 0,0 0)}
.x{clip-path:inset(0 0 100% 0)}
.x{clip-path:inset(0 100% 0 0)}
.x{content-visibility:hidden}
@media screen{.x{display:none}}
@media (min-width:600px){.x{display:none}}
@media all and (min-width:300px){.x{display:none}}
@media (max-width:4000px){.x{display:none}}
@supports (display:grid){.x{display:none}}
@media not print{.x{display:none}}
@media (prefers-color-scheme:light){.x{display:none}}
@media (width>=600px){.x{display:none}}
@media (400px<=width<=2000px){.x{display:none}}
@layer a{.x{display:none}}
@layer a,b;.x{display:none}
@import url(a.css);.x{display:none}
@charset "utf-8";.x{display:none}
p[class]{display:none}p:not([class]){display:block}
[class=x]{display:none}
[class~="x"]{display:none}
[class^=x]{display:none}
[class*='x' i]{display:none}
:is(.x,.y){display:none}
p.x:not(.k){display:none}.k{display:block}
:where(.x){display:none}
p:is(.x){visibility:hidden}
p:nth-child(2){display:none}
p:last-child{display:none}
p:nth-of-type(2){display:none}
p+p{display:none}
p~p{display:none}
body>p.x{display:none}
div p,.x{display:none}
body{& .x{display:none}}
body{.x{display:none}}
.x{visibility:hidden}
.x{visibility:collapse}
.x{opacity:0}
.x{opacity:0.0}
.x{opacity:0%}
.x{filter:opacity(0)}
.x{filter:opacity(0%)}
.x{position:absolute;left:-9999px}
.x{position:absolute;left:-999em}
.x{text-indent:-9999px}
.x{text-indent:-999em;overflow:hidden;white-space:nowrap}
.x{height:0;overflow:hidden}
.x{max-height:0;overflow:hidden}
.x{width:1px;height:1px;overflow:hidden;position:absolute}
.x{transform:scale(0)}
.x{transform:translateX(-9999px)}
.x{scale:0}
.x{zoom:0}
.x{transform:rotateX(90deg)}
.x{position:absolute;clip:rect(0,0,0,0)}
.x{position:absolute;clip:rect(1px,1px,1px,1px)}
.x{DISPLAY:NONE}
.x{display : none !important}
.x{display:none!important}.x{display:block}
/* a */.x{/*b*/display:none/*c*/}
.x{display:block;display:none}
.x{content:'}';display:none}
.x{background:url('a;b}c.png');display:none}
.x:not(:hover){display:none}
.x{-webkit-text-fill-color:transparent}
.x{color:#000;-webkit-text-fill-color:#fff}
.x{height:0px;overflow-y:hidden}
.x{inset-inline-start:-9999px;position:absolute}
.x{position:fixed;top:-9999px}
.x{margin-left:-9999px}
.x{font-size:1px;color:#fff}
.x{all:unset;display:none}
.x{position:absolute;inset:0 auto auto -9999px}
.x{overflow:clip;height:0}
.x{max-width:0;overflow:hidden;white-space:nowrap}
.x{color:WHITE}
.x{background:#000;color:#000}
.x{line-height:0;height:0;overflow:hidden}
.x{opacity:.001}
.x{display:none;} .x:hover{display:block}
@container (min-width:1px){}.x{display:none}
@font-face{font-family:a;src:url(a)}.x{display:none}
@keyframes k{from{opacity:0}to{opacity:1}}.x{display:none}
html .x{display:none}
html body p.x{display:none}
""".strip().split("\n")
"""Sheets that hide what is of class x."""

SHOWING = r"""
.x{display:block}
.x{display:none}.x{display:block}
.x{display:none}p.x{display:block}
.x{display:block!important}.x{display:none}
@media print{.x{display:none}}
@media (max-width:600px){.x{display:none}}
@media not screen{.x{display:none}}
@supports not (display:grid){.x{display:none}}
.x{display:var(--none)}
:root{--h:block}.x{display:var(--h,none)}
.y{display:none}
.x .y{display:none}
.x:hover{display:none}
.x::before{display:none}
.x:empty{display:none}
p:not(.x){color:#111}
:not(*){display:none}
body{background:#000}.x{color:#fff}
.x{background:#00f;color:#fff}
.x{background:url(a.png);color:#fff}
.x{background:linear-gradient(#000,#111);color:#fff}
.x{color:#fefefe;background:#333}
body{background:url(b.jpg)}.x{color:#fff}
.x{background:linear-gradient(90deg,red,blue);-webkit-background-clip:text;color:transparent}
.x{background-image:linear-gradient(90deg,red,blue);background-clip:text;-webkit-text-fill-color:transparent}
.x{color:transparent;text-shadow:0 0 0 #000}
.x{opacity:.05}
.x{opacity:1}
.x{font-size:0.9em}
.x{font:14px/0 serif}
body{font-size:0}.x{font-size:16px}
.x{clip-path:inset(0)}
.x{clip-path:inset(10%)}
.x{clip-path:circle(50%)}
.x{clip-path:none}
.x{content-visibility:auto}
.x{content-visibility:visible}
.x{height:0}
.x{overflow:hidden}
.x{height:100px;overflow:hidden}
.x{width:100%;overflow:hidden}
.x{left:-10px;position:relative}
.x{text-indent:2em}
.x{text-indent:-2em;padding-left:2em}
.x{transform:none}
.x{transform:scale(1)}
.x{transform:translateY(-50%)}
.x{zoom:1}
.x{visibility:visible}
body{visibility:hidden}.x{visibility:visible}
body{display:none}
body{opacity:0}
html{visibility:hidden}
@media print{body{color:#fff}}
.x{position:absolute;color:#fff}
.x{min-height:0;overflow:hidden}
.x{max-height:none;overflow:hidden}
.x{color:inherit}
.x{color:red}
@media screen and (max-width:480px){body{display:none}.x{display:none}}
/*.x{display:none}*/
.x{/*display:none*/}
.x{display:none;display:block}
.x{background:#fff;color:#333}
p{color:#fff}.x{color:#000}
.x{-webkit-line-clamp:3;overflow:hidden;display:-webkit-box}
@media (hover:none){.x{display:none}}
@media (orientation:portrait){.x{display:none}}
.x{display:inline}
.x{display:contents}
@starting-style{.x{opacity:0}}
@keyframes k{from{opacity:0}.x{display:none}}
.x{line-height:0}
a{color:#fff}.y,.z{display:none}
.x{background-color:rgba(0,0,0,.8);color:#fff}
.x{background:#c00 url(a.png) no-repeat;color:#fff}
.x{border:0;font-size:16px;opacity:1;display:flex}
.x{animation:f 1s;opacity:1}
.x{overflow:visible;height:0}
.x{position:absolute;left:50%;top:-20px}
.no-js .x{display:none}
[hidden]{display:none}
p:not(.x){display:block}.k:not(.x){display:none}
@media (min-width:3000px){.x{display:none}}
@media (prefers-color-scheme:dark){body{background:#000}.x{color:#fff}}
@media(prefers-reduced-motion:reduce){.x{display:none}}
.x:not(:first-child):first-child{display:none}
""".strip().split("\n")
"""Sheets that do not."""

HIDDEN = [
    ("", "<p hidden>TEXT</p>"),
    ("", "<div hidden><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span hidden>TEXT</span>写得明白。</p>"),
    ("", "<p style='display:none'>TEXT</p>"),
    ("", "<div style='display:none'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='display:none'>TEXT</span>写得明白。</p>"),
    ("", '<p style="color:#fff">TEXT</p>'),
    ("", '<div style="color:#fff"><div><p>TEXT</p></div></div>'),
    ("", '<p>医院的话在此，<span style="color:#fff">TEXT</span>写得明白。</p>'),
    ("", "<p style='color:transparent'>TEXT</p>"),
    ("", "<div style='color:transparent'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='color:transparent'>TEXT</span>写得明白。</p>"),
    ("", "<p style='font-size:0'>TEXT</p>"),
    ("", "<div style='font-size:0'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='font-size:0'>TEXT</span>写得明白。</p>"),
    ("", "<p style='visibility:hidden'>TEXT</p>"),
    ("", "<div style='visibility:hidden'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='visibility:hidden'>TEXT</span>写得明白。</p>"),
    ("", "<p style='opacity:0'>TEXT</p>"),
    ("", "<div style='opacity:0'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='opacity:0'>TEXT</span>写得明白。</p>"),
    ("", "<p style='--x:none;display:var(--x)'>TEXT</p>"),
    ("", "<div style='--x:none;display:var(--x)'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='--x:none;display:var(--x)'>TEXT</span>写得明白。</p>"),
    ("", "<p hidden=until-found>TEXT</p>"),
    ("", "<div hidden=until-found><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span hidden=until-found>TEXT</span>写得明白。</p>"),
    ("", "<p style='clip-path:inset(50%)'>TEXT</p>"),
    ("", "<div style='clip-path:inset(50%)'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='clip-path:inset(50%)'>TEXT</span>写得明白。</p>"),
    ("", "<p style='content-visibility:hidden'>TEXT</p>"),
    ("", "<div style='content-visibility:hidden'><div><p>TEXT</p></div></div>"),
    ("", "<p>医院的话在此，<span style='content-visibility:hidden'>TEXT</span>写得明白。</p>"),
    ("", "<font color=white>TEXT</font>"),
    ("", "<table bgcolor=#336699><tr><td><font color='#336699'>TEXT</font></td></tr></table>"),
    ("[data-hide]{display:none}", "<p data-hide=1>TEXT</p>"),
    ("[aria-hidden=true]{display:none}", "<p aria-hidden=true>TEXT</p>"),
    ("div[data-state='off']{display:none}", "<div data-state=off>TEXT</div>"),
    (".a .b{display:none}", "<div class='a'><p class='b'>TEXT</p></div>"),
    (".a:has(p){display:none}", "<div class=a><p>TEXT</p></div>"),
    ("#s{display:none}.s{display:block}", "<section id=s><p>TEXT</p></section>"),
    ("#s{display:none}.s{display:block}", "<section id=s class=s><p>TEXT</p></section>"),
    (".a{color:#fff}", "<div class=a><p>TEXT</p></div>"),
    (".a{font-size:0}", "<div class=a><span>TEXT</span></div>"),
    (".a{visibility:hidden}", "<div class=a><span>TEXT</span></div>"),
    ("", "<details><summary>说明</summary><p style='display:none'>TEXT</p></details>"),
    ("", "<input type=hidden value='TEXT'>"),
    ("", "<template><p>TEXT</p></template>"),
    ("", "<dialog><p>TEXT</p></dialog>"),
]

SHOWN = [
    (".a{font-size:0}", "<div class=a><span style='font-size:16px'>TEXT</span></div>"),
    ("", "<div style='visibility:hidden'><p style='visibility:visible'>TEXT</p></div>"),
    ("", "<div style='color:#fff'><p style='color:#333'>TEXT</p></div>"),
    ("", "<div style='background:#036;color:#fff'><p>TEXT</p></div>"),
    ("", "<table bgcolor=#003366><tr><td><font color=white>TEXT</font></td></tr></table>"),
    ("", "<table background=a.gif><tr><td><font color=white>TEXT</font></td></tr></table>"),
    (
        "",
        "<div style='position:relative;background:#036'><div style='position:absolute;color:#fff'><p>TEXT</p></div></div>",
    ),
    ("", "<p style='background:#000'><span style='color:white'>TEXT</span></p>"),
    ("", "<body style='background:navy'><p style='color:white'>TEXT</p>"),
    ("[data-hide='1']{display:none}", "<p data-hide=0>TEXT</p>"),
    ("[aria-hidden=true]{display:none}", "<p aria-hidden=false>TEXT</p>"),
    ("", "<details><summary>说明</summary><p>TEXT</p></details>"),
    ("", "<p class=unhidden>TEXT</p>"),
    ("", "<p style='font-variant:none;display:block'>TEXT</p>"),
    ("", "<p style='text-decoration:none;border:none;float:none'>TEXT</p>"),
    ("", "<p style='overflow:hidden;zoom:1;height:1%'>TEXT</p>"),
    ("", "<div style='overflow:hidden;height:1px'></div><p>TEXT</p>"),
    ("", "<p style='width:0;white-space:nowrap'>TEXT</p>"),
    ("", "<dialog open><p>TEXT</p></dialog>"),
    ("div{position:relative;color:#fff}div::before{position:absolute;background:#036}", "<div>TEXT</div>"),
    (
        "",
        "<div style='position:relative'><img style='position:absolute'><b style='color:#fff'>TEXT</b></div>",
    ),
    (".a{opacity:0;animation:f 1s forwards}@keyframes f{to{opacity:1}}", "<div class=a>TEXT</div>"),
]


def read(css: str, body: str) -> str:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{css}</style></head><body><p>{BEFORE}</p>{body}"
    return interpret(page.encode(), "a.html").text


@pytest.mark.parametrize("css", HIDING)
def test_what_a_sheet_hides_is_not_read(css: str) -> None:
    assert read(css, f"<p class=x>{TEXT}</p>") == BEFORE


def test_rules_of_what_a_page_does_not_have_do_not_crowd_out_its_own() -> None:
    others = "".join(f".other{index} .a, #other{index}{{display:block}}" for index in range(2000))
    assert read(f"{others}.x{{display:none}}", f"<p class=x>{TEXT}</p>") == BEFORE


@pytest.mark.parametrize("css", SHOWING)
def test_what_no_sheet_hides_is_read(css: str) -> None:
    assert TEXT in read(css, f"<p class=x>{TEXT}</p>")


@pytest.mark.parametrize(("css", "body"), HIDDEN)
def test_an_element_that_is_hidden_is_not_read(css: str, body: str) -> None:
    assert "九百" not in read(css, body.replace("TEXT", TEXT))


@pytest.mark.parametrize(("css", "body"), SHOWN)
def test_an_element_that_is_shown_is_read(css: str, body: str) -> None:
    assert TEXT in read(css, body.replace("TEXT", TEXT))


STATED = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": f"{BEFORE}\n{TEXT}"}]})


@pytest.mark.parametrize(
    "data",
    [
        STATED,
        STATED.replace("\\n", "</p><p>").replace('": "\\u533b', '": "<p>\\u533b'),
        STATED.replace("\\n", "&lt;/p&gt;&lt;p&gt;"),
        f"//<![CDATA[\n{STATED}\n//]]>",
    ],
)
def test_text_that_stands_in_the_data_of_a_page_alone_is_read_and_told(data: str) -> None:
    page = f"<!DOCTYPE html><title>县医院</title><nav><a href=/>首页</a></nav><script type='application/ld+json'>{data}</script>"
    source = interpret(page.encode(), "a.html")
    assert source.text.split("\n\n")[-2:] == [BEFORE, TEXT]
    assert source.reading.notes == ("stated",)
    assert source.reading.left_out == {"furniture": 2}


def test_data_says_nothing_anew_where_the_page_shows_its_text() -> None:
    assert read("", f"<script type='application/ld+json'>{STATED}</script>") == BEFORE


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=app></div><script>window.__NUXT__={json.dumps({'text': TEXT})}</script>",
        f"<h1>县医院</h1><div id=__next></div><script type='application/json'>{{'text': '{TEXT}'}}</script>",
        "<div id=root></div><script src=main.js></script>",
        "<div id=root>加载中，请稍候……</div><script src=main.js></script>",
        f"<h1>县医院</h1><div style='display:none'><p>{BEFORE}</p></div><script>show()</script>",
    ],
)
def test_a_page_whose_text_a_script_makes_is_refused_in_words(body: str) -> None:
    with pytest.raises(InputError, match="scripted"):
        interpret(f"<!DOCTYPE html><title>县医院</title><body>{body}".encode(), "a.html")


@pytest.mark.parametrize(
    "shown", ["<table><tr><td>床位<td>800张<tr><td>门诊<td>36万</table>", "<p>医院的花开了</p>" * 12]
)
def test_a_page_without_running_text_is_read_whatever_its_scripts_say(shown: str) -> None:
    assert interpret(f"<!DOCTYPE html>{shown}<script>share('{TEXT * 6}')</script>".encode(), "a.html").text


def test_text_that_waits_for_its_script_is_read_and_told() -> None:
    page = f"<!DOCTYPE html><h1>县医院</h1><div style='visibility:hidden;opacity:0'><p>{BEFORE}</p></div><script>1</script>"
    source = interpret(page.encode(), "a.html")
    assert (source.text, source.reading.notes) == (f"县医院\n\n{BEFORE}", ("waits",))


@pytest.mark.parametrize(
    ("media", "read"), [("", False), ("media=print", True), ("media='(min-width: 100px)'", False)]
)
def test_style_sheets_in_a_web_archive_hold(media: str, read: bool) -> None:
    page = f"<!DOCTYPE html><link rel=stylesheet href='cid:a@b' {media}><p>{BEFORE}</p><p class=x>{TEXT}</p>"
    parts = [
        ("text/html", "Content-Location: http://a.cn/", page),
        ("text/css", "Content-ID: <a@b>", ".x{color:#fff}"),
    ]
    archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"
    for kind, place, words in parts:
        archive += f"\n--b\nContent-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n{place}\n\n{words}\n"
    assert (TEXT in interpret(f"{archive}--b--".encode(), "a.mhtml").text) is read
