"""Tables to take along: what spreadsheets, programs and Markdown readers get is what stood in the cells."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library.export.exporting import form_of, harmless, number_text, pieces, save
from hospital_tui.library.export.table import Cell, Table
from hypothesis import given, settings
from hypothesis import strategies as st

TITLES = {"a": "甲", "b": "乙"}
CELLS = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300).map(lambda value: float(f"{value:.15g}")),  # as spreadsheets hold
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=5)


def written(rows: list[tuple[Cell, Cell]], form: str) -> bytes:
    return b"".join(pieces(Table(("a", "b"), rows), form, TITLES))  # type: ignore[arg-type]


@given(ROWS)
def test_json_gives_the_cells_back(rows: list[tuple[Cell, Cell]]) -> None:
    assert [(row["a"], row["b"]) for row in json.loads(written(rows, "json"))] == rows


@given(ROWS)
def test_csv_gives_the_cells_back_and_no_formula(rows: list[tuple[Cell, Cell]]) -> None:
    data = written(rows, "csv")
    assert data.startswith('\ufeff"甲","乙"\r\n'.encode())
    back = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    assert len(back) == len(rows)
    for cells, texts in zip(rows, back, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            if isinstance(cell, str):
                assert (
                    text.removeprefix("'") == cell.removeprefix("'") and text[:1] not in "=+-@\t"
                ) or not text
            else:
                assert (float(text) if text else None) == cell


@given(ROWS)
def test_markdown_has_as_many_lines_as_rows(rows: list[tuple[Cell, Cell]]) -> None:
    lines = written(rows, "md").decode().split("\n")
    assert len(lines) == len(rows) + 3
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines[:-1])


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_xlsx_gives_the_cells_back(rows: list[tuple[Cell, Cell]]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    made = b"".join(pieces(Table(("n", "a", "b"), numbered), "xlsx", {"n": "序", **TITLES}))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    back = list(sheet.iter_rows(min_row=2, max_col=3, values_only=True))
    assert back == [tuple(None if cell == "" else cell for cell in row) for row in numbered]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("＝1", "'＝1"),
        ("5-6", "5-6"),
        ("", ""),
        ("床位", "床位"),
    ],
)
def test_formulas_are_made_harmless(text: str, safe: str) -> None:
    assert harmless(text) == safe


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (303000, "303000"),
        (3e20, "300000000000000000000"),
        (1e-5, "0.00001"),
        (44.8, "44.8"),
        (5.0, "5"),
        (-2.5, "-2.5"),
    ],
)
def test_numbers_have_no_exponent(number: float, text: str) -> None:
    assert number_text(number) == text


def test_an_empty_cell_is_empty_and_zero_is_zero() -> None:
    assert written([(None, 0)], "csv").decode("utf-8-sig").splitlines()[1] == ",0"


def test_a_file_is_written_whole_and_not_over_another(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    table = Table(("a", "b"), [(1, "x")])
    save(table, path, "csv", TITLES)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        save(Table(("a", "b"), []), path, "csv", TITLES)
    assert path.read_bytes() == before

    def broken() -> object:
        yield (1, 2)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(Table(("a", "b"), broken()), path, "csv", TITLES, overwrite=True)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.CSV", "csv"),
        ("a.markdown", "md"),
        ("a.xlsx", "xlsx"),
        ("a.db", "sqlite"),
        ("a.parquet", "parquet"),
        ("a", None),
        ("a.doc", None),
    ],
)
def test_the_ending_names_the_form(name: str, form: str | None) -> None:
    assert form_of(Path(name)) == form


def test_text_that_a_spreadsheet_would_rewrite_stays_text() -> None:
    for rewritten in ("1/3", "24/7", "12:30", "2023/7", "1,200"):
        assert harmless(rewritten) == "'" + rewritten
    for kept in ("2020/2025", "2023-07", "2023-01/2023-06", "1/3的患者", "15%", "47人"):
        assert harmless(kept) == kept


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_sqlite_gives_the_cells_back(rows: list[tuple[Cell, Cell]]) -> None:
    with closing(sqlite3.connect(":memory:")) as back:
        back.deserialize(written(rows, "sqlite"))
        assert back.execute("SELECT a, b FROM row ORDER BY number").fetchall() == rows


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_parquet_gives_the_cells_back(rows: list[tuple[Cell, Cell]]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    back = parquet.read_table(io.BytesIO(written(rows, "parquet"))).to_pylist()
    for row, found in zip(rows, back, strict=True):
        for column, cell in zip("ab", row, strict=True):
            text = found.get(f"{column}_text")
            assert (text if text is not None else found[column]) == cell


def test_figures_in_sqlite_lead_to_passage_and_article() -> None:
    columns = (
        "hospital",
        "label",
        "value",
        "section",
        "passage",
        "title",
        "newspaper",
        "date",
        "file",
        "article_id",
        "passage_id",
    )
    rows = [
        ("甲", "床位", value, None, "文", "题", None, None, "f", "a-1", "a@0") for value in (800, "2023", 1.5)
    ]
    made = b"".join(pieces(Table(columns, rows), "sqlite", dict.fromkeys(columns, "")))
    with closing(sqlite3.connect(":memory:")) as back:
        back.deserialize(made)
        assert back.execute("SELECT value, typeof(value) FROM figure ORDER BY number").fetchall() == [
            (800, "integer"), ("2023", "text"), (1.5, "real"),
        ]  # fmt: skip
        assert back.execute("SELECT count(*) FROM article").fetchone() == (1,)
        assert [row[:2] for row in back.execute("SELECT hospital, label FROM row")] == [("甲", "床位")] * 3
        assert back.execute("PRAGMA foreign_key_check").fetchall() == []


def test_markdown_is_a_narrow_table_where_one_is_named() -> None:
    made = b"".join(pieces(Table(("a", "b"), [(1, 2)], ("b",)), "md", TITLES))
    assert made.decode() == "| 乙 |\n| --- |\n| 2 |\n"
