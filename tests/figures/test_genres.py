"""Numbers in the sentences of every genre: what is a figure, of which kind, with which value, unit and bound."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hospital_tui.figures import extract

TABLE = yaml.load(
    (Path(__file__).parent / "genres.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@pytest.mark.parametrize(
    "row", [row for part in TABLE for row in part["sentences"]], ids=lambda row: row[0][:12]
)
def test_a_sentence_of_a_genre(row: list[Any]) -> None:
    sentence, *wanted = row
    found = [
        [figure.text, figure.kind, str(figure.value), figure.unit, figure.qualifier]
        for figure in extract(sentence, written="2024-05-01")
    ]
    assert found == [[*want[:4], *(want[4:] or ["exact"])] for want in wanted]
