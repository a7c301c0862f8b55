"""Files as people have them: text, saved pages, Word documents, and everything that is none of these."""

import os
import socket
import sys
from pathlib import Path

import pytest
from hospital_tui.parsing import inputs
from hospital_tui.parsing.inputs import InputError, interpret, read

from .word_maker import document, p

ARTICLE = [
    "强基固本 惠民利民",
    "市中心医院开放床位一千二百张，去年门诊量达到62.9万人次，同比增长8.5%，患者就医更加方便。",
    "抓人才",
    "近年来，该院引进博士12名，开展新技术、新项目四十余项，其中机器人手术填补了本地区的空白。",
]

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某某日报</title>
<script>var 床位 = "9999张";</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">首页</a> <a href="/x">新闻</a></nav>
<div id="wrap"><div class="list"><ul><li><a href="1">别的新闻里说新建的大楼有三千张床位，欢迎点击阅读全文</a></li></ul></div>
<header><h1>强基固本 惠民利民</h1></header>
<div class="content">
<p>&nbsp;&nbsp;市中心医院开放床位一千二百张，
   去年门诊量达到62.9万人次，同比增长<b>8.5%</b>，患者就医更加方便。</p>
<h3>抓人才</h3>
<!-- 注释里的100张 -->
近年来，该院引进博士12名，开展新技术、新项目四十余项，其中机器人手术填补了本地区的空白。<br>
图片由医院提供
</div></div>
<footer>版权所有 2024</footer></body></html>"""


def test_text_is_read_with_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "文章.txt"
    path.write_bytes("\n".join(ARTICLE).encode("gbk"))
    found = read(path)
    assert (found.file, found.text, found.encoding) == ("文章.txt", "\n".join(ARTICLE), "gb18030")
    assert not found.reading.extracted


def test_the_user_may_name_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE[0].encode())
    assert read(path, encoding="utf-8").text == ARTICLE[0]
    for wrong in ("ascii", "no-such-encoding", "base64"):
        with pytest.raises(InputError) as caught:
            read(path, encoding=wrong)
        assert caught.value.reason == "codec"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_saved_page_gives_the_article_alone(charset: str) -> None:
    found = interpret(PAGE.format(charset=charset).encode(charset), "page.html")
    assert found.reading.extracted
    assert found.text.split("\n\n") == [*ARTICLE, "图片由医院提供"]
    assert found.encoding == {"utf-8": "utf-8", "gb2312": "gb18030"}[charset]


def test_a_page_without_running_text_is_taken_whole() -> None:
    page = "<html><body><a href=1>床位</a><table><tr><td><a>胃镜</a></td><td><a>239例</a></td></tr></table>"
    assert interpret(page.encode(), "page.html").text.split("\n\n") == ["床位", "胃镜\t239例"]


def test_a_page_whose_declared_encoding_is_wrong_is_read_by_its_bytes() -> None:
    found = interpret(PAGE.format(charset="utf-8").encode("gbk"), "page.htm")
    assert found.encoding == "gb18030"
    assert ARTICLE[1] in found.text


def test_deeply_nested_and_broken_pages_are_read() -> None:
    page = "<html>" + "<div>" * 20_000 + "<p>" + ARTICLE[1] + "</table></b>"
    assert interpret(page.encode(), "deep.html").text == ARTICLE[1]


def test_paragraphs_set_by_line_breaks_are_lines() -> None:
    page = f"<html><body><div>　　{ARTICLE[1]}<br><br>　　{ARTICLE[3]}</div></body></html>"
    assert interpret(page.encode(), "page").text.split("\n\n") == [ARTICLE[1], ARTICLE[3]]


def test_a_damaged_word_document_says_so() -> None:
    data = document(p(ARTICLE[0]))
    for broken in (data[:200], data[:-100], b"PK\x03\x04 nothing"):
        with pytest.raises(InputError) as caught:
            interpret(broken, "a.docx")
        assert caught.value.reason == "damaged"
        assert "\n" not in str(caught.value)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in [part for part in sys.modules if part.split(".")[0] == "selectolax"]:
        monkeypatch.delitem(sys.modules, part)
    monkeypatch.setitem(sys.modules, "selectolax", None)
    with pytest.raises(InputError) as caught:
        interpret(b"<p>x", "a.html")
    assert caught.value.reason == "needs-html"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\n", "blank"),
        ("\ufeff　　\n".encode(), "blank"),
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04", "zip"),
        (bytes(range(256)) * 9, "data"),
    ],
)
def test_what_cannot_be_an_article_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        interpret(data, "a.txt")
    assert caught.value.reason == reason


def test_what_is_no_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(InputError) as caught:
            read(path)
        return caught.value.reason

    assert reason(tmp_path / "none.txt") == "missing"
    assert reason(tmp_path) == "directory"
    assert reason(Path("a\0b")) == "unreadable"
    assert reason(Path("x" * 5000)) == "unreadable"
    if sys.platform != "win32":
        assert reason(Path(os.devnull)) == "special"
    if sys.platform == "linux":
        assert reason(Path("/proc/self/status")) == "special"
        (tmp_path / "link.txt").symlink_to("/sys/kernel/mm")
        assert reason(tmp_path / "link.txt") == "directory"
        (tmp_path / "status.txt").symlink_to("/proc/self/status")
        assert reason(tmp_path / "status.txt") == "special"
        monkeypatch.setattr(inputs, "SILENT", 0.01)
        os.mkfifo(tmp_path / "pipe.txt")
        assert reason(tmp_path / "pipe.txt") == "silent"
        with socket.socket(socket.AF_UNIX) as door:
            monkeypatch.chdir(tmp_path)  # addresses of sockets are short
            door.bind("door.txt")
            assert reason(Path("door.txt")) == "special"
    (tmp_path / "big.txt").write_text("床位")
    monkeypatch.setattr(inputs, "LARGEST", 3)
    assert reason(tmp_path / "big.txt") == "too-large"


@pytest.mark.parametrize(("name", "line"), [("a.txt", "{}\n"), ("a.html", "<p>{}</p>"), ("a.md", "{}\n\n")])
def test_lines_without_end_are_refused_where_they_say_nothing_new(name: str, line: str) -> None:
    """A long list of different lines is read, whatever the form; the same line over and over is told."""
    head = "<html><body>" if name.endswith("html") else ""
    with pytest.raises(InputError) as refused:
        interpret((head + line.format("床位9") * 25_000).encode(), name)
    assert refused.value.reason == "repeats"
    lines = [f"{number * 7919 % 90_001}床" for number in range(11_000)]
    assert interpret((head + "".join(map(line.format, lines))).encode(), name).text.split() == lines


def test_a_sentence_without_end_is_refused_where_it_says_nothing_new() -> None:
    with pytest.raises(InputError) as refused:
        interpret(("医院现有职工620人，床位500张。" * 12_000).encode(), "a.txt")
    assert refused.value.reason == "repeats"
