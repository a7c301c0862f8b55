"""What disks and other programs do to a library: said, survived, and mended where it can be."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.library import Cancelled, Library
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.readings import schema

from .conftest import Open, made
from .test_adding import addition


def keys(library: Library) -> list[str]:
    return [notice.key for notice in library.notices]


def compiled(rooms: Path) -> Path:
    return next((rooms / "cache").rglob("library-*.db"))


def works(library: Library, articles: int) -> None:
    assert library.totals().articles == articles
    assert len(library.shelf()) == articles
    assert library.tally(library.query("骨科")).articles == articles
    assert {hit.article_id for hit in library.hits(library.query("骨科"))} == {
        card.id for card in library.shelf()
    }


def test_a_cache_folder_that_cannot_be_made_means_memory(opened: Open, rooms: Path) -> None:
    (rooms / "cache").write_text("a file")
    library = opened([made(1), made(2)])
    assert library.where is None
    assert keys(library) == ["cache-unwritable"]
    works(library, 2)
    library.add_articles([addition(3)])
    works(library, 3)


@pytest.fixture
def small_disk(rooms: Path) -> Iterator[Path]:
    """A disk of 300 kB for the cache."""
    folder = rooms / "cache"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if (
        os.name != "posix"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_means_memory(opened: Open, small_disk: Path) -> None:
    letters = random.Random(1)
    many = [
        made(number, ["骨科" + "".join(map(chr, letters.choices(range(0x4E00, 0x9FA0), k=400)))])
        for number in range(1, 40)
    ]
    library = opened(many)
    assert library.where is None
    assert keys(library) == ["cache-unwritable"]
    works(library, 39)
    assert not [path for path in small_disk.rglob("*") if path.name.startswith(("building", "library"))]


def test_a_disk_that_fills_while_adding_is_said_and_made_good(
    opened: Open, rooms: Path, small_disk: Path
) -> None:
    library = opened([made(1)])
    if library.where is None:
        pytest.skip("the empty library does not fit")
    with pytest.raises(Exception, match="full"):
        for number in range(2, 60):
            library.add_articles(
                [addition(number, "骨科" + "".join(map(chr, range(0x4E00, 0x4E00 + 40 * number))))]
            )
    library.close()
    stored = len(list((rooms / "home" / "articles").rglob("*.yaml"))) + 1
    again = Library.open()
    works(again, stored)


def test_a_read_only_disk_is_read(opened: Open, rooms: Path, small_disk: Path) -> None:
    library = opened([made(1)])
    if library.where is None:
        pytest.skip("the library does not fit")
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    again = Library.open()
    assert again.where is not None
    assert keys(again) == []
    works(again, 1)
    (rooms / "data" / "more.yaml").write_text(dump(made(2)), "utf-8")
    third = Library.open()
    assert third.where is None
    assert keys(third) == ["cache-unwritable"]
    works(third, 2)


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "header", "format"])
def test_a_damaged_cache_is_rebuilt(opened: Open, rooms: Path, damage: str) -> None:
    opened([made(1), made(2)]).close()
    file = compiled(rooms)
    data = file.read_bytes()
    file.write_bytes(
        {
            "empty": b"",
            "text": b"not a library" * 1000,
            "cut": data[:8192],
            "header": b"\0" * 100 + data[100:],
            "format": data,
        }[damage]
    )
    if damage == "format":
        connection = schema.connect(file, write=True)
        connection.execute("UPDATE meta SET value = 0 WHERE key = 'format'")
        connection.close()
    library = Library.open()
    works(library, 2)
    assert keys(library) == ["cache-older" if damage == "format" else "cache-damaged"]
    assert library.where is not None
    library.close()
    assert keys(Library.open()) == []


@pytest.mark.parametrize("seed", range(12))
def test_damage_met_while_reading_is_mended(opened: Open, rooms: Path, seed: int) -> None:
    opened([made(number) for number in range(1, 30)]).close()
    file = compiled(rooms)
    data = bytearray(file.read_bytes())
    page = random.Random(seed).randrange(1, len(data) // 4096)
    data[page * 4096 : (page + 1) * 4096] = random.Random(seed).randbytes(4096)
    file.write_bytes(data)
    library = Library.open()
    for card in library.shelf():
        library.article(card.id)
    library.hits(library.query("骨科"))
    library.figures()[:10]
    library.complete("骨", 1)
    assert library.totals().articles == 29
    assert set(keys(library)) <= {"cache-damaged"}


def test_a_cache_deleted_under_way_does_not_stop_the_app(opened: Open, rooms: Path) -> None:
    library = opened([made(1), made(2)])
    shutil.rmtree(rooms / "cache")
    works(library, 2)
    in_threads(lambda: works(library, 2))
    library.add_articles([addition(3)])
    works(library, 3)
    works(Library.open(), 3)


def in_threads(job: object, count: int = 4) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            job()  # type: ignore[operator]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_threads_ask_at_the_same_time(opened: Open) -> None:
    library = opened([made(1), made(2), made(3)])
    in_threads(lambda: [works(library, 3) for _ in range(20)], 8)


def test_articles_changed_under_way_are_noticed(opened: Open, rooms: Path) -> None:
    library = opened([made(1), made(2)])
    file = rooms / "data" / f"{made(1).id}.yaml"
    assert not library.changed()
    file.write_text(dump(made(1, ["骨科改了。"], hospital="改名医院")), "utf-8")
    assert library.changed()
    assert library.refresh()
    assert library.shelf()[0].hospital == "改名医院"
    assert not library.changed() and not library.refresh()
    file.unlink()
    assert library.refresh()
    works(library, 1)


def test_a_broken_file_is_said_and_the_rest_shown(opened: Open, rooms: Path) -> None:
    library = opened([made(1), made(2)])
    file = rooms / "data" / f"{made(1).id}.yaml"
    file.write_text(dump(made(1)).replace("role: body", "role: chorus"), "utf-8")
    library.refresh()
    works(library, 1)
    (notice,) = library.notices
    assert notice.key == "article-file"
    assert notice.params["file"] == str(file)
    assert int(notice.params["line"]) > 1
    assert notice.params["field"].endswith("role")
    assert [item.key for item in Library.open().notices] == ["article-file"]
    file.write_text(dump(made(1)), "utf-8")
    library.refresh()
    works(library, 2)
    assert library.notices == []


def test_a_home_that_is_no_folder_is_said(opened: Open, rooms: Path) -> None:
    (rooms / "home").write_text("a file")
    library = opened([made(1)])
    assert keys(library) == ["home-unreadable"]
    works(library, 1)


def test_two_apps_see_what_a_third_program_adds(opened: Open) -> None:
    one, other = opened([made(1)]), Library.open()
    writer = Library.open()
    for number in range(2, 6):
        writer.add_articles([addition(number)])
        one.totals()
    assert one.changed() and other.changed()
    one.refresh()
    other.refresh()
    works(one, 5)
    works(other, 5)
    assert not one.changed()


PROGRAM = """
import sys
from hospital_tui.library.files import places
from hospital_tui.library.store import compiling
from hospital_tui.library.files import sources
from hospital_tui.library import Library
from pathlib import Path
rooms = Path(sys.argv[1])
inside = places.Bundled(rooms / "data", rooms / "seeds")
for module in (places, compiling, sources):
    module.bundled = lambda: inside
