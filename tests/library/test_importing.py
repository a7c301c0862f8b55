"""A colleague's exports brought to one's own: taken up, the same left, conflicts told, nothing overwritten unasked."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import (
    Table,
    bookmark_table,
    correction_table,
    figure_table,
    pieces,
    tag_table,
)
from hospital_tui.library.importing import NotOursError, Row, rows_of
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import columns

from .conftest import Open, figure, made

TEXT = "全院开放床位800张，骨科手术120例，引进人才47人。"
FIGURES = [
    figure("800张", TEXT, value=800, unit="张", label="开放床位", metric="床位"),
    figure("120例", TEXT, value=120, unit="例", label="骨科手术", label_inferred=True),
    figure("47人", TEXT, value=47, unit="人", label="引进人才"),
]


def exported(table: Table) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(b"".join(pieces(table, "json", columns())))
    return rows


def taken(rows: list[dict[str, object]]) -> list[Row]:
    """Rows as they are read from a file."""
    return rows_of(json.dumps(rows).encode())


def row(library: Library, words: str) -> object:
    return next(one for one in library.figures() if one.figure.text == words)


def theirs(library: Library) -> list[dict[str, object]]:
    """What a colleague did, as four exports."""
    first = row(library, "47人")
    article = library.article(first.article_id)
    about = {"article_id": article.id, "passage_id": first.passage_id, "hospital": "甲", "quote": TEXT}
    library.correct(row(library, "800张"), {"value": 850})
    library.confirming.confirm(row(library, "120例"))
    library.confirming.settle()
    library.reader.mark(**about, note="复核")
    library.reader.set_tags(["床位", "人才"], **about)
    return [
        *exported(correction_table(library.corrections(), library.article)),
        *exported(figure_table(library.figures(), library.article)),
        *exported(bookmark_table(library.reader.bookmarks(), library.article)),
        *exported(tag_table(library.reader.tags(), library.article)),
    ]


@pytest.fixture
def colleague(opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "theirs"))
    rows = theirs(opened([made(1, (TEXT,), figures=[FIGURES])]))
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "mine"))
    return taken(rows)


def test_all_is_taken_up_once(opened: Open, colleague: list[Row]) -> None:
    library = opened()
    assert Counter(one.fate for one in library.bring_in(colleague)) == {"added": 5}
    assert row(library, "800张").figure.value == 850 and row(library, "120例").figure.confirmed
    assert [one.note for one in library.reader.bookmarks()] == ["复核"]
    assert {one.tag for one in library.reader.tags()} == {"床位", "人才"}
    assert Counter(one.fate for one in library.bring_in(colleague)) == {"same": 5}


def test_what_is_there_otherwise_stays_and_is_told(opened: Open, colleague: list[Row]) -> None:
    library = opened()
    first = row(library, "47人")
    library.correct(row(library, "800张"), {"value": 900})
    library.correct(row(library, "120例"), {"value": 121})
    library.reader.mark(
        article_id=first.article_id, passage_id=first.passage_id, hospital="甲", quote=TEXT, note="自己的"
    )
    brought = library.bring_in(colleague)
    told = {one.kind: (one.mine, one.theirs) for one in brought if one.fate == "conflict"}
    assert told.keys() == {"correction", "confirmation", "bookmark"}
    assert told["correction"] == ("value=900", "value=850") and told["bookmark"] == ("自己的", "复核")
    assert row(library, "800张").figure.value == 900 and row(library, "120例").figure.value == 121
    library.bring_in(colleague, overwrite=True)
    assert row(library, "800张").figure.value == 850
    assert [one.note for one in library.reader.bookmarks()] == ["复核"]


def test_words_that_are_not_at_hand_have_no_place(opened: Open, colleague: list[Row], rooms: Path) -> None:
    for path in (rooms / "data").glob("*.yaml"):
        path.unlink()
    library = opened([made(2)])
    fates = {one.kind: one.fate for one in library.bring_in(colleague)}
    assert fates == {
        "correction": "homeless",
        "confirmation": "homeless",
        "bookmark": "added",
        "tag": "added",
    }
    assert library.corrections() == []


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'[{"a": 1}]', b'[{"tag": "x"}]', b"\xff"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotOursError):
        rows_of(data)


def state(library: Library) -> tuple[object, ...]:
    """All that an import can touch."""
    reader = library.reader
    return (
        [(one.value, one.confirmed) for one in (row.figure for row in library.figures())],
        [(one.passage_id, one.note) for one in reader.bookmarks()],
        sorted((one.passage_id, one.tag) for one in reader.tags()),
    )


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_import_is_one_act_and_undone_as_one(opened: Open, colleague: list[Row], overwrite: bool) -> None:
    library = opened()
    library.correct(row(library, "800张"), {"value": 900})
    first = row(library, "47人")
    library.reader.mark(
        article_id=first.article_id, passage_id=first.passage_id, hospital="甲", quote=TEXT, note="我的"
    )
    before, acts = state(library), len(library.reader.undoable())
    found = Counter(one.fate for one in library.bring_in(colleague, overwrite=overwrite))
    assert found["replaced" if overwrite else "conflict"] == 2
    after = state(library)
    assert after != before and len(library.reader.undoable()) == acts + 1
    library.close()
    again = opened()
    assert state(again) == after
    assert again.undo().what == "import"
    assert state(again) == before


def test_an_import_that_fails_leaves_nothing(
    opened: Open, colleague: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    before = state(library)

    def fail(*_: object, **__: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(type(library.reader), "mark", fail)
    with pytest.raises(ReaderError):
        library.bring_in(colleague)
    assert state(library) == before and not library.reader.undoable()
    library.close()
    assert state(opened()) == before


def test_what_came_in_goes_out_with_who_and_when(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague's words and one's own are published under the names of those who said them."""
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "theirs"))
    monkeypatch.setenv("HOSPITAL_TUI_NAME", "王同事")
    monkeypatch.setattr("hospital_tui.library.reader.correction_store.now", lambda: "2026-05-01T10:00:00")
    monkeypatch.setattr("hospital_tui.library.reader.confirmations.now", lambda: "2026-05-02T10:00:00")
    monkeypatch.setattr("hospital_tui.library.reader.reader.now", lambda: "2026-05-03T10:00:00")
    rows = theirs(opened([made(1, (TEXT,), figures=[FIGURES])]))
    monkeypatch.setattr("hospital_tui.library.reader.confirmations.now", lambda: "2026-06-01T10:00:00")
    monkeypatch.setattr("hospital_tui.library.reader.reader.now", lambda: "2026-06-01T10:00:00")
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "mine"))
    monkeypatch.setenv("HOSPITAL_TUI_NAME", "李编辑")
    with opened() as library:
        library.bring_in(taken(rows))
        last = row(library, "47人")
        library.confirming.confirm(last)
        library.confirming.settle()
        passage = library.article(last.article_id).head[0]
        library.reader.set_tags(
            ["标题"], article_id=last.article_id, passage_id=passage.id, hospital="甲", quote=passage.text
        )
        assert row(library, "47人").figure.checked_by == ("", "2026-06-01")
        file, _ = library.publish(rooms / "office")
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "third"))
    monkeypatch.setenv("HOSPITAL_TUI_NAME", "第三人")
    with Library.open(file) as library:
        said = {one.figure.text: one.figure.checked_by for one in library.figures()}
        assert said == {
            "800张": ("王同事", "2026-05-01"),
            "120例": ("王同事", "2026-05-02"),
            "47人": ("李编辑", "2026-06-01"),
        }
        given = {one.tag: (one.by, one.created[:10]) for one in library.tags()}
        assert given == {
            "床位": ("王同事", "2026-05-03"),
            "人才": ("王同事", "2026-05-03"),
            "标题": ("李编辑", "2026-06-01"),
        }
        assert library.tally(library.query("标:床位")).passages == 1
        table = exported(figure_table(library.figures(), library.article))
        assert {one["text"]: (one["checked_by"], one["checked_on"]) for one in table} == said
        names = {
            one["tag"]: one["checked_by"] for one in exported(tag_table(library.tags(), library.article))
        }
        assert names == {"床位": "王同事", "人才": "王同事", "标题": "李编辑"}
        library.correct(row(library, "47人"), {"value": 48})
        assert row(library, "47人").figure.checked_by[0] == ""
