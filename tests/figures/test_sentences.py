"""Whole sentences, each figure with value, unit, label, time and what it is a part of."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hospital_tui.figures import extract

from tests.figures.test_labels import signed

TABLE = yaml.load(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
PLAIN = {"unit": None, "qualifier": "exact", "part_of": None, "time": None, "metric": None, "change": None}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"][:20])
def test_a_sentence_gives_its_figures(row: dict[str, Any]) -> None:
    found = extract(row["sentence"])
    assert [figure.text for figure in found] == [want["text"] for want in row["figures"]]
    for figure, want in zip(found, row["figures"], strict=True):
        for name, value in (PLAIN | want).items():
            if name == "label":
                continue
            assert getattr(figure, name) == value, f"{figure.text}: {name}"


def test_their_labels_are_what_a_careful_reader_would_write() -> None:
    pairs = [
        (figure.label, want["label"])
        for row in TABLE
        for figure, want in zip(extract(row["sentence"]), row["figures"], strict=True)
        if want.get("label")
    ]
    wrong = [pair for pair in pairs if not signed(pair[0], [pair[1]])]
    assert len(wrong) <= 0.08 * len(pairs), wrong
