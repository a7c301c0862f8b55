"""Taking one's own article out of the library, from inside the app; and finding that in the palette."""

import sys
from pathlib import Path

import pytest
from hospital_tui.app.dialogs.palette import matching, offered
from hospital_tui.library import Library
from hospital_tui.library.files import dump
from hospital_tui.model import Article, Hospital, Passage, Section, Source

from .conftest import Session, Start

SHA = "ab" * 32


@pytest.fixture
def own(home: Path) -> Article:
    """An article that the reader added."""
    text = "本院新购机器人一台。"
    passage = Passage(id=f"{SHA[:12]}@0", role="body", text=text, spans=((0, len(text)),), lines=(1,))
    article = Article(
        id=f"{SHA[:12]}-1",
        hospital=Hospital(name="某县医院"),
        source=Source(file="own.txt", sha256=SHA),
        sections=(Section(level=1, passages=(passage,)),),
    )
    folder = home / "articles" / SHA[:2]
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(dump(article), encoding="utf-8")
    return article


async def to_own(session: Session, article: Article) -> None:
    """Open the reader's article."""
    session.main.state.open(article.id)
    await session.settle()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("删", "remove"),
        ("移", "remove"),
        ("delete", "remove"),
        ("侧栏", "sides"),
        ("英文", "setting.language"),
        ("English", "setting.language"),
        ("行宽", "setting.measure"),
        ("width", "setting.measure"),
    ],
)
def test_the_palette_knows_other_words(typed: str, wanted: str) -> None:
    assert wanted in [command.id for command in matching(typed, offered())]


async def test_it_asks_and_escape_keeps_the_article(start: Start, own: Article) -> None:
    async with start() as session:
        await to_own(session, own)
        await session.press("D")
        assert "own.txt" in session.screen_text()
        await session.press("escape")
        assert session.main.panes.hospitals.row_count() == 7


async def test_what_came_with_the_program_stays(start: Start) -> None:
    async with start() as session:
        await session.press("D")
        assert len(session.app.screen_stack) == 1
        assert "随程序自带" in session.main.panes.status.message


async def test_a_child_process_removes_it(start: Start, home: Path, own: Article) -> None:
    async with start() as session:
        await to_own(session, own)
        await session.press("D", "enter")
        assert "已移出" in session.main.panes.status.message
        assert session.main.panes.hospitals.row_count() == 6
        assert session.main.state.article.id != own.id
    with Library.open(home) as library:
        assert library.shelf().index(own.id) is None


async def test_what_was_removed_comes_back_by_undoing(start: Start, own: Article) -> None:
    async with start() as session:
        await to_own(session, own)
        await session.press("D", "enter")
        assert session.main.panes.hospitals.row_count() == 6
        await session.press("u")
        assert "已撤销：移出" in session.main.panes.status.message
        assert session.main.panes.hospitals.row_count() == 7


async def test_a_failure_is_said_and_the_article_stays(start: Start, own: Article) -> None:
    async with start() as session:
        session.main.grow.program = (sys.executable, "-c", "import sys; sys.exit('hospital-tui: 磁盘已满')")
        await to_own(session, own)
        await session.press("D", "enter")
        assert "没能移出：磁盘已满" in session.main.panes.status.message
        session.main.grow.program = ("/nowhere/hospital-tui",)
        await session.press("D", "enter")
        assert "不能启动" in session.main.panes.status.message
        assert session.main.state.article.id == own.id
