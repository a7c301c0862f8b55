"""Checks on written sentences, read by the program itself: every planted fault is found, no sound hospital is accused."""

import random
from pathlib import Path

import pytest
import yaml
from hospital_tui.figures.annotating import annotate
from hospital_tui.library.checks import Finding, across, claims, within

from tests.library.checks.made import article

SENTENCES: dict[str, list[str]] = yaml.load(
    Path(__file__).with_name("written.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
AWAY = (0.07, 0.4)
"""How far a wrong number is from the right one, as a part of it."""


def found(text: str) -> list[Finding]:
    """Findings in passages of one hospital, `/` between them, as they are read."""
    made = annotate(article("甲县人民医院", *((passage, ()) for passage in text.split("/"))))
    return [*within(made), *across(claims(made))]


def said(rule: str, template: str, dice: random.Random, *, fault: bool) -> str:
    """A sentence with numbers that agree, or do not."""
    low, high = sorted(dice.sample(range(4_000, 5_000) if rule == "parts" else range(1_000, 9_000), 2))
    if rule == "points":
        low, high = sorted(dice.sample(range(20, 90), 2))
    elif rule == "times":
        high = low * dice.randint(2, 6)
    a, b = (high, low) if rule in ("percent_of", "points") else (low, high)
    right: float = {
        "percent_of": b / a * 100, "change": (b / a - 1) * 100, "months": a + b, "parts": a + b, "twice": a, "gain": b - a, "points": a - b, "times": b / a,
        "share": dice.uniform(80, 100),
    }[rule]  # fmt: skip
    wrong = right * (1 + dice.choice((1, -1)) * dice.uniform(*AWAY)) + (1 if right < 100 else 0)
    if rule in ("share", "percent_of"):
        wrong = 100 + dice.uniform(1, 90) if rule == "share" else right * (1 - dice.uniform(*AWAY)) - 1
    elif rule in ("points", "times"):
        wrong = right + dice.choice((2, 3))
    value = wrong if fault else right
    percent = rule in ("percent_of", "change", "share")
    return template.format(a=a, b=b, r=f"{value:.{dice.choice((1, 2))}f}" if percent else round(value))


CASES = [(rule, template) for rule, templates in SENTENCES.items() for template in templates]


@pytest.mark.parametrize(("rule", "template"), CASES)
def test_a_planted_fault_is_found_and_a_sound_one_is_not_accused(rule: str, template: str) -> None:
    for seed in range(10):
        text = said(rule, template, random.Random(seed), fault=True)
        named = "change" if rule in ("gain", "points", "times") else rule
        assert {one.rule for one in found(text) if one.verdict == "fails"} == {named}, (text, found(text))
        text = said(rule, template, random.Random(seed + 100), fault=False)
        verdicts = [(one.rule, one.verdict) for one in found(text)]
        assert all(verdict in ("holds", "rounding") for _, verdict in verdicts), (text, verdicts)
        assert rule == "share" or named in [one for one, _ in verdicts], (text, verdicts)


@pytest.mark.parametrize(
    "template",
    [
        "医院开放床位{}张，其中内科床位{}张。",
        "现有职工{}人，其中女职工{}人，占大多数。",
        "全年完成手术{}台（其中三级手术{}台）。",
        "全年完成手术{}台，其中三级手术{}台、四级手术1台。",
    ],
)
def test_a_part_may_not_pass_its_whole(template: str) -> None:
    for whole, part, verdict in ((800, 900, "fails"), (800, 9000, "unknown"), (800, 300, "holds")):
        verdicts = [one.verdict for one in found(template.format(whole, part)) if one.rule == "parts"]
        assert verdicts == [verdict], (template, whole, part)


def test_a_change_from_another_time_is_left_alone() -> None:
    """Between two months a change from the year before is not to be seen, nor one from the month before between two years."""
    assert not found("2023年9月门诊量12000人次，10月门诊量15000人次，同比增长45%。")
    assert not found("2022年9月，医院门诊量12000人次。/2023年9月，医院门诊量15000人次，环比增长45%。")


@pytest.mark.parametrize(
    "text",
    [
        "门诊量由12000人次增至15000人次，住院人次增长45%。",  # of something else
        "门诊量12000人次，急诊量3000人次，同比增长75%。",  # nothing is compared
        "医院有职工1200人，护士600名，占全省的65%。",  # of another whole
        "2020年至2022年，医院门诊量300万人次。/2020年上半年，医院门诊量50万人次。/2020年下半年，医院门诊量60万人次。",
        "听力保留率50%，其中有语言能力的占80%。",  # of the part, or of the whole
        "2023年上半年门诊量2000人次，下半年门诊量2500人次，全年门诊量4500人次。",
        "开放床位由300张增加到600张，床位使用率达95%。",
        "2023年，医院开放床位800张。/截至2023年底，医院开放床位900张。",  # not at one moment
        "物资870万件，价值284万元。从品类看，口罩600万件，药品250万件，试剂20万件。这批物资中，捐赠物资占17.8%，共计147万件，价值50.5万元。",
        "物资870万件，价值284万元。从品类看，口罩600万件，药品250万件。这批物资中，捐赠物资占17.8%，共计147万件。",
        "全院职工850人，其中博士12人、硕士120人，占职工总数的15.5%。",  # of both together
        "床位由500张增加到800张，职工由600人增加到900人，分别增长60%、50%。",
        "药占比由45%下降到32%，下降了13%。",  # points
        "职工1217人，其中女763人，占63%。",
        "职工1217人，其中女763人，占62.6%。",  # cut off, not rounded
        "药占比由45%降至30%，下降15个百分点。",
        "手术量由2000台增至4000台，增长1倍。",
        "开放床位由300张增加到600张，翻了一番。",
        "平均住院日由9.2天降至7.5天，下降18.5%。",
        "门诊量由12000人次增至15000人次，增加3000人次。",
        "医院由100张床位发展到800张床位，职工增长35%。",
        "共接到电话2000个，其中有效电话500个，误拨、骚扰的占75%。",  # of others
        "职工2000人，其中医生600人，护士900人，医护人员占75%。",  # of both together
        "患者年龄从1岁到13岁不等，3岁以下占71.5%。",  # of a bound
        "手术2100台，其中三四级手术1300台，占比61.9%，微创手术占比45%。",  # the nearest subject
        "2023年1月门诊量9000人次，2月门诊量6000人次，环比下降33.3%，同比增长12%。",
        "护理人员中本科以上学历占75%，共360人，护理人员480人。",
        "年龄从8个月到13岁不等，3岁以下占71.5%，异物多是硬币。",
        "费用从1万元到5万元不等，3万元以下占71.5%。",
        "内科病床占用率平均达109%。",
        "门诊量由2020年的80万人次增长到2023年的100万人次，年均增长7.7%。",  # each year
        "收入达3亿元，比上年净增1亿元，增长50%。",  # what came on top is no amount
        "收入达3亿元，比上年多1亿元，增长50%。",
        "门诊量年均增长7.7%，由2020年的80万人次增至2023年的100万人次。",
        "医院有博士20名，硕士180名，硕士以上学历占职工的20%，职工共1000名。",  # of both together
        "出院患者1200人次，是上年的2倍，手术600台，是上年的3倍。",  # what it was is not said
        "收入约1.5亿元，是上年约1.2亿元的近两倍。",
        "內科病床佔用率平均達109%，計劃執行率達103%。",  # in traditional characters as well
    ],
)
def test_what_may_not_be_compared_or_holds_is_not_accused(text: str) -> None:
    assert not [one for one in found(text) if one.verdict == "fails"], found(text)


TOTALS = [
    "东院区床位{a}张，西院区床位{b}张，南院区床位{c}张，共有床位{r}张。",
    "城东门诊部门诊量{a}人次，城西门诊部门诊量{b}人次、城南门诊部门诊量{c}人次，合计门诊量{r}人次。",
]


@pytest.mark.parametrize("template", TOTALS)
@pytest.mark.parametrize(("more", "verdict"), [(0, "holds"), (-150, "fails"), (200, "unknown")])
def test_amounts_in_a_row_come_to_their_total(template: str, more: int, verdict: str) -> None:
    """More than the total is wrong; less may leave one out."""
    a, b, c = 500, 310, 207
    findings = found(template.format(a=a, b=b, c=c, r=a + b + c + more))
    assert [(one.rule, one.verdict) for one in findings] == [("parts", verdict)]


@pytest.mark.parametrize(
    "text",
    [
        "重症床位50张，康复床位80张，现有职工1200人。",
        "2022年门诊量50万人次，2023年门诊量60万人次，两年共有门诊量100万人次。",
        "开放床位800张，共有床位500张。",
        "东院区床位近500张，西院区床位300张，共有床位700张。",
    ],
)
def test_what_does_not_stand_in_a_row_is_not_added_up(text: str) -> None:
    assert [one.verdict for one in found(text) if one.rule == "parts"] in ([], ["holds"])
