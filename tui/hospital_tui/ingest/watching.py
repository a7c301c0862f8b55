"""Folders that are watched: their sources as they come, each when nobody writes it any more.

They are looked through again and again: it needs nothing of the system, and works on network drives, where no system tells
of changes. A file is taken when two looks found it alike; one that is written on later comes again.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence

from hospital_tui.ingest.job import found

_EVERY = 1.0
"""Seconds between two looks, at least."""
_SHARE = 10
"""Between two looks passes so many times what a look takes."""

Stamp = tuple[int, int, int]
"""Size, time of the last change, and number of a file."""


class Watch:
    """The files of some folders, and how they were found last."""

    def __init__(self, folders: Sequence[str], wait: Callable[[float], None] = time.sleep) -> None:
        self._folders, self._wait = folders, wait
        self._before: dict[str, Stamp] = {}
        self._taken: dict[str, Stamp] = {}

    def rounds(self) -> Iterator[list[str]]:
        """What is to be added, each time that there is something; ends with Ctrl+C while it waits."""
        while True:
            began = time.monotonic()
            if settled := self.look():
                yield settled
            try:
                self._wait(max(_EVERY, _SHARE * (time.monotonic() - began)) if not settled else _EVERY)
            except KeyboardInterrupt:
                return

    def look(self) -> list[str]:
        """The files that are new or changed since they were taken, and were the same at the look before."""
        now = dict(self._stamps())
        settled = [
            file for file, stamp in now.items() if self._before.get(file) == stamp != self._taken.get(file)
        ]
        self._before = now
        self._taken = {file: stamp for file, stamp in self._taken.items() if file in now}
        self._taken.update((file, now[file]) for file in settled)
        return settled

    def _stamps(self) -> Iterator[tuple[str, Stamp]]:
        for file in found(self._folders):
            if isinstance(file, str) and file not in self._folders:
                try:
                    said = os.stat(file)  # noqa: PTH116 (a hundred thousand Path objects take a second)
                except OSError:
                    continue  # gone since the folder was read
                if said.st_size:
                    yield file, (said.st_size, said.st_mtime_ns, said.st_ino)
