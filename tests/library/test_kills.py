"""A program that is killed loses nothing it acknowledged. The full counts: `python tests/benchmarks/library_kills.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "benchmarks" / "library_kills.py"


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_programs_lose_nothing() -> None:
    command = [sys.executable, str(PROGRAM), "--bookmarks", "3", "--corrections", "2", "--exports", "2"]
    command += ["--adds", "4", "--articles", "60"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout and "all whole" in done.stdout
