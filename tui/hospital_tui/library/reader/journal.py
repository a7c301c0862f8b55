"""The journal beside the reader's file: every act on a line of its own, with a checksum, so that no damage takes more than
the lines it falls on.

    3f2a90c1 {"number":7,"at":"2026-01-02T10:20:30","what":"mark","changes":[["bookmark","a@1",null,[1,"a-1",…]]]}

A line is on the disk before the act is acknowledged. A compacted journal begins with a head that tells how many rows follow
it: acts of the past that can still be undone, then a row each of what the reader made. Whoever writes holds the lock of the
reader's database; the file is opened anew for each line, since another program may have put a compacted one in its place.
"""

import contextlib
import os
import zlib
from pathlib import Path

import msgspec

from hospital_tui.library.files.atomic import write_bytes
from hospital_tui.library.reader.acts import Act, Change, State, applied, standing

_UNDOABLE = 200
"""Acts of the past that a compacted journal keeps to be undone."""
_SLACK = 1000
"""Lines beyond twice the rows after which a journal is compacted."""

_BINARY = getattr(os, "O_BINARY", 0)
"""Where a system would write a line's end in its own way: not here."""

_DECODER = msgspec.json.Decoder(Act)


class Played(msgspec.Struct):
    """What a journal tells."""

    state: State
    number: int
    """Of the last act; -1 where there is no journal."""
    whole: bool
    """Every line is as it was written, and none is missing before the last."""
    acts: list[Act]
    """All of them in order, those of the past as well."""
    lines: int = 0
    missing: int = 0
    """Of the rows that the head told of, how many have not come yet."""

    def take(self, act: Act) -> None:
        """Play one more act."""
        if act.what == "head":
            self.state, self.missing = {}, act.rows
        elif act.what == "kept" or act.past:
            self.missing -= 1
        elif max(0, self.number) < act.number - 1:
            self.whole = False  # one between is missing, or what it began with
        if not act.past:
            applied(self.state, act.changes)
            self.number = max(self.number, act.number)
        if act.what not in ("head", "kept"):
            self.acts.append(act)

    @property
    def long(self) -> bool:
        """Whether it should be compacted."""
        return self.lines > 2 * sum(map(len, self.state.values())) + _UNDOABLE + _SLACK


class Journal:
    """The journal of one home."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def play(self) -> Played:
        """Read it through; what cannot be read is passed over. Never raises for what the file holds."""
        try:
            return played_through(self.path.read_bytes())
        except OSError:
            return played_through(b"")

    def size(self) -> int:
        """In bytes; 0 where there is none."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def append(self, act: Act) -> tuple[int, int]:
        """Write an act down; the size before, for `cut`, and after. Raises OSError: nothing is written then."""
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, 0o600)
        try:
            size = os.fstat(handle).st_size
            try:
                os.lseek(handle, max(0, size - 1), os.SEEK_SET)
                whole = not size or os.read(handle, 1) == b"\n"
                _write(handle, (b"" if whole else b"\n") + _line(act))
                os.fsync(handle)
                return size, os.fstat(handle).st_size
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)

    def cut(self, size: int) -> None:
        """Take back what goes beyond a size: an act that came to nothing, or whose program was killed at it."""
        if self.size() > size:
            with contextlib.suppress(OSError):
                os.truncate(self.path, size)

    def compact(self, state: State, number: int, acts: list[Act]) -> None:
        """Write it anew. Raises OSError; then it is as it was."""
        write_bytes(self.path, compacted(state, number, acts), own=True)


def compacted(state: State, number: int, acts: list[Act]) -> bytes:
    """A journal of what can be undone, and a row each of what is there."""
    past = [msgspec.structs.replace(act, past=True) for act in standing(acts)[:_UNDOABLE][::-1]]
    rows = [Change(table, key, None, row) for table, found in state.items() for key, row in found.items()]
    kept = [Act(number, "", "kept", (row,)) for row in rows]
    head = Act(number, "", "head", rows=len(past) + len(kept))
    return b"".join(map(_line, (head, *past, *kept)))


def played_through(journal: bytes) -> Played:
    """What a journal tells; what cannot be read is passed over. Never raises."""
    played = Played({}, -1, True, [])
    for line in filter(None, journal.split(b"\n")[:-1]):  # a last line without an end was never acknowledged
        played.lines += 1
        act = _read(line)
        if act is None:
            played.whole = False
        else:
            played.take(act)
    played.whole = played.whole and played.missing == 0 and played.number >= 0
    played.state = {table: rows for table, rows in played.state.items() if rows}
    return played


def _line(act: Act) -> bytes:
    said = msgspec.json.encode(act)
    return b"%08x %s\n" % (zlib.crc32(said), said)


def _read(line: bytes) -> Act | None:
    checksum, _, said = line.partition(b" ")
    try:
        if int(checksum, 16) != zlib.crc32(said):
            return None
        return _DECODER.decode(said)
    except ValueError:  # no number, no act
        return None


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
