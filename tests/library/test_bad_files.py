"""Whatever one article file holds, it costs that article and a notice; everything else opens."""

import sqlite3
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.files.article_file import ArticleFileError, dump, dump_json, load
from hospital_tui.library.store import compiling
from hospital_tui.library.store.writing import Writer

from .conftest import Open, made

GOOD = dump(made(1))


def nested(depth: int) -> str:
    inner = '{"level": 1}'
    for _ in range(depth):
        inner = '{"level": 1, "sections": [' + inner + "]}"
    return dump_json(made(1)).replace('"sections": [', f'"sections": [{inner}, ', 1)


BAD = {
    "an alias": GOOD.replace("id:", "x: &a [1]\ny: *a\nid:", 1),
    "an alias to itself": "&a {id: *a}",
    "aliases by the ninth power": "\n".join(
        ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    ),
    "a merge": GOOD.replace("id:", "x: &a {y: 1}\n<<: *a\nid:", 1),
    "deep JSON": '{"a":' * 100_000,
    "deep YAML": "[" * 5_000,
    "deep sections": nested(400),
    "sections beyond measure": nested(60),
    "a wrong type": GOOD.replace("spans: [[0, 2]]", "spans: {a: 1}"),
    "a list": "- 1\n- 2\n",
    "nothing": "",
    "bytes": "\x00\x01",
    "half a pair": dump_json(made(1)).replace("标题", "\\ud800", 1),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_one_notice_that_names_it(opened: Open, rooms: Path, kind: str) -> None:
    library = opened([made(1), made(2)])
    assert library.totals().articles == 2
    file = rooms / "data" / f"{made(1).id}.yaml"
    file.write_text(BAD[kind], "utf-8")
    library.refresh()
    assert [card.id for card in library.shelf()] == [made(2).id]
    (notice,) = library.notices
    assert (notice.key, Path(notice.params["file"]).name) == ("article-file", file.name)
    library.close()
    with Library.open() as again:
        assert [card.id for card in again.shelf()] == [made(2).id]
    file.write_text(GOOD, "utf-8")
    with Library.open() as mended:
        assert mended.totals().articles == 2 and mended.notices == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("lines: [3]", "lines: [99999999999999999999999]"),
        dump_json(made(1)).replace('"lines": [', f'"lines": [{10**400}, ', 1),
    ],
)
def test_a_number_beyond_the_machine_s_is_carried_or_said(opened: Open, rooms: Path, text: str) -> None:
    library = opened([made(1), made(2)])
    file = rooms / "data" / f"{made(1).id}.yaml"
    file.write_text(text, "utf-8")
    library.refresh()
    shown = {card.id for card in library.shelf()}
    assert shown - {made(1).id} == {made(2).id}
    assert library.article(made(1).id) == load(file) if made(1).id in shown else len(library.notices) == 1


class UnforeseenError(Exception):
    """What nobody thought of."""


@pytest.mark.parametrize("where", ["load", "put", "midway"])
def test_an_unforeseen_fault_costs_one_article(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    bad = made(1).id

    def failing_load(path: Path) -> object:
        if bad in path.name:
            raise UnforeseenError("boom")
        return load(path)

    insert = Writer._insert

    def failing_insert(self: Writer, article: object, origin: object, number: int) -> None:
        if where == "midway":
            insert(self, article, origin, number)
        if article.id == bad:
            raise UnforeseenError("boom")
        if where == "put":
            insert(self, article, origin, number)

    if where == "load":
        monkeypatch.setattr(compiling, "load", failing_load)
    else:
        monkeypatch.setattr(Writer, "_insert", failing_insert)
    library = opened([made(1), made(2), made(3)])
    assert {card.id for card in library.shelf()} == {made(2).id, made(3).id}
    assert library.tally(library.query("骨科")).articles == 2
    (notice,) = library.notices
    assert notice.key == "article-file" and bad in notice.params["file"]


def test_a_fault_of_the_store_is_no_fault_of_a_file(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Writer, "put", full)
    with pytest.raises(sqlite3.OperationalError):
        opened([made(1)])


def test_an_own_copy_hides_the_bundled_article_while_it_is_there(opened: Open, rooms: Path) -> None:
    library = opened([made(1), made(2)])
    own = rooms / "home" / "articles" / made(1).id[:2] / f"{made(1).id}.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(dump(made(1, hospital="自己的医院")), "utf-8")
    library.refresh()
    assert {card.hospital for card in library.shelf()} == {"自己的医院", "长治市第二人民医院"}
    bundled = rooms / "data" / f"{made(1).id}.yaml"
    bundled.write_text(dump(made(1, hospital="新版医院")), "utf-8")
    library.refresh()
    assert {card.hospital for card in library.shelf()} == {"自己的医院", "长治市第二人民医院"}
    own.unlink()
    library.refresh()
    assert {card.hospital for card in library.shelf()} == {"新版医院", "长治市第二人民医院"}
    own.write_text(dump(made(1, hospital="自己的医院")), "utf-8")
    library.refresh()
    assert library.remove(made(1).id)
    assert {card.hospital for card in library.shelf()} == {"新版医院", "长治市第二人民医院"}


def test_an_alias_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(BAD["an alias"], "utf-8")
    with pytest.raises(ArticleFileError) as error:
        load(file)
    assert error.value.reason == "alias"


MANY = {
    "one unit": " ".join(f"人>{n}" for n in range(2000)),
    "the same": " ".join(["人>1"] * 2000),
    "hospitals": " ".join(["医院:长治"] * 2000),
    "no hospitals": " ".join(f"-医院:秋{n}" for n in range(2000)),
    "units": " ".join(f"单{n}>1" for n in range(2000)),
    "units and years": " ".join([*(f"单{n}>1" for n in range(50)), *(f"年:{1900 + n}" for n in range(99))]),
    "denied": " ".join(f"-人>{n}" for n in range(2000)),
    "sections": " ".join(["节:学科"] * 2000),
    "words": " ".join(f"骨{n}" for n in range(2000)),
}


@pytest.mark.parametrize("kind", MANY)
def test_a_filter_of_thousands_of_terms_is_answered_or_refused_in_words(opened: Open, kind: str) -> None:
    library = opened([made(1), made(2)])
    query = library.query(MANY[kind])
    library.shelf(query)
    library.hits(query)
    library.figures(query)
    library.tally(query, cap=None)
    assert ("too-long" in [error.key for error in query.errors]) is (len(MANY[kind]) > 10_000)
    refused = [error.key for error in query.errors if error.key != "too-long"]
    assert refused == (["too-many"] if kind in ("units", "units and years", "denied") else [])
