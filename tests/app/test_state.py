"""What the reader has chosen, without a screen: where it goes, and what it says of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.app import state as changes
from hospital_tui.app.finding import find
from hospital_tui.app.state import State
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader

from .made import ARTICLES, only


@pytest.fixture
def state(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    """The choices over the made-up articles."""
    made = only(ARTICLES, home, tmp_path, monkeypatch)
    library, reader = Library.open(made), Reader.open(made)
    yield State(library, reader)
    library.close()
    reader.close()


def told(state: State) -> list[Any]:
    """All changes from now on."""
    said: list[Any] = []
    kinds = [kind for kind in vars(changes).values() if isinstance(kind, type) and issubclass(kind, tuple)]
    for kind in kinds:
        state.listen(kind, said.append)
    return said


def test_opening_goes_to_the_first_passage_and_says_so_in_order(state: State) -> None:
    said = told(state)
    state.open(state.beginning() or "")
    assert [type(change).__name__ for change in said] == ["Opened", "Marked", "Moved"]
    assert state.passage is state.passages[0]


def test_where_the_filter_hides_what_is_gone_to_the_whole_article_is_shown_until_the_next_filter(
    state: State,
) -> None:
    state.open(state.beginning() or "")
    state.take(find(state.library, "门诊量"))
    assert state.narrowed == {key for key in state.matches if not key.startswith("heading@")} != set()
    assert [one.id for one in state.shown] == [one.id for one in state.passages if one.id in state.matches]
    hidden = next(one.id for one in state.passages if one.id not in state.matches)
    said = told(state)
    state.select(hidden)
    assert ([type(change).__name__ for change in said], state.passage_id) == (["Marked", "Moved"], hidden)
    assert state.shown == state.passages
    state.take(find(state.library, "门诊量 "))
    assert state.passage_id in (state.narrowed or ())


def test_an_article_that_is_gone_changes_nothing(state: State) -> None:
    state.open(state.beginning() or "")
    stop, said = state.stop, told(state)
    state.open("gone-1")
    assert (state.stop, said) == (stop, [changes.Gone()])


def test_what_the_text_does_while_it_is_led_is_no_move_of_the_readers(state: State) -> None:
    state.open(state.beginning() or "")
    first, last = state.passages[0].id, state.passages[-1].id
    state.listen(changes.Moved, lambda change: state.follow(first) if change.by != "text" else None)
    state.select(last)
    assert state.passage_id == last
    said = told(state)
    state.follow(first)
    assert said == [changes.Moved("text")]


def test_a_jump_leads_back_and_forward(state: State) -> None:
    cards = list(state.found.shelf)
    state.open(cards[0].id)
    left = state.stop
    state.jump(cards[1].id)
    gone = state.stop
    assert state.back(-1)
    assert state.stop == left
    assert state.back(1)
    assert state.stop == gone
    assert not state.back(1)


def test_going_out_by_the_lists_and_in_elsewhere_is_a_jump(state: State) -> None:
    cards = list(state.found.shelf)
    state.open(cards[0].id)
    left = state.stop
    state.go("hospitals")
    state.open(cards[1].id)
    state.go("reading")
    assert state.back(-1)
    assert state.stop == left


def test_a_filter_goes_to_what_it_finds_and_clearing_it_comes_back(state: State) -> None:
    state.open(state.beginning() or "")
    left = state.stop
    state.set_out()
    words = list(state.library.article(list(state.found.shelf)[1].id).passages())[-1].text[:6]
    state.take(find(state.library, f'"{words}"'))
    assert state.passage_id in state.matches
    state.take(find(state.library, ""))
    state.come_back()
    assert (state.stop, state.matches) == (left, {})


def test_while_nothing_matches_there_is_no_passage(state: State) -> None:
    state.open(state.beginning() or "")
    said = told(state)
    state.take(find(state.library, "鹦鹉螺号"))
    assert state.blank
    assert state.passage is None
    assert changes.Narrowed(was_blank=False) in said
    state.take(find(state.library, ""))
    assert state.passage is not None
    assert changes.Narrowed(was_blank=True) in said


def test_a_mistaken_filter_leaves_what_the_one_before_found(state: State) -> None:
    state.open(state.beginning() or "")
    state.take(find(state.library, "医院"))
    kept, said = state.found, told(state)
    state.take(find(state.library, "年份:x"))
    assert state.mistaken is not None
    assert (state.found, said) == (kept, [changes.Mistaken()])
    state.take(find(state.library, "医院"))
    assert state.mistaken is None
    assert changes.Mended() in said


def test_the_place_of_each_article_is_where_the_reader_left_it(state: State) -> None:
    article_id = state.beginning() or ""
    state.open(article_id)
    last = state.passages[-1].id
    state.reader.remember(article_id, last)
    state.reopen(article_id)
    assert state.passage_id == last
