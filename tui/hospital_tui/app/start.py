"""Starting the app: what must be set before Textual is imported, and in which order the eye needs things."""

import atexit
import gc
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from hospital_tui import patterns
from hospital_tui.app import first_picture
from hospital_tui.homes import default_cache, default_home, in_browser


def run(
    *, home: Path | None = None, lang: str | None = None, kitty: bool = False, reading: Path | None = None
) -> int:
    """Open the library and show it; returns the exit code.

    home: the folder of the reader's own library. lang: zh or en, by the locale where none is named. kitty: use the
    Kitty keyboard protocol, which can lose text from an input method on some terminals and so is off. reading: the folder of
    a library that is shown in place of the reader's own.
    """
    gc.disable()  # a collection during the start costs a seventh of it; on again after the first screen
    if not in_browser():  # what a shell exported is older than the window: the terminal itself is asked
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
    picture = None if reading or in_browser() else first_picture.paint(home, lang, kitty=kitty)
    atexit.register(patterns.keep(default_cache))
    try:
        return _shown(home, lang, kitty, reading)
    finally:
        if picture is not None:
            picture.restore()


def _shown(home: Path | None, lang: str | None, kitty: bool, reading: Path | None) -> int:
    """The live screen, from opening the library to closing it."""
    prepare(kitty=kitty)
    import_textual()
    from hospital_tui.app import keymap

    keymap.use(home or default_home())
    from hospital_tui.app import sheets
    from hospital_tui.app.hospital_app import HospitalApp
    from hospital_tui.library import Library
    from hospital_tui.library.reader import Reader
    from hospital_tui.speech import speak

    library = Library.open(reading or home)
    reader = Reader.open(home if reading else library.home)
    speak(lang, reader.get("language"))
    made = (patterns.keep(default_cache), sheets.keep(default_cache))

    def keep() -> None:
        for write in made:
            write()

    frame, files = None, list(filter(None, (library.where, reader.path)))
    try:
        app = HospitalApp(library, reader, keep=keep)
        try:
            code = app.run() or 0
        finally:
            app.finish()
        frame = app.last_frame if len(files) == 2 else None
        return code
    finally:
        library.close()
        reader.close()
        keep()
        if not reading and not in_browser():
            first_picture.keep(frame, files, home, lang, kitty=kitty)


class _StandIn(ModuleType):
    """A module of which every name is an empty class."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def import_textual() -> None:
    """Import Textual without what nobody here asks for: TLS, which asyncio does without where Python has none, and the
    palette of Textual's own, which ours replaces. They are a twelfth of the start. Whoever imports them later gets them.
    """
    absent: dict[str, Any] = {"ssl": None, "textual.command": _StandIn("textual.command")}
    absent = {name: instead for name, instead in absent.items() if name not in sys.modules}
    sys.modules.update(absent)
    try:
        with suppress(ImportError, AttributeError, TypeError):  # another Textual, which asks more of them
            import_module("textual.app")
    finally:
        for name in absent:
            del sys.modules[name]


_TAKEN = {
    "TEXTUAL_DISABLE_KITTY_KEY": "[01]",
    "TEXTUAL_ANIMATIONS": "(?i)none|basic|full",
    "TEXTUAL_FPS": "[1-9][0-9]{0,2}",
    "TEXTUAL_COLOR_SYSTEM": "auto|standard|256|truecolor",
    "ESCDELAY": "[1-9][0-9]{0,3}",
}
"""Of what Textual reads from the environment: what a reader can set, and to what."""


def prepare(*, kitty: bool = False) -> None:
    """Set what Textual reads from the environment when it is imported; what the reader set stays, where it is of use.

    The rest is for those who make programs with Textual: it ends others, or makes them write, press keys and wait.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in _TAKEN]:
        if not re.fullmatch(_TAKEN.get(name, "(?!)"), os.environ[name]):
            del os.environ[name]
    if kitty:
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "0"
    else:
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault(
        "TEXTUAL_FPS", "240"
    )  # nothing moves by itself: a frame's wait would only hold up an answer
