"""`hospital-tui man`: the manual page, made of what `--help` says (man-pages(7), roff)."""

import re
from collections.abc import Iterator

import click

from hospital_tui import __version__
from hospital_tui.commands.output import result
from hospital_tui.commands.spoken import command, localised, options_of
from hospital_tui.speech import t


@command("man")
@click.pass_context
def man_command(ctx: click.Context) -> None:
    """Print the manual page."""
    for line in page(ctx.find_root()):
        result(line)


def page(root: click.Context) -> Iterator[str]:
    """The manual page of the program, line by line."""
    program = localised(root.command, "cli")
    name = root.command_path
    said, _, more = (program.help or "").partition("\n\n")
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}"'
    yield from ('.SH "NAME"', f"{name} \\- {_roff(said)}")
    yield from ('.SH "SYNOPSIS"', _usage(root))
    yield from ('.SH "DESCRIPTION"', _roff(more))
    yield f'.SH "{_roff(t("options"))}"'
    yield from _options(root)
    yield f'.SH "{_roff(t("commands"))}"'
    yield from _commands(root)


def _commands(outer: click.Context) -> Iterator[str]:
    """Every command of a group with its help and its options, and those of inner groups behind it."""
    group = outer.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(outer):
        if (found := group.get_command(outer, name)) is None:
            continue
        with click.Context(found, info_name=name, parent=outer) as ctx:
            yield f'.SS "{_roff(ctx.command_path)}"'
            yield _usage(ctx)
            for paragraph in (found.help or "").split("\n\n"):
                yield from (".PP", _roff(paragraph))
            yield from _options(ctx)
            yield from _commands(ctx)


def _usage(ctx: click.Context) -> str:
    return f"\\fB{_roff(ctx.command_path)}\\fR {_roff(' '.join(ctx.command.collect_usage_pieces(ctx)))}"


def _options(ctx: click.Context) -> Iterator[str]:
    for names, words in options_of(ctx):
        yield from (".TP", f"\\fB{_roff(names)}\\fR", _roff(words))


def _roff(text: str) -> str:
    """Text that roff shows as it stands: backslashes and hyphens escaped, no line that begins as a request does."""
    text = re.sub(r"\s+", " ", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text
