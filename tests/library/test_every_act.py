"""Every kind of act there is, on a disk that is full or may only be read: said in words, nothing changed, nothing lost.

The kinds are those of the program's own list, so that a new one cannot be left out.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import get_args

import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import FORMS, Form, figure_table, save
from hospital_tui.library.importing import rows_of
from hospital_tui.library.reader import ReaderError, What, put_aside
from hospital_tui.speech import fault_words, why

from .conftest import Open, made
from .reader_damage import state_of
from .test_adding import addition
from .test_corrections import article, row

Do = Callable[[Library], object]

HERE = {"article_id": "a-1", "passage_id": "a@1", "hospital": "院", "quote": "骨科"}
BOOKMARK = {
    "passage_id": "a@7",
    "article_id": "a-1",
    "hospital": "院",
    "passage": "骨科",
    "note": "注",
    "created": "",
}


def move(library: Library) -> None:
    from hospital_tui.library.reader import moving

    old, new = library.article(library.shelf()[0].id), made(9)
    moving.move(library.reader, old, new, list(zip(old.selectable(), new.selectable(), strict=False)))


def remove(library: Library) -> None:
    library.remove(own(library)[0])


def import_(library: Library) -> None:
    import json

    library.bring_in(rows_of(json.dumps([BOOKMARK]).encode()))


ACTS: dict[What, Do] = {
    "mark": lambda library: library.reader.mark(**HERE | {"passage_id": "a@2"}),
    "unmark": lambda library: library.reader.unmark("a@1"),
    "note": lambda library: library.reader.mark(**HERE, note="另一条"),
    "place": lambda library: library.reader.remember("a-1", "a@2"),
    "filter": lambda library: library.reader.keep_filter("机器人"),
    "setting": lambda library: (library.save_filter("乙", "人"), put_aside(library.reader, "k", "因为")),
    "layout": lambda library: library.reader.set("left", {"front": "reading"}),
    "correct": lambda library: library.correct(row(library, "47人"), {"value": 48}),
    "strike": lambda library: library.correct(row(library, "47人"), struck=True),
    "uncorrect": lambda library: library.undo_correction(library.corrections()[0].id),
    "facts": lambda library: library.set_facts_of([library.shelf()[0].id], {"year": "1999"}),
    "remove": remove,
    "restore": lambda library: library.restore(library.home.parent / "backup.zip", overwrite=True),
    "undo": lambda library: library.undo(),
    "move": move,
    "confirm": lambda library: library.confirming.confirm(row(library, "47人")),
    "later": lambda library: library.confirming.put_off(row(library, "47人")),
    "unconfirm": lambda library: library.confirming.take_back(library.confirming.all()[0].place),
    "tag": lambda library: library.reader.set_tags(["甲", "乙"], **HERE),
    "untag": lambda library: library.reader.set_tags([], **HERE),
    "import": import_,
}  # fmt: skip
"""How each kind of act comes about, in a library that `held` furnished."""


def own(library: Library) -> list[str]:
    return [card.id for card in library.shelf() if card.origin == "own"]


@pytest.fixture
def held(opened: Open, rooms: Path) -> Library:
    """A library in which each of the acts changes something."""
    library = opened([article()])
    library.add_articles([addition(2)])
    library.reader.mark(**HERE, note="要点")
    library.backup(rooms / "backup.zip")
    library.reader.mark(**HERE, note="要点二")
    first = next(library.article(library.shelf()[0].id).selectable())
    library.reader.mark(**HERE | {"passage_id": first.id})
    library.reader.set_tags(["甲"], **HERE)
    library.correct(row(library, "120例"), {"value": 121})
    library.confirming.confirm(row(library, "800张"))
    library.confirming.settle()
    return library


def shown(library: Library) -> object:
    """All that the reader made, as it is kept and as it is shown."""
    files = set((library.home / "articles").rglob("*.yaml"))
    return (
        state_of(library.reader),
        files,
        own(library),
        [one.figure for one in library.figures()],
        (library.home / "reader.journal").read_bytes(),
    )


def refusal(number: int) -> Callable[..., int]:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return refuse


def half(handle: int, data: bytes) -> int:
    """A disk that takes the first bytes of a line."""
    if len(data) < 9:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return WRITE(handle, data[:8])


WRITE = os.write

DISKS: dict[str, tuple[str, Callable[..., int], str]] = {
    "full": ("fsync", refusal(errno.ENOSPC), "full"),
    "full in the midst of a line": ("write", half, "full"),
    "read-only": ("write", refusal(errno.EROFS), "read-only"),
    "broken": ("fsync", refusal(errno.EIO), "disk"),
}


def test_there_is_a_way_to_every_kind_of_act() -> None:
    assert ACTS.keys() == {*get_args(What)} - {"kept", "head"}


@pytest.mark.parametrize("disk", DISKS)
@pytest.mark.parametrize("what", ACTS)
def test_an_act_that_cannot_be_kept_changes_nothing_and_can_be_done_later(
    held: Library, what: What, disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(held)
    call, refuse, fault = DISKS[disk]
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(ReaderError) as raised:
            ACTS[what](held)
        assert why(raised.value) == fault_words(fault)
    assert shown(held) == before
    ACTS[what](held)
    assert state_of(held.reader) != before[0]
    held.close()
    with Library.open() as again:
        assert again.reader.notices == [] and again.notices == []


@pytest.mark.parametrize("what", ACTS)
def test_an_act_is_on_the_disk_when_it_is_acknowledged(held: Library, what: What) -> None:
    """Another program sees it at once, and it is what the journal says."""
    ACTS[what](held)
    with Library.open() as other:
        assert state_of(other.reader) == state_of(held.reader)
        assert other.reader.notices == []
    state = state_of(held.reader)
    held.close()
    (held.home / "reader.db").unlink()
    with Library.open() as other:
        assert state_of(other.reader) == state


@pytest.fixture
def small() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """No file can grow beyond a hundred bytes, by the system's own word."""
    if sys.platform == "win32":
        pytest.skip("no such limit here")
    import resource
    import signal

    former, before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)

    @contextmanager
    def within() -> Iterator[None]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    yield within
    signal.signal(signal.SIGXFSZ, former)


FILES: dict[str, Callable[[Library, Path], object]] = {
    "backup": lambda library, path: library.backup(path),
    **{form: lambda library, path, form=form: exported(library, path, form) for form in FORMS},
}
"""What writes a file that the reader names."""


def exported(library: Library, path: Path, form: Form) -> None:
    table = figure_table(library.figures(), library.article)
    save(table, path, form, {column: column for column in table.columns}, overwrite=True)


@pytest.mark.parametrize("there", [b"", b"what was there"])
@pytest.mark.parametrize("what", FILES)
def test_a_file_that_there_is_no_room_for_is_not_written(
    held: Library, rooms: Path, small: Callable[[], AbstractContextManager[None]], what: str, there: bytes
) -> None:
    folder = rooms / "taken"
    folder.mkdir()
    if there:
        (folder / "one").write_bytes(there)
    with pytest.raises(OSError) as raised, small():
        FILES[what](held, folder / "one")
    assert why(raised.value) in (fault_words("too-large"), fault_words("full"))
    assert [path.read_bytes() for path in folder.iterdir()] == [there] * bool(there)
    FILES[what](held, folder / "one")
    assert (folder / "one").stat().st_size > 100
