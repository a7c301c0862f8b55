"""Numbers, units and bounds by kind: spans, values, units and qualifiers of invented sentences."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hospital_tui.figures import extract

TABLE = yaml.load(
    (Path(__file__).parent / "values.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['kind']}-{row['text'][:6]}")
def test_a_kind_of_value(row: dict[str, Any]) -> None:
    found = [[f.text, str(f.value), f.unit, f.qualifier] for f in extract(row["text"])]
    assert found == [
        [text, str(value), unit, *(bound or ["exact"])] for text, value, unit, *bound in row["figures"]
    ]
