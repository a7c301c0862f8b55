"""The program as a process: closed pipes, poor locales, signals."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hospital_tui.faults import ChangedError
from hospital_tui.library.figure_rows import FigureRows
from hospital_tui.speech import fault_words

from .conftest import Run

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "SEEDS", "--format", "json"],
        ["parse", "SEEDS"],
        ["parse", "SEEDS", "--check"],
        ["search", "医院", "--full"],
        ["search", "医院", "--format", "json"],
        ["figures", "--format", "csv"],
        ["figures"],
        ["list"],
        ["doctor"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_closed_pipe_ends_quietly(arguments: list[str], seeds: list[Path]) -> None:
    files = list(map(str, seeds))
    words = [word for argument in arguments for word in (files if argument == "SEEDS" else [argument])]
    with subprocess.Popen(
        [sys.executable, "-m", "hospital_tui", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        complaints = process.stderr.read().decode()
        assert process.wait(timeout=600) == 0
    assert "rror" not in complaints and "Broken" not in complaints and "Traceback" not in complaints


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_a_poor_locale_gets_utf8_all_the_same(
    program: Program, environment: dict[str, str], article: Path
) -> None:
    done = program("search", "机器人", env=environment)
    assert done.returncode == 0
    assert "长治市第二人民医院" in done.stdout.decode("utf-8")
    parsed = program("parse", article, "--format", "json", env=environment)
    assert json.loads(parsed.stdout)["articles"][0]["hospital"]["name"] == "春江市中心医院"
    missing = program("parse", article.with_name("没有.txt"), env={**environment, "LANG": "zh_CN"})
    assert missing.returncode == 2
    assert missing.stderr.decode("utf-8").count("\n") == 1


def test_closed_standard_streams_do_no_harm(article: Path) -> None:
    parse = f'parse "{article}" --format json'
    for words, closed in (("list", ">&-"), ("list", "2>&-"), (parse, "<&-"), (parse, ">&- 2>&- <&-")):
        command = f'"{sys.executable}" -m hospital_tui {words} {closed}'
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=600, check=False)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 2)


def test_ctrl_c_ends_with_130_and_one_line() -> None:
    """Interrupted while it waits for standard input."""
    with subprocess.Popen(
        [sys.executable, "-m", "hospital_tui", "parse", "-", "--encoding", "utf-8"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONVERBOSE": ""},
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"x" * (1 << 20))  # more than a pipe holds: when it is taken, somebody is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=600) == 130
        assert process.stderr.read().decode().strip() == "hospital-tui: stopped"


def test_an_unexpected_error_is_one_line(program: Program, article: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import hospital_tui.parsing.inputs as inputs\ndef broken(*a, **k): raise RuntimeError('one\\ntwo')\ninputs._READERS['text'] = broken\n",
        encoding="utf-8",
    )
    done = program(
        "parse", article, env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "hospital-tui: unexpected error: RuntimeError: one two (HOSPITAL_TUI_TRACEBACK=1 shows where)"
    ]


def test_what_changed_while_it_was_read_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(*_: object) -> None:
        raise ChangedError

    monkeypatch.setattr(FigureRows, "_row", changed)
    done = run("figures", "--format", "csv")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"hospital-tui: {fault_words('changed')}"


def test_a_fifo_is_a_source(program: Program, tmp_path: Path, article_text: str) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-c", f"open({str(pipe)!r}, 'w', encoding='utf-8').write({article_text!r})"]
    ):
        done = program("parse", pipe, "--check")
    assert done.returncode == 0
