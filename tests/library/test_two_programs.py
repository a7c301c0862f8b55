"""Two programs on one home change the same thing: each said what it wrote, and that is there, or it was told otherwise."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.faults import ChangedError
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, ReaderError, put_aside, set_aside, turns
from hospital_tui.speech import fault_words, why

from .conftest import Open
from .test_corrections import article, row

SEEN = "骨科"
"""A note, tag or reason that both saw when they began to write."""


def said_of(reader: Reader) -> dict[str, str]:
    return {"article_id": "a-1", "passage_id": "a@1", "hospital": "院", "quote": "骨科"}


def write_note(library: Library, words: str, seen: str) -> None:
    library.reader.mark(**said_of(library.reader), note=words, seen=seen)


def write_tags(library: Library, words: str, seen: str) -> None:
    library.reader.set_tags(words.split(), **said_of(library.reader), seen=seen.split())


WAYS: dict[str, tuple[Callable[[Library, str, str], None], Callable[[Library], str]]] = {
    "note": (write_note, lambda library: getattr(library.reader.bookmark("a@1"), "note", "")),
    "tags": (write_tags, lambda library: " ".join(one.tag for one in library.reader.tags("a@1"))),
    "reason": (
        lambda library, words, seen: put_aside(library.reader, "k", words, seen),
        lambda library: set_aside(library.reader).get("k", ""),
    ),
}
"""What is written over something that was seen, and what is there."""


@pytest.fixture
def two(opened: Open) -> tuple[Library, Library]:
    return opened([article()]), Library.open()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("first", ["骨科 机器人", "机器人", ""])
@pytest.mark.parametrize("second", ["骨科 床位", "床位", ""])
def test_what_another_wrote_meanwhile_stays(
    two: tuple[Library, Library], way: str, first: str, second: str
) -> None:
    write, there = WAYS[way]
    one, other = two
    write(one, SEEN, "")
    write(one, first, SEEN)
    write(other, second, SEEN)
    new = {"机器人"} & {*first.split()} | {"床位"} & {*second.split()}
    assert there(one) == there(other) and new <= {*there(one).split()}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_seen_can_be_changed_and_taken_away(two: tuple[Library, Library], way: str) -> None:
    write, there = WAYS[way]
    for words, seen in ((SEEN, ""), ("床位", SEEN), ("", "床位")):
        write(two[0], words, seen)
        assert there(two[1]) == words


def test_a_bookmark_with_a_note_that_was_not_seen_stays(two: tuple[Library, Library]) -> None:
    one, other = (library.reader for library in two)
    mark = one.mark(**said_of(one))
    other.mark(**said_of(other), note="要点", seen="")
    assert not one.unmark("a@1", seen=mark.note) and one.bookmark("a@1").note == "要点"
    assert one.unmark("a@1", seen="要点") and other.bookmark("a@1") is None


def test_filters_of_two_programs_are_both_kept(two: tuple[Library, Library]) -> None:
    one, other = two
    before = (one.saved(), other.saved())
    assert before == ([], [])
    assert one.save_filter("床", "床位") == "" == other.save_filter("人", "人>1")
    assert {each.name for each in one.saved()} == {"床", "人"} == {each.name for each in other.saved()}
    assert other.save_filter("床", "骨科") == "床位"  # told, so that it can be said
    assert one.forget_filter("床") and [each.name for each in other.saved()] == ["人"]


@pytest.mark.parametrize(
    "other",
    [
        lambda library, seen: library.correct(seen, {"value": 900}),
        lambda library, seen: library.correct(seen, {"value": 900, "unit": "床"}),
        lambda library, seen: library.correct(seen, struck=True),
        lambda library, seen: library.confirming.confirm(seen),
    ],
    ids=["value", "value and unit", "strike", "confirm"],
)
@pytest.mark.parametrize("cache", ["shared", "own"])
def test_a_figure_that_another_corrected_is_not_overwritten(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Callable[..., object], cache: str
) -> None:
    one = opened([article()])
    if cache == "own":
        monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "another"))
    two = Library.open()
    seen = row(two, "800张")
    one.correct(row(one, "800张"), {"value": 850})
    with pytest.raises(ReaderError, match="overtaken"):
        other(two, seen)
    assert [each.changes for each in two.corrections()] == [{"value": 850}] and two.confirming.all() == []
    two.confirming.settle()
    other(two, row(two, "800张"))


def test_other_fields_of_a_figure_are_both_kept(two: tuple[Library, Library]) -> None:
    one, other = two
    seen = row(other, "800张")
    one.correct(row(one, "800张"), {"value": 850})
    other.correct(seen, {"unit": "床"})
    assert [each.changes for each in one.corrections()] == [{"value": 850, "unit": "床"}]


def test_a_fact_that_another_changed_is_not_overwritten(two: tuple[Library, Library]) -> None:
    one, other = two
    (card,) = other.shelf()
    seen = other.facts(card.id)
    one.set_facts_of([card.id], {"year": "2021", "newspaper": "晚报"})
    with pytest.raises(ReaderError, match="overtaken"):
        other.set_facts_of([card.id], {"year": "2022"}, seen=seen)
    other.set_facts_of([card.id], {"author": "丁一"}, seen=seen)
    said = {fact.name: fact.value for fact in other.facts(card.id)}
    assert (said["year"], said["newspaper"], said["author"]) == ("2021", "晚报", "丁一")


def test_what_one_undoes_is_the_last_act_of_all(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writes between the look at what can be undone and the undoing: not while it is this program's turn."""
    one, other = (library.reader for library in two)
    one.mark(**said_of(one), note="一")
    look, waited = one.undoable, []

    def looked() -> object:
        found = look()
        thread = threading.Thread(target=lambda: other.mark(**said_of(other), note="二", seen="一"))
        thread.start()
        thread.join(0.2)  # it could have written by then, if it were its turn
        waited.append(thread)
        return found

    monkeypatch.setattr(one, "undoable", looked)
    one.undo()
    waited[0].join()
    assert other.bookmark("a@1").note == "二"


