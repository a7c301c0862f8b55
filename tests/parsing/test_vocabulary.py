"""The words that queries are cut with."""

from hospital_tui.parsing import vocabulary


def test_words_of_two_and_more_characters_sorted_and_once() -> None:
    words = vocabulary(["骨科手术机器人应用于骨科手术。", "开展MDT会诊12次，机器人"])
    assert words == sorted(set(words))
    assert {"骨科", "手术", "机器人", "MDT", "会诊"} <= set(words)
    assert all(len(word) >= 2 for word in words)


def test_no_text_no_words() -> None:
    assert vocabulary([]) == vocabulary(["，。12 "]) == []
