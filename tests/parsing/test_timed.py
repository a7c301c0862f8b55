"""Text that says when each line was said, and files that are no article: subtitles, talks, chats, mails, logs, data."""

from itertools import product

import pytest
from hospital_tui.model import Article
from hospital_tui.parsing.check import check
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.parsing.parse import parse

SAID = ["青川县人民医院开放床位640张，", "去年门诊量达到36万人次。", "今年引进博士12名，", "群众满意。"]
RIGHT = ["640张", "36万人次", "12名"]


def _srt(tags: bool) -> str:
    cue = "{0}\n00:0{0}:01,000 --> 00:0{0}:04,500\n" + ("<i>{1}</i>\n\n" if tags else "{1}\n\n")
    return "".join(cue.format(i, text) for i, text in enumerate(SAID, 1))


def _vtt(tags: bool) -> str:
    cue = "{0}\n00:{0}.000 --> 00:{0}.900 position:10%\n" + ("<v 李院长>{1}\n\n" if tags else "{1}\n\n")
    head = "WEBVTT\n\nNOTE 2023年第3版\n36张\n\nSTYLE\n::cue { color: red }\n\n"
    return head + "".join(cue.format(f"{i}".zfill(2), text) for i, text in enumerate(SAID, 1))


def _ass(tags: bool) -> str:
    line = "Dialogue: 0,0:00:0{}.00,0:00:03.00,Default,,0,0,0,," + (r"{{\an8}}{}" if tags else "{}")
    head = "[Script Info]\nPlayResX: 1920\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    return head + "\n".join(line.format(i, text) for i, text in enumerate(SAID))


def _lrc(tags: bool) -> str:
    return ("[ti:1200张]\n" if tags else "") + "".join(f"[00:{i}2.30]{text}\n" for i, text in enumerate(SAID))


def _talk(tags: bool) -> str:
    return "".join(f"发言人{i} 0{i}:12{':05' if tags else ''}\n{text}\n" for i, text in enumerate(SAID))


def _chat(tags: bool) -> str:
    who = "李主任(12345678)" if tags else "李主任"
    return "".join(f"2023-05-01 12:3{i}:45 {who}\n{text}\n\n" for i, text in enumerate(SAID))


def _stamped(tags: bool) -> str:
    day = "2023年5月1日 12:3{}" if tags else "2023/5/1 上午12:3{}"
    return "".join(f"[{day.format(i)}] 李主任：{text}\n" for i, text in enumerate(SAID))


MADE = [_srt, _vtt, _ass, _lrc, _talk, _chat, _stamped]


def _articles(text: str, name: str) -> tuple[Article, ...]:
    found = interpret(text.encode(), name)
    articles = parse(found.text, file=name, sha256="0" * 64, layout=found.reading.parts)
    assert not check(found.text, articles)
    return articles


@pytest.mark.parametrize(("make", "tags", "end"), list(product(MADE, [False, True], ["\n", "\r\n"])))
def test_times_and_counters_are_no_figures(make: object, tags: bool, end: str) -> None:
    assert callable(make)
    articles = _articles(make(tags).replace("\n", end), "a.txt")
    passages = [passage for article in articles for passage in article.selectable()]
    figures = [figure.text for passage in passages for figure in passage.figures]
    shown = "".join(passage.text for passage in passages)
    assert figures == RIGHT
    assert [shown.count(text) for text in SAID] == [1, 1, 1, 1]


def test_lines_of_one_sentence_are_one_paragraph() -> None:
    (article,) = _articles(_srt(True), "a.srt")
    assert [passage.text for passage in article.selectable()] == [SAID[0] + SAID[1], SAID[2] + SAID[3]]


def test_a_chronicle_keeps_its_hours() -> None:
    text = "8:30 李主任开始查房。\n9:00 第一台手术开始，患者很平静。\n11:50 手术顺利结束。\n"
    assert interpret(text.encode(), "a.txt").reading.parts == ()


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("log", "2023-05-01 12:30:4{0},123 INFO web: 床位{0}20张\n"),
        ("log", 'h{0} - - [01/May/2023:12:30:45 +0800] "GET /床位 HTTP/1.1" 200 {0}12\n'),
        ("calendar", "BEGIN:VCALENDAR\nSUMMARY:床位{0}20张\n"),
        ("contacts", "BEGIN:VCARD\nTEL:1380000{0}111\n"),
        ("typeset", "\\documentclass{{ctexart}}\n\\begin{{document}}\n床位{0}20张。\n"),
        ("json", '{{"id": {0}, "text": "床位820张。"}}\n'),
        ("csv", '{0},纪实,"床位820张，\n门诊量36万人次。"\n'),
        (
            "code",
            "# 统计脚本，床位{0}20张，门诊量36万人次，很长的说明，很长的说明，很长的说明\nbeds = {0}20\n",
        ),
    ],
)
def test_what_is_no_article_is_refused_in_words(reason: str, text: str) -> None:
    data = "".join(text.format(i) for i in range(1, 5)).encode()
    with pytest.raises(InputError) as caught:
        interpret(data, "a.py" if reason == "code" else "a.txt")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("name", "reason"), [("a.yaml", "settings"), ("a.rst", "typeset"), ("a.org", "typeset")]
)
def test_data_and_sources_of_typeset_text_are_known_by_their_names(name: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        interpret("beds: 820\ntext: 青川县人民医院开放床位820张，门诊量36万人次。\n".encode(), name)
    assert caught.value.reason == reason


@pytest.mark.parametrize("coding", ["base64", "8bit", "quoted-printable"])
def test_a_mail_of_text_gives_its_text_alone(coding: str) -> None:
    import base64
    import quopri

    words = "".join(SAID).encode()
    body = {
        "base64": base64.encodebytes(words),
        "8bit": words,
        "quoted-printable": quopri.encodestring(words),
    }
    head = f"From: li@example.com\nTo: ed@example.com\nSubject: 120\nDate: Mon, 1 May 2023 12:30:45 +0800\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n"
    assert interpret(head.encode() + body[coding], "a.eml").text == "".join(SAID)
