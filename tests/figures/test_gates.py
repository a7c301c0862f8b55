"""Quick looks that spare slow ones: none turns away what the slow look would find."""

import re

from hospital_tui.figures.lexicon import _rules, barred, in_word, load, words
from hospital_tui.figures.read import dates, qualifiers, scan
from hospital_tui.model import Kind
from hypothesis import given
from hypothesis import strategies as st

_PIECES = [
    *"0123456789一二三四五六七八九十百千万零两半年月日号至到—~-/.、，。：:（）()%％［《》“”A点时分第首前",
    *(
        "今年",
        "去年",
        "上半年",
        "年代",
        "世纪",
        "季度",
        "上旬",
        "近",
        "约",
        "不足",
        "大于或等于",
        "人民币",
        "医院",
        "万余",
    ),
    *(
        "http://a.b",
        "www.x",
        "a@b.cn",
        "0355-1234567",
        "13800000000",
        "400-800-1234",
        "127.0.0.1",
        "三甲",
        "二等奖",
        "一",
    ),
]
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(TEXTS)
def test_what_begins_a_date_may_be_a_date(text: str) -> None:
    for start in range(len(text)):
        if any(getattr(dates.P, name).match(text, start) for name in dates.ORDER.split()):
            assert dates.P.may_be_date.match(text, start)


@given(TEXTS)
def test_candidates_are_found_where_they_begin(text: str) -> None:
    quick = [match.start() for match in scan.P.candidate.finditer(text)]
    assert quick == [start for start in range(len(text)) if scan.P.begin.match(text, start)]


@given(TEXTS)
def test_what_is_skipped_may_be_skipped(text: str) -> None:
    gates: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
        (scan.P.phone, scan.P.may_be_phone),
        (scan.P.proportion, scan.P.may_be_proportion),
        (scan.P.marker, scan.P.may_be_marker),
        (scan.P.clock, scan.P.may_be_clock),
    ]
    for pattern, gate in gates:
        if pattern.search(text):
            assert gate.search(text) and scan.P.may_be_skipped.search(text)
    if scan.P.url.search(text):
        assert "@" in text or "http" in text or "www." in text or text.count(".") >= scan._ADDRESS_DOTS


@given(TEXTS)
def test_words_of_approximation_end_as_they_may(text: str) -> None:
    if qualifiers.P.before.search(text):
        assert text[-1] in qualifiers._LAST


@given(TEXTS, st.sampled_from(["count", "date", "measure", "duration", "rank"]))
def test_rules_bar_as_they_do_one_by_one(text: str, kind: Kind) -> None:
    for start in range(len(text)):
        one_by_one = any(
            (kind in rule.kinds if rule.kinds else kind != "date")
            and (rule.before is None or rule.before.search(text, max(0, start - 10), start))
            and (rule.at is None or rule.at.match(text, start))
            and not (rule.unless and rule.unless.match(text, start))
            for rule in _rules()
        )
        assert barred(text, start, kind) == one_by_one


def test_every_numeral_of_a_word_is_in_the_word() -> None:
    for entry in load("words")["classes"]:
        for word in words(entry["words"]):
            for offset, char in enumerate(word):
                if char in scan.HAN or char == "半" or char.isdigit():
                    assert in_word(word, offset)
                    assert in_word(f"在{word}中", offset + 1)


@given(TEXTS)
def test_numerals_are_in_words_as_a_plain_look_finds_them(text: str) -> None:
    listed = [word for entry in load("words")["classes"] for word in words(entry["words"])]
    for start, char in enumerate(text):
        if char in scan.HAN or char == "半" or char.isdigit():
            plain = any(
                text.startswith(word, start - offset)
                for word in listed
                for offset, letter in enumerate(word)
                if letter == char and offset <= start
            )
            assert in_word(text, start) == plain
