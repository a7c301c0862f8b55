"""Having pictures recognised, in a process of its own that ends with whoever asks."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan.said import SEEN, Asked, SeenPage
from hospital_tui.parsing.inputs.source import Tell
from hospital_tui.pipes import receive, send

ENGINE = "hospital_tui.parsing.inputs.scan.rapid:Rapid"
NEEDED = ("rapidocr", "onnxruntime", "PIL")
"""What the extra `ocr` brings."""


def installed() -> bool:
    """Whether pictures can be recognised here."""
    return all(find_spec(package) is not None for package in NEEDED)


def recognised(data: bytes, tell: Tell, pages: tuple[int, ...] = ()) -> Iterator[SeenPage]:
    """Each page of a picture, or these (0-based) of a PDF, as it is recognised.

    Raises RefusedError: needs-ocr, damaged, too-large, unrecognised.
    """
    if not installed():
        raise RefusedError("needs-ocr")
    command = [sys.executable, "-m", "hospital_tui.parsing.inputs.scan.seeing", str(os.getpid()), ENGINE]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, start_new_session=True
        )
        try:
            yield from _answers(child, Asked(data, pages), len(pages), tell)
        finally:
            child.kill()
            child.communicate()


def _answers(child: "subprocess.Popen[bytes]", asked: Asked, wanted: int, tell: Tell) -> Iterator[SeenPage]:
    assert child.stdin is not None and child.stdout is not None  # both were asked for
    done = 0
    tell(done, max(1, wanted))
    try:
        send(child.stdin, asked)
    except OSError as error:
        raise RefusedError("unrecognised", "pipe") from error
    while True:
        frame = receive(child.stdout)
        if frame is None:  # it was ended: by the system where memory is short, by a fault of the engine
            raise RefusedError("unrecognised", f"exit {child.wait()}")
        page = SEEN.decode(frame)
        if page.fault:
            raise RefusedError(page.fault, page.detail)
        done += 1
        tell(done, wanted or page.of)
        yield page
        if done == (wanted or page.of):
            return
