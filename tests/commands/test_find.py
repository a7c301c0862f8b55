"""search, figures, list, path, compare, corrections, bookmarks: what the library says, in every form."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui import speech
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader

Run = Callable[..., Result]


def table(done: Result) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))


# search


def test_search_finds_what_the_library_finds(run: Run) -> None:
    done = run("search", "机器人", "--format", "json")
    found = json.loads(done.stdout)
    with closing(Library.open()) as library:
        query = library.query("机器人")
        assert [hit["passage_id"] for hit in found["hits"]] == [hit.passage_id for hit in library.hits(query)]
        assert found["passages"] == library.tally(query).passages
    for hit in found["hits"]:
        assert all(hit["text"][start:end] == "机器人" for start, end in hit["spans"])


def test_search_shows_one_line_a_passage_and_the_count(run: Run) -> None:
    done = run("search", "机器人")
    lines = done.stdout.splitlines()
    assert all("机器人" in line for line in lines)
    assert done.stderr.strip() == f"{len(lines)} passages in 2 articles"
    assert run("search", "机器人", "--full").stdout.count("…") < done.stdout.count("…")


def test_search_says_how_it_read_the_query(run: Run) -> None:
    assert "骨科 + 机器人 + 手术" in run("search", "骨科机器人手术").stderr
    assert "read as 机器人" in run("search", "jqr").stderr


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("foo:bar", "没有“foo”字段，有：医院 节 所指 指标"),
        ("kind:", "“类”后面要写内容"),
        ("kind:foo", "数量 比例 金额 度量 时长 日期 名次"),
    ],
)
def test_a_mistake_is_said_in_the_language_of_the_screen(run: Run, query: str, words: str) -> None:
    done = run("search", query, "--lang", "zh")
    assert done.exit_code == 2
    assert words in done.stderr


def test_search_explains_a_wrong_query(run: Run) -> None:
    done = run("search", "骨科", "类:foo", "--lang", "zh")
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert "第 4 字" in line and "“foo”" in line


def test_search_without_a_match_is_no_error(run: Run) -> None:
    done = run("search", '"没有这样的话"', "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["hits"]) == (0, [])


def test_search_limits_and_exports(run: Run) -> None:
    rows = table(run("search", "医院", "--limit", "3", "--format", "csv"))
    assert len(rows) == 3
    assert rows[0]["matched"] == "医院"
    assert rows[0]["line"].isdigit()


def test_search_goes_beyond_one_batch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(run("search", "医院", "--format", "json").stdout)
    monkeypatch.setattr("hospital_tui.commands.find._BATCH", 7)
    assert json.loads(run("search", "医院", "--format", "json").stdout) == whole
    assert whole["passages"] == len(whole["hits"]) > 50


# figures


def test_figures_lead_back_to_the_source(run: Run, added: None, article_text: str) -> None:
    rows = table(run("figures", "医院:春江", "--format", "csv"))
    assert {"1200", "1860", "236", "47", "12", "42", "629000", "8.5"} <= {row["value"] for row in rows}
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        assert article_text[start:end] == row["text"]
        assert article_text[:start].count("\n") + 1 == int(row["line"])
        assert row["citation"].startswith("春江市中心医院")


def test_figures_are_those_of_the_library_in_every_order(run: Run) -> None:
    with closing(Library.open()) as library:
        for order in ("reading", "value", "unit"):
            wanted = [
                (row.passage_id, row.figure.text) for row in library.figures(order=order, descending=True)
            ]
            rows = json.loads(run("figures", "--order", order, "--descending", "--format", "json").stdout)
            assert [(row["passage_id"], row["text"]) for row in rows] == wanted


def test_figures_of_a_unit_and_value_alone(run: Run, added: None) -> None:
    rows = json.loads(run("figures", "医院:春江", "人>200", "--format", "json").stdout)
    assert {row["value"] for row in rows} == {1860, 236}


def test_figures_as_a_table_for_the_eye(run: Run, added: None) -> None:
    done = run("figures", "医院:春江", "人次>1")
    header, line = done.stdout.splitlines()
    assert header.split() == ["hospital", "label", "value", "unit", "time", "kind", "line"]
    assert "629,000" in line and "person-times" in line
    assert done.stderr.strip() == "1 figure"


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ("确数", "数量", "张", "开放床位")), ("en", ("exact", "count", "", "open beds"))],
)
def test_what_people_read_holds_words_and_what_programs_read_codes(
    run: Run, added: None, language: str, words: tuple[str, ...]
) -> None:
    fields = ("qualifier", "kind", "unit", "metric")
    speech.speak(language)
    titles = [speech.columns()[field] for field in fields]
    (row,) = table(run("figures", "医院:春江", "张>1000", "--format", "csv", "--lang", language))
    assert tuple(row[title] for title in titles) == words
    (coded,) = json.loads(
        run("figures", "医院:春江", "张>1000", "--format", "json", "--lang", language).stdout
    )
    assert tuple(coded[field] for field in fields) == ("exact", "count", "张", "开放床位")
    (compared, *_) = table(run("compare", "--hospital", "春江", "--format", "csv", "--lang", language))
    senses = {speech.t(f"sense.{sense}") for sense in ("amount", "share", "change", "rank")}
    assert compared[speech.columns()["sense"]] in senses


def test_a_file_is_not_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("mine", encoding="utf-8")
    refused = run("figures", "-o", path)
    assert refused.exit_code == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert "exists already" in refused.stderr
    assert run("figures", "-o", path, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_file_s_ending_names_the_form(run: Run, tmp_path: Path) -> None:
    assert run("figures", "-o", tmp_path / "f.json").exit_code == 0
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    refused = run("figures", "-o", tmp_path / "f.doc")
    assert refused.exit_code == 2
    assert ".csv .json .md .xlsx" in refused.stderr


def test_figures_as_a_spreadsheet(run: Run, added: None, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "f.xlsx"
    assert run("figures", "医院:春江", "-o", path).exit_code == 0
    header, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    values = {row[header.index("text")]: row[header.index("value")] for row in rows}
    assert values["62.9万人次"] == 629000
    assert values["8.5%"] == 8.5


def test_a_missing_spreadsheet_library_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    done = run("figures", "-o", tmp_path / "f.xlsx")
    assert done.exit_code == 2
    assert "hospital-tui[xlsx]" in done.stderr
    assert not (tmp_path / "f.xlsx").exists()


# list, path


def test_list_names_every_article(run: Run, added: None) -> None:
    found = json.loads(run("list", "--format", "json").stdout)["articles"]
    assert len(found) == 7
    assert [card["hospital"] for card in found if card["origin"] == "own"] == ["春江市中心医院"]
    lines = run("list", "医院:春江").stdout.splitlines()
    assert len(lines) == 1 and "强基固本开新局" in lines[0]


def test_path_prints_the_folder_alone(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("path").stdout == f"{home}\n"
    assert run("path", "--library", tmp_path / "x").stdout == f"{tmp_path / 'x'}\n"
    assert run("--library", tmp_path / "x", "path").stdout == f"{tmp_path / 'x'}\n"


def test_a_broken_article_file_is_named_and_the_rest_is_shown(run: Run, added: None, home: Path) -> None:
    (path,) = home.rglob("articles/*/*.yaml")
    path.write_text("id: x\nhospital: [name\nsource: y]: z\n", encoding="utf-8")
    done = run("list", "--format", "json")
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["articles"]) == 6
    assert f"{path}:3: " in done.stderr


# compare


def test_compare_sets_hospitals_side_by_side(run: Run, added: None) -> None:
    done = run("compare", "--hospital", "春江", "--hospital", "汝州", "--metric", "staff in")
    header, line = done.stdout.splitlines()
    assert header.split()[:3] == ["metric", "春江市中心医院", "汝州市第一人民医院"]
    assert line.startswith("staff in post") and "1,860 people" in line and "≥1,500 people" in line
    assert "1,860人" in run("compare", "--hospital", "春江", "--lang", "zh").stdout


def test_compare_exports_every_figure_with_its_place(run: Run, added: None) -> None:
    rows = table(run("compare", "--hospital", "春江", "--format", "csv"))
    assert ("staff in post", "1860") in {(row["metric"], row["value"]) for row in rows}
    assert all(row["citation"] and row["line"] for row in rows)


def test_compare_knows_its_metrics_and_hospitals(run: Run) -> None:
    assert "staff in post" in run("compare", "--metrics").stdout
    for arguments in (["--metric", "床位面积比"], ["--hospital", "没有的医院"]):
        done = run("compare", *arguments)
        assert done.exit_code == 2
        assert arguments[1] in done.stderr


# corrections, bookmarks


def test_corrections_are_listed_exported_and_taken_back(run: Run, added: None) -> None:
    with closing(Library.open()) as library:
        query = library.query("医院:春江 张>1000")
        (row,) = library.figures(query)
        kept = library.correct(row, {"value": 1300})
    assert kept is not None
    listed = run("corrections")
    assert "1,200 " in listed.stdout and "1,300 " in listed.stdout
    (exported,) = table(run("corrections", "export"))
    assert exported["value as parsed"] == "1200" and exported["value corrected"] == "1300"
    corrected = json.loads(run("figures", "医院:春江", "张>1000", "--format", "json").stdout)
    assert [(figure["value"], figure["corrected"]) for figure in corrected] == [(1300, True)]
    assert run("corrections", "undo", kept.id).exit_code == 0
    assert run("corrections", "undo", kept.id).exit_code == 2
    assert [
        row["value"] for row in json.loads(run("figures", "医院:春江", "张>1000", "--format", "json").stdout)
    ] == [1200]


def test_bookmarks_are_listed_and_exported(run: Run, added: None, tmp_path: Path) -> None:
    with closing(Library.open()) as library:
        (hit,) = library.hits(library.query("医院:春江 骨科机器人"))
    with closing(Reader.open()) as reader:
        reader.mark(
            article_id=hit.article_id,
            passage_id=hit.passage_id,
            hospital=hit.hospital,
            quote=hit.text,
            note="再看*一遍*",
        )
    assert "骨科机器人" in run("bookmarks").stdout
    page = run("bookmarks", "export").stdout
    assert f"> {hit.text}" in page
    assert "再看\\*一遍\\*" in page
    assert "春江.txt:" in page
    (row,) = table(run("bookmarks", "export", "--format", "csv"))
    assert row["note"] == "再看*一遍*"
    path = tmp_path / "marks.md"
    assert run("bookmarks", "export", "-o", path).exit_code == 0
    assert run("bookmarks", "export", "-o", path).exit_code == 2
    assert path.read_text(encoding="utf-8").strip() == page.strip()


def test_a_bookmark_of_an_article_that_is_gone_is_still_exported(run: Run) -> None:
    with closing(Reader.open()) as reader:
        reader.mark(article_id="gone-1", passage_id="gone@1", hospital="秋水医院", quote="原话", note=None)
    assert "> 原话" in run("bookmarks", "export").stdout


def test_a_table_is_not_written_into_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for line in (("figures", "床位"), ("bookmarks", "export")):
        done = run(*line, "-o", tmp_path / "none" / "x.md", "--lang", "zh")
        assert done.exit_code == 2
        assert "没有这个文件夹，请先建立它，或检查路径" in done.stderr
    assert not (tmp_path / "none").exists()
