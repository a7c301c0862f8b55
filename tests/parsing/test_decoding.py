"""Bytes to text: every encoding of Chinese is told from the others, and no byte is dropped in silence."""

import codecs
import random

import pytest
from hospital_tui.parsing.decoding import REPLACEMENT, decode
from hypothesis import given
from hypothesis import strategies as st

SIMPLIFIED = (
    "市中心医院开放床位一千二百张，设有临床科室三十六个。去年门诊量达到62.9万人次，同比增长8.5%；"
    "新建的住院楼总建筑面积5.8万平方米，患者就医更加方便。\n“人民至上、生命至上”是全院职工的共同信念。\r\n"
    "近年来，该院引进博士12名，开展新技术、新项目四十余项，其中骨科机器人手术填补了本地区的空白。"
)
TRADITIONAL = (
    "市立聯合醫院設有病床八百張，專任醫師二百六十人，護理人員七百餘人。去年門診服務量超過九十萬人次，較前年增加百分之五；"
    "新建的急診大樓總樓地板面積三萬平方公尺，民眾就醫更加便利。\n「以病人為中心」是全院同仁共同的信念。\r\n"
    "近年來，該院引進達文西手術系統，發展微創手術，並與大學合作培育人才，獲得國家品質標章的肯定。"
)
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@st.composite
def passages(draw: st.DrawFn, text: str) -> str:
    """Runs of a text that hold at least twenty Han characters."""
    length = draw(st.integers(36, 80))
    start = draw(st.integers(0, len(text) - length))
    run = text[start : start + length]
    assert sum("一" <= character <= "鿿" for character in run) >= 20
    return run


@pytest.mark.parametrize("encoding", [*UNICODE, "gbk", "gb18030"])
@given(text=passages(SIMPLIFIED))
def test_simplified_text_comes_back(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.problems == ()
    assert found.binary is None


@pytest.mark.parametrize("encoding", [*UNICODE, "big5", "cp950", "big5hkscs", "gb18030"])
@given(text=passages(TRADITIONAL))
def test_traditional_text_comes_back(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("gbk", "gb18030"),
    ],
)
def test_the_encoding_is_named(encoding: str, named: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).encoding == named


def test_big5_is_named() -> None:
    assert decode(TRADITIONAL.encode("big5")).encoding == "big5"


def test_characters_of_hong_kong_are_read() -> None:
    text = TRADITIONAL + "深水埗的居民嚟診所睇病，佢哋話呢度好方便，𨋢口有職員帶路。"
    assert decode(text.encode("big5hkscs")).text == text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_utf8_with_a_mark_always_comes_back(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_and_nothing_is_dropped(data: bytes) -> None:
    found = decode(data)
    assert found.text.count(REPLACEMENT) >= len(found.problems)
    assert all(0 <= problem.byte_offset < len(data) for problem in found.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_faulty_bytes_are_shown_and_placed(encoding: str) -> None:
    before, after = "第一行，门诊量增长。\n第二行的", "字坏了，其余都好，患者照常就医。\n"
    data = (SIMPLIFIED + before).encode(encoding) + b"\xff" + (after + SIMPLIFIED).encode(encoding)
    found = decode(data)
    assert found.text == SIMPLIFIED + before + REPLACEMENT + after + SIMPLIFIED
    (problem,) = found.problems
    assert problem.byte_offset == len((SIMPLIFIED + before).encode(encoding))
    assert problem.line == 4
    assert problem.why.startswith("0xff: ")


def test_a_cut_last_character_is_a_problem_not_another_encoding() -> None:
    found = decode(SIMPLIFIED.encode()[:-1])
    assert found.encoding == "utf-8"
    assert found.text == SIMPLIFIED[:-1] + REPLACEMENT
    assert len(found.problems) == 1


def test_many_faults_take_linear_time() -> None:
    data = ("患者就医更加方便。".encode() + b"\xff\n") * 200_000
    assert len(decode(data).problems) == 200_000


def test_a_long_file_is_judged_by_its_first_han_characters() -> None:
    text = "plain words\n" * 100_000 + SIMPLIFIED
    assert decode(text.encode("gbk")).text == text


def test_a_sample_that_ends_inside_a_character_is_no_fault() -> None:
    text = "a" + SIMPLIFIED * 400
    assert decode(text.encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "ole"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (bytes(range(256)) * 20, "data"),
        (bytes(1000), "data"),
        (random.Random(1).randbytes(5000), "data"),
        (random.Random(2).randbytes(200), "data"),
        (random.Random(1).randbytes(5000).translate(None, bytes(range(32))), "data"),
        (("医院" + "\ue123" * 3).encode(), "data"),
        (random.Random(7).randbytes(30).translate(None, bytes(range(32))), "unsure"),
    ],
)
def test_what_is_no_text_is_said(data: bytes, kind: str) -> None:
    assert decode(data).binary == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"plain ASCII",
        b"\xef\xbb\xbf",
        "床位\x1b[31m800张".encode(),
        "短。".encode(),
        "短。".encode("gbk"),
        "醫院".encode("big5"),
        "一名医生。".encode("utf-16-le"),
        "囧".encode(),
        "🏥医院".encode(),
        ("\ue5e5\ue5e5医院开放床位800张，引进人才47人，门诊量持续增长。" * 3).encode(),
    ],
)
def test_what_is_text_is_not_called_binary(data: bytes) -> None:
    assert decode(data).binary is None


def test_other_languages_get_a_second_opinion() -> None:
    text = (
        "Die Universitätsklinik behandelt jährlich über fünfzigtausend Patienten, größtenteils ambulant. " * 5
    )
    assert decode(text.encode("latin-1")).text == text
