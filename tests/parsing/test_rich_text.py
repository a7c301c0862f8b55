"""Rich text: what goes in comes out, whatever its bytes are in."""

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hospital_tui.parsing.inputs import Input, InputError, interpret

LEAD = "清河市中心医院现有职工1200人，开放床位860张。"
MORE = "门诊量达到45.8万人次，同比增长12.5%。"
FONTS = r"{\fonttbl{\f0\fnil\fcharset134{\*\panose 02}SimSun{\*\falt xx};}{\f1\fswiss\fcharset0 Arial;}{\f2\froman\fcharset2{\*\panose 05}Symbol;}}"


def escaped(text: str, codec: str = "gb18030") -> str:
    """Bytes above ASCII in hexadecimal digits, as most programs write them."""
    return "".join(
        chr(byte) if byte < 0x80 and byte not in b"\\{}" else f"\\'{byte:02x}" for byte in text.encode(codec)
    )


def units(text: str, behind: str = "?") -> str:
    """Characters by their numbers, in halves beyond the first plane."""
    data = text.encode("utf-16-le")
    codes = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    return "".join(
        chr(code) if code < 0x80 else f"\\u{code - 0x10000 if code > 0x7FFF else code}{behind}"
        for code in codes
    )


def rtf(body: str | bytes, head: str = r"\ansi\ansicpg936\deff0") -> Input:
    inside = body if isinstance(body, bytes) else body.encode("ascii")
    return interpret(b"{\\rtf1" + head.encode() + FONTS.encode() + inside + b"}", "a.rtf")


def lines(body: str | bytes, head: str = r"\ansi\ansicpg936\deff0") -> list[str]:
    return rtf(body, head).text.split("\n\n")


@pytest.mark.parametrize(
    "write",
    [escaped, units, lambda text: units(text, r"\'3f"), lambda text: r"\uc0 " + units(text, " "), lambda text: r"{\uc2" + units(text, r"\'d2\'bb") + "}"],
    ids=["bytes", "units", "hexadecimal", "none-behind", "two-behind"],
)  # fmt: skip
def test_characters_come_out_however_they_are_written(write: object) -> None:
    assert callable(write)
    assert lines(rf"\pard {write(LEAD)}\par {write(MORE)}\par") == [LEAD, MORE]
    assert lines(rf"\pard {write('𠮷田医院')}\par {write(MORE)}\par") == ["𠮷田医院", MORE]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "big5hkscs"])
@pytest.mark.parametrize("head", [r"\ansi\deff0\deflang2052", r"\ansi\ansicpg1252\deff1", r"\ansi\deff1"])
@pytest.mark.parametrize("hexadecimal", [True, False])
def test_bytes_are_read_in_what_they_are_evidently_in(codec: str, head: str, hexadecimal: bool) -> None:
    lead, more = (("清河市中心醫院現有職工1200人，開放床位860張。", "門診量達到45.8萬人次，同比增長12.5%。") if codec == "big5hkscs" else (LEAD, MORE))  # fmt: skip
    body = rf"\f1 {escaped(lead, codec)}\par {escaped(more, codec)}\par".encode() if hexadecimal else rf"\f1 {lead}\par {more}\par".encode(codec)  # fmt: skip
    assert lines(body, head) == [lead, more]


def test_the_second_byte_of_a_character_is_no_brace() -> None:
    words = "医院镕亄亇晑，" + LEAD  # 亄 and 晑 end with the bytes of braces, 乗 with a backslash's
    assert lines(rb"\f0 " + (words + "乗" + MORE).encode("gb18030") + rb"\par") == [words + "乗" + MORE]


def test_letters_of_other_languages_stay() -> None:
    assert lines(r"\f1 caf\'e9 25\'b0C, 5 \'b1 1\par", r"\ansi\ansicpg1252\deff1") == ["café 25°C, 5 ± 1"]


def test_a_font_of_signs_is_read_as_what_it_looks_like() -> None:
    assert lines(rf"\f0 {escaped('均')}{{\f2\'b3}}90%\par") == ["均≥90%"]


@pytest.mark.parametrize(
    "out",
    [r"{\v 30}", r"{\strike 30}", r"{\deleted 30}", r"{\*\annotation 30}", r"{\*\bkmkstart 30}", r"{\header 30\par}", r"{\pict\pngblip 3030}", r"\v 30\v0 ", r"{\pict\bin4 {}3\}",
     r"{\*\unknown{\b 30}}", r"{\shp{\shprslt{\*\do{\dptxbxtext 30\par}}}}", r"{\footerf{\shp{\*\shpinst{\shptxt 30\par}}}}"],
)  # fmt: skip
def test_what_is_not_shown_stays_out(out: str) -> None:
    assert lines(rf"\pard {escaped('门诊量')}{out}36{escaped('万人次。')}\par") == ["门诊量36万人次。"]


def test_what_was_struck_out_is_counted() -> None:
    given = rtf(rf"\pard {escaped('门诊量')}{{\deleted 30}}{{\v 21}}36{escaped('万人次。')}\par")
    assert given.reading.left_out == {"deleted": 2, "hidden": 2}


def test_the_result_of_a_field_is_shown_and_its_code_is_not() -> None:
    field = rf'{{\field{{\*\fldinst HYPERLINK "http://x/30"}}{{\fldrslt {{\ul {escaped("官网")}}}}}}}'
    assert lines(rf"\pard {escaped('见')}{field}{escaped('，床位')}860{escaped('张。')}\par") == [
        "见官网，床位860张。"
    ]


