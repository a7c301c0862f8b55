"""The proof that nothing is lost finds what is lost or counted twice."""

import msgspec
from hospital_tui.parsing import Uncovered, check

from .reading import lay_out

TEXT = "湖东医院获评三甲\n\n湖东医院始建于1958年，现有职工1200人。\n"


def test_a_sound_parse_has_no_fault() -> None:
    assert check(TEXT, lay_out(TEXT)) == []


def test_lost_characters_are_named() -> None:
    (article,) = lay_out(TEXT)
    assert check(TEXT, [msgspec.structs.replace(article, head=())]) == [
        Uncovered(0, 1, "湖东医院获评三甲", 0)
    ]
    assert check(TEXT, []) == [Uncovered(0, 1, TEXT.strip(), 0)]


def test_characters_counted_twice_are_named() -> None:
    (article,) = lay_out(TEXT)
    doubled = msgspec.structs.replace(article, head=article.head * 2)
    assert check(TEXT, [doubled]) == [Uncovered(0, 1, "湖东医院获评三甲", 2)]


def test_line_numbers_with_other_line_ends() -> None:
    assert [fault.line for fault in check("\r\n\r\n甲", [])] == [3]
    assert [fault.line for fault in check("\r\r甲", [])] == [3]
