"""One reader at one page: the app as a child process, ended with the page whatever the child does."""

import asyncio
import base64
import json
import os
import re
import secrets
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from textual_serve.app_service import AppService

_GRACE = 8.0
"""Seconds that the app has to end by itself."""
_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
"""OSC 52: what the app copies."""
_LAST_WORDS = 2000
_PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "PYTHONPATH",
    "PYTHONUTF8",
    "SYSTEMROOT",
    "TZ",
    "HOME",
    "TMPDIR",
    "TEMP",
)
"""Of the environment, what the app is given beside what the session says."""


class Session(AppService):
    """The app for one page; `program` and `environment` are the reader's own."""

    def reading(self, reader: str, program: Sequence[str], environment: dict[str, str]) -> "Session":
        """Say for whom, and what is run."""
        self.reader, self._program, self._own = reader, program, environment
        self._errors = bytearray()
        self.upload = ""
        """The key under which the page may send files now."""
        self._ready = False
        self.folder = ""
        """Where what the page sends lies, as long as it is open."""
        return self

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        built = self._build_environment(width, height)
        kept = {
            name: value
            for name, value in built.items()
            if name in _PASSED_ON or name.startswith(("TEXTUAL", "TERM_"))
        }
        environment = {
            **kept,
            "COLUMNS": str(width),
            "ROWS": str(height),
            "TERM": "xterm-256color",
            **self._own,
        }
        process = await asyncio.create_subprocess_exec(
            *self._program, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        assert process.stderr is not None
        feed = process.stderr.feed_data

        def noted(data: bytes) -> None:
            self._errors += data[-_LAST_WORDS:]
            feed(data)

        setattr(process.stderr, "feed_data", noted)  # noqa: B010 (what the app says last is for the page too)
        self._process, self._stdin = process, process.stdin
        return process

    async def start(self, width: int, height: int) -> None:
        """Start the app, and let it hear at once that there is a page."""
        await super().start(width, height)
        await self.set_terminal_size(width, height)

    async def run(self) -> None:
        """Pass on what the app sends, until it ends; where it never began, say why."""
        try:
            await super().run()
        except (
            asyncio.CancelledError
        ):  # what reads its errors is ended before it began, where the app ends at once
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise
        if not self._ready:
            if self._process is not None:
                await self._process.wait()
            why = bytes(self._errors[-_LAST_WORDS:]).decode("utf-8", "replace").strip()
            await self.remote_write_str(json.dumps(["failed", why]))
        await self.remote_close()

    async def on_data(self, payload: bytes) -> None:
        """Send what is to be drawn; what was copied goes to the browser's clipboard."""
        self._ready = True
        for found in _COPIED.finditer(payload):
            words = base64.b64decode(found[1]).decode("utf-8", "replace")
            await self.remote_write_str(json.dumps(["copied", words]))
        await self.remote_write_bytes(_COPIED.sub(b"", payload))

    async def on_meta(self, data: bytes) -> None:
        """Let the page ask for files where the app wants some; all else is textual-serve's."""
        if json.loads(data).get("type") == "upload":
            self.upload = secrets.token_urlsafe(16)
            await self.remote_write_str(json.dumps(["upload", self.upload]))
        else:
            await super().on_meta(data)

    async def uploaded(self, folder: str) -> None:
        """Tell the app that files lie in a folder."""
        await self.send_meta({"type": "uploaded", "folder": folder})

    async def stop(self) -> None:
        """End the app, which keeps its place; one that does not end in time is killed."""
        process = self._process
        try:
            await asyncio.wait_for(super().stop(), _GRACE)
        except (TimeoutError, ConnectionError):
            pass
        finally:
            if process is not None and process.returncode is None:
                try:
                    await asyncio.wait_for(process.wait(), _GRACE)
                except TimeoutError:
                    process.kill()
                    await process.wait()


def program(library: str, lang: str) -> list[str]:
    """The app on a library, as a command."""
    return [sys.executable, "-m", "hospital_tui", "--library", library, "--lang", lang]


def environment(home: str, reader: str, *, uploads: bool) -> dict[str, str]:
    """What the app of a reader is told beside that: its home and its reader, whether it takes files, and where the server keeps caches."""
    told = {"HOSPITAL_TUI_HOME": home, "HOSPITAL_TUI_BROWSER": "uploads" if uploads else "reads"}
    told["HOSPITAL_TUI_NAME"] = reader
    if cache := os.environ.get("HOSPITAL_TUI_CACHE"):
        told["HOSPITAL_TUI_CACHE"] = cache
    return told
