"""A server of a small library on a port of its own, in a process as a person starts it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("textual_serve", reason="the extra `web` is not installed")


class Serving(NamedTuple):
    """A server that runs."""

    port: int
    home: Path
    process: "subprocess.Popen[str]"
    tokens: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(folder: Path, *options: str) -> Serving:
    port, home = free_port(), folder / "home"
    told = {
        "HOSPITAL_TUI_HOME": str(home),
        "HOSPITAL_TUI_CACHE": str(folder / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    words = [sys.executable, "-m", "hospital_tui", "--lang", "en", "serve", "--port", str(port), *options]
    process = subprocess.Popen(
        words, env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    tokens = {}
    for _ in range(max(1, options.count("--reader"))):
        found = re.fullmatch(r"(?:(\w+): )?https?://[\w.]+:\d+/\?token=(\S+)\n", process.stdout.readline())
        assert found is not None
        tokens[found[1] or ""] = found[2]
    return Serving(port, home, process, tokens)


def ended(serving: Serving) -> None:
    serving.process.terminate()
    serving.process.wait(20)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    running = serve(tmp_path_factory.mktemp("served"), "--reader", "one", "--reader", "two", "--at-once", "2")
    yield running
    ended(running)
