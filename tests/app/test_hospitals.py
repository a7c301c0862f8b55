"""The hospital list: articles of one hospital stand together and are told apart, copies of one report are one row."""

from pathlib import Path

import msgspec
import pytest
from hospital_tui.model import Article, Hospital

from . import made
from .conftest import Start


def words(title: str, start: int) -> str:
    """A passage that no other article has."""
    first = sum(map(ord, title)) + start
    return title + "".join(chr(0x4E00 + (first * 31 + 97 * n) % 20_000) for n in range(120)) + "。"


def other(number: int, hospital: str, title: str, date: str | None = None, year: str = "2024") -> Article:
    """The made article with another title, and its passages in words of its own."""
    one = made.article(number, hospital, year)
    head = tuple(
        msgspec.structs.replace(line, text=title) if line.role == "title" else line for line in one.head
    )
    sections = tuple(
        msgspec.structs.replace(
            section,
            passages=tuple(
                msgspec.structs.replace(passage, text=words(title, passage.start), figures=(), run_in=None)
                for passage in section.passages
            ),
        )
        for section in one.sections
    )
    return msgspec.structs.replace(
        one, head=head, sections=sections, date=date, hospital=Hospital(name=hospital)
    )


FIRST = other(0xA1, "清河市中心医院", "清河旧事", year="2023")
AGAIN = other(0xC3, "清河市中心医院", "清河旧事", year="2023")
ELSE = other(0xB2, "云山县人民医院", "云山来信")
LATER = other(0xD4, "清河市中心医院", "清河新篇", "2024-05-12")


async def test_one_hospital_stands_together_and_copies_on_one_row(
    start: Start, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.only((FIRST, ELSE, AGAIN, LATER), home, tmp_path, monkeypatch)
    async with start((160, 40)) as session:
        hospitals, state = session.main.panes.hospitals, session.main.state
        rows = [
            "".join(words for words, _ in (*line.left, *line.right))
            for line in map(row_of(hospitals), range(3))
        ]
        assert hospitals.row_count() == 3
        together = [row for row in rows if "清河" in row]
        assert "清河市中心医院" in together[0] and abs(rows.index(together[0]) - rows.index(together[1])) == 1
        assert any("清河新篇" in row and "2024-05-12" in row for row in rows)
        assert sum("×2" in row for row in rows) == 1
        assert len(state.library.shelf()) == 4
        for article in (FIRST, AGAIN):
            state.jump(article.id)
            await session.settle()
            assert "×2" in rows[hospitals.cursor]


async def test_a_filter_keeps_them_together_and_counts_all(
    start: Start, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.only((FIRST, ELSE, AGAIN, LATER), home, tmp_path, monkeypatch)
    async with start((160, 40)) as session:
        await session.press("slash")
        await session.type("医院:清河")
        await session.press("enter")
        assert session.main.panes.hospitals.row_count() == 2
        assert session.main.state.found.tally.articles == 3


def row_of(hospitals):  # type: ignore[no-untyped-def]
    """The line of a row."""
    return lambda row: hospitals.row_lines(row, 60)[0]
