"""Every rule of the word lists is shown by sentences beside it; here they are run."""

import pytest
from hospital_tui.figures import extract
from hospital_tui.figures.lexicon import examples, load
from hospital_tui.figures.resolve.metrics import fitting


@pytest.mark.parametrize(("rule", "sentence", "figures"), list(examples()), ids=lambda value: str(value)[:24])
def test_a_rule_does_what_its_examples_show(rule: str, sentence: str, figures: list[str]) -> None:
    found = [figure.text for figure in extract(sentence) if figure.kind != "date"]
    assert found == figures, rule


def _metric_examples() -> list[tuple[str, str, str, str, bool]]:
    rows = []
    for entry in load("metrics")["metrics"]:
        rows += [(entry["name"], *example, True) for example in entry.get("fits", ())]
        rows += [(entry["name"], *example, False) for example in entry.get("unfit", ())]
    return rows


@pytest.mark.parametrize(("name", "label", "kind", "unit", "fits"), _metric_examples())
def test_a_metric_fits_its_labels_and_no_others(
    name: str, label: str, kind: str, unit: str, fits: bool
) -> None:
    found = [metric.name for metric in fitting(label, kind, unit)][:1]  # type: ignore[arg-type]
    assert (found == [name]) is fits


def _sentences_with_metrics() -> list[tuple[str, list[str]]]:
    table = load("metrics")
    return [
        *((sentence, []) for sentence in table["none"]),
        *((sentence, names) for sentence, names in table["some"]),
    ]


@pytest.mark.parametrize(("sentence", "names"), _sentences_with_metrics())
def test_a_metric_needs_a_sentence_that_states_it_of_the_hospital(sentence: str, names: list[str]) -> None:
    assert [figure.metric for figure in extract(sentence) if figure.metric] == names


def test_people_who_are_sent_are_not_the_hospitals_staff() -> None:
    (sent,) = extract("医院派出132名医护人员。")
    (staff,) = extract("医院现有医护人员132名。")
    assert (sent.metric, staff.metric) == (None, "医护人员")


def test_a_change_has_no_metric() -> None:
    amount, change = extract("门诊量98.5万人次，同比增长12.3%。")
    assert (amount.metric, change.metric, change.change) == ("门诊量", None, "up")


@pytest.mark.parametrize(("arrow", "way"), [("↑", "up"), ("↓", "down"), ("▲", "up"), ("▼", "down")])
@pytest.mark.parametrize(
    "between", ["门诊量：31.6万人次 {}12.4%", "门诊量31.6万人次（{}12.4%）", "门诊量31.6万人次，{}1.4万人次"]
)
def test_an_arrow_says_which_way_a_figure_changed(between: str, arrow: str, way: str) -> None:
    amount, change = extract(between.format(arrow))
    assert (amount.change, change.change, change.label) == (None, way, f"门诊量{arrow}")
