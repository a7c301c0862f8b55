"""What the reader keeps: bookmarks, notes, places, settings, copies."""

import os
import sys
from pathlib import Path

import pytest
from hospital_tui.app import clipboard
from hospital_tui.app.dialogs.note import NoteField
from hospital_tui.library.reader import Reader
from hospital_tui.speech import t
from textual import events

from .conftest import Start


async def test_a_bookmark_is_set_listed_visited_and_removed(start: Start, home: Path) -> None:
    async with start() as session:
        await session.press("1", "down", "enter", "down", "down", "m")
        marked = (session.main.state.article.id, session.main.state.passage_id)
        assert "书签" in session.main.panes.status.message
        with_other_eyes = Reader.open(home)
        assert [mark.passage_id for mark in with_other_eyes.bookmarks()] == [marked[1]]
        with_other_eyes.close()
        await session.press("1", "end", "enter", "'", "enter")
        assert (session.main.state.article.id, session.main.state.passage_id) == marked
        await session.press("m")
        assert session.main.state.reader.bookmarks() == []


async def test_all_lines_that_are_pasted_into_a_note_are_kept(start: Start) -> None:
    async with start() as session:
        await session.press("3", "down", "e")
        session.app.post_message(events.Paste("机器人\n  手术\r\n\n第三行\n"))
        await session.settle()
        await session.press("enter")
        assert session.main.state.reader.bookmark(session.main.state.passage_id).note == "机器人 手术 第三行"


