"""Going through the figures: right and next, wrong, later, how far it is."""

from pathlib import Path

from hospital_tui.app.evidence.review import ReviewScreen

from .conftest import Session, Start


def review(session: Session) -> ReviewScreen:
    screen = session.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


async def test_right_goes_on_and_counts(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("0")
        total = len(review(session).table.figures)
        sure = [row.figure.confidence for row in review(session).table.figures[:3]]
        assert None not in sure and sure == sorted(sure)
        await session.press(".", "。")
        assert review(session).table.cursor == 2
        assert review(session).filter_bar.found == f"核对 2 / {total:,}"
        await session.press("escape")
        assert session.app.library.confirming.progress() == (2, total)
        await session.press("0")
        assert len(review(session).table.figures) == total - 2


async def test_what_was_put_off_comes_last_and_counts_not(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("0")
        first, total = review(session).figure_row(), len(review(session).table.figures)
        await session.press("-", "escape", "0")
        rows = review(session).table.figures
        assert (len(rows), rows[total - 1]) == (total, first)
        assert review(session).filter_bar.found == f"核对 0 / {total:,}"


async def test_wrong_corrects_and_stays_among_the_next(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("0", ".")
        screen = review(session)
        following = screen.table.figure(2)
        await session.press("a", "ctrl+d")
        assert review(session).figure_row() == following
        assert session.app.library.confirming.progress()[0] == 1


async def test_one_undo_takes_the_last_back(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("0", ".", ".", "u")
        assert session.app.library.confirming.progress()[0] == 1
        assert review(session).filter_bar.found.startswith("核对 1 /")


async def test_it_begins_with_the_filter(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("/")
        await session.type("床位")
        await session.press("enter", "0")
        assert review(session).query_text == "床位"
        assert 0 < len(review(session).table.figures) < 200
