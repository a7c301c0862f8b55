"""What is drawn for a character, and how many cells it takes."""

import unicodedata

import pytest
from hospital_tui.app.typography import NARROW, WIDE, is_plain, visible
from hospital_tui.app.typography.terminal import draw_ambiguous_wide, is_drawing_wide
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

AMBIGUOUS = "“”‘’…—·①℃×°±Ⅲ"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "␛"),
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\x9b", "␦"),
        ("\t", " "),
        ("\n", "␊"),
        ("\u202e", "␦"),
        ("\ud800", "␦"),
        ("\uffff", "␦"),
        ("\u200b", ""),
        ("\ufe0f", ""),
        ("\u200d", ""),
        ("\U0001f3fb", ""),
        ("🇨", "C"),
        ("医", "医"),
    ],
)
def test_what_is_drawn(character: str, shown: str) -> None:
    assert visible(character) == shown


@given(st.characters(exclude_categories=()))
def test_nothing_drawn_can_command_a_terminal(character: str) -> None:
    for drawn in visible(character):
        assert unicodedata.category(drawn) not in ("Cc", "Cf", "Cs")
        drawn.encode("utf-8")


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_widths_are_those_that_rich_counts(text: str) -> None:
    assert NARROW.of(text) == cell_len("".join(map(visible, text)))


@given(st.text(max_size=60))
def test_plain_text_is_drawn_as_it_stands(text: str) -> None:
    if is_plain(text):
        assert "".join(map(visible, text)) == text


def test_chinese_prose_is_plain() -> None:
    assert is_plain("“临床路径”——覆盖率达99.46%，③胃镜（239例）…… DRG・℃")
    assert not is_plain("\x1b[31m")


def test_joined_emoji_take_the_same_cells_on_every_terminal() -> None:
    assert NARROW.of("👩‍⚕️") == NARROW.of("👩") + NARROW.of("⚕")
    assert NARROW.of("🇨🇳") == 2


@pytest.mark.parametrize("character", AMBIGUOUS)
def test_ambiguous_characters(character: str) -> None:
    assert (NARROW[character], WIDE[character]) == (1, 2)


def test_rich_counts_as_it_is_told() -> None:
    draw_ambiguous_wide(True)
    try:
        assert is_drawing_wide()
        assert cell_len("“院”——①a·b") == WIDE.of("“院”——①a·b")
        assert cell_len("a·b") == 4
        assert cell_len("│▐") == 2
        left, right = Segment("“院”①").split_cells(4)
        assert (left.text, right.text) == ("“院", "”①")
    finally:
        draw_ambiguous_wide(False)
    assert not is_drawing_wide()
    assert cell_len("“院”——①a·b") == NARROW.of("“院”——①a·b")
