"""click commands whose help speaks the language in use.

click fixes help when a command is defined; here it is looked up in the catalogue when it is shown, under `help.<command>`
for a command, `help.<command>.<option>` or, where commands mean the same by it, `help.<option>` for an option.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from hospital_tui.commands.options import library_option
from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, spoken, t


class Spoken(click.Command):
    """A command whose help, options and headings are in the language in use.

    Each lets `--lang` through: the language was chosen before anything was read (`languages.of_command_line`).
    """

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        if all(param.name != "lang" for param in self.params):
            self.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in the language in use."""
        option = super().get_help_option(ctx)
        if option:
            option.help = t("help.help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows the command's shape."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{t('usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under their heading."""
        with formatter.section(t("options")):
            formatter.write_dl(list(options_of(ctx)))


class SpokenGroup(Spoken, click.Group):
    """A group of spoken commands."""

    command_class = Spoken

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. Raises UsageError."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(t("usage.command", name=args[0]))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their heading, the first sentence of each: from the catalogue, none is imported for it."""
        path = f"{self.name}." if ctx.parent else ""
        rows = [(name, t(f"help.{path}{name}").split("\n")[0]) for name in self.list_commands(ctx)]
        with formatter.section(t("commands")):
            formatter.write_dl(rows)


def options_of(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """The options of a command as they are written, each with its help."""
    for param in ctx.command.get_params(ctx):
        if isinstance(param, click.Option) and (record := param.get_help_record(ctx)):
            yield record


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A spoken command of this name."""
    return click.command(name, cls=Spoken)


def group(name: str, *, otherwise: str) -> click.Group:
    """A spoken group of this name; without an inner command, the one called `otherwise` is carried out."""

    @click.group(name, cls=SpokenGroup, invoke_without_command=True)
    @library_option
    @click.pass_context
    def run(ctx: click.Context, library: Path | None) -> None:
        if ctx.invoked_subcommand is None and isinstance(ctx.command, click.Group):
            ctx.invoke(ctx.command.commands[otherwise], library=library)

    return run


def localised(command: click.Command, name: str) -> click.Command:
    """The command, with its help and that of its options and inner commands taken from the catalogue."""
    words = catalogue(spoken())
    command.help = words[f"help.{name}"]
    for param in command.params:
        if isinstance(param, click.Option):
            param.help = words.get(f"help.{name}.{param.name}") or words[f"help.{param.name}"]
    if isinstance(command, click.Group) and name != "cli":
        for inner, part in command.commands.items():
            localised(part, f"{name}.{inner}")
    return command
