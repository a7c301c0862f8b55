"""Correcting a figure on the screen, and taking figures along."""

import asyncio
import csv
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.app.dialogs.correction import CorrectionScreen
from hospital_tui.app.dialogs.corrections import CorrectionsScreen
from hospital_tui.app.dialogs.export import ExportScreen
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.library.export import FORMS, Table
from hospital_tui.speech import t
from textual.widgets import Input

from .conftest import Session, Start


async def to_count(session: Session) -> TableScreen:
    """Open the table and put the cursor on a count."""
    await session.press("5", "slash")
    await session.type("类:数量")
    await session.press("enter")
    screen = session.app.screen
    assert isinstance(screen, TableScreen)
    return screen


async def retype(session: Session, field: str, words: str) -> None:
    """Put other words into a field of the correction."""
    box = session.app.screen.query_one(f"#correct-{field}", Input)
    box.focus()
    await session.press("end", *["backspace"] * len(box.value))
    await session.type(words)


async def test_a_value_is_corrected_shown_and_undone(start: Start) -> None:
    async with start() as session:
        screen = await to_count(session)
        before = screen.figure_row()
        await session.press("a")
        await retype(session, "value", "1.2万")
        await session.press("enter")
        after = screen.figure_row()
        assert (after.figure.value, after.figure.corrected) == (12000, True)
        assert (after.passage_id, after.index) == (before.passage_id, before.index)
        text = session.screen_text()
        assert "12,000" in text and "✎" in text and "更正已保存" in text
        await session.press("a", "ctrl+z")
        assert screen.figure_row() == before


@pytest.mark.parametrize("typed", ["", " ", "　"])
async def test_an_empty_value_is_no_correction(start: Start, typed: str) -> None:
    async with start() as session:
        screen = await to_count(session)
        before = screen.figure_row()
        await session.press("a")
        await retype(session, "value", typed)
        await session.press("enter")
        assert isinstance(session.app.screen, CorrectionScreen)
        assert "不能留空" in session.screen_text()
        await session.press("escape")
        assert screen.figure_row() == before


async def test_what_is_no_value_is_said(start: Start) -> None:
    async with start() as session:
        screen = await to_count(session)
        before = screen.figure_row()
        await session.press("a")
        await retype(session, "value", "许多")
        await session.press("enter")
        assert isinstance(session.app.screen, CorrectionScreen)
        assert "“许多”不是数值" in session.screen_text()
        await session.press("escape")
        assert screen.figure_row() == before


async def test_nothing_changed_is_no_correction(start: Start) -> None:
    async with start() as session:
        await to_count(session)
        await session.press("a", "enter")
        assert session.main.state.library.corrections() == []


async def test_struck_out_in_the_sidebar_and_taken_back_in_the_list(start: Start) -> None:
    async with start() as session:
        main = session.main
        await to_count(session)
        await session.press("enter", "4")
        count = len(main.panes.sidebar.entries)
        struck = main.panes.sidebar.entry().figure
        await session.press("a", "ctrl+d")
        assert len(main.panes.sidebar.entries) == count - 1
        assert struck not in [entry.figure for entry in main.panes.sidebar.entries]
        await session.press("A")
        assert isinstance(session.app.screen, CorrectionsScreen)
        assert "划去" in session.screen_text()
        await session.press("delete")
        assert main.state.library.corrections() == []
        await session.press("escape")
        assert struck in [entry.figure for entry in main.panes.sidebar.entries]


async def test_the_list_leads_to_the_words(start: Start) -> None:
    async with start() as session:
        screen = await to_count(session)
        row = screen.figure_row()
        await session.press("a", "ctrl+d", "A", "enter")
        assert session.app.screen is session.main
        assert session.main.state.passage_id == row.passage_id


async def test_a_correction_is_there_at_the_next_start(start: Start) -> None:
    async with start() as session:
        screen = await to_count(session)
        await session.press("a")
        await retype(session, "label", "改过的所指")
        await session.press("enter")
        row = screen.figure_row()
    async with start() as session:
        (one,) = session.main.state.library.corrections()
        assert one.changes == {"label": "改过的所指"}
        assert session.main.state.library.place_of(one) == (row.article_id, row.passage_id, row.index)


