"""Comparing hospitals: what stands in which cell, and what is said to be not alike."""

from hospital_tui.library import Library
from hospital_tui.library.export.figures import comparison_table
from hospital_tui.library.figures.compare import Cell, Row, amount, narrower, sense, unlike, year_of
from hospital_tui.library.narrowing import limits
from hospital_tui.model import Figure

from .conftest import Open, figure, made

BEDS = "全院开放床位800张，2021年开放床位700张，床位使用率达95%，比上年提高12%。"
MORE = "现有床位近1200张，其中重症床位40张。"


def beds(text: str, number: int, time: str | None = "2023", **fields: object) -> Figure:
    words = f"{number}张"
    return figure(words, text, value=number, unit="张", label="床位", metric="床位", time=time, **fields)


def two_hospitals(opened: Open, *, second_time: str = "2023", qualifier: str = "exact") -> Library:
    first = [
        beds(BEDS, 800),
        beds(BEDS, 700, "2021"),
        figure("95%", BEDS, kind="percent", value=95, unit="%", metric="床位", time="2023"),
        figure("12%", BEDS, kind="percent", value=12, unit="%", metric="床位", time="2023", change="up"),
    ]
    second = [
        beds(MORE, 1200, second_time, qualifier=qualifier),
        beds(MORE, 40, second_time, part_of="1200张"),
    ]
    return opened(
        [
            made(1, (BEDS, "没有数据。"), figures=[first]),
            made(2, (MORE, "没有数据。"), figures=[second], hospital="晋城市人民医院", aliases=()),
        ]
    )


def test_each_sense_of_a_metric_has_its_own_row(opened: Open) -> None:
    found = two_hospitals(opened).compare()
    assert found.hospitals == ("长治市第二人民医院", "晋城市人民医院")
    assert [(row.metric, row.sense, row.stated) for row in found.rows] == [
        ("床位", "amount", 2),
        ("床位", "share", 1),
        ("床位", "change", 1),
    ]


def test_a_cell_holds_all_figures_the_one_to_compare_first(opened: Open) -> None:
    row = two_hospitals(opened).compare().rows[0]
    assert [[one.figure.value for one in cell.figures] for cell in row.cells] == [[800, 700], [1200, 40]]
    assert (row.year, row.unit, row.highest) == ("2023", "张", 1200)
    assert row.bar(row.cells[0].figures[0].figure) == 800 / 1200


def test_an_empty_cell_is_empty(opened: Open) -> None:
    share = two_hospitals(opened).compare().rows[1]
    assert [len(cell.figures) for cell in share.cells] == [1, 0]
    assert share.highest == 95


def test_says_what_is_not_alike(opened: Open) -> None:
    assert two_hospitals(opened).compare().rows[0].unlike == ()


def test_other_years_and_bounds_are_not_alike(opened: Open) -> None:
    row = two_hospitals(opened, second_time="2024", qualifier="approx").compare().rows[0]
    assert row.unlike == ("year", "bound")
    second = row.cells[1].figures[0].figure
    assert not row.alike(second)


def test_figures_of_no_year_are_alike_with_none_and_counted(opened: Open) -> None:
    for time in ("--05", "2023/.."):
        row = two_hospitals(opened, second_time=time).compare().rows[0]
        assert (row.year, row.unlike, row.undated) == ("2023", ("year",), len(row.cells[1].figures))
        assert not row.alike(row.cells[1].figures[0].figure)


def test_figures_without_a_common_unit_have_no_bar(opened: Open) -> None:
    area, land = "建筑面积5000平方米。", "占地30亩。"
    library = opened(
        [
            made(
                1,
                (area, "无。"),
                figures=[
                    [figure("5000平方米", area, kind="measure", value=5000, unit="平方米", metric="面积")]
                ],
            ),
            made(
                2,
                (land, "无。"),
                hospital="晋城市人民医院",
                figures=[[figure("30亩", land, kind="measure", value=30, unit="亩", metric="面积")]],
            ),
        ]
    )
    row = library.compare().rows[0]
    assert row.unlike == ("year", "unit")
    assert row.bar(row.cells[1].figures[0].figure) is None


def test_hospitals_and_metrics_can_be_chosen(opened: Open) -> None:
    library = two_hospitals(opened)
    assert library.compare(["晋城市人民医院"]).hospitals == ("晋城市人民医院",)
    assert library.compare(metrics=["论文"]).rows == ()
    assert [metric.name for metric in library.metrics()] == ["床位"]
    assert library.hospitals(library.query("重症")) == ["晋城市人民医院"]
    assert library.compare(query=library.query("重症")).hospitals == ("晋城市人民医院",)


def test_every_figure_is_exported_with_its_place(opened: Open) -> None:
    library = two_hospitals(opened)
    table = comparison_table(library.compare(), library.article)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [row["value"] for row in rows] == [800, 700, 1200, 40, 95, 12]
    assert all(row["citation"] and row["file"] and row["end"] > row["start"] for row in rows)


