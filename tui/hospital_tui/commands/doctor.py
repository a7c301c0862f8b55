"""`hospital-tui doctor`: what the terminal and this installation can do, for the reader and for a report of a fault."""

import contextlib
import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from hospital_tui import __version__
from hospital_tui.commands.opened import notice_line
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import as_json, result
from hospital_tui.commands.spoken import command
from hospital_tui.commands.terminal import asked
from hospital_tui.speech import spoken, t
from hospital_tui.text.visible import visible

Section = dict[str, str]

_PACKAGES = (
    "textual",
    "rich",
    "pyyaml",
    "jieba",
    "click",
    "msgspec",
    "platformdirs",
    "pypinyin",
    "charset-normalizer",
    "markdown-it-py",
    "selectolax",
)
_EXTRAS = {
    "pdf": "pypdfium2",
    "ocr": "rapidocr",
    "xlsx": "openpyxl",
    "parquet": "pyarrow",
    "cluster": "distributed",
    "web": "textual-serve",
}
"""Extras of this package, and the package that each is about."""
_COPIERS = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")


@command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def doctor_command(form: str, library: Path | None) -> None:
    """Examine terminal and installation."""
    found = {
        "terminal": _terminal(),
        "language": _language(),
        "clipboard": _clipboard(os.environ),
        "library": _library(library),
        "extras": _extras(),
        "packages": _packages(),
    }
    if form == "json":
        result(msgspec.json.format(as_json(found), indent=2))
        return
    for section, rows in found.items():
        result(t(f"doctor.{section}"))
        for name, value in rows.items():
            said = name if section in ("extras", "packages") else t(f"doctor.{section}.{name}")
            result(f"  {said}: {visible(value)}")


def _terminal() -> Section:
    size = shutil.get_terminal_size(fallback=(0, 0))
    rows = {
        "size": f"{size.columns} × {size.lines}" if size.columns else t("doctor.unknown"),
        "name": os.environ.get("TERM", t("doctor.unset")),
        "colours": colours(os.environ),
    }
    with asked() as terminal:
        if terminal is None:
            rows["widths"] = rows["keyboard"] = t("doctor.not-asked")
            return rows
        widths, kitty = terminal.widths(), terminal.kitty_keyboard()
    rows["widths"] = width_words(widths)
    rows["keyboard"] = t("doctor.no-answer" if kitty is None else "doctor.yes" if kitty else "doctor.no")
    return rows


def width_words(widths: Mapping[str, int]) -> str:
    """What measured widths mean for the reader."""
    if not widths:
        return t("doctor.no-answer")
    shown = " ".join(f"{character}{width}" for character, width in widths.items())
    wide = set(widths.values())
    key = "doctor.narrow" if wide == {1} else "doctor.wide" if wide == {2} else "doctor.mixed"
    return f"{shown} ({t(key)})"


def colours(environment: Mapping[str, str]) -> str:
    """How many colours the environment promises (NO_COLOR: no-color.org)."""
    if environment.get("NO_COLOR"):
        return t("doctor.no-color")
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16,777,216"
    term = environment.get("TERM", "dumb").lower()
    if term in ("", "dumb", "unknown"):
        return "0"
    return "256" if "256" in term else "16"


def _language() -> Section:
    named = next((name for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), None)
    return {
        "locale": f"{named}={os.environ[named]}" if named else t("doctor.unset"),
        "spoken": spoken(),
        "encoding": f"{getattr(sys.stdout, 'encoding', None)}, {locale.getpreferredencoding(False)}",
    }


def _clipboard(environment: Mapping[str, str]) -> Section:
    remote = any(map(environment.get, ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")))
    inside = [name for name, variable in (("tmux", "TMUX"), ("screen", "STY")) if environment.get(variable)]
    return {
        "tools": ", ".join(filter(shutil.which, _COPIERS)) or t("doctor.none"),
        "remote": t("doctor.yes" if remote else "doctor.no"),
        "multiplexer": ", ".join(inside) or t("doctor.none"),
    }


def _library(home: Path | None) -> Section:
    from hospital_tui.library import Library, default_home
    from hospital_tui.library.files import cache_folder

    home = home or default_home()
    folder = cache_folder(home)
    rows = {"home": _folder_words(home), "cache": _folder_words(folder), "sqlite": _sqlite()}
    with Library.open(home) as library:
        totals = library.totals()
        where = library.where
        rows["compiled"] = f"{where} ({_size(where)})" if where else t("doctor.in-memory")
        rows["holds"] = t(
            "doctor.totals", **{name: f"{count:,}" for name, count in msgspec.structs.asdict(totals).items()}
        )
        rows["notices"] = "; ".join(map(notice_line, library.notices)) or t("doctor.none")
    return rows


def _folder_words(folder: Path) -> str:
    """The folder, and whether it can be written: itself, or the nearest one above it that exists."""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    if not os.access(nearest, os.W_OK):
        return f"{folder} ({t('doctor.read-only')})"
    return f"{folder} ({t('doctor.writable' if nearest == folder else 'doctor.new')})"


def _size(path: Path) -> str:
    with contextlib.suppress(OSError):
        return f"{path.stat().st_size / 1e6:,.1f} MB"
    return "?"


def _sqlite() -> str:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (doc)")
        except sqlite3.OperationalError:
            return f"{sqlite3.sqlite_version}, {t('doctor.no-fts5')}"
    return f"{sqlite3.sqlite_version}, FTS5"


def _extras() -> Section:
    """What each extra brings, and which version of what is installed; and the programs that are asked for."""
    from hospital_tui.parsing.inputs.old_word import program

    rows = {}
    for extra, package in _EXTRAS.items():
        version = _version(package)
        state = f"{package} {version}" if version else t("doctor.extra", extra=extra)
        rows[extra] = f"{t(f'doctor.brings.{extra}')} ({state})"
    rows["LibreOffice"] = f"{t('doctor.brings.office')} ({program() or t('doctor.missing')})"
    return rows


def _packages() -> Section:
    return {
        "hospital-tui": __version__,
        "python": f"{platform.python_version()} ({platform.system()} {platform.machine()})",
        **{name: _version(name) or t("doctor.missing") for name in _PACKAGES},
    }


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None
