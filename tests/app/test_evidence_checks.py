"""Checks on the screen: findings, their figures, setting one aside."""

from pathlib import Path

import pytest
from hospital_tui.app.evidence.checks import ChecksScreen
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.files.places import Bundled
from hospital_tui.library.store import compiling

from tests.library.checks.made import MAKERS

from .conftest import Session, Start


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up hospitals, each with one planted fault, and sound ones."""
    import random

    data = tmp_path / "data"
    data.mkdir()
    for name, maker in MAKERS.items():
        for fault in (True, False):
            made = maker(random.Random(name), fault=fault)
            (data / f"{name}-{fault}.yaml").write_text(dump(made), encoding="utf-8")
    monkeypatch.setattr(compiling, "bundled", lambda: Bundled(data, tmp_path / "seeds"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))


def checks(session: Session) -> ChecksScreen:
    screen = session.app.screen
    assert isinstance(screen, ChecksScreen)
    return screen


async def test_what_does_not_hold_stands_first(home: Path, faulty: None, start: Start) -> None:
    async with start() as session:
        await session.press("9")
        verdicts = [one.verdict for one in checks(session).list.findings]
        assert verdicts[: len(MAKERS)] == ["fails"] * len(MAKERS)
        assert "fails" not in verdicts[len(MAKERS) :]


async def test_every_source_is_a_key_away(home: Path, faulty: None, start: Start) -> None:
    async with start() as session:
        await session.press("9")
        screen = checks(session)
        found = screen.list.finding(0)
        seen = [screen.figure_row().figure.at]
        for _ in found.points[1:]:
            await session.press("right")
            seen.append(screen.figure_row().figure.at)
        assert len(set(seen)) == len(found.points)
        await session.press("right", "left", "enter")
        assert session.main.state.passage_id is not None
        await session.press("escape")
        assert checks(session).list.finding(0) == found


async def test_a_finding_set_aside_stays_so_and_comes_back(home: Path, faulty: None, start: Start) -> None:
    async with start() as session:
        await session.press("9")
        key = checks(session).list.finding(0).key
        await session.press("e")
        await session.type("印错")
        await session.press("enter")
        assert key not in [one.key for one in checks(session).list.findings]
    async with start() as session:
        await session.press("9", *["s"] * 5)
        screen = checks(session)
        assert [one.key for one in screen.list.findings] == [key]
        assert "印错" in session.screen_text()
        await session.press("e", *["backspace"] * 2, "enter")
        assert screen.list.findings == []


async def test_verdicts_and_filter_narrow(home: Path, faulty: None, start: Start) -> None:
    async with start(lang="en") as session:
        await session.press("9", "s")
        assert {one.verdict for one in checks(session).list.findings} == {"fails"}
        await session.press("slash")
        await session.type("治愈率")
        await session.press("enter")
        assert {one.rule for one in checks(session).list.findings} == {"share"}
