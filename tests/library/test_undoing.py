"""What the reader did last is undone, several acts back, across restarts and programs."""

import errno
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.library import Library
from hospital_tui.library.adding import Adder
from hospital_tui.library.reader import Reader, ReaderError, removal
from hospital_tui.library.reader.journal import Journal
from hospital_tui.library.reader.keeping import Kept
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Open, made
from .reader_damage import state_of
from .test_adding import addition
from .test_corrections import FIGURES, article, row

ACTS = {
    "mark": lambda reader, n: reader.mark(article_id="a-1", passage_id=f"a@{n}", hospital="院", quote="骨科"),
    "note": lambda reader, n: reader.mark(
        article_id="a-1", passage_id=f"a@{n}", hospital="院", quote="骨科", note=f"注{n}"
    ),
    "unmark": lambda reader, n: reader.unmark(f"a@{n}"),
    "setting": lambda reader, n: reader.set(f"k{n}", n),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 3)), max_size=12), st.integers(0, 12))
def test_undoing_goes_back_act_by_act(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]], reopened: int
) -> None:
    home = tmp_path_factory.mktemp("home")
    reader = Reader.open(home)
    states = [state_of(reader)]
    for what, number in acts:
        ACTS[what](reader, number)
        if len(reader.undoable()) == len(states):
            states.append(state_of(reader))
    reader.remember("a-1", "a@7")
    place = reader.place("a-1")
    for step, before in enumerate(reversed(states[:-1])):
        if step == reopened:
            reader.close()
            reader = Reader.open(home)
        undone = reader.undo()
        assert undone is not None and undone.left == len(states) - 2 - step
        shown = dict(state_of(reader))
        shown.pop("place")
        assert shown == before
    assert reader.undo() is None and reader.place("a-1") == place
    reader.close()


def test_what_was_undone_is_told(tmp_path: Path) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        ACTS["note"](reader, 1)
        reader.unmark("a@1")
        undone = reader.undo()
        assert undone is not None and (undone.what, undone.act.row[2], undone.act.row[6]) == (
            "unmark",
            "a@1",
            "注1",
        )
        assert reader.bookmark("a@1").note == "注1"


def test_where_the_eye_was_is_no_act(tmp_path: Path) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        reader.remember("a-1", "a@1")
        reader.keep_filter("骨科")
        reader.set("left", 20)
        assert reader.undo() is None


def test_corrections_are_undone(opened: Open) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    library.correct(row(library, "800张"), {"value": 900})
    library.correct(row(library, "120例"), struck=True)
    library.close()
    with Library.open() as again:
        assert again.undo().what == "strike"
        assert [one.figure.text for one in again.figures()] == ["800张", "120例", "47人"]
        assert again.undo().what == "correct"
        assert row(again, "800张").figure.value == 850
        again.undo()
        assert [one.figure for one in again.figures()] == FIGURES
        assert again.undo() is None


def test_a_value_taken_away_is_no_correction(opened: Open) -> None:
    library = opened([article()])
    with pytest.raises(ReaderError, match="no-value"):
        library.correct(row(library, "800张"), {"value": None})
    assert library.corrections() == [] and row(library, "800张").figure == FIGURES[0]


def test_an_article_that_was_removed_comes_back(opened: Open, rooms: Path) -> None:
    library = opened([made(1)])
    one = addition(2)
    library.add_articles([one])
    identity = one.articles[0].id
    before = {path for path in (rooms / "home").rglob("*") if path.suffix in (".yaml", ".txt")}
    assert library.remove(identity)
    assert identity not in {card.id for card in library.shelf()}
    assert library.knows(one.articles[0].source.sha256) == ()
    library.close()
    with Library.open() as again:
        undone = again.undo()
        assert undone is not None and undone.what == "remove"
        assert identity in {card.id for card in again.shelf()}
        assert again.knows(one.articles[0].source.sha256) == (identity,)
    after = {path for path in (rooms / "home").rglob("*") if path.suffix in (".yaml", ".txt")}
    assert after == before


def test_two_programs_undo_each_other_s_acts(tmp_path: Path) -> None:
    with closing(Reader.open(tmp_path)) as one, closing(Reader.open(tmp_path)) as other:
        ACTS["mark"](one, 1)
        ACTS["mark"](other, 2)
        one.undo()
        assert [mark.passage_id for mark in other.bookmarks()] == ["a@1"]
        other.undo()
        assert one.bookmarks() == [] and one.undo() is None


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("owner", "step"), [(removal, "note"), (Adder, "remove"), (Kept, "take_back")], ids=lambda one: str(one)
)
def test_an_article_is_never_nowhere(
    opened: Open, monkeypatch: pytest.MonkeyPatch, owner: Any, step: str
) -> None:
    """However far its removal came, or the undoing of it, before the program was killed, and whatever was removed since."""
    library = opened([made(1)])
    ids = [one.articles[0].id for one in (addition(2), addition(3))]
    library.add_articles([addition(2), addition(3)])
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(owner, step, killed)
        library.remove(ids[0])
        library.undo()
    library.close()
    with Library.open() as again:
        assert ids[0] in {card.id for card in again.shelf()}
        again.remove(ids[1])
    with Library.open() as again:
        assert ids[0] in {card.id for card in again.shelf()}
        while again.undo():
            pass
        assert set(ids) <= {card.id for card in again.shelf()}


def test_an_article_that_somebody_took_away_does_not_hold_up_what_was_done_before(opened: Open) -> None:
    library = opened([made(1)])
    library.add_articles([addition(2)])
    library.reader.mark(article_id="a-1", passage_id="a@1", hospital="院", quote="骨科")
    library.remove(addition(2).articles[0].id)
    shutil.rmtree(library.home / "removed")
    with pytest.raises(FileNotFoundError):
        library.undo()
    undone = library.undo()
    assert undone is not None and undone.what == "mark"


def test_an_article_that_cannot_be_moved_back_stays_to_be_undone(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the act cannot be written: then its files are where they were."""
    library = opened([made(1)])
    library.add_articles([addition(2)])
    library.remove(addition(2).articles[0].id)
    aside = sorted(path for path in (library.home / "removed").rglob("*") if path.is_file())
    real = Path.replace
    for number in range(len(aside)):
        left = iter(range(number))

        def refusing(path: Path, target: Path, left: Any = left) -> Path:
            if next(left, None) is None and library.home / "removed" in path.parents:
                raise OSError(errno.ENOSPC, "")
            return real(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refusing)
            with pytest.raises(OSError, match="Errno"):
                library.undo()
        assert sorted(path for path in (library.home / "removed").rglob("*") if path.is_file()) == aside
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
        with pytest.raises(ReaderError):
            library.undo()
    assert sorted(path for path in (library.home / "removed").rglob("*") if path.is_file()) == aside
    assert library.undo() is not None and len(library.shelf()) == 2
