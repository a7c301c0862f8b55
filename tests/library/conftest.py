"""Articles made up for the tests, and libraries of them in temporary folders."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.files import places
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.store import vocabulary
from hospital_tui.model import Article, Figure, Heading, Hospital, Passage, Section, Source

Open = Callable[..., Library]


def made(
    number: int = 1,
    texts: Sequence[str] = ("全院开放床位800张，骨科机器人手术120例。", "医院引进人才47人。"),
    *,
    hospital: str = "长治市第二人民医院",
    aliases: Sequence[str] = ("长治二院",),
    heading: str = "学科建设",
    figures: Sequence[Sequence[Figure]] = (),
) -> Article:
    """An article of a title, a lead passage and a section that holds the other texts."""
    sha = f"{number:064x}"[::-1]
    key, offset = sha[:12], 0
    passages = []
    for index, text in enumerate(texts):
        found = tuple(figures[index]) if index < len(figures) else ()
        span = (offset + 20, offset + 20 + len(text))
        passages.append(
            Passage(
                id=f"{key}@{span[0]}",
                role="body",
                text=text,
                spans=(span,),
                lines=(index + 3,),
                figures=found,
            )
        )
        offset += len(text) + 1
    title = Passage(id=f"{key}@0", role="title", text="标题", spans=((0, 2),), lines=(1,))
    return Article(
        id=f"{key}-1",
        hospital=Hospital(name=hospital, aliases=tuple(aliases)),
        source=Source(file=f"{number}.txt", sha256=sha),
        year="2023",
        head=(title,),
        sections=(
            Section(level=1, passages=tuple(passages[:1])),
            Section(
                level=1,
                heading=Heading(text=heading, spans=((3, 3 + len(heading)),), lines=(2,)),
                passages=tuple(passages[1:]),
            ),
        ),
    )


def figure(text: str, passage: str, **fields: object) -> Figure:
    """A figure at the first place of `text` in `passage`."""
    at = (passage.index(text), passage.index(text) + len(text))
    return Figure(text=text, at=at, **{"kind": "count", "value": None, **fields})  # type: ignore[arg-type]


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of their own for the bundled articles, the reader's and the cache."""
    inside = places.Bundled(tmp_path / "data", tmp_path / "seeds")
    inside.data.mkdir()
    inside.seeds.mkdir()
    for module in ("files.places", "store.compiling", "files.sources"):
        monkeypatch.setattr(f"hospital_tui.library.{module}.bundled", lambda: inside)
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def opened(rooms: Path) -> Open:
    """Open a library whose bundled articles and words are those given."""

    def make(articles: Sequence[Article] = (), words: Sequence[str] = ()) -> Library:
        for article in articles:
            (rooms / "data" / f"{article.id}.yaml").write_text(dump(article), "utf-8")
        if words:
            names = [
                name for article in articles for name in (article.hospital.name, *article.hospital.aliases)
            ]
            vocabulary.write(rooms / "data" / "vocabulary.txt", [*words, *names])
        return Library.open()

    return make
