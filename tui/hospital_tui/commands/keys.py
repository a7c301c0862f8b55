"""`hospital-tui keys`: every command of the app by its id with its keys, as a file of keys is written."""

from pathlib import Path

import click

from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.homes import default_home


@command("keys")
@library_option
@click.pass_context
def keys_command(ctx: click.Context, library: Path | None) -> None:
    """Print the keys."""
    home = library or default_home()
    lines, wrong = ctx.find_root().obj.keys(home)
    for line in lines:
        result(line)
    for one in wrong:
        tell("keys.wrong", file=home / "keys.toml", line=one.line, reason=one.reason)
    if not wrong:
        tell("keys.where", file=home / "keys.toml")
