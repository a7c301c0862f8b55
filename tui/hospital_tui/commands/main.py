"""The group of all commands: the options they share, the language of their help, and how they end.

Exit codes: 0 done; 1 some of several files failed; 2 a usage error, or the one thing asked for failed; 130, 143, 129
stopped by Ctrl+C, SIGTERM, SIGHUP. A closed pipe (`| head`) ends a command quietly. A command's module is imported when it is named or listed.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click

from hospital_tui import __version__
from hospital_tui.commands.options import MOST
from hospital_tui.commands.output import complain, prepare_streams
from hospital_tui.commands.signals import exit_code, listen
from hospital_tui.commands.spoken import SpokenGroup, localised
from hospital_tui.faults import ChangedError
from hospital_tui.languages import LANGUAGES, of_command_line
from hospital_tui.speech import speak, t, why
from hospital_tui.text.visible import visible

COMMANDS = {
    "open": "hospital_tui.commands.open",
    "parse": "hospital_tui.commands.parse",
    "add": "hospital_tui.commands.add",
    "remove": "hospital_tui.commands.add",
    "list": "hospital_tui.commands.shelf",
    "path": "hospital_tui.commands.shelf",
    "search": "hospital_tui.commands.find",
    "figures": "hospital_tui.commands.figures",
    "compare": "hospital_tui.commands.compare",
    "timeline": "hospital_tui.commands.timeline",
    "chart": "hospital_tui.commands.chart",
    "beside": "hospital_tui.commands.beside",
    "count": "hospital_tui.commands.count",
    "check": "hospital_tui.commands.check",
    "cite": "hospital_tui.commands.cite",
    "facts": "hospital_tui.commands.facts",
    "corrections": "hospital_tui.commands.corrections",
    "bookmarks": "hospital_tui.commands.bookmarks",
    "tags": "hospital_tui.commands.tags",
    "import": "hospital_tui.commands.importing",
    "backup": "hospital_tui.commands.backup",
    "restore": "hospital_tui.commands.backup",
    "undo": "hospital_tui.commands.backup",
    "publish": "hospital_tui.commands.publish",
    "serve": "hospital_tui.commands.serve",
    "keys": "hospital_tui.commands.keys",
    "doctor": "hospital_tui.commands.doctor",
    "completion": "hospital_tui.commands.completion",
    "man": "hospital_tui.commands.man",
}
"""Every command and the module that holds it, in the order of the help. The function is named after the command and ends
in `_command`."""

NAME = "hospital-tui"
COMPLETION = "_HOSPITAL_TUI_COMPLETE"
"""Set by a shell that asks for completions (`hospital-tui completion`)."""

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
"""What click says of words too many; it has no class of its own for that."""


class Doors(NamedTuple):
    """The app as far as commands need it. Given by the door, so that no command imports it."""

    start: Callable[..., int]
    """(library, lang, kitty, reading) -> exit code."""
    keys: Callable[[Path], tuple[list[str], list[Any]]]
    """The folder with the reader's own keys -> lines of all keys, and what is wrong in the file: (line, reason)."""


class Commands(SpokenGroup):
    """A group that imports its commands when they are named, and says everything in the language in use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its help in the language in use."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), f"{cmd_name}_command")
        return localised(command, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; a file that stands there is opened. Raises UsageError."""
        if args[0] not in COMMANDS and not args[0].startswith("--"):
            from hospital_tui.commands.open import can_be_opened

            if can_be_opened(args[0]):
                return super().resolve_command(ctx, ["open", *args])
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run and exit with the code that this module's docstring names; `extra` goes to the context.

        In place of click's own, which ends with 1 when a pipe is closed.
        """
        arguments = list(sys.argv[1:] if args is None else args)
        speak(of_command_line(arguments, os.environ))
        localised(self, "cli")
        prepare_streams()
        listen()
        if instruction := os.environ.get(COMPLETION):
            from click.shell_completion import shell_complete

            sys.exit(shell_complete(self, {}, NAME, COMPLETION, instruction))

        def work() -> object:
            with self.make_context(NAME, arguments, obj=extra.get("obj")) as ctx:
                return self.invoke(ctx)

        sys.exit(_guarded(work))


def _guarded(work: Callable[[], object]) -> int:
    """The exit code of a command, with whatever can end it said in one line."""
    try:
        code = work()
        if sys.stdout:
            sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        _to_nowhere(sys.stdout)  # the reader of our output has had enough
        return 0
    except (Exception, KeyboardInterrupt) as error:
        with suppress(OSError):
            complain(_why_it_ended(error))
        _forget_what_cannot_be_written()
        stopped = isinstance(error, (KeyboardInterrupt, click.Abort))
        return exit_code(error) if stopped else getattr(error, "exit_code", 2)
    return code if isinstance(code, int) else 0


def _why_it_ended(error: BaseException) -> str:
    match error:
        case click.UsageError():
            return _with_hint(error)
        case click.ClickException():
            return error.format_message()
        case ChangedError():
            return why(error)
        case OSError():
            return f"{visible(str(error.filename or t('stdout')))}: {why(error)}"
        case MemoryError():
            return t("out-of-memory")
        case KeyboardInterrupt() | click.Abort():
            return t("stopped")
    if os.environ.get("HOSPITAL_TUI_TRACEBACK"):
        raise error
    return t("unexpected", error=f"{type(error).__name__}: {' '.join(str(error).split())}")


def _with_hint(error: click.UsageError) -> str:
    """What is wrong with the command line, and where it is explained."""
    hint = t("try-help", command=error.ctx.command_path) if error.ctx else ""
    return f"{_what_is_wrong(error)} {hint}".strip()


def _what_is_wrong(error: click.UsageError) -> str:
    """What is wrong with the command line, in the language in use where click's kinds of error allow."""
    match error:
        case click.NoSuchOption():
            return t("usage.option", option=error.option_name)
        case click.BadOptionUsage():
            return t("usage.value", option=error.option_name)
        case click.MissingParameter(param=click.Parameter() as param, ctx=click.Context() as ctx):
            return t("usage.missing", name=param.make_metavar(ctx))
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices), opts=[name, *_])):
            return t("usage.choice", name=name, choices=" · ".join(map(str, choices)))
        case click.BadParameter(
            param=click.Parameter(type=click.IntRange(min=least, max=most), opts=[name, *_])
        ):
            key = "usage.number" if most == MOST else "usage.range"
            return t(key, name=name, least=least, most=most)
    found = _EXTRA.fullmatch(error.message)
    return t("usage.extra", words=visible(found[1])) if found else error.format_message()


def _forget_what_cannot_be_written() -> None:
    """Where the terminal has gone or the pipe is closed, let what is left in the buffers go."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            _to_nowhere(stream)


def _to_nowhere(stream: TextIO) -> None:
    """Keep Python from flushing once more at its end, which would change the exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option("--library", metavar="DIR")
@click.option("--lang", type=click.Choice(LANGUAGES))
@click.option("--kitty", is_flag=True)
@click.pass_context
def cli(ctx: click.Context, library: str | None, lang: str | None, kitty: bool) -> int | None:
    """Open the app, when no command is named."""
    if ctx.invoked_subcommand is not None:
        return None
    doors: Doors = ctx.obj
    return doors.start(library=library, lang=lang, kitty=kitty)