def test_notes_and_boxes_stand_below() -> None:
    box = rf"{{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv 30}}}}{{\shptxt \pard {escaped(MORE)}\par}}}}{{\shprslt 30}}}}"
    note = rf"{{\super {{\footnote \pard {escaped('见年报。')}}}}}"
    assert lines(rf"\pard {escaped('开放床位')}{note}{box}860{escaped('张。')}\par {escaped('完。')}\par") == ["开放床位860张。", MORE, "完。", "见年报。"]  # fmt: skip


def test_an_exponent_is_one() -> None:
    assert lines(rf"\pard {escaped('面积')}300m{{\super 2}}\super [1]\nosupersub{escaped('。')}\par") == [
        "面积300m²。"
    ]


def test_headings_and_numbers_are_kept() -> None:
    given = rtf(rf"{{\info{{\title {escaped('医院纪实')}}}{{\author 30}}}}\pard\outlinelevel0 {escaped('人才强院')}\par\pard {{\listtext\f1 1.\tab}}{escaped(MORE)}\par{{\pntext\f2\'b7\tab}}{escaped(LEAD)}\par")  # fmt: skip
    assert [(given.text[slice(*part.spans[0])], part.kind) for part in given.reading.parts] == [("人才强院", "heading"), ("1. " + MORE, "text"), (LEAD, "text")]  # fmt: skip
    assert given.reading.facts.title == "医院纪实"


def row(*cells: str, head: str = r"\trowd\cellx1000\cellx2000\cellx3000", end: str = r"\cell") -> str:
    return head + "".join(rf"\pard\intbl {escaped(cell)}{end}" for cell in cells) + r"\row"


def test_rows_of_a_table_keep_their_columns() -> None:
    body = row("指标", "数", head=r"\trowd\cellx1000\cellx3000") + row("", "2022年", "2023年") + row("开放床位", "500张", "860张") + rf"\pard {escaped(LEAD)}\par"  # fmt: skip
    given = rtf(body)
    parts = given.reading.parts
    assert [part.kind for part in parts] == ["row", "row", "row", "text"]
    assert [given.text[slice(*part.spans[0])] for part in parts] == [
        "指标\t数",
        "2022年\t2023年",
        "开放床位\t500张\t860张",
        LEAD,
    ]
    assert parts[0].cells == ((0, 2), (3, 4), (3, 4))  # the second covers two columns


def test_a_row_without_marks_of_its_paragraphs_is_one() -> None:
    given = rtf(
        rf"\trowd\cellx900\cellx1900 {escaped('床位')}\cell 860{escaped('张')}\cell\row\pard {escaped(LEAD)}\par"
    )
    assert [part.kind for part in given.reading.parts] == ["row", "text"]


def test_merged_cells_are_said_once() -> None:
    body = row("门诊", "500", "5", head=r"\trowd\clvmgf\cellx1000\cellx2000\cellx3000") + row("", "600", "6", head=r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000")  # fmt: skip
    given = rtf(body)
    assert given.text.split("\n\n") == ["门诊\t500\t5", "600\t6"]
    assert given.reading.parts[1].cells[0] == (0, 0)


def test_a_table_within_a_cell_keeps_its_rows() -> None:
    inner = rf"\pard\intbl\itap2 {escaped('床位')}\nestcell 860{escaped('张')}\nestcell{{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}}{{\nonesttables 30\par}}"
    given = rtf(
        rf"\trowd\cellx1000\pard\intbl {escaped('附表')}\par {inner}\pard\intbl\cell\row\pard {escaped(LEAD)}\par"
    )
    assert [given.text[slice(*part.spans[0])] for part in given.reading.parts] == [
        "附表",
        "床位\t860张",
        LEAD,
    ]


def test_bytes_that_no_encoding_knows_are_told() -> None:
    given = rtf(rf"\f0 {escaped(LEAD)}\'ff\'ff{escaped(MORE)}\par")
    assert given.reading.problems and "\ufffd" in given.text and given.text.startswith(LEAD)


@pytest.mark.parametrize(
    "piece",
    [r"\'d2\'bd", r"\u21307?", "{", "}", r"{\b ", r"\cell", r"\trowd", r"\cellx9", r"\itap99999\intbl 1\par", r"{\shptxt 1", r"{\footnote 1", r"\bin9", r"\f1 1\f0 2", r"{\field{\*\fldinst HYPERLINK \"x\"}{\fldrslt 1}} ",
     r"\nestrow", "\\f1 \\fcharset134 ;", "\x81", r"\ansicpg936", "床位500张，"],
)  # fmt: skip
def test_long_files_cost_no_more_than_their_length(piece: str) -> None:
    data = b"{\\rtf1\\ansi " + piece.encode("gb18030") * (150_000 // len(piece))
    begun = time.process_time()
    try:
        interpret(data, "a.rtf")
    except InputError as refused:
        assert refused.reason in ("too-large", "blank", "repeats")
    assert time.process_time() - begun < 10


def test_pictures_do_not_make_a_file_too_long() -> None:
    picture = r"{\pict\pngblip " + ("0123456789abcdef" * 8 + "\n") * 70_000 + "}"
    assert lines(rf"\pard {escaped(LEAD)}{picture}\par") == [LEAD]


@pytest.mark.parametrize(
    "written", [lambda text: text.encode("gb18030"), lambda text: escaped(text).encode()]
)
def test_a_long_stretch_of_bytes_is_read_in_little_memory(written: Callable[[str], bytes]) -> None:
    text = "".join(
        f"第{number}病区现有职工{number % 97}人，开放床位{number % 89}张，" for number in range(3000)
    )
    tracemalloc.start()
    try:
        assert rtf(written(text), r"\ansi\ansicpg936").text == text
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
