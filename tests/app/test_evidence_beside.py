"""Articles side by side: copies once with what differs marked; two years facing each other, plans facing what came."""

import json
import shlex
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hospital_tui.app.evidence import beside
from hospital_tui.app.evidence.along import command_line
from hospital_tui.app.evidence.beside import BesideScreen
from hospital_tui.commands.main import cli
from hospital_tui.figures.annotating import annotate
from hospital_tui.library import Library
from hospital_tui.library.beside import Beside
from hospital_tui.model import Article, Heading, Hospital, Passage, Section, Source

from .conftest import Start
from .made import only

LONG = "医院坚持以病人为中心，深化改革创新，完善急诊急救体系，推进学科建设，加强人才培养，改善就医环境，提升服务能力。"
MORE = "全院职工齐心协力，围绕群众急难愁盼，开展延时门诊、床旁结算、志愿陪诊等便民举措，受到患者和家属的普遍好评。"
LAST = (
    "年门诊量达到45.8万人次，开放床位600张。" + LONG,
    "下一步力争开放床位达到800张，建成新门诊楼。" + MORE,
)
NOW = ("年门诊量达到52.1万人次，开放床位800张，新门诊楼建成启用。" + LONG, MORE)


def written(number: int, year: str, newspaper: str, texts: Sequence[str]) -> Article:
    """An article of one section, read by the program."""
    sha, offset, passages = f"{number:064x}"[::-1], 30, []
    for text in texts:
        passages.append(
            Passage(
                id=f"{sha[:12]}@{offset}",
                role="body",
                text=text,
                spans=((offset, offset + len(text)),),
                lines=(offset // 10,),
            )
        )
        offset += len(text) + 1
    heading = Heading(text="服务提质", spans=((0, 4),), lines=(1,))
    return annotate(
        Article(
            id=f"{sha[:12]}-1",
            hospital=Hospital(name="清河市中心医院"),
            source=Source(file=f"{number:x}.txt", sha256=sha),
            year=year,
            newspaper=newspaper,
            sections=(Section(level=1, heading=heading, passages=tuple(passages)),),
        )
    )


Make = Callable[..., Library]


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    def make(*articles: Article) -> Library:
        return Library.open(only(articles, home, tmp_path, monkeypatch))

    return make


def of(number: int) -> str:
    return f"{number:064x}"[::-1][:12] + "-1"


COPIES = (
    written(0xA1, "2023", "清河日报", NOW),
    written(0xA2, "2023", "云山晚报", (NOW[0].replace("病人", "患者"), NOW[1])),
    written(0xA3, "2023", "甲省报", (NOW[0], NOW[1].replace("普遍好评", "广泛称赞"))),
)
YEARS = (written(0xB1, "2022", "清河日报", LAST), written(0xB2, "2023", "清河日报", NOW))


def test_copies_stand_once_with_what_differs(library: Make) -> None:
    held = library(*COPIES)
    (way,) = held.ways_beside(of(0xA1))
    found = held.beside(way)
    assert found.one_report and len(found.rows) == 2
    said = [
        [side and "".join(side.text[start:end] for start, end in side.spans) for side in row.sides]
        for row in found.rows
    ]
    assert said in (
        [["病人", "患者", ""], ["普遍好评", "", "广泛称赞"]],
        [["病人", "", "患者"], ["普遍好评", "广泛称赞", ""]],
    )


def test_two_years_are_not_one_report_and_plans_face_what_came(library: Make) -> None:
    held = library(*YEARS)
    assert held.ways_beside(of(0xB2)) == [(of(0xB1), of(0xB2))] == held.ways_beside(of(0xB1))
    found = held.beside((of(0xB1), of(0xB2)))
    assert not found.one_report
    first = next(row for row in found.rows if row.changed)
    assert [(one.name, one.before.value, one.after.value) for one in first.changed] == [
        ("门诊量", 458000, 521000),
        ("开放床位", 600, 800),
    ]
    (plan,) = [row for row in found.rows if row.plan]
    assert plan.sides[0] is not None and plan.sides[0].text.startswith("下一步力争")
    assert plan.sides[1] is not None and "新门诊楼建成启用" in plan.sides[1].text
    every = [side.passage_id for row in found.rows if not row.plan for side in row.sides if side]
    assert sorted(every) == sorted(passage.id for article in YEARS for passage in article.selectable())


def test_a_comparison_and_a_check_count_a_report_once(library: Make) -> None:
    held = library(*COPIES)
    (cell,) = [row.cells[0] for row in held.compare().rows if row.metric == "开放床位"]
    assert [one.figure.value for one in cell.figures] == [800] and not cell.more
    assert [one for one in held.findings() if one.rule == "twice"] == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_screen(library: Make, start: Start, size: tuple[int, int], lang: str) -> None:
    held = library(*COPIES, YEARS[0])
    async with start(size=size, lang=lang, library=held) as session:
        session.main.state.jump(of(0xA1), None)
        await session.press("B")
        screen = session.app.screen
        assert isinstance(screen, BesideScreen)
        said = session.screen_text()
        assert "云山晚报" in said and "甲省报" in said
        assert said.replace("\n", "").count("受到患者") <= 2
        await session.press("right", "enter")
        assert screen.facings.beside is not None
        assert session.main.state.article == screen.facings.beside.articles[1]
        await session.press("escape", "s")
        assert screen.facings.beside is not None and not screen.facings.beside.one_report
        said = session.screen_text()
        assert "600" in said and "800" in said
        assert ("打算 →" if lang == "zh" else "plan →") in said or size == (80, 24)
        await session.press("end")
        assert ("打算 →" if lang == "zh" else "plan →") in session.screen_text()


@pytest.mark.parametrize("keys", [(), ("s",)])
async def test_the_command_makes_the_same_rows(library: Make, start: Start, keys: tuple[str, ...]) -> None:
    async with start(library=library(*COPIES, YEARS[0])) as session:
        session.main.state.jump(of(0xA1), None)
        await session.press("B", *keys)
        screen = session.app.screen
        assert isinstance(screen, BesideScreen)
        table, line = screen.taken().table(), command_line(screen.library, screen.command(), "")
        wanted = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    _, command, *rest = shlex.split(line)
    assert json.loads(CliRunner().invoke(cli, [command, "--format", "json", *rest]).stdout) == wanted != []


async def test_nothing_stands_beside_the_only_article(library: Make, start: Start) -> None:
    async with start(library=library(YEARS[0])) as session:
        await session.press("B")
        assert "没有可并排的" in session.screen_text()


@pytest.mark.parametrize("articles", [COPIES, YEARS])
async def test_the_lines_of_long_articles_are_counted_beside_the_screen_at_every_width(
    library: Make, start: Start, monkeypatch: pytest.MonkeyPatch, articles: Sequence[Article]
) -> None:
    monkeypatch.setattr(beside, "_LONG", 1)
    screens = threading.get_ident()
    counted: set[bool] = set()
    heights = beside.Facings.heights_for

    def watched(facings: beside.Facings, of: Beside | None) -> beside.Heights:
        counted.add(threading.get_ident() == screens)
        return heights(facings, of)

    monkeypatch.setattr(beside.Facings, "heights_for", watched)
    async with start(library=library(*articles)) as session:
        session.main.state.jump(articles[0].id, None)
        await session.press("B", "end")
        screen = session.app.screen
        assert isinstance(screen, BesideScreen)
        facings, last = screen.facings, screen.facings.cursor
        for width in (64, 200, 80):
            await session.pilot.resize_terminal(width, 30)
            await session.pilot.pause()
            assert not facings.outgrown and facings.cursor == last > 0
            made = [len(facings.row_lines(row, facings.line_width)) for row in range(facings.row_count())]
            assert [facings.row_height(row, facings.line_width) for row in range(len(made))] == made
            assert facings.virtual_size.height == sum(made)
    assert counted == {False}
