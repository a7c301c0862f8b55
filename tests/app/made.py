"""Two made-up articles for the looks: they change only when somebody means them to, unlike the bundled ones."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hospital_tui.library.files import Bundled, dump
from hospital_tui.library.store import compiling
from hospital_tui.model import Article, Figure, Heading, Hospital, Passage, Section, Source

LEAD = "清河市中心医院始建于1952年，现有职工1200余人，开放床位860张。"
FIRST = "引进人才扩队伍。医院招聘医学院校毕业生47人，其中研究生23人；投入经费62.9万元，选派骨干到“国家医学中心”进修。"
SECOND = "年门诊量达到45.8万人次，同比增长12.5%。"


def _figure(passage: str, text: str, **fields: object) -> Figure:
    """A figure at the first place of its words."""
    start = passage.index(text)
    return Figure(text=text, at=(start, start + len(text)), **fields)  # type: ignore[arg-type]


def article(number: int, hospital: str, year: str) -> Article:
    """An article with a lead and two sections, one of them with a run-in heading."""
    sha = f"{number:064x}"[::-1]

    def passage(start: int, role: str, text: str, *figures: Figure, run_in: str | None = None) -> Passage:
        return Passage(
            id=f"{sha[:12]}@{start}",
            role=role,  # type: ignore[arg-type]
            text=text,
            spans=((start, start + len(text)),),
            lines=(start // 100 + 1,),
            figures=figures,
            run_in=run_in,
        )

    def section(start: int, heading: str, *passages: Passage) -> Section:
        return Section(
            level=1,
            heading=Heading(text=heading, spans=((start, start + len(heading)),), lines=(start // 100 + 1,)),
            passages=passages,
        )

    lead = passage(
        100,
        "body",
        LEAD,
        _figure(LEAD, "1952年", kind="date", value="1952", label="始建", time="1952", time_from="sentence"),
        _figure(LEAD, "1200余人", kind="count", value=1200, unit="人", qualifier="at_least", label="职工"),
        _figure(
            LEAD,
            "860张",
            kind="count",
            value=860,
            unit="张",
            label="开放床位",
            time=year,
            time_from="article",
        ),
    )
    first = passage(
        300,
        "body",
        FIRST,
        _figure(FIRST, "47人", kind="count", value=47, unit="人", label="医学院校毕业生"),
        _figure(FIRST, "23人", kind="count", value=23, unit="人", label="研究生", part_of="47人"),
        _figure(FIRST, "62.9万元", kind="money", value=629000, unit="元", label="经费", label_inferred=True),
        run_in="引进人才扩队伍。",
    )
    second = passage(
        600,
        "body",
        SECOND,
        _figure(SECOND, "45.8万人次", kind="count", value=458000, unit="人次", label="年门诊量"),
        _figure(SECOND, "12.5%", kind="percent", value=12.5, unit="%", label="年门诊量同比增长", change="up"),
    )
    return Article(
        id=f"{sha[:12]}-1",
        hospital=Hospital(name=hospital),
        source=Source(file=f"made-{number}.txt", sha256=sha),
        year=year,
        head=(passage(0, "title", "仁心筑梦 精技惠民"), passage(20, "subtitle", f"——{hospital}改革发展纪实")),
        sections=(
            Section(level=1, passages=(lead,)),
            section(200, "人才强院 激发活力", first),
            section(500, "服务提质 群众满意", second),
        ),
    )


ARTICLES = (article(0xA1, "清河市中心医院", "2023"), article(0xB2, "云山县人民医院", "2024"))


def only(articles: Iterable[Article], home: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose library holds these articles alone, with a cache of its own in a room."""
    empty = room / "bundled"
    empty.mkdir()
    monkeypatch.setattr(compiling, "bundled", lambda: Bundled(empty, empty))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(room / "cache"))
    for one in articles:
        folder = home / "articles" / one.source.sha256[:2]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.source.sha256[:12]}.yaml").write_text(dump(one), encoding="utf-8")
    return home
