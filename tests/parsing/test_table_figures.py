"""One table in every form that it comes in: the same figures, each dated and named by its heads, or not at all."""

import pytest
from hospital_tui.figures import extract
from hospital_tui.model import Article, Figure
from hospital_tui.parsing import check, parse
from hospital_tui.parsing.inputs import interpret

from .hostile import zipped
from .word_maker import document, p, table

Rows = list[list[str]]
LEAD = "海州县人民医院位于县城东部，近年来各项工作取得进步，群众就医更加方便。"


def word(rows: Rows) -> tuple[bytes, str]:
    return document(p(LEAD) + table(*rows)), "a.docx"


def web(rows: Rows) -> tuple[bytes, str]:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>{LEAD}</p><table>{cells}</table></body></html>".encode(), "a.html"


def markdown(rows: Rows) -> tuple[bytes, str]:
    lines = ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return f"{LEAD}\n\n{chr(10).join(lines)}\n".encode(), "a.md"


def tight(rows: Rows) -> tuple[bytes, str]:
    data, name = markdown(rows)
    return data.replace(b" | ", b"|").replace(b"| ", b"|").replace(b" |", b"|"), name


def tabbed(rows: Rows) -> tuple[bytes, str]:
    return (LEAD + "\n\n" + "\n".join("\t".join(row) for row in rows) + "\n").encode(), "a.txt"


def spaced(rows: Rows) -> tuple[bytes, str]:
    return (LEAD + "\n\n" + "\n".join("   ".join(row) for row in rows) + "\n").encode(), "a.txt"


def read(data: bytes, name: str) -> Article:
    found = interpret(data, name)
    articles = parse(
        found.text, file=name, sha256=found.sha256, facts=found.reading.facts, layout=found.reading.parts
    )
    assert not check(found.text, articles)
    (article,) = articles
    for passage in article.selectable():
        assert "".join(found.text[a:b] for a, b in passage.spans) == passage.text
        for figure in passage.figures:
            assert passage.text[slice(*figure.at)] == figure.text
    return article


def figures(article: Article) -> list[Figure]:
    return [figure for passage in article.passages() if passage.role == "table" for figure in passage.figures]


def said(article: Article) -> list[tuple[str, object, str | None, str | None]]:
    return [(figure.label, figure.value, figure.unit, figure.time) for figure in figures(article)]


def rich(rows: Rows) -> tuple[bytes, str]:
    def letters(text: str) -> str:
        return "".join(letter if letter < "\x80" else f"\\u{ord(letter) - 0x10000}?" for letter in text)

    head = "".join(f"\\cellx{number}000" for number in range(1, 1 + max(map(len, rows))))
    lines = (
        rf"\trowd{head}" + "".join(rf"\intbl {letters(cell)}\cell" for cell in row) + r"\row" for row in rows
    )
    return rf"{{\rtf1\ansi {letters(LEAD)}\par {''.join(lines)}\pard\par}}".encode(), "a.rtf"


def opendocument(rows: Rows) -> tuple[bytes, str]:
    cells = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) + "</table:table-row>" for row in rows)  # fmt: skip
    body = f"<o xmlns:text='t' xmlns:table='b'><text:p>{LEAD}</text:p><table:table>{cells}</table:table></o>"
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body.encode()}
    return zipped(parts), "a.odt"


def ruled(rows: Rows) -> tuple[bytes, str]:
    data, _ = markdown(rows)
    return data, "a.txt"


def drawn(rows: Rows) -> tuple[bytes, str]:
    edge = "─".join("┼" * (1 + len(rows[0])))
    lines = [line for row in rows for line in (edge, "│" + "│".join(row) + "│")]
    return (LEAD + "\n\n" + "\n".join([*lines, edge]) + "\n").encode(), "a.txt"