def test_sense_amount_and_year_of_a_figure() -> None:
    words = "增长3%"
    assert sense(figure("3%", words, kind="percent", value=3, change="up")) == "change"
    assert amount(figure("3%", words, value="3/5")) == 5
    assert amount(figure("3%", words, value=None)) is None
    assert year_of(figure("3%", words, time="2020/2025")) == "2020/2025"
    assert year_of(figure("3%", words, time="2023-01/2023-06")) == "2023"
    assert year_of(figure("3%", words)) is None


LISTED = "全年招聘高层次人才1人、硕士10人、本科16人。"
WHOLE = "全年招聘人才47人，其中硕士23人。"


def recruits(text: str, said: str, number: int, label: str, **fields: object) -> Figure:
    return figure(said, text, value=number, unit="人", label=label, metric="招聘人数", time="2023", **fields)


def recruiting(opened: Open) -> Library:
    listed = [
        recruits(LISTED, "1人", 1, "高层次人才"),
        recruits(LISTED, "10人", 10, "硕士"),
        recruits(LISTED, "16人", 16, "本科"),
    ]
    whole = [recruits(WHOLE, "47人", 47, "人才"), recruits(WHOLE, "23人", 23, "硕士", part_of="47人")]
    return opened(
        [
            made(1, (LISTED, "无。"), figures=[listed]),
            made(2, (WHOLE, "无。"), figures=[whole], hospital="晋城市人民医院", aliases=()),
        ]
    )


def test_a_list_without_its_sum_is_shown_as_it_is_listed(opened: Open) -> None:
    (row,) = recruiting(opened).compare().rows
    listed, whole = row.cells
    assert [one.figure.value for one in listed.listed] == [1, 10, 16]
    assert listed.listed == listed.figures
    assert (whole.listed, [whole.whole_of(one) for one in whole.figures]) == ((), [None, whole.figures[0]])
    assert "scope" in row.unlike


def test_what_a_figure_counts_is_said_where_a_cell_holds_several(opened: Open) -> None:
    (row,) = recruiting(opened).compare().rows
    assert all(narrower(row, cell, one.figure) for cell in row.cells for one in cell.figures)
    (share, *_) = two_hospitals(opened).compare().rows[1:]
    assert not any(narrower(share, cell, one.figure) for cell in share.cells for one in cell.figures)


def test_figures_that_narrow_the_metric_differently_are_not_alike() -> None:
    words = "立项省级科研5项、科研项目22项。"
    province = figure("5项", words, value=5, unit="项", label="省级科研", metric="科研项目", time="2023")
    every = figure("22项", words, value=22, unit="项", label="科研项目", metric="科研项目", time="2023")
    assert limits(province) == {"省级"}
    assert limits(every) == set()
    assert unlike([province, every]) == ("scope",)
    row = Row("科研项目", "amount", ())
    assert narrower(row, Cell(), province)
    assert not narrower(row, Cell(), every)
    in_the_name = figure("5项", words, value=5, label="省级重点专科", metric="省级重点专科")
    assert limits(in_the_name) == set()


def test_the_year_of_a_row_is_that_of_most_hospitals_not_of_most_figures(opened: Open) -> None:
    many = [beds(BEDS, 800, "2021"), beds(BEDS, 700, "2021")]
    library = opened(
        [
            made(1, (BEDS, "无。"), figures=[many]),
            *(
                made(number, (MORE, "无。"), figures=[[beds(MORE, 1200, "2023")]], hospital=f"第{number}医院")
                for number in (2, 3)
            ),
        ]
    )
    assert library.compare().rows[0].year == "2023"


def test_a_list_of_another_year_is_a_list_as_well(opened: Open) -> None:
    words = "今年招聘医师5人。2022年招聘硕士10人、本科16人。"
    found = [
        recruits(words, "5人", 5, "医师"),
        *(
            figure(said, words, value=number, unit="人", label=label, metric="招聘人数", time="2022")
            for said, number, label in (("10人", 10, "硕士"), ("16人", 16, "本科"))
        ),
    ]
    (row,) = opened([made(1, (words, "无。"), figures=[found])]).compare().rows
    (cell,) = row.cells
    assert cell.listed == ()
    assert [len(cell.listed_with(one)) for one in cell.figures] == [0, 2, 2]


def test_what_narrows_a_metric_least_is_its_scope(opened: Open) -> None:
    texts = {"甲医院": ("招聘毕业生47人。", "毕业生", "47人"), "乙医院": ("招聘人才11人。", "人才", "11人")}
    library = opened(
        [
            made(
                number,
                (text, "无。"),
                hospital=name,
                figures=[[recruits(text, said, int(said[:-1]), label)]],
            )
            for number, (name, (text, label, said)) in enumerate(texts.items(), 1)
        ]
    )
    (row,) = library.compare().rows
    assert row.scope == frozenset()
    assert [row.alike(cell.figures[0].figure) for cell in row.cells] == [False, True]
