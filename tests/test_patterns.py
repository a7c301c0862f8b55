"""Kept patterns are those that would be compiled; whatever the file holds, and however many compile at once."""

import marshal
import os
import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hospital_tui import patterns

TEXT = "2023年，Ward 3开放床位1200张，同比增长12.5%；\nward 12 急诊62.9万人次"
CASES: list[tuple[Any, int]] = [
    (r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff%])?", 0),
    (r"(?<=ward )\d+", re.IGNORECASE),
    (r" (\w+) \s (?# said) \d ", re.VERBOSE),
    (r"^ward.*$", re.MULTILINE | re.DOTALL),
    (r"[^\d，；]+(?=\d)|万人次$", 0),
    (r"(?:开放|急诊)(床位)?", re.ASCII),
    (rb"\d+\.\d", 0),
    (r"((\d)\2|(?:1|2){2})", 0),
]
Begin = Callable[[], Callable[[], None]]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begin as a fresh process would; afterwards patterns are compiled as before."""
    places = [(import_module(name), import_module(name).compile) for name in ("_sre", "re._compiler")]

    def back() -> None:
        for place, compiled in places:
            vars(place)["compile"] = compiled
        patterns.keep.cache_clear()
        re.purge()

    def start() -> Callable[[], None]:
        back()
        return patterns.keep(lambda: tmp_path / "cache")

    yield start
    back()


def found(case: tuple[Any, int]) -> Any:
    pattern = re.compile(*case)
    text = TEXT.encode() if isinstance(case[0], bytes) else TEXT
    return (
        pattern.flags,
        pattern.groups,
        dict(pattern.groupindex),
        [match.regs for match in pattern.finditer(text)],
    )


def the_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").iterdir()
    return path


def test_what_is_kept_is_what_would_be_compiled(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_ever = [found(case) for case in CASES]
    begin()
    assert [found(case) for case in CASES] == as_ever
    write = begin()
    assert not (tmp_path / "cache").exists()
    assert [found(case) for case in CASES] == as_ever
    write()
    assert the_file(tmp_path).stat().st_mode & 0o077 == 0
    begin()
    monkeypatch.setattr("re._compiler._code", None)  # whoever compiles now fails
    assert [found(case) for case in CASES] == as_ever


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_no_file(begin: Begin, tmp_path: Path, seed: int) -> None:
    as_ever = [found(case) for case in CASES]
    write = begin()
    assert [found(case) for case in CASES] == as_ever
    write()
    path, chance = the_file(tmp_path), random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
    write = begin()
    assert [found(case) for case in CASES] == as_ever
    write()
    begin()
    assert [found(case) for case in CASES] == as_ever


@pytest.mark.parametrize("numbers", [b"", marshal.dumps(()), marshal.dumps((0, [1, 2, 3], 0, {}, (None,)))])
def test_numbers_that_are_none_are_compiled_anew(begin: Begin, tmp_path: Path, numbers: bytes) -> None:
    as_ever = [found(case) for case in CASES]
    write = begin()
    assert [found(case) for case in CASES] == as_ever
    write()
    path = the_file(tmp_path)
    kept = marshal.dumps(dict.fromkeys(marshal.loads(path.read_bytes()[8:]), numbers))
    path.write_bytes(b"%08x" % crc32(kept) + kept)
    begin()
    assert [found(case) for case in CASES] == as_ever


def test_many_may_compile_at_once(begin: Begin) -> None:
    cases = [
        (f"({letter}{{{number}}})(?P<n{number}>x)?", 0) for letter in "abcdef" for number in range(1, 30)
    ]
    as_ever = [found(case) for case in cases]
    write = begin()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(found, cases)) == as_ever
    write()
    begin()
    assert [found(case) for case in cases] == as_ever


def test_where_nothing_can_be_kept_nothing_is_said(begin: Begin, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    write = begin()
    found(CASES[0])
    write()
    assert (tmp_path / "cache").read_text() == "a file where the folder should be"


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 matches `(…)++` wrongly where there is a choice in the group; `(?>(…)+)` says the same."""
    room = Path(patterns.__file__).parent
    repeated = re.compile(r"(?<![\\(])\)(?:\+\+|\*\+|\?\+)")
    places = [
        f"{path.relative_to(room)}:{number}"
        for ending in ("py", "yaml")
        for path in room.rglob(f"*.{ending}")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if repeated.search(line)
    ]
    assert places == []


def test_files_of_programs_that_are_no_more_do_not_pile_up(tmp_path: Path) -> None:
    """Those of a kind that were written last are left, and whatever else lies there."""
    (tmp_path / "styles-1").touch()
    for number in range(9):
        path = tmp_path / f"patterns-{number}"
        patterns.write_down(path, {number: b""})
        os.utime(path, (number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f"patterns-{number}" for number in (5, 6, 7, 8)),
        "styles-1",
    ]
