"""The program's door: the app when nothing else is asked for, a command otherwise.

A bare start and the app's own options are read here, because click costs a quarter of the time to the first screen.
"""

import atexit
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from hospital_tui import patterns
from hospital_tui.homes import default_cache, default_home, in_browser
from hospital_tui.languages import LANGUAGES, of_command_line

if TYPE_CHECKING:
    from hospital_tui.app.keymap import Wrong


class StartOptions(TypedDict, total=False):
    """The app's options."""

    library: str
    lang: str
    kitty: bool


def main() -> None:
    """Run `hospital-tui`; the app is imported only when it is wanted."""
    options = None if "_HOSPITAL_TUI_COMPLETE" in os.environ else start_options(sys.argv[1:])
    if options is not None:
        sys.exit(launch(**options))
    atexit.register(patterns.keep(default_cache))
    from hospital_tui.commands.main import Doors, cli

    cli(obj=Doors(launch, printed_keys))


def start_options(arguments: Sequence[str]) -> StartOptions | None:
    """Options of the app, when the command line holds nothing else; None hands it to the commands.

    Anything doubtful (an unknown word, a value that is missing) is theirs to explain.
    """
    options: StartOptions = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--kitty":
            options["kitty"] = True
        elif name == "--library" and (value := value if equals else next(words, "")):
            options["library"] = value
        elif name == "--lang" and (value := value if equals else next(words, "")) in LANGUAGES:
            options["lang"] = value
        else:
            return None
    try:
        default_home(), default_cache()
    except OSError:
        return None
    return options


def launch(
    library: str | None = None, lang: str | None = None, kitty: bool = False, reading: Path | None = None
) -> int:
    """Start the app on a library's folder, in a language, and return the exit code.

    reading: the folder of another library, shown in place of the reader's own (whose bookmarks and settings hold).
    Without a terminal there is nothing to draw on, and a system may refuse what any program needs (files, memory): one line
    says so, and 2 is returned.
    """
    if not in_browser() and not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return _refused(None, lang, library)
    try:
        from hospital_tui.app.start import run

        return run(home=Path(library) if library else None, lang=lang, kitty=kitty, reading=reading)
    except (OSError, MemoryError) as error:
        sys.unraisablehook = lambda _: None  # what was half made has nothing more to say as it goes
        warnings.simplefilter("ignore")
        return _refused(error, lang, library)


def printed_keys(home: Path) -> "tuple[list[str], list[Wrong]]":
    """The app's keys as they stand with the reader's own, line by line, and what is wrong in the reader's file."""
    from hospital_tui.app.keymap import printed

    return printed(home)


def _refused(error: Exception | None, lang: str | None, library: str | None) -> int:
    """Say on standard error why the app does not start; none: there is no terminal."""
    from hospital_tui.speech import speak, t, why

    told = {"--lang": lang, "--library": library}
    speak(of_command_line([f"{name}={value}" for name, value in told.items() if value], os.environ))
    if sys.stderr:
        print(f"hospital-tui: {why(error) if error else t('no-terminal')}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
