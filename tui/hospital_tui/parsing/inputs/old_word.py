"""Old Word documents and those of WPS (.doc, .wps), which LibreOffice makes into .docx where it is installed.

It runs with a profile and a folder of its own, which go when it is done. A keeper ends it, and all that it started, when its
time is up or when whoever asked is gone: a program that hangs outlives nobody.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SECONDS = 120.0
LARGEST = 64 << 20
"""Bytes above which a document is none of an article."""

_KEEPER = """
import os, subprocess, sys, threading
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
def end():
    os.killpg(0, 9) if hasattr(os, "killpg") else (child.kill(), os._exit(0))
threading.Thread(target=lambda: (child.wait(), end()), daemon=True).start()
sys.stdin.buffer.read()
end()
"""
"""Ends with its child, or ends it when standard input is closed."""


def program() -> str | None:
    """LibreOffice; none where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def old_document_text(data: bytes) -> Reading:
    """The text of a document. Raises RefusedError: needs-office, office, too-long, too-large, and those of `word`."""
    from hospital_tui.parsing.inputs.word import document_text

    office = program()
    if office is None:
        raise RefusedError("needs-office")
    if len(data) > LARGEST:
        raise RefusedError("too-large")
    with tempfile.TemporaryDirectory(prefix="hospital-tui-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "source.doc").write_bytes(data)
        _run(
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx"),
            *("--outdir", str(folder / "made"), str(folder / "source.doc")),
        )
        try:
            made = (folder / "made" / "source.docx").read_bytes()
        except OSError as error:
            raise RefusedError("office") from error
    return document_text(made)._replace(encoding="doc")


def _run(*command: str) -> None:
    """Run a program to its end, or to the end of its time. Raises RefusedError: too-long, office."""
    nothing = subprocess.DEVNULL
    try:
        keeper = subprocess.Popen(
            [sys.executable, "-I", "-c", _KEEPER, *command],
            stdin=subprocess.PIPE,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
            env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
        )
    except OSError as error:
        raise RefusedError("office") from error
    with keeper:
        try:
            keeper.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise RefusedError("too-long", f"{SECONDS:.0f}") from error
        finally:
            if keeper.stdin is not None:
                keeper.stdin.close()
