"""Choosing what to add by typing: the list narrows, Tab completes, Enter acts on what the field says."""

import os
from pathlib import Path

import pytest
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.dialogs.adding import AddScreen
from hospital_tui.app.typed_paths import completed, going_on, split_typed, typed_links, typed_paths
from hospital_tui.speech import t
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Session, Start
from .test_adding import recorded, until

NAMES = st.lists(st.text("miMaé一二. ", min_size=1, max_size=6), min_size=1, max_size=6, unique=True)


@given(names=NAMES, typed=st.text("miMaé一二", min_size=1, max_size=3))
def test_completing_never_leaves_what_was_typed(names: list[str], typed: str) -> None:
    found = going_on(typed, names)
    if not found:
        assert not any(typed.casefold() in name.casefold() for name in names)
        return
    said = completed(typed, found)
    assert said in found if len(found) == 1 else said.casefold().startswith(typed.casefold())
    if any(name.casefold().startswith(typed.casefold()) for name in names):
        assert all(name.casefold().startswith(said.casefold()) for name in found)
        assert going_on(said, names) == found


def test_a_path_that_is_being_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    base = tmp_path / "base"
    assert split_typed("mi", base) == (base, "mi")
    assert split_typed(" sub/mi", base) == (base / "sub", "mi")
    assert split_typed("sub/", base) == (base / "sub", "")
    assert split_typed(f"{tmp_path}/x", base) == (tmp_path, "x")
    assert split_typed("~", base) == split_typed("~/", base) == (tmp_path / "me", "")
    assert split_typed("~/a b", base) == (tmp_path / "me", "a b")
    assert split_typed("'/x/y z.txt' /q", base) == split_typed("file:///x/y", base) == (base, "")


def test_paths_are_counted_from_the_folder_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, working = tmp_path / "shown", tmp_path / "working"
    for folder, names in ((shown, "ab"), (working, "bc")):
        folder.mkdir()
        for name in names:
            (folder / name).touch()
    monkeypatch.chdir(working)
    assert typed_paths("a", shown) == [shown / "a"]
    assert typed_paths("b", shown) == [shown / "b"]
    assert typed_paths("c", shown) == [working / "c"]
    assert typed_paths("a c", shown) == [shown / "a", working / "c"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files and folders that begin alike."""
    for name in ("mine", "minutes", "稿件"):
        (tmp_path / name).mkdir()
    for name in ("mine.txt", "Mixed.md", "mine/inside.txt", "一.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Grow, "program", recorded())
    return tmp_path


def shown(session: Session) -> list[str]:
    """The names that are listed."""
    screen = session.app.screen
    assert isinstance(screen, AddScreen)
    return [entry.name for entry in screen.rows.entries]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_typing_narrows_and_tab_completes(start: Start, folder: Path, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        await session.press("+")
        screen = session.app.screen
        assert isinstance(screen, AddScreen)
        await session.type("mi")
        assert shown(session) == ["mine", "minutes", "mine.txt", "Mixed.md"]
        await session.press("tab")
        assert screen.field.value == "mi" and screen.field.has_focus
        await session.type("n")
        assert shown(session) == ["mine", "minutes", "mine.txt"]
        await session.type("u")
        await session.press("tab")
        assert screen.field.value == "minutes/"
        assert shown(session) == [".."]
        await session.press("ctrl+u", *"mine/")
        assert "inside.txt" in shown(session) and screen.folder == folder
        await session.press("tab", "i", "tab")
        assert screen.field.value == "mine/inside.txt"
        await session.press("ctrl+u")
        assert "稿件" in shown(session)
        await session.type("zz")
        assert shown(session) == [] and t("add.no_such") in session.screen_text()


async def test_enter_acts_on_what_the_field_says(start: Start, folder: Path) -> None:
    async with start() as session:
        await session.press("+")
        screen = session.app.screen
        assert isinstance(screen, AddScreen)
        await session.type("mi")
        await session.press("enter")  # several: nothing is added, nothing is opened
        assert session.app.screen is screen and screen.folder == folder
        assert t("add.several", n=4) in session.screen_text()
        await session.type("ne")
        await session.press("enter")  # a folder of that name
        assert screen.folder == folder / "mine" and screen.field.value == ""
        assert "inside.txt" in shown(session)
        await session.type("ins")
        await session.press("enter")  # the only one
        await until(session, lambda: session.main.grow.adding is not None)
        assert session.main.grow.adding.paths == (str(folder / "mine" / "inside.txt"),)
        await until(session, lambda: not session.main.grow.adding.under_way)
        await session.settle()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
async def test_what_may_never_end_is_not_added(start: Start, folder: Path) -> None:
    os.mkfifo(folder / "管道.txt")
    async with start() as session:
        await session.press("+")
        await session.type(str(folder / "管道.txt"))
        await session.press("enter")
        assert isinstance(session.app.screen, AddScreen) and session.main.grow.adding is None
        assert (
            "管道.txt" in session.screen_text() and t("add.special", path="").strip() in session.screen_text()
        )


async def test_enter_after_the_arrows_takes_the_row(start: Start, folder: Path) -> None:
    async with start() as session:
        await session.press("+")
        await session.type("mi")
        await session.press("down", "down", "enter")
        await until(session, lambda: session.main.grow.adding is not None)
        assert session.main.grow.adding.paths == (str(folder / "mine.txt"),)
        await until(session, lambda: not session.main.grow.adding.under_way)
        await session.settle()


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("https://paper.example/a.htm", ("https://paper.example/a.htm",)),
        (" HTTP://a.example/1\nhttps://b.example/2 ", ("HTTP://a.example/1", "https://b.example/2")),
        ("“https://paper.example/a.htm”", ("https://paper.example/a.htm",)),
        ("file:///tmp/a.txt", ()),
        ("a.txt https://paper.example/", ()),
        ("", ()),
    ],
)
def test_addresses_are_told_from_paths(line: str, links: tuple[str, ...]) -> None:
    assert typed_links(line) == links


async def test_an_address_is_added_as_it_is_typed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[tuple[str, ...]] = []
    monkeypatch.setattr(Grow, "add", lambda self, paths: added.append(paths))
    async with start(size=(80, 24)) as session:
        await session.press("+")
        await session.type("https://paper.example/2024/a.htm?id=3")
        await session.press("enter")
    assert added == [("https://paper.example/2024/a.htm?id=3",)]


async def test_enter_while_a_folder_is_read_is_for_what_it_holds(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from hospital_tui.app.dialogs import adding

    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "a.txt").write_text("松林医院开放床位800张。", "utf-8")
    (tmp_path / "b.txt").write_text("别的", "utf-8")
    monkeypatch.chdir(tmp_path)
    slow, read_folder = Event(), adding.read_folder

    def read(folder: Path) -> list[adding.Entry]:
        if folder.name == "many":
            slow.wait(20)
        return read_folder(folder)

    monkeypatch.setattr(adding, "read_folder", read)
    taken: list[tuple[str, ...]] = []
    async with start() as session:
        monkeypatch.setattr(session.main.grow, "add", lambda paths, *_: taken.append(paths))
        await session.pilot.press("+", *"many", "enter", "enter")
        slow.set()
        await session.settle()
        assert taken == [(str(tmp_path / "many" / "a.txt"),)]