async def test_an_export_that_does_not_end_is_stopped_with_the_program_and_writes_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it would go on, and it says so; what was in the file stays."""
    monkeypatch.setattr("hospital_tui.app.hospital_app._PATIENCE", 0.05)
    begun, ended = threading.Event(), threading.Event()
    latest = time.monotonic() + 120

    def rows() -> Iterator[tuple[str]]:
        try:
            while time.monotonic() < latest:
                begun.set()
                yield ("秋水医院",)
        finally:
            ended.set()

    (tmp_path / "there.csv").write_text("as it was")
    async with start() as session:
        screen = ExportScreen(lambda: Table(("hospital",), rows()), "x", 1)
        await session.app.push_screen(screen)
        screen.query_one(Input).value = str(tmp_path / "there.csv")
        await session.settle()
        await session.pilot.press("enter", "enter")
        while not begun.is_set():
            await session.pilot.pause(0.01)
        await session.app._end(143)
        assert session.app.return_value == 143
        assert t("export.stopped") in map(str, session.app._exit_renderables)
        assert await asyncio.to_thread(ended.wait, 60) and time.monotonic() < latest
    assert [path.read_text() for path in tmp_path.iterdir() if path.is_file()] == ["as it was"]


async def test_leaving_the_box_stops_the_export_and_says_so(start: Start, tmp_path: Path) -> None:
    go, ended = threading.Event(), threading.Event()

    def rows() -> Iterator[tuple[str]]:
        go.wait(20)
        yield ("秋水医院",)
        ended.set()

    async with start() as session:
        await session.press("5", "x")
        screen = session.app.screen
        assert isinstance(screen, ExportScreen)
        screen._table = lambda: Table(("hospital",), rows())
        screen.query_one(Input).value = str(tmp_path / "late.csv")
        await session.pilot.press("enter", "escape")
        assert t("export.stopped")[:8] in session.screen_text()
        go.set()
        await session.settle()
        assert not ended.is_set() and not (tmp_path / "late.csv").exists()


async def export(session: Session, name: Path) -> None:
    """Type a file's name over the one offered and press Enter."""
    assert isinstance(session.app.screen, ExportScreen)
    box = session.app.screen.query_one(Input)
    box.value = str(name)
    await session.settle()
    await session.press("enter")


async def test_exports_the_rows_with_citation_and_place(start: Start, tmp_path: Path) -> None:
    async with start() as session:
        screen = await to_count(session)
        wanted = [(row.passage_id, row.figure.value) for row in screen.table.figures]
        await session.press("x")
        await export(session, tmp_path / "taken.csv")
        assert session.app.screen is screen
        assert "已写入" in session.screen_text()
    with (tmp_path / "taken.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(wanted)
    assert [row["段落编号"] for row in rows] == [passage for passage, _ in wanted]
    assert all(row["出处"] and row["行"] for row in rows)


async def test_never_overwrites_unasked(start: Start, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine", "utf-8")
    async with start() as session:
        await to_count(session)
        await session.press("x")
        await export(session, there)
        assert "已经存在" in " ".join(session.screen_text().split())
        assert there.read_text("utf-8") == "mine"
        await session.press("enter")
    assert json.loads(there.read_text("utf-8"))


async def test_a_folder_that_is_not_writable_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    async with start() as session:
        await to_count(session)
        await session.press("x")
        await export(session, tmp_path / "file" / "inside.csv")
        assert isinstance(session.app.screen, ExportScreen)
        assert "没能写入" in session.screen_text()


async def test_without_openpyxl_says_how_to_get_it(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    async with start() as session:
        await to_count(session)
        await session.press("x")
        await export(session, tmp_path / "book.xlsx")
        assert "hospital-tui[xlsx]" in session.screen_text()
    assert not (tmp_path / "book.xlsx").exists()


async def test_up_and_down_choose_the_form(start: Start) -> None:
    async with start() as session:
        await to_count(session)
        await session.press("x", "down")
        assert session.app.screen.query_one(Input).value.endswith(".json")
        await session.press(*["down"] * len(FORMS))
        assert session.app.screen.query_one(Input).value.endswith("." + FORMS[-1])


@pytest.mark.parametrize("key", ["6", "7", "8"])
async def test_every_screen_of_evidence_exports(start: Start, tmp_path: Path, key: str) -> None:
    async with start() as session:
        await session.press(key, "x")
        await export(session, tmp_path / "rows.md")
    lines = (tmp_path / "rows.md").read_text("utf-8").splitlines()
    assert len(lines) > 2
    assert "出处" in lines[0]
