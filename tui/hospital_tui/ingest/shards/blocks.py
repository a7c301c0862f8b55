"""Sources cut into blocks, the same way whoever parses them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hospital_tui.ingest.frames import Fault, Task
from hospital_tui.ingest.names import suffix_of, told_apart
from hospital_tui.parsing.inputs import InputError, file_name, read_bytes

_MOST_BYTES = 8 << 20
"""Bytes of sources in a block: what a scheduler passes on without complaint."""


class Item(NamedTuple):
    """A source that is to be parsed."""

    task: Task
    sha256: str
    suffix: str


class Block(NamedTuple):
    """Sources that are parsed and written together."""

    name: str
    """Digest of what the sources hold: the same sources make the same block on every machine."""
    items: tuple[Item, ...]


def blocks_of(
    paths: Iterable[str | Fault],
    done: set[str],
    size: int,
    *,
    encoding: str | None,
    failed: Callable[[str, Fault], None],
    known: Callable[[str], None],
) -> Iterator[Block]:
    """Blocks of `size` sources (fewer where they are large), read as they are asked for.

    done: SHA-256 of the sources that are not wanted again; grows by those that are given. What cannot be read is told to
    `failed`, what is there already to `known`.
    """
    items: list[Item] = []
    weight = 0
    for path in paths:
        if isinstance(path, Fault):
            failed(path.file, path)
            continue
        shown = told_apart(path)
        try:
            data = read_bytes(Path(path))
        except InputError as error:
            failed(shown, Fault(error.file, error.reason, error.detail))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in done:
            known(shown)
            continue
        done.add(sha256)
        items.append(Item(Task(file_name(Path(path)), shown, data, encoding), sha256, suffix_of(path)))
        weight += len(data)
        if len(items) >= size or weight >= _MOST_BYTES:
            yield _block(items)
            items, weight = [], 0
    if items:
        yield _block(items)


def _block(items: list[Item]) -> Block:
    digest = hashlib.sha256("".join(item.sha256 for item in items).encode()).hexdigest()
    return Block(digest[:16], tuple(items))
