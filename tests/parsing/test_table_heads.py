"""Heads of tables: what they say of when, in which unit and of what, and what they do not say is left open."""

import pytest

from .test_table_figures import FORMS, LEAD, Rows, markdown, read, said, spaced, tabbed, web, word

Said = list[tuple[str, object, str | None, str | None]]
BEDS: Said = [
    ("床位", 500, "张", "2022"),
    ("床位", 600, "张", "2023"),
    ("职工", 800, "人", "2022"),
    ("职工", 900, "人", "2023"),
]


def beds(first: str, second: str) -> Rows:
    return [["指标", first, second], ["床位（张）", "500", "600"], ["职工（人）", "800", "900"]]


def money(time: str, value: int) -> tuple[str, object, str | None, str | None]:
    return "收入", value, "元", time


TABLES: dict[str, tuple[Rows, Said]] = {
    "ends-of-years": (beds("2022年末", "2023年底"), BEDS),
    "full-width": (beds("２０２２年", "２０２３年"), BEDS),
    "states": (
        beds("2022年（实际）", "2023年（计划）"),
        [
            (label + name, value, unit, time)
            for (label, value, unit, time), name in zip(BEDS, ["", "计划"] * 2, strict=True)
        ],
    ),
    "quarters": (
        beds("2023年一季度", "2023年二季度"),
        [
            (label, value, unit, {"2022": "2023-01/2023-03", "2023": "2023-04/2023-06"}[str(time)])
            for label, value, unit, time in BEDS
        ],
    ),
    "several-years": (
        beds("2021—2022年", "2023年"),
        [(label, value, unit, "2021/2022" if time == "2022" else time) for label, value, unit, time in BEDS],
    ),
    "counted-rows": (
        [
            ["序号", "指标", "2022年", "2023年"],
            ["1", "床位（张）", "500", "600"],
            ["2", "职工（人）", "800", "900"],
        ],
        BEDS,
    ),
    "counted-rows-without-a-head": (
        [["1", "胃镜", "239例"], ["2", "肠镜", "99例"], ["3", "支气管镜", "12例"]],
        [("胃镜", 239, "例", None), ("肠镜", 99, "例", None), ("支气管镜", 12, "例", None)],
    ),
    "nothing-in-a-cell": (
        [["指标", "2022年", "2023年"], ["床位", "500张", "—"], ["职工", "-", "900人"], ["设备", "/", "无"]],
        [BEDS[0], BEDS[3]],
    ),
    "change-in-percent": (
        [
            ["指标", "2023年", "同比（%）"],
            ["门诊量（万人次）", "70.1", "11.4"],
            ["收入（亿元）", "2.5", "-3.2"],
        ],
        [
            ("门诊量", 701000, "人次", "2023"),
            ("门诊量同比", 11.4, "%", None),
            ("收入", 250000000, "元", "2023"),
            ("收入同比", -3.2, "%", None),
        ],
    ),
    "change-in-an-open-unit": (
        [
            ["指标", "单位", "2023年", "增减"],
            ["门诊量", "万人次", "70.1", "11.4"],
            ["收入", "亿元", "2.5", "0.3"],
        ],
        [
            ("门诊量", 701000, "人次", "2023"),
            ("门诊量增减", 11.4, None, None),
            ("收入", 250000000, "元", "2023"),
            ("收入增减", 0.3, None, None),
        ],
    ),
    "magnitude-of-a-unit": (
        [["科室", "人次（万）", "门诊量（万）", "手术台次（百）"], ["骨科", "4.8", "3", "2"], ["内科", "5.2", "6", "1"]],
        [("骨科", 48000, "人次", None), ("骨科门诊量", 30000, None, None), ("骨科手术台次", 200, "台次", None),
         ("内科", 52000, "人次", None), ("内科门诊量", 60000, None, None), ("内科手术台次", 100, "台次", None)],
    ),
    "unit-of-the-first-head": (
        [["项目（万元）", "2022年", "2023年"], ["收入", "5000", "6000"], ["收入", "4000", "4500"]],
        [
            money("2022", 50000000),
            money("2023", 60000000),
            money("2022", 40000000),
            money("2023", 45000000),
        ],
    ),
    "ranks": (
        [["指标", "2022年", "2023年"], ["全省排名", "第12位", "第9位"], ["床位", "500张", "600张"]],
        [("全省排名", 12, "位", "2022"), ("全省排名", 9, "位", "2023"), *BEDS[:2]],
    ),
    "totals": (
        [
            ["科室", "2022年", "2023年", "合计"],
            ["骨科", "60例", "70例", "130例"],
            ["总计", "90例", "95例", "185例"],
        ],
        [
            ("骨科", 60, "例", "2022"),
            ("骨科", 70, "例", "2023"),
            ("骨科合计", 130, "例", None),
            ("总计", 90, "例", "2022"),
            ("总计", 95, "例", "2023"),
            ("总计合计", 185, "例", None),
        ],
    ),
    "heads-of-two-rows": (
        [
            ["科室", "2022年", "2022年", "2023年", "2023年"],
            ["", "门诊（人次）", "住院（人）", "门诊（人次）", "住院（人）"],
            ["骨科", "100", "20", "110", "25"],
            ["内科", "300", "40", "310", "45"],
        ],
        [
            (place + name, value, unit, time)
            for place, values in (("骨科", (100, 20, 110, 25)), ("内科", (300, 40, 310, 45)))
            for value, (name, unit, time) in zip(
                values,
                [
                    (n, u, y)
                    for y in ("2022", "2023")
                    for n, u in (("门诊", "人次"), ("住院", "人"))
                ],
                strict=True,
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", TABLES)
def test_heads_in_every_form(name: str, form: "type[object]") -> None:
    rows, wanted = TABLES[name]
    assert [(a, float(b), c, d) for a, b, c, d in said(read(*form(rows)))] == [  # type: ignore[misc, arg-type]
        (a, float(b), c, d)  # type: ignore[arg-type]
        for a, b, c, d in wanted
    ]


MONEY: Rows = [["项目", "2022年", "2023年"], ["收入", "5000", "6000"], ["收入", "4000", "4500"]]


@pytest.mark.parametrize(
    "above", ["单位：万元", "（单位：万元）", "表1　收支情况（单位:万元）", "计量单位：万元"]
)
@pytest.mark.parametrize("form", [word, web, markdown, tabbed, spaced], ids=lambda form: form.__name__)
def test_a_unit_stated_above_the_table_holds_for_all_of_it(form: "type[object]", above: str) -> None:
    data, name = form(MONEY)  # type: ignore[misc]
    assert [unit for _, _, unit, _ in said(read(data, name))] == [None] * 4
    if name == "a.docx":
        from .word_maker import document, p, table

        data = document(p(LEAD) + p(above) + table(*MONEY))
    else:
        between = {"a.html": f"</p><p>{above}</p><p>"}.get(name, f"\n\n{above}\n\n")
        data = data.decode().replace(LEAD, LEAD + between, 1).encode()
    assert said(read(data, name))[0] == ("收入", 50000000, "元", "2022")


@pytest.mark.parametrize("above", ["单位：万元、人次", "单位：海州县人民医院", "填报单位"])
def test_several_units_or_none_are_no_unit(above: str) -> None:
    data, name = web(MONEY)
    page = data.decode().replace("</p>", f"</p><p>{above}</p>").encode()
    assert [unit for _, _, unit, _ in said(read(page, name))] == [None] * 4


def page(rows: str) -> tuple[bytes, str]:
    return f"<html><body><p>{LEAD}</p><table>{rows}</table></body></html>".encode(), "a.html"


def test_a_row_over_all_columns_dates_what_follows() -> None:
    heads = "<tr><th>科室</th><th>床位</th><th>医生</th></tr>"
    first = "<tr><td>骨科</td><td>60张</td><td>18人</td></tr>"
    second = "<tr><td>骨科</td><td>70张</td><td>20人</td></tr>"
    rows = f"<tr><th colspan=3>2022年各科室情况</th></tr>{heads}{first}<tr><td colspan=3>2023年</td></tr>{second}"
    assert said(read(*page(rows))) == [
        ("骨科床位", 60, "张", "2022"),
        ("骨科医生", 18, "人", "2022"),
        ("骨科床位", 70, "张", "2023"),
        ("骨科医生", 20, "人", "2023"),
    ]


def test_a_note_over_all_columns_is_read_as_text() -> None:
    rows = "<tr><th>科室</th><th>床位</th></tr><tr><td>骨科</td><td>60张</td></tr><tr><td colspan=2>注：全院共有床位500张，含分院</td></tr>"
    found = said(read(*page(rows)))
    assert [value for _, value, _, _ in found] == [60, 500]


def test_a_cell_over_several_columns_says_what_they_have_in_common() -> None:
    rows = (
        "<tr><th>科室</th><th>2022年医生（人）</th><th>2023年护士（人）</th></tr><tr><td>骨科</td><td>3</td><td>5</td></tr>"
        "<tr><td>合计</td><td colspan=2>8</td></tr>"
    )
    assert said(read(*page(rows)))[-1] == ("合计", 8, "人", None)


@pytest.mark.parametrize("form", [word, web, markdown], ids=lambda form: form.__name__)
def test_running_text_in_a_cell_is_read_as_text(form: "type[object]") -> None:
    rows = [
        ["项目", "内容", "数量"],
        ["床位", "去年增加床位30张，投入400万元。", "12间"],
        ["设备", "价值2.1亿元，共有5台，已经投用", "3台"],
    ]
    data, name = form(rows)  # type: ignore[misc]
    assert [(value, unit) for _, value, unit, _ in said(read(data, name))] == [
        (30, "张"), (4_000_000, "元"), (12, "间"), (210_000_000, "元"), (5, "台"), (3, "台"),
    ]  # fmt: skip


def test_words_broken_to_fit_a_narrow_cell_are_whole() -> None:
    rows = "<tr><th>指<br>标</th><th>2022<br>年</th></tr><tr><td>床　位</td><td>500<br>张</td></tr>"
    assert said(read(*page(rows))) == [("床位", 500, "张", "2022")]
