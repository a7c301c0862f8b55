"""Old Word documents, by a LibreOffice of our own making: what it gives is read, and it outlives nobody."""

import contextlib
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hospital_tui.parsing.inputs import InputError, interpret, old_word

from .word_maker import document, p

DATA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)
TEXT = "医院开放床位五百张，职工六百二十人，比上一年有所增加。"

OFFICE = f"""#!{sys.executable}
import os, pathlib, subprocess, sys, time
words = sys.argv[1:]
made, source = pathlib.Path(words[words.index("--outdir") + 1]), pathlib.Path(words[-1])
assert source.read_bytes() and any(word.startswith("-env:UserInstallation=file://") for word in words)
here = pathlib.Path(__file__).parent
(here / "folder").write_text(str(source.parent))
"""
ACTS = {
    "converts": "made.mkdir(); (made / 'source.docx').write_bytes((here / 'a.docx').read_bytes())",
    "says nothing": "pass",
    "fails": "sys.exit(81)",
    "gives rubbish": "made.mkdir(); (made / 'source.docx').write_bytes(b'x' * 100)",
    "hangs": "child = subprocess.Popen(['sleep', '60']); (here / 'child').write_text(str(child.pid)); child.wait()",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.docx").write_bytes(document(p(TEXT)))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path / "soffice"


def make(office: Path, act: str) -> None:
    office.write_text(OFFICE + ACTS[act])
    office.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.txt"])
def test_a_document_is_read(office: Path, name: str) -> None:
    make(office, "converts")
    source = interpret(DATA, name)
    assert (source.form, source.text, source.encoding) == ("doc", TEXT, "doc")
    assert not Path((office.parent / "folder").read_text()).exists()


@pytest.mark.parametrize(
    ("act", "reason"), [("says nothing", "office"), ("fails", "office"), ("gives rubbish", "damaged"), ("hangs", "too-long")]
)  # fmt: skip
def test_what_goes_wrong_is_told(
    office: Path, act: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if act == "hangs":
        impatient(office.parent / "child", monkeypatch)
    make(office, act)
    with pytest.raises(InputError) as refused:
        interpret(DATA, "a.doc")
    assert refused.value.reason == reason
    assert not Path((office.parent / "folder").read_text()).exists()
    if act == "hangs":
        ended(int((office.parent / "child").read_text()))


def impatient(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time that is allowed is over as soon as a file is written, however slow the machine is."""

    class Waits(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            until = time.monotonic() + 600
            while timeout is not None and not (begun.exists() and begun.read_text()):
                assert time.monotonic() < until
                time.sleep(0.01)
            if timeout is not None:
                raise subprocess.TimeoutExpired(self.args, timeout)
            return super().wait()

    monkeypatch.setattr(old_word.subprocess, "Popen", Waits)


def ended(process: int) -> None:
    """A process is gone, or will be at once."""
    until = time.monotonic() + 600
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        while "Z" not in Path(f"/proc/{process}/stat").read_text().split():
            assert time.monotonic() < until
            time.sleep(0.01)


def test_it_ends_with_whoever_asked(office: Path) -> None:
    """Killed outright, as a worker is that takes too long."""
    make(office, "hangs")
    words = "import sys; from hospital_tui.parsing.inputs.old_word import old_document_text as read; read(sys.stdin.buffer.read())"
    with subprocess.Popen([sys.executable, "-c", words], stdin=subprocess.PIPE) as asking:
        assert asking.stdin is not None
        asking.stdin.write(DATA)
        asking.stdin.close()
        until = time.monotonic() + 600
        while not ((office.parent / "child").exists() and (office.parent / "child").read_text()):
            assert time.monotonic() < until
            time.sleep(0.01)
        asking.kill()
    ended(int((office.parent / "child").read_text()))


def test_without_it_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(old_word, "PROGRAMS", ("soffice-that-is-not-there",))
    with pytest.raises(InputError) as refused:
        interpret(DATA, "a.doc")
    assert refused.value.reason == "needs-office"


def test_other_old_files_stay_what_they_are() -> None:
    with pytest.raises(InputError) as refused:
        interpret(DATA.replace("WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")), "a.doc")
    assert refused.value.reason == "ole"
