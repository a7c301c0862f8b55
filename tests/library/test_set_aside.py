"""Nothing that a reader had is written over: what another copy takes the place of lies aside, each under its own name."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.files.aside import free
from hospital_tui.library.reader import Reader

from .conftest import Open, made
from .test_adding import addition


@pytest.fixture(autouse=True)
def clock_that_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """All happens in one second: no name differs by the time."""
    now = time.localtime(1.7e9)
    monkeypatch.setattr(time, "localtime", lambda *_: now)
    strftime = time.strftime
    monkeypatch.setattr(time, "strftime", lambda form, *_: strftime(form, now))


def file_of(library: Library) -> Path:
    (file,) = (library.home / "articles").rglob("*.yaml")
    return file


def edit(library: Library, words: str) -> bytes:
    """A line of the reader's own in the file of the article; what it holds then."""
    file = file_of(library)
    file.write_text(file.read_text("utf-8") + f"# {words}\n", "utf-8")
    return file.read_bytes()


def contents(home: Path) -> set[bytes]:
    return {path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    names = []
    for _ in range(4):
        names.append(free(tmp_path / "a.txt"))
        names[-1].write_text("")
    (tmp_path / "a-5.txt").symlink_to("nowhere")
    assert [name.name for name in [*names, free(tmp_path / "a.txt")]] == [
        "a.txt", "a-2.txt", "a-3.txt", "a-4.txt", "a-6.txt",
    ]  # fmt: skip


def test_removed_again_and_again_every_copy_comes_back(opened: Open) -> None:
    library = opened([made(1)])
    copies = []
    for words in ("甲", "乙", "丙"):
        library.add_articles([addition(2)])
        copies.append(edit(library, words))
        library.remove(addition(2).articles[0].id)
    assert set(copies) <= contents(library.home / "removed")
    library.undo()
    assert file_of(library).read_bytes() == copies[2]
    for copy in (copies[1], copies[0]):
        undone = library.undo()
        assert undone is not None and undone.aside is not None
        assert contents(undone.aside) >= {copy}
        assert file_of(library).read_bytes() == copies[2]
    library.remove(addition(2).articles[0].id)
    assert set(copies) <= contents(library.home)


def test_what_was_removed_by_an_earlier_version_comes_back(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files lie in the folder itself."""
    library = opened([made(1)])
    library.add_articles([addition(2)])
    with monkeypatch.context() as patch:
        patch.setattr("hospital_tui.library.reader.removal.place_for", lambda folder: folder)
        library.remove(addition(2).articles[0].id)
    library.add_articles([addition(3)])
    library.remove(addition(3).articles[0].id)
    library.undo()
    library.undo()
    assert {addition(n).articles[0].id for n in (2, 3)} <= {card.id for card in library.shelf()}


def test_a_broken_file_in_the_place_of_an_added_article_is_kept(opened: Open) -> None:
    library = opened([made(1)])
    library.add_articles([addition(2)])
    file = file_of(library)
    mine = file.read_bytes() + "！不是 YAML: [".encode()
    file.write_bytes(mine)
    library.refresh()
    library.add_articles([addition(2)])
    assert file.read_bytes() != mine
    assert mine in contents(library.home / "replaced")


def test_what_a_backup_replaces_is_kept(opened: Open, tmp_path: Path) -> None:
    library = opened([made(1)])
    library.add_articles([addition(2)])
    library.backup(tmp_path / "kept.zip")
    edited = []
    for words in ("甲", "乙"):
        edited.append(edit(library, words))
        count = library.restore(tmp_path / "kept.zip", overwrite=True)
        assert count.aside is not None and contents(count.aside) == {edited[-1]}
    assert set(edited) <= contents(library.home / "replaced")
    assert library.restore(tmp_path / "kept.zip", overwrite=True).aside is None


def test_every_damaged_reader_file_stays(rooms: Path) -> None:
    damaged = []
    for number in range(3):
        reader = Reader.open(rooms / "home")
        reader.mark(article_id="a-1", passage_id=f"a@{number}", hospital="院", quote="骨科")
        assert len(reader.bookmarks()) == number + 1
        reader.close()
        damaged.append(b"SQLite format 3\0" + bytes([number]) * 5000)
        (rooms / "home" / "reader.db").write_bytes(damaged[-1])
    Reader.open(rooms / "home").close()
    assert set(damaged) <= contents(rooms / "home")


def test_where_the_disk_is_full_nothing_is_replaced(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever write: the copy aside comes first."""
    library = opened([made(1)])
    library.add_articles([addition(2)])
    library.backup(tmp_path / "kept.zip")
    mine = edit(library, "甲")
    real = Path.replace

    def full(left: Iterator[int]) -> object:
        def replace(path: Path, target: Path) -> Path:
            if next(left, None) is None:
                raise OSError(28, "full")
            return real(path, target)

        return replace

    for number in range(3):
        with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
            patch.setattr(Path, "replace", full(iter(range(number))))
            library.restore(tmp_path / "kept.zip", overwrite=True)
            raise OSError(28, "full")  # enough room for all
        assert mine in contents(library.home)
