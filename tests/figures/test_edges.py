"""Where a label begins and ends: what leads to a number, what was found, what something hangs on is no part of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hospital_tui.figures import extract

KINDS = yaml.load((Path(__file__).parent / "edges.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize(
    ("sentence", "text", "label"),
    [row for kind in KINDS for row in kind["labels"]],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_label_has_its_own_edges(sentence: str, text: str, label: Any) -> None:
    said = next(figure.label for figure in extract(sentence) if figure.text == text)
    assert said in (label if isinstance(label, list) else [label])
