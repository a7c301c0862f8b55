"""The word lists of the parser hold what their examples say."""

import re

import pytest
from hospital_tui.parsing.cues import find_cue
from hospital_tui.parsing.tables import table

CUES = table("cues")
FURNITURE = table("furniture")


def test_tables_have_no_keys_that_yaml_reads_as_truth_values() -> None:
    for row in [*CUES, *FURNITURE]:
        assert {"fits", "unlike"} <= row.keys()
        assert all(isinstance(key, str) for key in row)


@pytest.mark.parametrize(("number", "example"), [(i, e) for i, row in enumerate(CUES) for e in row["fits"]])
def test_cue_gives_its_role(number: int, example: str) -> None:
    assert len(example) <= CUES[number]["longest"]
    assert re.search(CUES[number]["pattern"], example)
    cue = find_cue(example)
    assert cue is not None
    assert cue.role == CUES[number]["role"]


@pytest.mark.parametrize(("number", "example"), [(i, e) for i, row in enumerate(CUES) for e in row["unlike"]])
def test_cue_leaves_alone_what_only_looks_like_it(number: int, example: str) -> None:
    row = CUES[number]
    assert len(example) > row["longest"] or not re.search(row["pattern"], example)


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: row["kind"])
def test_parts_of_furniture_lines(row: dict[str, list[str] | str]) -> None:
    pattern = re.compile(str(row["pattern"]))
    assert all(pattern.search(example) for example in row["fits"])
    assert not any(pattern.search(example) for example in row["unlike"])


def test_plain_lists_hold_each_word_once() -> None:
    for name, words in table("words").items():
        doubled = [word for word in words if list(words).count(word) > 1]
        assert not doubled, name
    places = [word for row in table("places").values() for word in row.split()]
    assert not [word for word in places if places.count(word) > 1]
