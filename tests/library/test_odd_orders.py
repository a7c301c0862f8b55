"""Two programs that are open and commands that come and go do everything on one home in any order: nothing kept is lost.

Meanwhile files are deleted, the cache is emptied, the home is moved away, and the disk refuses what is to be written.
"""

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library import Library, NoBackupError
from hospital_tui.library.reader import Reader, ReaderError
from hospital_tui.library.reader.acts import State
from hospital_tui.library.reader.journal import Journal
from hospital_tui.library.reader.opening import seen

from .conftest import Open
from .test_adding import addition
from .test_corrections import article
from .test_every_act import exported

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file that is open can be taken away")

Do = Callable[[Library, random.Random], object]
REFUSED = (ReaderError, OSError, KeyError, NoBackupError)
"""What a program says in words."""


def figure(library: Library, chance: random.Random) -> object:
    rows = list(library.figures())
    if not rows:
        raise KeyError
    return chance.choice(rows)


def card(library: Library, chance: random.Random) -> str:
    return chance.choice([one.id for one in library.shelf()])


def said(chance: random.Random) -> dict[str, str]:
    return {"article_id": "a-1", "passage_id": f"a@{chance.randrange(4)}", "hospital": "院", "quote": "骨科"}


def bring(library: Library, chance: random.Random) -> None:
    from hospital_tui.library.importing import rows_of

    row = '{"passage_id": "a@9", "article_id": "a-1", "hospital": "院", "passage": "骨科", "note": "注", "created": ""}'
    library.bring_in(rows_of(f"[{row}]".encode()))


ACTS: dict[str, Do] = {
    "mark": lambda library, chance: library.reader.mark(**said(chance), note=f"注{chance.random()}"),
    "unmark": lambda library, chance: library.reader.unmark(said(chance)["passage_id"]),
    "tag": lambda library, chance: library.reader.set_tags([f"甲{chance.randrange(3)}"], **said(chance)),
    "setting": lambda library, chance: library.reader.set(f"k{chance.randrange(3)}", chance.random()),
    "correct": lambda library, chance: library.correct(figure(library, chance), {"value": chance.randrange(99, 999)}),
    "strike": lambda library, chance: library.correct(figure(library, chance), struck=True),
    "uncorrect": lambda library, chance: library.undo_correction(chance.choice([0, *(o.id for o in library.corrections())])),
    "confirm": lambda library, chance: library.confirming.confirm(figure(library, chance)),
    "facts": lambda library, chance: library.set_facts_of([card(library, chance)], {"year": str(chance.randrange(1950, 2020))}),
    "add": lambda library, chance: library.add_articles([addition(chance.randrange(2, 6))]),
    "remove": lambda library, chance: library.remove(card(library, chance)),
    "undo": lambda library, chance: library.undo(),
    "backup": lambda library, chance: library.backup(library.home.parent / "backup.zip"),
    "restore": lambda library, chance: library.restore(library.home.parent / "backup.zip", overwrite=chance.random() < 0.5),
    "import": bring,
    "export": lambda library, chance: exported(library, library.home.parent / "out.csv", "csv"),
    "look": lambda library, chance: library.changed() and library.refresh(thorough=False),
}  # fmt: skip
"""What a reader or a command does."""


def unlink(name: str, unless: str = ".") -> Do:
    """Delete files; not where nothing else says the same."""
    return lambda library, chance: [
        path.unlink(missing_ok=True) for path in library.home.glob(name) if (library.home / unless).exists()
    ]


HAPPENS: dict[str, Do] = {
    "no database": unlink("reader.db*", "reader.journal"),
    "no journal": unlink("reader.journal", "reader.db"),
    "no cache": lambda library, chance: shutil.rmtree(os.environ["HOSPITAL_TUI_CACHE"], ignore_errors=True),
    "no articles": unlink("articles/*/*.yaml"),
    "nothing removed": lambda library, chance: shutil.rmtree(library.home / "removed", ignore_errors=True),
}
"""What happens to the files meanwhile."""


def kept(home: Path) -> State:
    return seen(home / "reader.db")


def lost(before: State, after: State) -> set[tuple[str, str]]:
    """Rows that are gone."""
    return {(table, key) for table, rows in before.items() for key in rows if key not in after.get(table, {})}