library = Library.open()
print(library.totals().articles, library.tally(library.query("骨科"), cap=None).articles, [n.key for n in library.notices])
"""


def test_programs_that_start_at_once_build_one_cache(opened: Open, rooms: Path) -> None:
    for number in range(1, 30):
        (rooms / "data" / f"{number}.yaml").write_text(dump(made(number)), "utf-8")
    programs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(rooms)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [program.communicate(timeout=600)[0].strip() for program in programs] == ["29 29 []"] * 3
    assert len(list((rooms / "cache").rglob("library-*.db"))) == 1


ADDING = """
import sys
import hashlib, msgspec
from pathlib import Path
from hospital_tui.library.store import compiling
from hospital_tui.library.files import places
from hospital_tui.library.files import sources
from hospital_tui.library import Library
from hospital_tui.library.adding import Addition
rooms = Path(sys.argv[1])
inside = places.Bundled(rooms / "data", rooms / "seeds")
for module in (places, compiling, sources):
    module.bundled = lambda: inside
library = Library.open()
pattern = library.article(library.shelf()[0].id)
for number in range(40):
    sha = hashlib.sha256(str(number).encode()).hexdigest()
    title = msgspec.structs.replace(pattern.head[0], text=f"第{number}篇")
    source = msgspec.structs.replace(pattern.source, sha256=sha)
    article = msgspec.structs.replace(pattern, id=f"{sha[:12]}-1", source=source, head=(title,))
    library.add_articles([Addition(articles=(article,), data=b"")], ["骨科"], same="both")
"""


def test_two_apps_read_while_another_program_adds(opened: Open, rooms: Path) -> None:
    apps = [opened([made(1)]), Library.open()]
    adding = subprocess.Popen([sys.executable, "-c", ADDING, str(rooms)])
    seen = set()
    while adding.poll() is None:
        for app in apps:
            seen.add(app.tally(app.query("骨科")).articles)
            app.hits(app.query("骨科 机器人"))
            if app.changed():
                app.refresh(thorough=False)
    assert adding.returncode == 0
    for app in apps:
        app.refresh()
        works(app, 41)
    assert len(seen) > 1


LIGHT = """
import sys
from hospital_tui.library import Library
library = Library.open()
library.shelf()[:10]
library.hits(library.query("骨科"))
print([name for name in ("yaml", "jieba", "pypinyin", "platformdirs", "textual", "tempfile") if name in sys.modules])
"""


def test_a_compiled_library_opens_without_what_only_compiling_needs(rooms: Path) -> None:
    runs = [
        subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[1].stdout.strip() == "[]"


def test_a_home_that_may_not_be_looked_into_is_said(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rooms / "home").mkdir()
    stat = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if (rooms / "home") in (path, *path.parents):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    library = opened([made(1)])
    assert keys(library) == ["home-unreadable"]
    works(library, 1)


def test_a_damaged_file_of_the_reader_does_not_stop_the_library(opened: Open, rooms: Path) -> None:
    (rooms / "home").mkdir()
    (rooms / "home" / "reader.db").write_bytes(b"damaged" * 1000)
    works(opened([made(1)]), 1)


def test_a_long_question_can_be_called_off(opened: Open) -> None:
    library = opened([made(1)])
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    outcome: list[type[BaseException]] = []

    def ask() -> None:
        try:
            library._ask(lambda connection: connection.execute(endless).fetchone())
        except Cancelled as error:
            outcome.append(type(error))

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        library.cancel()
        thread.join(0.01)
    assert outcome == [Cancelled]
    works(library, 1)


def test_damage_on_a_read_only_disk_means_memory(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened([made(number) for number in range(1, 30)]).close()
    file = compiled(rooms)
    data = bytearray(file.read_bytes())
    library = Library.open()
    connection = schema.connect(file)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'body'").fetchone()
    connection.close()
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    file.write_bytes(data)
    monkeypatch.setattr(
        Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(OSError(30, "Read-only file system"))
    )
    works(library, 29)
    assert library.where is None
    assert keys(library) == ["cache-damaged"]
