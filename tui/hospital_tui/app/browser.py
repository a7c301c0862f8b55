"""The app on a page of a browser (`hospital-tui serve`): it ends with its page, and its files go to the browser."""

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from hospital_tui.homes import in_browser
from hospital_tui.speech import t

__all__ = ["BrowserDriver", "Uploaded", "ask_for_files", "deliver", "in_browser", "own_place"]


class Uploaded(Message):
    """Files came from the browser: the folder that they lie in, on the server."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__()


_PATIENCE = 10.0
"""Seconds that the first word of a server is waited for, which sends it with the start."""


class BrowserDriver(WebDriver):
    """Leaves as the key for it does, place and panes kept, when the page is closed or the server is gone."""

    _heard = False

    def start_application_mode(self) -> None:
        """Begin; where no server says anything, there is none."""
        super().start_application_mode()
        self._app.set_timer(_PATIENCE, self._check_heard)

    def _check_heard(self) -> None:
        if not self._heard:
            print(f"hospital-tui: {t('no-page')}", file=sys.__stderr__)  # Textual takes what is printed
            self._leave(2)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """The page is closed, or files came from it; all else is textual's."""
        self._heard = True
        if packet_type == "quit":
            self._leave()
        elif packet_type == "uploaded":
            self._app.post_message(Uploaded(str(payload["folder"])))
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read what the page sends, until there is no server any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def _leave(self, code: int = 0) -> None:
        end = getattr(self._app, "end", self._app.exit)
        self._app.call_later(end, code)


def ask_for_files(app: App[Any]) -> None:
    """Let the page ask its reader for files of their own machine; `Uploaded` follows where they are sent."""
    if isinstance(app._driver, WebDriver):
        app._driver.write_meta({"type": "upload"})


def own_place(name: str) -> Path:
    """Where a file is written that goes to the browser: of what was typed the last part, in a folder of its own."""
    return Path(tempfile.mkdtemp(prefix=f"hospital-tui-{os.getpid()}-")) / (Path(name).name or "hospital")


def deliver(app: App[Any], path: Path) -> None:
    """Hand a file over as a download, and keep nothing of it."""
    data = path.read_bytes()
    path.unlink()
    path.parent.rmdir()
    app.deliver_binary(io.BytesIO(data), save_filename=path.name)
