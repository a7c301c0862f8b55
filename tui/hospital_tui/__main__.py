"""The program's door: the app when nothing else is asked for, a command otherwise."""

import sys


def main() -> None:
    """Run `hospital-tui`; the app is imported only when it is wanted."""
    from hospital_tui.commands.main import cli

    sys.exit(cli(obj=launch))


def launch(**options: object) -> int:
    """Start the app with the options of the command line; returns the exit code."""
    from hospital_tui.app.start import run

    return run(**options)


if __name__ == "__main__":
    main()
