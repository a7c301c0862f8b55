"""Folders that are watched: each source once it is written, again when it changed, and never half of one."""

import os
from pathlib import Path

from hospital_tui.ingest.watching import Watch
from hypothesis import given
from hypothesis import strategies as some


def names(files: list[str]) -> list[str]:
    return [Path(file).name for file in files]


def test_a_file_is_taken_once_it_is_written(tmp_path: Path) -> None:
    watch = Watch([str(tmp_path)])
    file = tmp_path / "inner" / "a.txt"
    file.parent.mkdir()
    with file.open("w", encoding="utf-8") as writing:
        for _ in range(3):
            writing.write("第一人民医院完成手术一百台。")
            writing.flush()
            assert watch.look() == []
    assert names(watch.look()) == ["a.txt"]
    assert watch.look() == []
    file.write_text("改过的文章。", encoding="utf-8")
    assert watch.look() == []
    assert names(watch.look()) == ["a.txt"]
    file.unlink()
    assert watch.look() == []
    file.write_text("改过的文章。", encoding="utf-8")
    assert [watch.look(), names(watch.look())] == [[], ["a.txt"]]


def test_what_is_no_source_is_left(tmp_path: Path) -> None:
    watch = Watch([str(tmp_path), str(tmp_path / "gone")])
    for name in ("a.txt.part", "b.crdownload", ".c.txt", "~$d.docx", "e.exe", "empty.txt"):
        (tmp_path / name).write_bytes(b"" if name == "empty.txt" else b"x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    assert [watch.look(), watch.look()] == [[], []]


@given(some.lists(some.tuples(some.sampled_from("abc"), some.sampled_from(["write", "remove", "nothing"]))))
def test_whatever_happens_each_state_that_stands_is_taken_once(acts: list[tuple[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        watch = Watch([place])
        taken: list[str] = []
        for size, (name, act) in enumerate(acts, 1):
            file = Path(place, f"{name}.txt")
            if act == "write":
                file.write_text("x" * size)
            elif act == "remove":
                file.unlink(missing_ok=True)
            taken += watch.look()
        taken += watch.look()
        taken += watch.look()
        there = {str(path) for path in Path(place).iterdir()}
        assert there <= set(taken)
        assert watch.look() == []


def test_waiting_ends_with_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    assert [names(files) for files in Watch([str(tmp_path)], wait).rounds()] == [["a.txt"]]
    assert all(seconds >= 1 for seconds in waits)
