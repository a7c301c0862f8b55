"""Why a file cannot be read or written, in words: no message of the system's own reaches the reader."""

import errno
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui import faults, speech
from hospital_tui.languages import LANGUAGES
from hospital_tui.library.reader.reader import ReaderError


def chained(error: Exception) -> ReaderError:
    outer = ReaderError(str(error))
    outer.__cause__ = error
    return outer


ERRORS = {
    "missing": FileNotFoundError(errno.ENOENT, "No such file or directory"),
    "denied": PermissionError(errno.EACCES, "Permission denied"),
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "read-only": sqlite3.OperationalError("attempt to write a readonly database"),
    "busy": chained(sqlite3.OperationalError("database is locked")),
    "damaged": sqlite3.DatabaseError("file is not a database"),
    "cannot-open": chained(sqlite3.OperationalError("unable to open database file")),
    "other EXDEV": OSError(errno.EXDEV, "Invalid cross-device link"),
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = speech.spoken()
    yield speech.speak(request.param)
    speech.speak(before)


@pytest.mark.parametrize("named", ERRORS)
def test_every_fault_has_words_in_every_language(named: str, language: str) -> None:
    error = ERRORS[named]
    assert faults.fault(error) == named
    said = speech.why(error)
    if language == "zh":
        assert re.search("请", said) and not re.search("[a-z]{3}", said)
    else:
        assert re.search("[a-z]{3}", said) and not re.search("[\u4e00-\u9fff]", said)
    assert str(error) != said


@pytest.mark.parametrize("named", sorted({*faults.NUMBERS.values(), *faults.SQLITE.values()}))
def test_every_reason_has_words(named: str, language: str) -> None:
    assert speech.fault_words(named) != named


def test_what_is_said_already_stays() -> None:
    assert speech.fault_words(faults.fault(ValueError("line 3:\n no number"))) == "line 3: no number"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_said() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "hospital_tui", "path", "--lang", "zh"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=600,
            check=False,
        )
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.decode().splitlines() if line.startswith("hospital-tui")]
    assert line == "hospital-tui: 标准输出: 磁盘已满，请腾出空间再试"
