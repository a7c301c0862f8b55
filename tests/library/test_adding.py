"""Adding to the reader's own library."""

import hashlib
from pathlib import Path

import msgspec
import pytest
from hospital_tui.library import Library
from hospital_tui.library.adding import Addition
from hospital_tui.model import Article, Source

from .conftest import Open, made


def addition(number: int, text: str = "骨科机器人手术。") -> Addition:
    data = f"{number} {text}".encode()
    sha = hashlib.sha256(data).hexdigest()
    article = made(number, (text, f"第{number}篇。"), hospital=f"第{number}医院", aliases=())
    return Addition(articles=(of_source(article, sha),), data=data)


def of_source(article: Article, sha: str, place: int = 1) -> Article:
    return msgspec.structs.replace(article, id=f"{sha[:12]}-{place}", source=Source(file="a.txt", sha256=sha))


def test_adds_and_finds_at_once(opened: Open, rooms: Path) -> None:
    library = opened([made(1)])
    done = library.add_articles([addition(2), addition(3)], ["骨科", "机器人"])
    assert len(done.added) == 2
    assert library.tally(library.query("骨科")).articles == 3
    assert library.totals().articles == 3
    assert [card.origin for card in library.shelf()] == ["bundled", "own", "own"]
    assert library.query("jqr").read_as == "机器人"
    assert library.knows(addition(2).articles[0].source.sha256) == done.added[:1]
    assert library.source_text(done.added[0]) == "2 骨科机器人手术。"
    again = Library.open()
    assert again.totals() == library.totals()
    assert not again.changed(thorough=True)


def test_the_same_article_is_recognised(opened: Open) -> None:
    library = opened([made(1)])
    first = library.add_articles([addition(2)])
    assert library.add_articles([addition(2)]).known == ((first.added[0], first.added[0]),)
    other = addition(2)
    sha = "f" * 64
    recoded = Addition(articles=(of_source(other.articles[0], sha),), data=b"recoded")
    assert library.add_articles([recoded]).known == (("f" * 12 + "-1", first.added[0]),)
    bundled = Addition(articles=(made(1),), data=b"", suffix=".txt")
    assert library.add_articles([bundled]).known == ((made(1).id, made(1).id),)
    assert library.totals().articles == 2


def test_removes_article_and_source(opened: Open, rooms: Path) -> None:
    library = opened([made(1)])
    added = library.add_articles([addition(2), addition(3)]).added
    assert library.remove(added[0])
    assert not library.remove(added[0]) and not library.remove(made(1).id)
    assert library.tally(library.query("第2篇")).passages == 0
    assert library.totals().articles == 2
    assert len([path for path in (rooms / "home" / "sources").rglob("*") if path.is_file()]) == 1
    assert Library.open().totals().articles == 2


def test_corrections_survive_parsing_again(opened: Open) -> None:
    library = opened([])
    article_id = library.add_articles([addition(2)]).added[0]
    (path,) = (library.home / "articles").rglob(f"{article_id}.yaml")
    path.write_text(
        path.read_text()
        .replace('"第2医院"', '"改过的医院"')
        .replace('"year"', '"corrected": ["hospital"], "year"')
    )
    assert library.refresh()
    assert library.article(article_id).hospital.name == "改过的医院"
    library.add_articles([addition(2)], again=True)
    assert library.article(article_id).hospital.name == "改过的医院"


def test_words_survive_a_rebuilt_cache(opened: Open, rooms: Path) -> None:
    library = opened([])
    library.add_articles([addition(2)], ["机器人"])
    library.add_articles([addition(3)], ["机器人", "骨科"])
    library.close()
    for path in (rooms / "cache").rglob("library-*"):
        path.unlink()
    assert Library.open().query("jqr").read_as == "机器人"


def test_a_full_disk_is_an_error_and_no_harm(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened([made(1)])
    from hospital_tui.library import adding

    def refuse(path: Path, data: bytes, *, own: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(adding, "write_bytes", refuse)
    with pytest.raises(OSError, match="No space"):
        library.add_articles([addition(2)])
    monkeypatch.undo()
    assert library.knows(addition(2).articles[0].source.sha256) == ()


def test_what_is_the_reader_s_own_is_nobody_else_s_to_read(opened: Open, rooms: Path) -> None:
    import os

    before = os.umask(0o022)
    try:
        library = opened([made(1)])
        library.add_articles([addition(2)], ["机器人"])
    finally:
        os.umask(before)
    for top in (rooms / "home", rooms / "cache"):
        for path in (top, *top.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path