TAKES_AWAY = {"unmark", "tag", "undo", "uncorrect", "confirm", "restore"}
"""Acts that may take rows away; one of two, tags, takes those of its passage only."""


def test_nothing_is_lost_in_any_order(opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(int(os.environ.get("SEEDS", "3"))):
        shutil.rmtree(rooms / "home", ignore_errors=True)
        walk(opened, rooms, seed, monkeypatch)


def walk(opened: Open, rooms: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    open_ones = [opened([article()]), Library.open()]
    full: list[bool] = [False]
    append = Journal.append

    def refusing(journal: Journal, act: object) -> object:
        if full[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return append(journal, act)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", refusing)
        trail: list[str] = []
        for _ in range(40):
            name = chance.choice([*ACTS, *ACTS, *ACTS, *HAPPENS])
            full[0] = chance.random() < 0.1
            with Library.open() as command:
                library = chance.choice([*open_ones, command])
                trail.append(f"{name} {library is command} {full[0]}")
                before, files = kept(rooms / "home"), yaml(rooms)
                try:
                    {**ACTS, **HAPPENS}[name](library, chance)
                except REFUSED as error:
                    trail[-1] += f" {error!r}"
                    assert name in ACTS, (seed, trail[-8:])
                    if name != "restore":
                        assert kept(rooms / "home") == before or isinstance(error, FileNotFoundError), (
                            seed,
                            trail[-8:],
                        )
                after = kept(rooms / "home")
                assert name in TAKES_AWAY or not lost(before, after), (seed, trail[-8:])
                if name not in HAPPENS:
                    assert yaml(rooms) >= files, (seed, trail[-8:])
    whole = kept(rooms / "home")
    for library in open_ones:
        library.refresh()
        library.close()
    with Library.open() as again:
        assert kept(rooms / "home") == whole, (seed, trail[-8:])
        assert again.home == rooms / "home"
        again.reader.close(), Reader.open(rooms / "home").close()


def yaml(rooms: Path) -> set[str]:
    """Names of the articles, be they in their place or aside."""
    return {path.name for path in (rooms / "home").rglob("*.yaml")}


@pytest.mark.parametrize("replaced", [False, True])
def test_a_home_that_was_moved_away_or_replaced_is_gone_on_with(
    opened: Open, rooms: Path, replaced: bool
) -> None:
    """What is in the place now is written to, with all that the program holds where there is nothing; the other stays."""
    library = opened([article()])
    library.add_articles([addition(2)])
    library.reader.mark(**said(random.Random(1)), note="前")
    home, old, other = rooms / "home", rooms / "old", rooms / "other"
    with Library.open(other) as there:
        there.reader.mark(article_id="a-1", passage_id="a@8", hospital="院", quote="骨科")
    home.rename(old)
    if replaced:
        other.rename(home)
    before = kept(old)
    library.refresh(thorough=False)
    library.reader.mark(article_id="a-1", passage_id="a@9", hospital="院", quote="骨科")
    library.correct(figure(library, random.Random(1)), {"label": "别的"})
    assert kept(old) == before and len(yaml(rooms)) == 0
    now = kept(home)
    assert set(now["bookmark"]) == {"a@9", "a@8"} if replaced else not lost(before, now)
    assert len(now["correction"]) == 1
    library.close()
    with Library.open() as again:
        assert len(again.shelf()) == 1 and again.corrections()


@pytest.mark.parametrize("gone", ["all", "half"])
def test_a_journal_that_somebody_took_away_tells_everything_again(tmp_path: Path, gone: str) -> None:
    """As soon as something is kept, by a program that was open meanwhile; then the database may go as well."""
    with closing(Reader.open(tmp_path)) as reader:
        for number in range(4):
            reader.mark(**said(random.Random(number)) | {"passage_id": f"a@{number}"})
        journal = tmp_path / "reader.journal"
        if gone == "all":
            journal.unlink()
        else:
            os.truncate(journal, journal.stat().st_size // 2)
        reader.set("k", 1)
    for name in ("", "reader.db*"):
        for path in tmp_path.glob(name) if name else ():
            path.unlink()
        with closing(Reader.open(tmp_path)) as again:
            assert len(again.bookmarks()) == 4 and again.get("k") == 1
            assert [notice.key for notice in again.notices] == []
