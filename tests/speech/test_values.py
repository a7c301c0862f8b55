"""Values for the eye: large ones in words lose nothing, and nothing else is changed by them."""

from collections.abc import Iterator

import pytest
from hospital_tui import speech
from hospital_tui.figures import numerals
from hospital_tui.model import Figure
from hospital_tui.speech.figures import cited, measured, say_large, shown, value_text
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    before = speech.spoken()
    speech.speak("zh")
    say_large(True)
    yield
    say_large(False)
    speech.speak(before)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (135_000_000, "1.35亿", "135 million"),
        (458_000, "45.8万", "458,000"),
        (12_000, "1.2万", "12,000"),
        (1_234_567_891, "1,234,567,891", "1,234,567,891"),
        (25_000_000_000, "250亿", "25 billion"),
        (9_999, "9,999", "9,999"),
        (-30_000, "-3万", "-30,000"),
        (44.8, "44.8", "44.8"),
        ("2020/2025", "2020–2025", "2020–2025"),
        (None, "—", "—"),
    ],
)
def test_values_in_words(value: float | str | None, zh: str, en: str) -> None:
    assert value_text(value) == zh
    speech.speak("en")
    assert value_text(value) == en
    say_large(False)
    assert "million" not in value_text(value)


@given(value=st.integers(0, 10**15) | st.integers(0, 10**8).map(lambda one: one * 1000))
def test_a_value_in_words_is_the_value(value: int) -> None:
    said = value_text(value)
    assert numerals.parse(said.replace(",", "")) == value
    assert len(said) <= len(value_text(value, exact=True))


def test_what_is_taken_along_is_exact() -> None:
    figure = Figure(kind="money", text="1.35亿元", at=(0, 6), value=135_000_000, unit="元", label="经费")
    assert shown(figure).value == "1.35亿"
    assert "135,000,000 元" in cited(figure, "")
    assert measured(figure) == "1.35亿元"
    speech.speak("en")
    assert measured(figure) == "135 million yuan"
