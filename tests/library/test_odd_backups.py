"""Files that are no backup, or a strange one: refused in words before anything is brought back, or nothing strange is brought."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.library import Library, NoBackupError
from hospital_tui.library.reader import ReaderError
from hospital_tui.library.reader.acts import Act, Change
from hospital_tui.library.reader.journal import _line

from .conftest import Open, made
from .reader_damage import made_up, state_of
from .test_adding import addition

MARK = (1, "a-1", "a@900", 0, "院", "句", "注", "2026-01-01", "2026-01-01")


@pytest.fixture
def packed(opened: Open, tmp_path: Path) -> Path:
    with opened([made(1)]) as library:
        library.add_articles([addition(2)])
        made_up(library.home, 8)
        library.backup(tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


def journal(*rows: tuple[str, Any]) -> bytes:
    """A packed journal of rows, each with the name of its table."""
    acts = [Act(0, "", "kept", (Change(table, str(row[2]), None, row),)) for table, row in rows]
    return b"".join(map(_line, (Act(0, "", "head", rows=len(acts)), *acts)))


def rewritten(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Callable[[Path], None]:
    """The backup with other members."""

    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            held = {name: file.read(name) for name in file.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in change(held).items():
                file.writestr(name, data)

    return rewrite


def with_rows(*rows: tuple[str, Any]) -> Callable[[Path], None]:
    return rewritten(lambda held: held | {"reader.journal": journal(*rows)})


def bytes_changed(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def encrypted(data: bytes) -> bytes:
    """Every member says that it is encrypted."""
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = data.split(sign)
        parts[1:] = [part[: at - 4] + bytes([part[at - 4] | 1]) + part[at - 3 :] for part in parts[1:]]
        data = sign.join(parts)
    return data


def method(number: int) -> Callable[[bytes], bytes]:
    """Every member says that it was packed in another way."""

    def change(data: bytes) -> bytes:
        for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
            parts = data.split(sign)
            parts[1:] = [part[: at - 4] + number.to_bytes(2, "little") + part[at - 2 :] for part in parts[1:]]
            data = sign.join(parts)
        return data

    return change


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


REFUSED: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: path.write_bytes(b"") and None,
    "words": lambda path: path.write_bytes("不是备份".encode()) and None,
    "folder": folder,
    "gone": Path.unlink,
    **{f"cut at {part}/8": bytes_changed(lambda data, part=part: data[: len(data) * part // 8]) for part in range(8)},
    "encrypted": bytes_changed(encrypted),
    **{f"method {number}": bytes_changed(method(number)) for number in (1, 9, 12, 14, 93, 99)},
    "without a journal": rewritten(
        lambda held: {name: data for name, data in held.items() if name != "reader.journal"}
    ),
    "a journal of nothing": rewritten(lambda held: held | {"reader.journal": b""}),
    "a journal cut short": rewritten(lambda held: held | {"reader.journal": held["reader.journal"][:-90]}),
    "a bomb": rewritten(lambda held: held | {"articles/aa/a.yaml": bytes(80 << 20)}),
    "a journal that is a bomb": rewritten(lambda held: held | {"reader.journal": b"\n" * (80 << 20)}),
    "a later table": with_rows(("bookmark", MARK), ("later", MARK)),
    "a later column": with_rows(("bookmark", (*MARK, "new"))),
    "a column less": with_rows(("bookmark", MARK[:-1])),
    "a great number": with_rows(("bookmark", (2**63 - 1, *MARK[1:]))),
    "a greater number": with_rows(("bookmark", (10**30, *MARK[1:]))),
    "words for a number": with_rows(("bookmark", ("1", *MARK[1:]))),
    "nothing for words": with_rows(("bookmark", (*MARK[:4], None, *MARK[5:]))),
}  # fmt: skip
"""What is refused."""


def home_of(library: Library) -> object:
    files = {
        path: path.read_bytes()
        for path in library.home.rglob("*")
        if path.is_file() and path.name.split(".")[0] != "reader"
    }
    return state_of(library.reader), files


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("sort", REFUSED)
def test_nothing_is_brought_from_what_is_refused(packed: Path, sort: str, overwrite: bool) -> None:
    REFUSED[sort](packed)
    with Library.open() as library:
        before = home_of(library)
        with pytest.raises((NoBackupError, ReaderError, OSError)) as raised:
            library.restore(packed, overwrite=overwrite)
        assert type(raised.value) in (NoBackupError, ReaderError, FileNotFoundError)
        assert home_of(library) == before and library.reader.undoable()
    with Library.open() as library:
        assert home_of(library) == before and library.reader.notices == []


NAMES = ("../x", "/x", "articles/aa/..", "articles/../x", "articles/aa/../x", "sources/aa/\\x", "articles/aa/.x", "x",
         "articles/aa/a\nb", "articles/aa/b\x1b[2J", "C:x", "articles/aa/c:d", "reader.db", "articles//x")  # fmt: skip


def test_what_has_no_place_in_a_home_is_left_alone(packed: Path, rooms: Path) -> None:
    rewritten(lambda held: held | dict.fromkeys(NAMES, b"x"))(packed)
    link = zipfile.ZipInfo("articles/aa/link.yaml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(packed, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(link, "/etc/passwd")
        file.writestr("vocabulary.txt", b"one")
        file.writestr("vocabulary.txt", b"two")
    before = {path for path in rooms.rglob("*") if not path.is_relative_to(rooms / "cache")}
    with Library.open(rooms / "other") as library:
        library.restore(packed)
        brought = {path for path in (rooms / "other").rglob("*") if path.is_file()}
        assert not any(path.read_bytes() == b"x" or path.is_symlink() for path in brought)
    after = {path for path in rooms.rglob("*") if not path.is_relative_to(rooms / "cache")}
    assert {path.relative_to(rooms).parts[0] for path in after - before} == {"other"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_home_whose_places_are_taken_by_other_things(packed: Path, rooms: Path) -> None:
    """A folder where a file should go is said; nothing in it is touched."""
    other = rooms / "other"
    with zipfile.ZipFile(packed) as file:
        name = next(name for name in file.namelist() if name.startswith("articles/"))
    (other / name).mkdir(parents=True)
    with Library.open(other) as library, pytest.raises(OSError):
        library.restore(packed)
    assert (other / name).is_dir()
