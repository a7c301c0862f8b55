"""The reader's corrections: laid over, kept, found again after parsing, undone."""

from pathlib import Path

import msgspec
import pytest
from hospital_tui.library import Library
from hospital_tui.library.export.corrections import correction_table
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.query.typed_values import read_time, read_value, typed_value
from hospital_tui.library.reader import ReaderError
from hospital_tui.library.reader.corrections import Correction, apply, differing, laid_over
from hospital_tui.model import Article, Passage, Section
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Open, figure, made

TEXT = "全院开放床位800张，骨科手术120例，引进人才47人。"
FIGURES = [
    figure("800张", TEXT, value=800, unit="张", label="开放床位", metric="床位", time="2023"),
    figure("120例", TEXT, value=120, unit="例", label="骨科手术"),
    figure("47人", TEXT, value=47, unit="人", label="引进人才"),
]


def article() -> Article:
    return made(1, (TEXT, "无。"), figures=[FIGURES])


def row(library: Library, words: str) -> object:
    return next(one for one in library.figures() if one.figure.text == words)


def test_a_correction_is_kept_shown_and_found(opened: Open) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850, "unit": "床"})
    found = row(library, "800张").figure
    assert (found.value, found.unit, found.label, found.corrected) == (850, "床", "开放床位", True)
    assert library.tally(library.query("床>=850")).passages == 1
    assert library.tally(library.query("张>0")).passages == 0
    assert [one.figure.value for one in library.compare().rows[0].cells[0].figures] == [850]
    with Library.open() as again:
        assert row(again, "800张").figure == found
        assert [one.changes for one in again.corrections()] == [{"value": 850, "unit": "床"}]


def test_a_second_correction_adds_to_the_first(opened: Open) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    library.correct(row(library, "800张"), {"metric": "编制床位"})
    (one,) = library.corrections()
    assert one.changes == {"value": 850, "metric": "编制床位"}
    assert one.original.value == 800 and one.original.metric == "床位"


def test_correcting_back_is_no_correction(opened: Open) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    assert library.correct(row(library, "800张"), {"value": 800}) is None
    assert library.corrections() == []
    assert row(library, "800张").figure == FIGURES[0]


def test_a_figure_struck_out_is_gone_until_it_is_undone(opened: Open) -> None:
    library = opened([article()])
    one = library.correct(row(library, "120例"), struck=True)
    assert [found.figure.text for found in library.figures()] == ["800张", "47人"]
    assert library.place_of(one)[2] == -1
    assert library.undo_correction(one.id)
    assert not library.undo_correction(one.id)
    assert [found.figure for found in library.figures()] == FIGURES


def test_a_correction_tells_what_it_changed(opened: Open) -> None:
    library = opened([article()])
    assert library.correction_of(row(library, "47人")) is None
    one = library.correct(row(library, "47人"), {"label": "引进博士"})
    assert library.correction_of(row(library, "47人")) == one
    assert library.place_of(one)[2] == 2
    table = correction_table(library.corrections(), library.article)
    (cells,) = [dict(zip(table.columns, cells, strict=True)) for cells in table.rows]
    assert (cells["label_parsed"], cells["label_corrected"]) == ("引进人才", "引进博士")
    assert (cells["value_parsed"], cells["value_corrected"]) == (47, None)
    assert (cells["line"], cells["file"]) == (3, "1.txt")


def test_survives_parsing_again(opened: Open, rooms: Path) -> None:
    """Parsed anew, the passage begins elsewhere, and the figure's words are longer."""
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    library.correct(row(library, "120例"), struck=True)
    library.close()
    (whole,) = [passage for passage in article().passages() if passage.figures]
    start, cut = whole.start, TEXT.index("开放")
    head, tail = TEXT[:cut], TEXT[cut:]
    source = whole.id.partition("@")[0]
    parts = [
        Passage(id=whole.id, role="body", text=head, spans=((start, start + cut),), lines=(3,)),
        Passage(
            id=f"{source}@{start + cut}",
            role="body",
            text=tail,
            spans=((start + cut, start + len(TEXT)),),
            lines=(3,),
            figures=(
                figure("床位800张", tail, value=800, unit="张", label="床位", time="2024"),
                figure("120例", tail, value=120, unit="例"),
            ),
        ),
    ]
    anew = msgspec.structs.replace(article(), sections=(Section(level=1, passages=tuple(parts)),))
    (rooms / "data" / f"{anew.id}.yaml").write_text(dump(anew), "utf-8")
    with Library.open() as again:
        (found,) = [one.figure for one in again.figures()]
    assert (found.text, found.value, found.time, found.corrected) == ("床位800张", 850, "2024", True)


