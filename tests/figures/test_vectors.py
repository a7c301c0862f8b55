"""The public test cases for Chinese numbers and dates, where they lie beside the project."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.figures import extract, numerals
from hospital_tui.model import Figure

CASES = Path(__file__).parents[3] / "shared" / "figures" / "vectors" / "cases.json"
SPEAKS_OF = {
    "NumberModel": {"count", "percent"},
    "NumberRangeModel": {"count"},
    "OrdinalModel": {"rank"},
    "PercentModel": {"percent"},
    "AgeModel": {"duration"},
    "CurrencyModel": {"money"},
    "DimensionModel": {"measure"},
    "TemperatureModel": {"measure"},
}
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not part of the project")


def test_numbers_and_percents_and_all_cases_together() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in json.loads(CASES.read_text(encoding="utf-8"))["vectors"]:
        total[case["suite"]] += 1
        right[case["suite"]] += solved(case)
    numbers = ("NumberModel", "PercentModel")
    assert sum(right[suite] for suite in numbers) >= 0.95 * sum(total[suite] for suite in numbers)
    assert right.total() >= 0.90 * total.total()


def solved(case: dict[str, Any]) -> bool:
    """Whether every expected figure is found: overlapping span, kind and value; and none where none is expected."""
    expected = case["expected"]
    if case["whole"] and expected[0]["kind"] == "count":
        value = numerals.parse(case["input"])
        return value is not None and alike(float(value), expected[0]["value"])
    found = extract(case["input"], written=case["ref"])
    if not expected:
        kinds = SPEAKS_OF.get(case["suite"], {"date", "duration"})
        return not any(figure.kind in kinds for figure in found)
    return all(any(fits(figure, want) for figure in found) for want in expected)


def fits(figure: Figure, want: dict[str, Any]) -> bool:
    overlaps = figure.at[0] < want["end"] and want["start"] < figure.at[1]
    values = (want["value"], want.get("alt", want["value"]))
    return overlaps and figure.kind == want["kind"] and any(alike(figure.value, value) for value in values)


def alike(value: object, want: object) -> bool:
    if want is None or str(value) == str(want):
        return True
    try:
        return abs(float(str(value)) - float(str(want))) <= 1e-9 * abs(float(str(want)))
    except ValueError:
        return False
