"""What goes to a terminal is shown, never obeyed; nothing else of a text is changed."""

import json
import unicodedata

from hospital_tui.text.visible import escaped, visible, visible_lines
from hypothesis import given
from hypothesis import strategies as st

OBEYED = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\ufffe\ud800",
]
"""C0, DEL, C1, controls of direction, separators of lines, a byte order mark, a noncharacter and half a character."""
TEXTS = st.text(
    st.one_of(st.sampled_from(OBEYED), st.characters(), st.sampled_from("医院 a1。")), max_size=40
)


@given(TEXTS)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not set(visible(text)) & set(OBEYED)
    assert not set(visible_lines(text)) & (set(OBEYED) - {"\n", "\t"})
    assert visible_lines(text).count("\n") == text.replace("\r\n", "\n").count("\n")


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0xFFFF), max_size=30))
def test_words_stay(text: str) -> None:
    assert visible(text) == visible_lines(text) == text


@given(TEXTS.map(lambda text: text.encode("utf-8", "replace").decode()))
def test_escaped_json_says_the_same(text: str) -> None:
    said = escaped(json.dumps([text], ensure_ascii=False))
    assert json.loads(said) == [text]
    assert not any(unicodedata.category(character) == "Cc" for character in said)
    assert not set(said) & (set(OBEYED) - {"\ufeff", "\ufffe"})
