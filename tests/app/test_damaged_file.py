"""The app starts on a reader's file that is damaged in any way, says so, and shows what was kept."""

import random
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hospital_tui.commands.main import cli
from hospital_tui.library.reader import Reader

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))
from reader_damage import SORTS, made_up

from .conftest import Start


@pytest.mark.parametrize("sort", SORTS)
async def test_it_starts_ten_times_of_each_sort_and_so_does_the_list(
    start: Start, home: Path, sort: str
) -> None:
    made_up(home, 12)
    files = {path: path.read_bytes() for path in (home / "reader.db", home / "reader.journal")}
    with closing(Reader.open(home)) as reader:
        marks = {one.passage_id for one in reader.bookmarks()}
    for seed in range(10):
        for path, data in files.items():
            path.write_bytes(data)
        SORTS[sort](home / "reader.db", random.Random(seed))
        listed = CliRunner().invoke(cli, ["bookmarks"])
        assert listed.exit_code == 0, listed.output
        assert len(listed.stdout.splitlines()) == len(marks)
        for path, data in files.items():
            path.write_bytes(data)
        SORTS[sort](home / "reader.db", random.Random(seed))
        async with start(size=(80, 24)) as session:
            assert {one.passage_id for one in session.main.state.reader.bookmarks()} == marks


@pytest.mark.parametrize(
    ("sort", "journal"), [*((sort, "sound") for sort in SORTS), ("truncated", "gone"), ("bad schema", "cut")]
)
async def test_it_starts_and_shows_the_bookmarks(start: Start, home: Path, sort: str, journal: str) -> None:
    made_up(home, 12)
    with closing(Reader.open(home)) as reader:
        marks = len(reader.bookmarks())
    SORTS[sort](home / "reader.db", random.Random(len(sort)))
    kept = home / "reader.journal"
    if journal == "gone":
        kept.unlink()
    elif journal == "cut":
        kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    async with start() as session:
        await session.press("'")
        assert type(session.app.screen).__name__ == "BookmarksScreen" or journal != "sound"
        if type(session.app.screen).__name__ == "BookmarksScreen":
            await session.press("escape")
        await session.press("m", "!", "escape", "5", "escape")
        assert session.app.screen is session.main
        if journal == "sound":
            assert len(session.main.state.reader.bookmarks()) == marks + 1