ODD = [
    "\ud800",
    "床\udcff",
    "\0",
    "\x1b[31m",
    "\u2028",
    "\u202e",
    "\ue000",
    "\U0010ffff",
    "[/]",
    "=1+1",
    "\ufeff",
    "\u0301" * 99,
]
"""Words that no keyboard types, and that a paste or another program's bytes hold."""


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_words_are_kept_as_they_are_or_refused_in_words(two: tuple[Library, Library], odd: str) -> None:
    one, other = two
    ways: list[Callable[[], object]] = [
        *(lambda write=write: write(one, odd, "") for write, _ in WAYS.values()),
        lambda: one.save_filter(odd, "床"),
        lambda: one.save_filter("名", odd),
        lambda: one.reader.keep_filter(odd),
        lambda: one.correct(row(one, "800张"), {"label": odd}),
        lambda: one.set_facts_of([one.shelf()[0].id], {"title": odd, "newspaper": odd}),
    ]
    refused = 0
    for way in ways:
        try:
            way()
        except ReaderError as error:
            refused += 1
            assert why(error) == fault_words("no-text")
    assert refused == (len(ways) if any("\ud800" <= each <= "\udfff" for each in odd) else 0)
    for query in (odd, f"标:{odd}", f"医院:{odd}", f'"{odd}"', f"所指:{odd}"):
        other.tally(other.query(query))
        other.complete(query, len(query))
    assert [each.name for each in other.saved()] == [each.name for each in one.saved()]
    assert one.notices == other.notices == one.reader.notices == other.reader.notices == []


def test_a_filter_that_was_pasted_by_mistake_is_read_in_part(two: tuple[Library, Library]) -> None:
    query = two[0].query("床" * 10_001)
    assert [(error.key, error.start, error.end) for error in query.errors] == [("too-long", 10_000, 10_001)]
    assert not two[0].query("床" * 10_000).errors


def test_others_do_not_wait_while_articles_are_compiled(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program changed is compiled before the reader's turn, and what one changed after it."""
    one, other = two
    real, held = Library._adopt, list[set[Path]]()

    def adopted(library: Library, opened: Any) -> None:
        held.append(set(turns._mine.__dict__.get("held", ())))
        real(library, opened)

    monkeypatch.setattr(Library, "_adopt", adopted)
    (card,) = one.shelf()
    figures = one.figures()
    one.correct(figures[0], {"label": "甲"})
    other.correct(figures[1], {"label": "乙"})
    one.set_facts_of([card.id], {"newspaper": "晚报"})
    other.set_facts_of([card.id], {"author": "丁一"})
    assert len(held) == 7 and not any(held)


def test_rows_that_are_being_taken_along_are_whole_or_it_is_said(two: tuple[Library, Library]) -> None:
    """Another program strikes a figure between two rows of an export."""
    one, other = two
    rows = iter(one.figures())
    next(rows)
    other.correct(row(other, "47人"), struck=True)
    one.refresh(thorough=False)
    with pytest.raises(ChangedError) as told:
        list(rows)
    assert why(told.value) == fault_words("changed")
