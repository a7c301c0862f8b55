"""Every screen of evidence says the command that makes the same rows, and running it makes them; what is taken along."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hospital_tui.app.commands import SCREENS
from hospital_tui.app.evidence.along import command_line
from hospital_tui.app.evidence.screen import EvidenceScreen
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.commands.main import cli
from hospital_tui.library.export import Table, figure_table

from .conftest import Session, Start

KEYS = {command.id: command.keys[0] for command in SCREENS}

CASES: list[tuple[str, str, tuple[str, ...]]] = [
    ("table", "", ()),
    ("table", "", ("o", "o", "o", "O")),
    ("table", "", ("o",) * 7),
    ("table", "", ("s",)),
    ("table", "", ("s", "s")),
    ("table", "", ("s", "s", "s")),
    ("table", "门诊", ("o",)),
    ("table", "-门诊 类:数量", ()),
    ("table", "“质量” 年:2023", ()),
    ("compare", "", ()),
    ("compare", "年:2023", ()),
    ("compare", "", ("s",)),
    ("timeline", "", ()),
    ("timeline", "", ("s",)),
    ("timeline", "类:数量", ("s", "s")),
    ("charts", "", ()),
    ("charts", "", ("right", "right")),
    ("charts", "年:2023", ("s",)),
    ("checks", "", ()),
    ("checks", "", ("e", "印", "enter")),
    ("checks", "", ("e", "印", "enter", *("s",) * 5)),
    ("checks", "项目", ("s",) * 4),
    ("counts", "医院", ()),
    ("counts", "学科|科室", ("s", "o")),
    ("counts", "医院", ("s", "s", "o")),
    ("review", "", ()),
    ("review", "", ("-", "-", "escape", "0")),
    ("review", "所指:门诊", (".", "escape", "0")),
]


def on_screen(session: Session) -> EvidenceScreen:
    screen = session.app.screen
    assert isinstance(screen, EvidenceScreen)
    return screen


def dicts(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_every_screen_is_tried() -> None:
    assert {name for name, _, _ in CASES} | {"beside"} == set(KEYS)  # it stands in `test_evidence_beside`


@pytest.mark.parametrize(("name", "words", "keys"), CASES)
async def test_the_command_makes_the_same_rows(
    home: Path, start: Start, name: str, words: str, keys: tuple[str, ...]
) -> None:
    async with start() as session:
        if words:
            await session.press("slash")
            await session.type(words)
            await session.press("enter")
        await session.press(KEYS[name], *keys)
        screen = on_screen(session)
        _, count, table = screen.taken()
        wanted, line = dicts(table()), command_line(screen.library, screen.command(), screen.query_text)
    program, command, *rest = shlex.split(line)
    done = CliRunner().invoke(cli, [command, "--format", "json", *rest])
    assert program == "hospital-tui"
    assert json.loads(done.stdout) == wanted, (line, done.stderr)
    assert bool(count) == bool(wanted)
    assert wanted or keys == ("s", "s", "s")  # a passage without figures


async def test_a_key_copies_the_command(home: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    async with start() as session:
        await session.press("5", "o", "O", "M")
        assert session.app.clipboard == "hospital-tui figures --order hospital --descending"
        assert "figures --order hospital" in session.screen_text()


async def test_only_ticked_rows_are_taken_along(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("5", "p", "down", "p")
        screen = on_screen(session)
        assert isinstance(screen, TableScreen)
        ticked = [screen.table.figure(0), screen.table.figure(2)]
        assert "勾选 2" in session.screen_text()
        wanted = dicts(figure_table([row for row in ticked if row], session.app.library.article))
        assert dicts(screen.taken().table()) == wanted
        await session.press("o", "O")  # another order: the same figures, as they stand now
        rows = dicts(screen.taken().table())
        assert sorted(map(str, rows)) == sorted(map(str, wanted))
        await session.press("o")
