"""What the checks find in hospitals whose faults are known, and what they leave alone."""

import math
import random

import pytest
from hospital_tui.library.checks import Finding, across, claims, within
from hospital_tui.library.checks.numbers import Range
from hospital_tui.library.checks.ratios import judge
from hospital_tui.model import Article

from tests.library.checks.made import MAKERS, _of_metric, article, figure


def found(made: Article) -> list[Finding]:
    """All findings of one article."""
    return [*within(made), *across(claims(made))]


@pytest.mark.parametrize("rule", MAKERS)
def test_every_planted_fault_is_found(rule: str) -> None:
    wanted = "change" if rule == "year_change" else rule
    for seed in range(50):
        made = MAKERS[rule](random.Random(seed), fault=True)
        faults = [one for one in found(made) if one.verdict == "fails"]
        assert {one.rule for one in faults} == {wanted}, (seed, made, found(made))


@pytest.mark.parametrize("rule", MAKERS)
def test_no_sound_one_is_accused(rule: str) -> None:
    for seed in range(200):
        made = MAKERS[rule](random.Random(seed), fault=False)
        assert all(one.verdict in ("holds", "rounding") for one in found(made)), (seed, found(made))
        if rule != "share":
            assert found(made)


def test_the_arithmetic_is_said() -> None:
    text = "由100人次增至150人次，增长60%。"
    made = article(
        "辛市医院",
        (
            text,
            [
                figure(text, "100人次", value=100, unit="人次", label="门诊量"),
                figure(text, "150人次", value=150, unit="人次", label="门诊量"),
                figure(text, "60%", kind="percent", value=60, unit="%", label="增长", change="up"),
            ],
        ),
    )
    (one,) = found(made)
    assert (one.verdict, one.arithmetic) == ("fails", "150 ÷ 100 − 1 = 50% ≠ 60%")
    assert [point.range.value for point in one.points] == [60, 150, 100]


def test_a_slip_of_a_power_of_ten_is_never_called_wrong() -> None:
    texts = ["2023年门诊量30000人次。", "2023年门诊量300000人次。"]
    made = article(
        "辛市医院", *((text, [_of_metric(text, text[8:-1], float(text[8:-3]), "2023")]) for text in texts)
    )
    assert [one.verdict for one in found(made)] == ["unknown"]


def test_a_year_ten_times_its_neighbours_is_doubtful() -> None:
    values = {2021: 2100, 2022: 30000, 2023: 2300}
    texts = {f"{year}年门诊量{value}人次。": (year, value) for year, value in values.items()}
    made = article(
        "辛市医院",
        *(
            (text, [_of_metric(text, f"{value}人次", value, str(year))])
            for text, (year, value) in texts.items()
        ),
    )
    assert [(one.rule, one.verdict) for one in found(made)] == [("leap", "unknown")]


@pytest.mark.parametrize(
    "other",
    [
        {"label": "急诊量", "metric": "急诊量"},
        {"unit": "例"},
        {"time_from": "article"},
        {"label_inferred": True},
        {"label": "心内科门诊量"},
        {"label": "住院门诊量"},
    ],
)
def test_what_is_not_alike_is_not_compared(other: dict[str, object]) -> None:
    one, two = "2023年门诊量30000人次。", "2023年门诊量45000人次。"
    second = figure(
        two, "45000人次", **{
            "value": 45000, "unit": "人次", "label": "门诊量", "metric": "门诊量", "time": "2023",
            "time_from": "sentence", **other,
        },
    )  # fmt: skip
    made = article("壬市医院", (one, [_of_metric(one, "30000人次", 30000, "2023")]), (two, [second]))
    assert found(made) == []


def test_groups_that_overlap_may_pass_the_whole() -> None:
    text = "职工300人，其中党员160人、青年200人。"
    made = article(
        "癸市医院",
        (
            text,
            [
                figure(text, "300人", value=300, unit="人", label="职工"),
                figure(text, "160人", value=160, unit="人", label="党员", part_of="300人"),
                figure(text, "200人", value=200, unit="人", label="青年", part_of="300人"),
            ],
        ),
    )
    assert [one.verdict for one in found(made)] == ["unknown"]


def test_a_stock_is_not_added_up_over_the_months() -> None:
    texts = {
        "2023年上半年开放床位800张。": ("2023-01/2023-06", 800),
        "2023年开放床位700张。": ("2023", 700),
    }
    made = article(
        "子市医院",
        *(
            (
                text,
                [_of_metric(text, f"{value}张", value, time, unit="张", label="开放床位", metric="开放床位")],
            )
            for text, (time, value) in texts.items()
        ),
    )
    assert found(made) == []


def test_a_finding_keeps_its_name_when_figures_before_it_change() -> None:
    first = MAKERS["parts"](random.Random(1), fault=True)
    (one,) = found(first)
    passage = first.sections[0].passages[0]
    assert one.key.startswith("parts ")
    assert all(str(passage.source_offset(item.at[0])) in one.key for item in passage.figures)


@pytest.mark.parametrize(("bound", "value"), [("超200万人次", 2_000_000), ("突破210万人次", 2_100_000)])
def test_a_bound_and_a_number_beyond_it_agree(bound: str, value: int) -> None:
    one, two = f"2023年门诊量{bound}。", "2023年门诊量213万人次。"
    said = {"unit": "人次", "label": "门诊量", "metric": "门诊量", "time": "2023", "time_from": "sentence"}
    least = figure(one, bound, value=value, qualifier="at_least", **said)
    for number, verdict in ((2_130_000, "holds"), (1_930_000, "fails")):
        counted = figure(two, "213万人次", value=number, **said)
        assert [
            finding.verdict for finding in found(article("癸市医院", (one, [least]), (two, [counted])))
        ] == [verdict]


@pytest.mark.parametrize(
    ("computed", "claimed", "verdict"),
    [
        (Range(0, -8, 8.7), Range(8, 7.5, 8.5), "unknown"),  # 12万 and 12万, 8%
        (Range(25, 24.6, 25.4), Range(24.5, 24.45, 24.55), "rounding"),
        (Range(25, 24.6, 25.4), Range(25, 24.5, 25.5), "holds"),
        (Range(25, 24.6, 25.4), Range(40, 39.5, 40.5), "fails"),
        (Range(50, -math.inf, 50), Range(45, 44.5, 45.5), "rounding"),  # from more than 100,000
    ],
)
def test_what_is_rounded_too_coarsely_proves_nothing(computed: Range, claimed: Range, verdict: str) -> None:
    assert judge(computed, claimed, "")[0] == verdict