async def test_a_note_is_written_and_exported(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as session:
        await session.press("down", "down", "e")
        await session.type("值得再查*")
        await session.press("enter")
        assert session.main.state.reader.bookmark(session.main.state.passage_id).note == "值得再查*"
        await session.press("3", "down", "up")
        assert "值得再查" in session.screen_text()
        await session.press("'", "x")
        assert not (tmp_path / "hospital-bookmarks.md").exists()
        await session.press("enter")
        written = tmp_path / "hospital-bookmarks.md"
        assert "值得再查\\*" in written.read_text(encoding="utf-8")
        assert "已写入" in session.screen_text()
        written.write_text("mine", encoding="utf-8")
        await session.press("x", "enter")
        assert "已经存在" in session.screen_text()
        assert written.read_text(encoding="utf-8") == "mine"
        await session.press("enter")
        assert "值得再查" in written.read_text(encoding="utf-8")
        await session.press("x", "home")
        await session.type("none/")
        await session.press("enter")
        assert "没有这个文件夹" in session.screen_text()
        assert not (tmp_path / "none").exists()
        await session.press("escape", "d", "escape")
        assert session.main.state.reader.bookmarks() != []
        await session.press("d")
        assert "值得再查*" in session.screen_text()
        await session.press("enter", "escape")
        assert session.main.state.reader.bookmarks() == []


@pytest.mark.parametrize("key", ["m", "insert"])
async def test_a_note_goes_only_after_a_question_that_shows_it(start: Start, key: str) -> None:
    async with start() as session:
        reader = session.main.state.reader
        await session.press("down", "e")
        await session.type("再查")
        await session.press("enter", key)
        assert "再查" in session.screen_text()
        await session.press("escape")
        assert [mark.note for mark in reader.bookmarks()] == ["再查"]
        await session.press(key, "enter")
        assert reader.bookmarks() == []
        await session.press(key, key)
        assert reader.bookmarks() == []


async def test_the_place_filter_and_panes_are_as_they_were_left(start: Start) -> None:
    async with start() as session:
        await session.press("1", "end", "enter", "down", "down", "down", "s")
        left = (session.main.state.article.id, session.main.state.passage_id)
        await session.press("slash")
        await session.type("医院")
        await session.press("enter", "4", "q")
    async with start() as session:
        assert session.main.state.found.query.text == "医院"
        assert session.main.state.front == "sidebar"
        assert session.main.panes.sidebar.reach == "section"
        await session.press("escape")
        assert session.main.state.article is not None
        session.main.state.open(left[0])
        assert session.main.state.passage_id is not None


async def test_each_article_remembers_its_place(start: Start) -> None:
    async with start() as session:
        await session.press("1", "home", "enter", "down", "down", "down")
        first = (session.main.state.article.id, session.main.state.passage_id)
        session.main.keep.remember_place()
        await session.press("1", "down", "up")
        assert (session.main.state.article.id, session.main.state.passage_id) == first


async def test_themes_are_previewed_and_kept_or_not(start: Start) -> None:
    async with start() as session:
        before = session.app.theme
        await session.press("t", "down")
        assert session.app.theme == "hospital-light"
        await session.press("escape")
        assert session.app.theme == before
        await session.press("t", "down", "enter", "q")
    async with start() as session:
        assert session.app.theme == "hospital-light"


async def test_settings_take_effect_and_are_kept(start: Start) -> None:
    async with start() as session:
        assert session.main.panes.reading.measure == 38
        await session.press("comma", "down", "down", "right")
        assert session.main.panes.reading.measure == 40
        await session.press("escape", "q")
    async with start() as session:
        assert session.main.panes.reading.measure == 40


async def test_the_language_changes_while_the_app_runs(start: Start) -> None:
    async with start() as session:
        await session.press("comma", "down", "right", "escape")
        assert "Hospitals 6" in session.screen_text()
        assert "医院 6" not in session.screen_text()


async def test_what_cannot_be_kept_is_said_each_time(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as session:
        monkeypatch.setattr(session.main.state.reader, "path", None)
        await session.press("m")
        assert "已加书签" in session.main.panes.status.message
        assert "只到退出为止" in session.main.panes.status.message
        await session.press("t", "down", "enter")
        assert "只到退出为止" in session.main.panes.status.message


async def test_copies_say_where_they_went(start: Start, home: Path) -> None:
    async with start() as session:
        sent: list[str] = []
        session.app.copy_to_clipboard = sent.append  # type: ignore[method-assign]
        os.environ["SSH_TTY"] = "/dev/pts/1"
        try:
            await session.press("3", "home", "down", "down", "down", "y")
            assert sent[-1] == session.main.state.passage.text
            assert "OSC 52" in session.main.panes.status.message
            assert (home / "copied.txt").read_text(encoding="utf-8") == sent[-1]
            await session.press("Y")
            assert session.main.state.article.source.file in sent[-1]
            assert session.main.state.article.hospital.name in sent[-1]
        finally:
            del os.environ["SSH_TTY"]


async def test_what_the_mouse_selects_is_copied_when_it_is_let_go(start: Start, home: Path) -> None:
    async with start(size=(120, 40)) as session:
        sent: list[str] = []
        session.app.copy_to_clipboard = sent.append  # type: ignore[method-assign]
        os.environ["SSH_TTY"] = "/dev/pts/1"
        try:
            await session.press("3", "home")
            pane = session.main.panes.reading.content_region
            await session.pilot.mouse_down(offset=(pane.x, pane.y))
            await session.pilot.hover(offset=(pane.right - 2, pane.bottom - 1))
            await session.pilot.mouse_up(offset=(pane.right - 2, pane.bottom - 1))
            await session.settle()
            assert len(sent) == 1
            assert session.main.state.article.title in sent[0].replace("\n", "")
            assert "已复制" in session.main.panes.status.message
            assert (home / "copied.txt").stat().st_mode & 0o077 == 0 or sys.platform == "win32"
            await session.press("y")
            assert sent[1] == sent[0]
            await session.press("1", "down", "enter", "y")
            assert sent[2] == session.main.state.passage.text
        finally:
            del os.environ["SSH_TTY"]


def test_a_terminal_without_a_clipboard_gets_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setattr(clipboard, "native", lambda: None)
    copied = clipboard.copy("机器人", terminal=lambda _: None, keep_in=tmp_path / "a" / "copied.txt")
    assert copied == clipboard.Copied("file", tmp_path / "a" / "copied.txt")
    assert (tmp_path / "a" / "copied.txt").read_text(encoding="utf-8") == "机器人"


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setattr(clipboard, "native", lambda: None)
    (tmp_path / "file").write_text("")
    copied = clipboard.copy("机器人", terminal=lambda _: None, keep_in=tmp_path / "file" / "copied.txt")
    assert copied.way == "failed"
    assert copied.reason


async def test_tags_are_given_changed_and_taken_away(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("#")
        session.app.screen.query_one(NoteField).text = "床位，人才"
        await session.press("enter")
        assert {one.tag for one in session.app.reader.tags()} == {"床位", "人才"}
        await session.press("＃")
        session.app.screen.query_one(NoteField).text = ""
        await session.press("enter")
        assert session.app.reader.tags() == []


async def test_what_is_kept_of_a_passage_stands_beside_it_and_in_the_contents(start: Start) -> None:
    async with start() as session:
        reading, sections = session.main.panes.reading, session.main.panes.sections

        def signs() -> tuple[str, str]:
            beside = "".join(
                reading.render_line(y).text[reading._left - 1] for y in range(reading.size.height)
            )
            edges = "".join(
                words
                for row in range(sections.row_count())
                for words, _ in sections.row_lines(row, 30)[0].right
            )
            return beside.replace(" ", ""), "".join(sorted(set(edges)))

        await session.press("down", "down", "down", "down")
        assert signs() == ("", "")
        await session.press("m")
        assert signs() == ("▪", "▪")
        await session.press("down", "e")
        await session.type("再查")
        await session.press("enter")
        assert signs() == ("▪*", "*▪")
        await session.press("u", "u")
        assert signs() == ("", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_note_is_seen_whole_while_it_is_written_and_in_the_list(
    start: Start, size: tuple[int, int]
) -> None:
    note = "".join(f"第{number}处要再问医院" for number in range(1, 18))
    async with start(size) as session:
        await session.press("down", "e")
        await session.type(note)
        screen = session.app.screen
        seen = "".join(line.strip("│ ") for line in session.screen_text().splitlines())
        assert note in seen or all(f"第{number}处" in seen for number in range(1, 18))
        assert screen.query_one("NoteField").size.height > 1
        await session.press("enter", "'")
        boxed = (line.split("│") for line in session.screen_text().splitlines() if line.count("│") == 2)
        assert note in "".join(parts[1].strip() for parts in boxed)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_note_is_readable_in_full_in_the_sidebar(start: Start, size: tuple[int, int]) -> None:
    """Also where the passage has no figure, and where the note is taller than the sidebar."""
    note = "".join(chr(0x3400 + place) for place in range(150)) + "\n㐀第二行"
    async with start(size=size) as session:
        state, sidebar = session.main.state, session.main.panes.sidebar
        for figures in (True, False):
            passage = next(one for one in state.passages if bool(one.figures) == figures)
            assert state.article is not None
            state.reader.mark(
                article_id=state.article.id, passage_id=passage.id, hospital="", quote="", note=note
            )
            state.select(passage.id)
            await session.press("4")
            seen = session.screen_text()
            for _ in range(sidebar.row_count()):
                await session.press("down")
                seen += session.screen_text()
            assert set(note.replace("\n", "")) | {"✎"} <= set(seen)
            assert (t("sidebar.none.passage").splitlines()[0] in seen) != figures
            await session.press("3")
        state.select(next(one.id for one in state.passages if state.reader.bookmark(one.id) is None))
        await session.settle()
        assert sidebar.row_count() == len(sidebar.entries)
