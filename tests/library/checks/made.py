"""Made-up hospitals for the checks: sentences whose figures are known, sound ones and ones with a planted fault."""

import itertools
import random
from collections.abc import Sequence
from typing import Any

from hospital_tui.model import Article, Figure, Hospital, Passage, Section, Source

_NUMBERS = itertools.count(1)


def figure(text: str, words: str, **fields: Any) -> Figure:
    """A figure at the first place of its words."""
    at = text.index(words)
    return Figure(
        text=words, at=(at, at + len(words)), **{"kind": "count", "label_inferred": False, **fields}
    )


def article(hospital: str, *passages: tuple[str, Sequence[Figure]]) -> Article:
    """An article of one section."""
    sha = f"{next(_NUMBERS):064x}"[::-1]
    offset, made = 0, []
    for text, figures in passages:
        made.append(
            Passage(
                id=f"{sha[:12]}@{offset}", role="body", text=text, spans=((offset, offset + len(text)),),
                lines=(1,), figures=tuple(figures),
            )
        )  # fmt: skip
        offset += len(text) + 1
    return Article(
        id=f"{sha[:12]}-1",
        hospital=Hospital(name=hospital),
        source=Source(file="made.txt", sha256=sha),
        sections=(Section(level=1, passages=tuple(made)),),
    )


def parts(dice: random.Random, *, fault: bool) -> Article:
    """People of a hospital, men and women among them."""
    men, women = dice.randint(100, 400), dice.randint(401, 900)
    whole = men + women - (dice.randint(5, 60) if fault else 0)
    text = f"医院现有职工{whole}人，其中男{men}人、女{women}人。"
    figures = [
        figure(text, f"职工{whole}人"[2:], value=whole, unit="人", label="职工"),
        figure(text, f"{men}人", value=men, unit="人", label="男", part_of=f"{whole}人"),
        figure(text, f"{women}人", value=women, unit="人", label="女", part_of=f"{whole}人"),
    ]
    return article("甲市医院", (text, figures))


def share(dice: random.Random, *, fault: bool) -> Article:
    """A rate that cannot pass 100 %, beside one that can."""
    value = dice.randint(101, 180) if fault else dice.randint(60, 100)
    beds = dice.randint(95, 130)
    text = f"治愈率{value}%，床位使用率{beds}%。"
    figures = [
        figure(text, f"{value}%", kind="percent", value=value, unit="%", label="治愈率"),
        Figure(
            text=f"{beds}%", at=(text.rindex(f"{beds}%"), len(text) - 1), kind="percent", value=beds, unit="%",
            label="床位使用率",
        ),
    ]  # fmt: skip
    return article("乙市医院", (text, figures))


def percent_of(dice: random.Random, *, fault: bool) -> Article:
    """Some of all, and how many in a hundred that is."""
    whole = dice.randint(200, 2000)
    some = dice.randint(20, whole - 10)
    right = round(some / whole * 100, 1)
    said = right if not fault else round(right + (7.3 if right < 50 else -7.3), 1)
    text = f"开展手术{whole}例，其中微创手术{some}例，占{said}%。"
    figures = [
        figure(text, f"{whole}例", value=whole, unit="例", label="手术"),
        Figure(
            text=f"{some}例", at=(text.index(f"微创手术{some}例") + 4, text.index("，占")), kind="count", value=some,
            unit="例", label="微创手术", part_of=f"{whole}例",
        ),
        figure(text, f"{said}%", kind="percent", value=said, unit="%", label="微创手术占"),
    ]  # fmt: skip
    return article("丙市医院", (text, figures))


def change(dice: random.Random, *, fault: bool) -> Article:
    """From one value to another, and by how much in a hundred."""
    before = dice.randint(10_000, 90_000)
    after = before + dice.randint(before // 20, before)
    right = round((after / before - 1) * 100, 1)
    said = round(right + 11.4, 1) if fault else right
    text = f"门诊量由{before}人次增至{after}人次，增长{said}%。"
    figures = [
        figure(text, f"{before}人次", value=before, unit="人次", label="门诊量"),
        figure(text, f"{after}人次", value=after, unit="人次", label="门诊量"),
        figure(text, f"{said}%", kind="percent", value=said, unit="%", label="门诊量增长", change="up"),
    ]
    return article("丁市医院", (text, figures))


def _of_metric(text: str, words: str, value: float, time: str, **fields: Any) -> Figure:
    return figure(
        text, words, value=value, **{"unit": "人次", "label": "门诊量", "metric": "门诊量", **fields}, time=time,
        time_from="sentence",
    )  # fmt: skip


def months(dice: random.Random, *, fault: bool) -> Article:
    """Two halves of a year against the year."""
    halves = [dice.randint(100_000, 400_000) for _ in range(2)]
    whole = sum(halves) + (dice.randint(30_000, 90_000) if fault else 0)
    said = [
        (f"2023年上半年门诊量{halves[0]}人次。", halves[0], "2023-01/2023-06"),
        (f"2023年下半年门诊量{halves[1]}人次。", halves[1], "2023-07/2023-12"),
        (f"2023年全年门诊量{whole}人次。", whole, "2023"),
    ]
    return article(
        "戊市医院", *((text, [_of_metric(text, f"{value}人次", value, time)]) for text, value, time in said)
    )


def twice(dice: random.Random, *, fault: bool) -> Article:
    """One thing at one time, said twice: the second time rounded, or bounded."""
    value = dice.randint(150_000, 990_000)
    rounded = value // 10_000
    again, text = round(value / 10_000, 1), ""
    if fault:
        again = round(again * 1.37, 1)
    text = f"2023年门诊量达{value}人次。"
    other = f"2023年完成门诊{again}万人次。"
    bound = f"2023年门诊量超{rounded}万人次。"
    return article(
        "己市医院",
        (text, [_of_metric(text, f"{value}人次", value, "2023")]),
        (other, [_of_metric(other, f"{again}万人次", again * 10_000, "2023")]),
        (bound, [_of_metric(bound, f"超{rounded}万人次", rounded * 10_000, "2023", qualifier="at_least")]),
    )


def year_change(dice: random.Random, *, fault: bool) -> Article:
    """Two years of one metric, and the change that is stated of the second."""
    before = dice.randint(10_000, 90_000)
    after = before + dice.randint(before // 10, before)
    right = round((after / before - 1) * 100, 2)
    said = round(right + 9.1, 2) if fault else right
    old = f"2022年门诊量{before}人次。"
    new = f"2023年门诊量{after}人次，同比增长{said}%。"
    return article(
        "庚市医院",
        (old, [_of_metric(old, f"{before}人次", before, "2022")]),
        (new, [
            _of_metric(new, f"{after}人次", after, "2023"),
            _of_metric(new, f"{said}%", said, "2023", kind="percent", unit="%", label="门诊量同比增长", change="up"),
        ]),
    )  # fmt: skip


MAKERS = {
    "parts": parts,
    "share": share,
    "percent_of": percent_of,
    "change": change,
    "months": months,
    "twice": twice,
    "year_change": year_change,
}
