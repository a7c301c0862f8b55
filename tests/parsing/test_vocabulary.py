"""The words that queries are cut with."""

from pathlib import Path

import jieba
from hospital_tui.parsing import vocabulary
from hospital_tui.parsing.segmenting import segmenter
from hypothesis import given
from hypothesis import strategies as st


def test_words_of_two_and_more_characters_sorted_and_once() -> None:
    words = vocabulary(["骨科手术机器人应用于骨科手术。", "开展MDT会诊12次，机器人"])
    assert words == sorted(set(words))
    assert {"骨科", "手术", "机器人", "MDT", "会诊"} <= set(words)
    assert all(len(word) >= 2 for word in words)


def test_no_text_no_words() -> None:
    assert vocabulary([]) == vocabulary(["，。12 "]) == []


def test_the_quick_segmenter_cuts_as_jieba_does() -> None:
    source = min((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    for line in source.read_text("utf-8").splitlines():
        assert segmenter().lcut_for_search(line) == jieba.lcut_for_search(line)
        assert segmenter().lcut(line, HMM=False) == jieba.lcut(line, HMM=False)


@given(st.text("医院骨科手术机器人的一了在是人民市长治ABC12.,，。 \u3400\U00020000", max_size=40))
def test_the_quick_segmenter_cuts_any_text_as_jieba_does(text: str) -> None:
    assert segmenter().lcut_for_search(text) == jieba.lcut_for_search(text)