def test_a_figure_that_is_no_longer_found_is_put_back() -> None:
    whole = article()
    (passage,) = [one for one in whole.passages() if one.figures]
    correction = Correction(
        id=1,
        passage_id=passage.id,
        start=passage.start + FIGURES[1].at[0],
        end=passage.start + FIGURES[1].at[1],
        original=FIGURES[1],
        changes={"value": 121},
    )
    bare = made(1, (TEXT, "无。"))
    (found,) = [figure for one in apply(bare, [correction]).passages() for figure in one.figures]
    assert (found.text, found.value, found.at, found.corrected) == ("120例", 121, FIGURES[1].at, True)
    moved = made(1, ("全院" + TEXT, "无。"))
    assert not [figure for one in apply(moved, [correction]).passages() for figure in one.figures]


def test_another_program_sees_a_correction(opened: Open) -> None:
    library = opened([article()])
    with Library.open() as other:
        other.correct(row(other, "800张"), {"value": 850})
    library.refresh()
    assert row(library, "800张").figure.value == 850


def test_a_file_that_cannot_be_written_is_said(opened: Open, rooms: Path) -> None:
    library = opened([article()])
    (rooms / "home").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(ReaderError):
        library.correct(row(library, "800张"), {"value": 850})
    assert row(library, "800张").figure == FIGURES[0]


@given(st.sampled_from(FIGURES), st.integers(), st.text(max_size=5))
def test_only_the_changed_fields_are_laid_over(one: object, value: int, label: str) -> None:
    changes = differing(one, {"value": value, "label": label})
    over = laid_over(one, Correction(id=1, passage_id="a@0", start=0, end=1, original=one, changes=changes))
    assert differing(over, {"value": value, "label": label}) == {}
    untouched = {"value", "label", "label_inferred", "corrected"}
    for name in over.__struct_fields__:
        if name not in untouched:
            assert getattr(over, name) == getattr(one, name)


def test_values_are_read_as_people_type_them() -> None:
    typed = {
        "850": 850, "1,200": 1200, "62.9万": 629000, "1.2亿": 120000000, "44.8": 44.8, "２０": 20, "-5": -5,
        "20-30": "20/30", "20–30": "20/30", "20至30": "20/30", "1万-2万": "10000/20000", "": None,
    }  # fmt: skip
    assert {words: read_value(words, "count") for words in typed} == typed
    assert read_value("三级甲等", "rank") == "三级甲等"
    for time in ("2023-07", "--05-12", "---07", "2016/..", "--01-24/--02-11", "--01-22/.."):
        assert read_value(time, "date") == read_time(time) == time
    for wrong in ("八百", "12a", "1-2-3", "--"):
        with pytest.raises(ValueError):
            read_value(wrong, "count")
    for wrong in ("2023-13", "23", "2023-7", "2023年"):
        with pytest.raises(ValueError):
            read_time(wrong)


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9).map(lambda x: round(x, 3))))
def test_a_value_typed_as_shown_is_the_same(value: float) -> None:
    shown = typed_value(figure("47人", TEXT, value=value))
    assert read_value(shown, "count") == value


def test_what_has_no_place_waits_and_comes_back(opened: Open, rooms: Path) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    library.correct(row(library, "120例"), struck=True)
    assert library.waiting() == []
    file = rooms / "data" / f"{article().id}.yaml"
    other = made(1, ("改成了别的文字，那些话都不在了，什么也没有留下。", "无。"))
    file.write_text(dump(other), "utf-8")
    library.refresh()
    assert [one.original.text for one in library.waiting()] == ["800张"]
    assert len(library.corrections()) == 2
    file.unlink()
    library.refresh()
    assert len(library.waiting()) == 2
    file.write_text(dump(article()), "utf-8")
    library.refresh()
    assert library.waiting() == [] and row(library, "800张").figure.value == 850
