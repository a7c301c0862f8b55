"""Tables of every make in every form, made from a number: each figure with its label, unit and time, and none beside."""

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hospital_tui.parsing import check, parse
from hospital_tui.parsing.inputs import interpret

from .word_maker import document, p, table

LEAD = "海州县人民医院位于县城东部，近年来各项工作取得进步，群众就医更加方便。"
END = "医院表示，今后将继续提升服务水平，让群众就医更加安心放心。"
METRICS = [("开放床位", "张"), ("在职职工", "人"), ("门诊人次", "人次"), ("手术台次", "台次"), ("医疗收入", "万元"), ("平均住院日", "天"), ("药占比", "%"), ("CT检查", "例"),
           ("业务用房", "平方米"), ("大型设备", "台")]  # fmt: skip
WARDS = ["内科", "外科", "儿科", "急诊科", "口腔科"]
Dice = random.Random


class Stated(NamedTuple):
    """A figure as the table means it."""

    text: str
    label: str
    unit: str
    time: str | None


class Made(NamedTuple):
    """A table, what stands over and under it, and what it states in reading order."""

    rows: list[list[str]]
    stated: list[Stated]
    above: str = ""
    below: str = ""


def number(dice: Dice, unit: str) -> str:
    if unit in ("%", "天"):
        return f"{dice.randrange(51, 99)}.{dice.randrange(10)}"
    value = dice.randrange(20, 99_999)
    return f"{value:,}" if dice.random() < 0.3 else str(value)


def years(dice: Dice) -> list[int]:
    return sorted(dice.sample(range(2015, 2025), dice.choice([2, 3])))


def by_year(dice: Dice) -> Made:
    """A row each metric, a column each year; the unit in the head of the row or in the cells, the head repeated on a new page."""
    shape = dice.choice(["{0}（{1}）", "{0}/{1}", "{0}"])
    told, year = years(dice), dice.choice(["{}年", "{}"])
    rows, stated = [["指标", *map(year.format, told)]], []
    for place, (name, unit) in enumerate(dice.sample(METRICS, 4)):
        numbers = [number(dice, unit) for _ in told]
        stated += [Stated(text, name, unit, str(one)) for text, one in zip(numbers, told, strict=True)]
        rows.append(
            [shape.format(name, unit), *(text + (unit if shape == "{0}" else "") for text in numbers)]
        )
        if place == 1 and dice.random() < 0.5:
            rows.append(rows[0])
    return Made(rows, stated, below="注：以上数据来自医院统计室，不含分院。")


def with_units(dice: Dice) -> Made:
    """A column of units, behind the names or at the end."""
    told, last = years(dice), dice.random() < 0.5
    heads, rows, stated = [f"{one}年" for one in told], [], []
    rows.append(["指标", *heads, "计量单位"] if last else ["指标", "单位", *heads])
    for name, unit in dice.sample(METRICS, 4):
        numbers = [number(dice, unit) for _ in told]
        stated += [Stated(text, name, unit, str(one)) for text, one in zip(numbers, told, strict=True)]
        rows.append([name, *numbers, unit] if last else [name, unit, *numbers])
    return Made(rows, stated)


def by_row(dice: Dice) -> Made:
    """A row each ward, year or month; the year of wards and months stands over the table."""
    told, columns = years(dice), dice.sample([one for one in METRICS if one[1] != "%"], 3)
    head, names, times = dice.choice(
        [
            ("科室", [*WARDS[:3], "合计"], [str(told[0])] * 4),
            ("年度", [f"{one}年" for one in told], list(map(str, told))),
            ("月份", ["1月", "2月", "11月"], [f"{told[0]}-{month}" for month in ("01", "02", "11")]),
        ]
    )
    rows, stated = [[head, *(f"{name}（{unit}）" for name, unit in columns)]], []
    for first, time in zip(names, times, strict=True):
        numbers = [number(dice, unit) for _, unit in columns]
        ward = first if head == "科室" else ""
        stated += [
            Stated(text, ward + name, unit, time) for text, (name, unit) in zip(numbers, columns, strict=True)
        ]
        rows.append([first, *numbers])
    return Made(
        rows,
        stated,
        "" if head == "年度" else dice.choice(["表1 {}年工作情况", "{}年各项指标"]).format(told[0]),
    )


def with_change(dice: Dice) -> Made:
    """Two years and by how much the later one is more."""
    year = dice.randrange(2016, 2025)
    rows, stated = [["指标", f"{year}年", f"{year - 1}年", "同比增长"]], []
    for name, unit in dice.sample([one for one in METRICS if one[1] != "%"], 4):
        now, before, share = number(dice, unit), number(dice, unit), f"{dice.randrange(11, 300) / 10}"
        rows.append([name, now + unit, before + unit, share + "%"])
        stated += [Stated(now, name, unit, str(year)), Stated(before, name, unit, str(year - 1))]
        stated.append(Stated(share, f"{name}同比增长", "%", None))
    return Made(rows, stated)


def word(made: Made) -> tuple[bytes, str]:
    around = [p(text) if text else "" for text in (LEAD, made.above, made.below, END)]
    return document("".join((*around[:2], table(*made.rows), *around[2:]))), "a.docx"


def web(made: Made) -> tuple[bytes, str]:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in made.rows)
    return (
        f"<html><body><p>{LEAD}<p>{made.above}<table>{rows}</table><p>{made.below}<p>{END}".encode(),
        "a.html",
    )


def plain(made: Made, lines: list[str], name: str) -> tuple[bytes, str]:
    return "\n\n".join((LEAD, made.above, "\n".join(lines), made.below, END)).encode(), name


def markdown(made: Made) -> tuple[bytes, str]:
    lines = [f"| {' | '.join(row)} |" for row in made.rows]
    return plain(made, [lines[0], "|" + " --- |" * len(made.rows[0]), *lines[1:]], "a.md")


def tabbed(made: Made) -> tuple[bytes, str]:
    return plain(made, ["\t".join(row) for row in made.rows], "a.txt")


def spaced(made: Made) -> tuple[bytes, str]:
    def width(text: str) -> int:
        return len(text.encode("gbk"))

    widths = [max(width(row[place]) for row in made.rows) + 3 for place in range(len(made.rows[0]))]
    lines = [
        "".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in made.rows
    ]
    return plain(made, lines, "a.txt")


@pytest.mark.parametrize("form", [word, web, markdown, tabbed, spaced])
@pytest.mark.parametrize("make", [by_year, with_units, by_row, with_change])
def test_every_figure_of_a_table(
    make: Callable[[Dice], Made], form: Callable[[Made], tuple[bytes, str]]
) -> None:
    for seed in range(6):
        made = make(random.Random(seed))
        source = interpret(*form(made))
        reading = source.reading
        articles = parse(
            source.text, file=source.file, sha256=source.sha256, facts=reading.facts, layout=reading.parts
        )
        assert not check(source.text, articles)
        rows = [
            passage for article in articles for passage in article.selectable() if passage.role == "table"
        ]
        found = [figure for row in rows for figure in row.figures]
        units = [stated.unit.replace("万元", "元") for stated in made.stated]
        assert all(one.text.startswith(stated.text) for one, stated in zip(found, made.stated, strict=True))
        told = [(one.label, one.unit, one.time) for one in found]
        meant = [(stated.label, unit, stated.time) for stated, unit in zip(made.stated, units, strict=True)]
        assert told == meant, seed
