"""Figures that a machine read from a picture: shown and marked, and set beside no other until a person looked at them."""

import msgspec
import pytest
from hospital_tui.library import Addition, Library
from hospital_tui.library.export import figure_table, frequency_table
from hospital_tui.library.query import arranged
from hospital_tui.model import Article, Recognised
from hospital_tui.speech.figures import cited, shown

from .conftest import Open, figure, made

TEXT = "2023年，全院开放床位800张，其中重症床位120张，占16%，骨科开放床位960张。"


def article(number: int, *, seen: bool, hospital: str = "海州县人民医院") -> Article:
    """An article whose figures a machine read, or that has them as characters."""
    how = Recognised(0.93, (f"{number:064x}"[::-1] + "-3.png",)) if seen else None
    beds = {"unit": "张", "metric": "床位", "time": "2023", "time_from": "sentence", "recognised": how}
    figures = [
        figure("800张", TEXT, value=800, label="开放床位", **beds),
        figure("120张", TEXT, value=120, label="重症床位", part_of="800张", **beds),
        figure("16%", TEXT, value=16, unit="%", kind="percent", label="占", recognised=how),
        figure("960张", TEXT, value=960, label="骨科开放床位", part_of="800张", **beds),
    ]
    held = made(number, (TEXT, "无。"), figures=[figures], hospital=hospital, aliases=())
    source = msgspec.structs.replace(held.source, recognised="stand-in 1" if seen else None)
    return msgspec.structs.replace(held, source=source)


def set_beside(library: Library) -> dict[str, int]:
    """How many figures each place that sets figures beside each other takes."""
    compared = library.compare()
    row = library.chart("床位", ["海州县人民医院", "江浦市中医院"])
    return {
        "compare": sum(1 for _ in compared.figures()),
        "years": sum(1 for _ in library.compare_years("海州县人民医院").figures()),
        "chart": sum(len(cell.figures) for cell in row.cells) if row else 0,
        "metrics": sum(one.figures for one in library.metrics()),
        "timeline": len(library.timeline(hospital="海州县人民医院").rows),
        "findings": len(library.findings()),
    }


def test_what_a_machine_read_is_listed_and_set_beside_nothing(opened: Open) -> None:
    library = opened([article(1, seen=True)])
    assert len(library.figures()) == 4 and len(library.figures(library.query("张>100"))) == 3
    assert set(set_beside(library).values()) == {0}
    assert library.waiting_figures() == 4
    for asked, count in (
        ("有:识别", 4),
        ("-有:识别", 0),
        ("张>100 has:recognised", 3),
        ("有:识别 类:比例", 1),
    ):
        assert len(library.figures(library.query(asked))) == count, asked
    assert all(library.family(row) is None for row in library.figures())
    other = opened([article(1, seen=False)])
    assert 0 not in set_beside(other).values() and other.waiting_figures() == 0
    assert len(other.figures(other.query("有:识别"))) == 0


def test_it_is_marked_wherever_it_goes(opened: Open) -> None:
    library = opened([article(1, seen=True), article(2, seen=False, hospital="江浦市中医院")])
    table = figure_table(library.figures(), library.article)
    at = {name: place for place, name in enumerate(table.columns)}
    for row, cells in zip(library.figures(), table.rows, strict=True):
        seen = row.hospital == "海州县人民医院"
        assert cells[at["waits"]] is seen and (cells[at["recognised"]] == 0.93) is seen
        assert ("OCR" in str(cells[at["citation"]])) is seen
        assert shown(row.figure).value.endswith("?") is seen and ("?" in cited(row.figure, "")) is seen


def test_a_person_who_finds_it_right_lets_it_in(opened: Open) -> None:
    library = opened([article(1, seen=True), article(2, seen=False, hospital="江浦市中医院")])
    before = set_beside(library)
    first = library.confirming.to_check()[0]
    assert first.figure.waits  # what a machine read is looked at first
    rows = {row.figure.text: row for row in library.figures(hospital="海州县人民医院")}
    library.confirming.confirm(rows["800张"])
    library.confirming.settle()
    after = set_beside(library)
    assert after["compare"] == before["compare"] + 1 and after["timeline"] == before["timeline"] + 1
    rows = {row.figure.text: row for row in library.figures(hospital="海州县人民医院")}
    assert not rows["800张"].figure.waits and rows["120张"].figure.waits
    library.correct(rows["120张"], {"value": 12})
    assert set_beside(library)["timeline"] == before["timeline"] + 2


def test_pictures_of_lines_come_and_go_with_their_article(opened: Open) -> None:
    pytest.importorskip("hospital_tui.library.adding")
    held = article(7, seen=True)
    name = f"{held.source.sha256}-3.png"
    with opened() as library:
        library.add_articles(
            [Addition(articles=(held,), data=b"x", suffix=".png", text=TEXT, pictures={name: b"\x89PNG"})]
        )
        row = library.figures()[0]
        (path,) = library.pictures(row.figure)
        assert path.read_bytes() == b"\x89PNG" and path.stat().st_mode & 0o077 == 0
        assert library.pictures(msgspec.structs.replace(row.figure, recognised=None)) == []
        outside = Recognised(0.5, ("../../../etc/passwd",))
        assert library.pictures(msgspec.structs.replace(row.figure, recognised=outside)) == []
        library.remove(held.id)
        assert not path.exists()


def test_words_that_a_machine_read_are_counted_as_such(opened: Open) -> None:
    library = opened([article(1, seen=True), article(2, seen=False, hospital="江浦市中医院")])
    found = library.frequencies(library.query("床位"))
    assert {one.hospital: (one.times, one.recognised) for one in found} == {
        "海州县人民医院": (3, 3),
        "江浦市中医院": (3, 0),
    }
    table = frequency_table(arranged(found, by="year"))
    assert dict(zip(table.columns, next(iter(table.rows)), strict=True))["of_pictures"] == 3
