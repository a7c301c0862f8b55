"""Physical lines: what breaks them, what counts, what is blank."""

import pytest
from hospital_tui.parsing.lines import flatten_gaps, read_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(end: str) -> None:
    source = end.join(["", "甲", "", "  乙  ", "丙"])
    lines = read_lines(source)
    assert [(line.text, line.number, line.gap) for line in lines] == [
        ("甲", 2, 1),
        ("乙", 4, 1),
        ("丙", 5, 0),
    ]
    assert [source[line.start : line.end] for line in lines] == ["甲", "乙", "丙"]


def test_breaks_that_no_editor_counts() -> None:
    lines = read_lines("甲\u2028乙\x0c丙\n丁")
    assert [(line.text, line.number) for line in lines] == [("甲", 1), ("乙", 1), ("丙", 1), ("丁", 2)]


def test_ideographic_space_tab_and_byte_order_mark_are_blank() -> None:
    (line,) = read_lines("\ufeff　\t 甲　乙　\ufeff")
    assert (line.text, line.blanks, line.indent) == ("甲　乙", 4, 6)


def test_control_characters_are_text() -> None:
    assert [line.text for line in read_lines("\x00\n\u200b")] == ["\x00", "\u200b"]


def test_double_spacing_says_nothing() -> None:
    lines = read_lines("甲\n\n乙\n\n\n\n丙")
    flatten_gaps(lines)
    assert [line.gap for line in lines] == [0, 0, 2]


def test_a_source_without_text_has_no_lines() -> None:
    assert read_lines("") == read_lines(" \n\u3000\r\n\t") == []
