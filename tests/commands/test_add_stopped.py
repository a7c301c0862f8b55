"""`add` that is stopped or whose workers die: what was parsed is kept, the rest is gone on with."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.ingest import job as adding
from hospital_tui.ingest.frames import Fault, Outcome, Task
from hospital_tui.ingest.pool import Pool
from hospital_tui.library import Library

from .sources import PLACES, events, own, sources

Run = Callable[..., Result]


def test_outcomes_come_in_order_and_any_number_is_under_way(article_text: str) -> None:
    def tasks() -> list[Task | Outcome]:
        for number in range(40):
            data = article_text.replace("春江", PLACES[number]).encode() if number % 3 else b""
            yield Outcome(str(number)) if number % 5 == 0 else Task("a.txt", str(number), data)  # type: ignore[misc]

    with Pool(2, ["--no-vocabulary"]) as pool:
        found = list(pool.outcomes(tasks()))
    assert [outcome.shown for outcome in found] == [str(number) for number in range(40)]
    for number, outcome in enumerate(found):
        if number % 5 == 0:
            assert outcome == Outcome(str(number))
        elif number % 3 == 0:
            assert outcome.fault == Fault(str(number), "empty", "")
        else:
            assert outcome.articles[0].hospital.name == f"{PLACES[number]}市中心医院"


def test_a_source_that_brings_its_worker_down_fails_alone(article_text: str) -> None:
    with Pool(1, ["--no-vocabulary"]) as pool:
        command = pool._command
        pool._command = [sys.executable, "-c", "import os; os.read(0, 20); os._exit(7)"]
        (first,) = pool.outcomes([Task("a.txt", "a.txt", article_text.encode())])
        assert first.fault == Fault("a.txt", "worker", "exit 7")
        pool._command = command
        (second,) = pool.outcomes([Task("a.txt", "a.txt", article_text.encode())])
        assert second.fault is None


# Interruption


def test_ctrl_c_while_waiting_writes_what_was_parsed(
    run: Run, tmp_path: Path, article_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sources(tmp_path / "many", article_text, 6)
    monkeypatch.setattr(adding, "_BATCH_SECONDS", 1000)
    taken = adding.Job._take

    def interrupted(job: adding.Job, outcome: Outcome) -> None:
        taken(job, outcome)
        if len(job._batch) == 4:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(adding.Job, "_take", interrupted)
    done = run("add", folder, "--no-vocabulary")
    assert done.exit_code == 130
    assert "added 4" in done.stderr
    assert "goes on from here" in done.stderr
    monkeypatch.setattr(adding.Job, "_take", taken)
    assert "added 2, there already 4" in run("add", folder, "--no-vocabulary").stderr


def test_ctrl_c_while_writing_waits_for_the_batch(
    run: Run, tmp_path: Path, article_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sources(tmp_path / "many", article_text, 4)
    monkeypatch.setattr(adding, "_BATCH_SOURCES", 2)
    monkeypatch.setattr(adding, "_BATCH_SECONDS", 1000)
    written = Library.add_articles

    def interrupted(library: Library, *arguments: object, **options: object) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return written(library, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "add_articles", interrupted)
    assert run("add", folder, "--no-vocabulary").exit_code == 130
    assert len(own()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_add_with_its_workers_and_what_was_parsed_is_kept(
    tmp_path: Path, article_text: str, name: str, code: int
) -> None:
    folder = sources(tmp_path / "many", article_text, 40)
    line = ["add", str(folder), "--no-vocabulary", "--progress", "json", "--jobs", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "hospital_tui", *line], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        first = [process.stdout.readline() for _ in range(2)]  # the start, and that a worker has answered
        process.send_signal(getattr(signal, name))
        rest = process.stdout.read()  # ends when the workers, who could write there, have ended too
        said = process.stderr.read().decode()
    assert process.returncode == code
    assert said.splitlines()[-1] == "hospital-tui: stopped"
    last = events((b"".join(first) + rest).decode())[-1]
    assert last["stopped"] and last["added"] == len(own())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_add_leaves_whole_articles_and_goes_on(tmp_path: Path, article_text: str) -> None:
    folder = sources(tmp_path / "many", article_text, 60)
    command = [
        sys.executable,
        "-m",
        "hospital_tui",
        "add",
        str(folder),
        "--no-vocabulary",
        "--progress",
        "json",
        "--jobs",
        "2",
    ]
    for lines in (3, 12, 25):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(lines):
                if not process.stdout.readline():
                    break
            process.kill()
        found = own()
        assert len(found) == len(set(found))
    finished = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    assert events(finished.stdout)[-1]["failed"] == 0
    assert sorted(own()) == sorted(f"{place}市中心医院" for place in PLACES[:60])
