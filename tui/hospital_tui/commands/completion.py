"""`hospital-tui completion`: what a shell reads to complete commands, options and files."""

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from hospital_tui.commands.output import result
from hospital_tui.commands.spoken import command


class _Bash(BashComplete):
    """click looks for a bash to learn its version from; the shell that reads this is another one."""

    @staticmethod
    def _check_version() -> None:
        return None


_SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": ZshComplete, "fish": FishComplete}


@command("completion")
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print a completion script."""
    from hospital_tui.commands.main import COMPLETION, NAME

    result(_SHELLS[shell](ctx.find_root().command, {}, NAME, COMPLETION).source(), end="")