FORMS = [word, web, markdown, tight, tabbed, spaced, rich, opendocument, ruled, drawn]
YEARS = [
    ("开放床位", 1800, "张", "2022"),
    ("开放床位", 2100, "张", "2023"),
    ("门诊量", 629000, "人次", "2022"),
    ("门诊量", 701000, "人次", "2023"),
    ("平均住院日", 7.2, "天", "2022"),
    ("平均住院日", 6.5, "天", "2023"),
]
TABLES: dict[str, tuple[Rows, list[tuple[str, object, str | None, str | None]]]] = {
    "units-in-cells": (
        [
            ["指标", "2022年", "2023年"],
            ["开放床位", "1800张", "2100张"],
            ["门诊量", "62.9万人次", "70.1万人次"],
            ["平均住院日", "7.2天", "6.5天"],
        ],
        YEARS,
    ),
    "units-in-a-column": (
        [
            ["指标", "单位", "2022年", "2023年"],
            ["开放床位", "张", "1800", "2100"],
            ["门诊量", "万人次", "62.9", "70.1"],
            ["平均住院日", "天", "7.2", "6.5"],
        ],
        YEARS,
    ),
    "units-in-heads-of-rows": (
        [
            ["指标", "2022", "2023"],
            ["开放床位（张）", "1800", "2100"],
            ["门诊量（万人次）", "62.9", "70.1"],
            ["平均住院日（天）", "7.2", "6.5"],
        ],
        YEARS,
    ),
    "years-in-rows": (
        [
            ["年份", "开放床位（张）", "门诊量（万人次）"],
            ["2022年", "1800", "62.9"],
            ["2023年", "2100", "70.1"],
        ],
        [
            ("开放床位", 1800, "张", "2022"),
            ("门诊量", 629000, "人次", "2022"),
            ("开放床位", 2100, "张", "2023"),
            ("门诊量", 701000, "人次", "2023"),
        ],
    ),
    "things-in-columns": (
        [["科室", "床位（张）", "医生（人）"], ["骨科", "60", "18"], ["内科", "80", "20"]],
        [
            ("骨科床位", 60, "张", None),
            ("骨科医生", 18, "人", None),
            ("内科床位", 80, "张", None),
            ("内科医生", 20, "人", None),
        ],
    ),
    "no-heads": (
        [["胃镜", "239例"], ["肠镜", "99例"], ["支气管镜", "12例"]],
        [("胃镜", 239, "例", None), ("肠镜", 99, "例", None), ("支气管镜", 12, "例", None)],
    ),
    "a-column-that-cannot-be-told": (
        [["指标", "2023年", "上年同期"], ["开放床位", "2100张", "1800张"], ["职工", "900人", "850人"]],
        [
            ("开放床位", 2100, "张", "2023"),
            ("开放床位上年同期", 1800, "张", None),
            ("职工", 900, "人", "2023"),
            ("职工上年同期", 850, "人", None),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", TABLES)
def test_heads_date_and_name_what_stands_below(name: str, form: "type[object]") -> None:
    rows, wanted = TABLES[name]
    assert said(read(*form(rows))) == wanted  # type: ignore[misc]


def test_a_row_with_fewer_cells_is_not_dated() -> None:
    rows = [["指标", "2022年", "2023年"], ["开放床位", "1800张"]]
    assert said(read(*web(rows))) == [("开放床位", 1800, "张", None)]


def test_merged_heads_date_all_the_columns_they_cover() -> None:
    page = (
        f"<html><body><p>{LEAD}</p><table><tr><th rowspan=2>科室</th><th colspan=2>2022年</th><th colspan=2>2023年</th></tr>"
        "<tr><th>门诊</th><th>住院</th><th>门诊</th><th>住院</th></tr>"
        "<tr><td>骨科</td><td>1人</td><td>2人</td><td>3人</td><td>4人</td></tr></table></body></html>"
    )
    assert said(read(page.encode(), "a.html")) == [
        ("骨科门诊", 1, "人", "2022"),
        ("骨科住院", 2, "人", "2022"),
        ("骨科门诊", 3, "人", "2023"),
        ("骨科住院", 4, "人", "2023"),
    ]


def test_two_tables_do_not_share_their_heads() -> None:
    first, second = [["指标", "2022年"], ["床位", "9张"]], [["科室", "医生"], ["骨科", "3人"]]
    data, name = web(first)
    other = web(second)[0].decode().partition("<table>")[2].partition("</table>")[0]
    both = data.decode().replace("</body>", f"<table>{other}</table></body>").encode()
    assert said(read(both, name))[-1] == ("骨科医生", 3, "人", None)


def test_cards_name_their_number() -> None:
    cards = "".join(
        f"<div><div>{number}</div><div>{name}</div></div>"
        for number, name in [("1800张", "开放床位"), ("62.9万人次", "门诊量")]
    )
    page = f"<html><body><p>{LEAD}</p><div>{cards}</div></body></html>"
    assert said(read(page.encode(), "a.html")) == [
        ("开放床位", 1800, "张", None),
        ("门诊量", 629000, "人次", None),
    ]


def test_rows_keep_their_cells() -> None:
    article = read(*word([["指标", "2022年"], ["", "9张"], ["床位", ""]]))
    rows = [passage for passage in article.passages() if passage.role == "table"]
    assert [[row.text[a:b] for a, b in row.cells] for row in rows] == [
        ["指标", "2022年"],
        ["", "9张"],
        ["床位", ""],
    ]
    assert [row.row for row in rows] == [1, 2, 3]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_words_alone_are_no_plain_table_and_lose_nothing(form: "type[object]") -> None:
    read(*form([["张三", "院长"], ["李四", "书记"], ["王五", "主任"]]))  # type: ignore[misc]


@pytest.mark.parametrize("name", ["表1", "图 2", "附表3：", "表1-2", "续表二", "见表3", "（图4）"])
def test_the_number_of_a_table_is_no_figure(name: str) -> None:
    assert [figure.text for figure in extract(f"{name} 床位与人员")] == []
    assert [figure.text for figure in extract(f"{name} 2022年床位500张")] == ["2022年", "500张"]
    assert [figure.text for figure in extract("填表1张，图2幅")] == ["1张", "2幅"]


@pytest.mark.parametrize("mark", ["1. ", "1.", "2、", "①", "12．"])
def test_the_number_of_an_item_is_in_no_label(mark: str) -> None:
    for text in (f"{mark}床位500张", f"医生3人；{mark}床位500张。", f"改善服务：{mark}床位500张。"):
        assert [(one.text, one.label) for one in extract(text)][-1] == ("500张", "床位")


def test_a_name_and_its_number_stand_alone() -> None:
    """Lines set under each other are no caption in pieces: a number never takes its label from the next line."""
    text = "\n\n海州县人民医院建设纪实\n\n床位（张）：800\n医生（人）：120\n\n"
    (article,) = parse(text, file="a.txt", sha256="0" * 64)
    found = {
        figure.text: (figure.label, figure.unit) for block in article.selectable() for figure in block.figures
    }
    assert found == {"800": ("床位", "张"), "120": ("医生", "人")}


@pytest.mark.parametrize(
    ("text", "found"), [("体积30m³", ["30m³"]), ("面积20cm²", ["20cm²"]), ("菌数10⁴个", []), ("速度3m⁴", [])]
)
def test_raised_digits_belong_to_their_unit(text: str, found: list[str]) -> None:
    assert [figure.text for figure in extract(text)] == found


YEARBOOK = """医院工作情况

项目 单位 2019年 2020年 2021年
机构数 751 810 777
诊疗人次数 万人次 815.6 776.5 730.2
#门急诊人次数 万人次 724.7 679.8 671.3
入院人数 1982949 2194989 2531831
治愈率 % 75 73.9 71.7
平均住院日 15.1 13.9 11.7
"""


def test_a_table_whose_numbers_stand_one_blank_apart_under_their_years() -> None:
    found = figures(read(YEARBOOK.encode(), "a.txt"))
    assert [(f.value, f.unit, f.label, f.time) for f in found][::3] == [
        (751, None, "机构数", "2019"),
        (8156000, "人次", "诊疗人次数", "2019"),
        (7247000, "人次", "门急诊人次数", "2019"),
        (1982949, "人", "入院人数", "2019"),
        (75, "%", "治愈率", "2019"),
        (15.1, None, "平均住院日", "2019"),
    ]
    assert [f.time for f in found] == ["2019", "2020", "2021"] * 6


@pytest.mark.parametrize(
    "lines",
    [
        "2019年 2020年 2021年\n三年里床位 30 40 50\n都不够用。\n医院决定扩建，新楼建成以后床位有1200张。",
        "门诊 2019 2020\n床位 300 400\n年底召开总结会，院长作了报告，职工代表参加。",
    ],
)
def test_a_line_or_two_of_numbers_are_no_table(lines: str) -> None:
    assert not figures(read((LEAD + "\n\n" + lines + "\n").encode(), "a.txt"))
