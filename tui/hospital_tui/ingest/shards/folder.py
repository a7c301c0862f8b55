"""A folder of shards: for each block a Parquet file in every table's folder, and a receipt that says that all are there.

A shard is written once: its files first, whole or not at all, its receipt last. What has a receipt is not parsed again; what
has none, or whose files are not those the receipt speaks of, is made anew.
"""

import contextlib
import hashlib
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hospital_tui import __version__
from hospital_tui.ingest.frames import Fault, Outcome
from hospital_tui.ingest.shards.blocks import Block
from hospital_tui.ingest.shards.rows import TABLES, rows_of
from hospital_tui.library.export import MissingLibraryError
from hospital_tui.library.files import write_bytes
from hospital_tui.model import Article

_FORM = 1
_MARK = "shards.json"
_RECEIPTS = "done"


class ShardError(Exception):
    """A folder cannot take or give shards: a key of the catalogue and what fills it."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key, self.params = key, params


class _Mark(msgspec.Struct):
    """What the folder is."""

    form: int
    version: str
    """Of the program that parsed: shards of two versions are no one library."""


class Receipt(msgspec.Struct):
    """What a shard holds."""

    name: str
    sources: tuple[str, ...]
    """SHA-256 of each source that gave articles."""
    shown: tuple[str, ...]
    """Their names in messages."""
    files: dict[str, tuple[int, str]]
    """Table to the size and SHA-256 of its file."""


class Stored(NamedTuple):
    """A source in a shard."""

    folder: Path
    receipt: Receipt
    place: int

    @property
    def sha256(self) -> str:
        """Of the source's bytes."""
        return self.receipt.sources[self.place]

    @property
    def shown(self) -> str:
        """The source's name in messages."""
        return self.receipt.shown[self.place]

    def outcome(self) -> tuple[Outcome, bytes, str]:
        """What the source gave, its bytes and its ending; a fault where the shard is damaged."""
        try:
            rows = _sources(self.folder, self.receipt.name, *self.receipt.files["sources"])
            articles = _articles(self.folder, self.receipt.name, *self.receipt.files["articles"])
        except (OSError, KeyError, ShardError) as error:
            return Outcome(self.shown, fault=Fault(self.shown, "shard", str(error.args[0]))), b"", ""
        row = rows[self.sha256]
        words = msgspec.json.decode(row["words"], type=dict[str, int])
        found = articles.get(self.sha256, ())
        return Outcome(self.shown, self.sha256, found, row["extracted"], words), row["data"], row["suffix"]


class ShardFolder:
    """The folder that a call of `parse --format parquet` fills."""

    def __init__(self, path: Path) -> None:
        """Make the folder, or go on in it.

        Raises:
            ShardError: it holds something else, or shards of another version.
            OSError: it cannot be written.
            MissingLibraryError: pyarrow is not installed.

        """
        _arrow()
        self.path = path
        if not is_shards(path):
            if path.is_dir() and any(path.iterdir()):
                raise ShardError("shards.other", folder=path)
            write_bytes(path / _MARK, msgspec.json.encode(_Mark(_FORM, __version__)))
        elif _mark(path) != _Mark(_FORM, __version__):
            raise ShardError("shards.version", folder=path, version=_mark(path).version)
        self.done = {sha256 for receipt in self._whole() for sha256 in receipt.sources}

    def _whole(self) -> Iterator[Receipt]:
        """Receipts whose files are there in their sizes; the others are taken away."""
        for receipt in receipts(self.path):
            for table, (size, _) in receipt.files.items():
                file = _file(self.path, table, receipt.name)
                if not file.is_file() or file.stat().st_size != size:
                    (self.path / _RECEIPTS / f"{receipt.name}.json").unlink(missing_ok=True)
                    break
            else:
                yield receipt

    def write(self, block: Block, outcomes: list[Outcome]) -> None:
        """Write the shard of a block. Raises OSError."""
        gave = [
            (item, outcome) for item, outcome in zip(block.items, outcomes, strict=True) if outcome.articles
        ]
        if not gave:
            return
        files = {}
        for table, rows in rows_of(gave).items():
            data = _parquet(table, rows)
            write_bytes(_file(self.path, table, block.name), data)
            files[table] = (len(data), hashlib.sha256(data).hexdigest())
        sources = tuple(item.sha256 for item, _ in gave)
        receipt = Receipt(block.name, sources, tuple(item.task.shown for item, _ in gave), files)
        write_bytes(self.path / _RECEIPTS / f"{block.name}.json", msgspec.json.encode(receipt))


def is_shards(path: Path) -> bool:
    """Whether a folder was written by `parse --format parquet`."""
    return (path / _MARK).is_file()


def stored(path: Path) -> Iterator[Stored]:
    """The sources in a folder of shards, a shard after the other. Raises ShardError, MissingLibraryError."""
    _arrow()
    mark = _mark(path)
    if mark.form != _FORM:
        raise ShardError("shards.version", folder=path, version=mark.version)
    for receipt in receipts(path):
        for place in range(len(receipt.sources)):
            yield Stored(path, receipt, place)


def receipts(path: Path) -> Iterator[Receipt]:
    """The shards that are there whole, by name; a receipt that cannot be read is none."""
    for file in sorted((path / _RECEIPTS).glob("*.json")):
        with contextlib.suppress(msgspec.DecodeError):
            yield msgspec.json.decode(file.read_bytes(), type=Receipt)


def _mark(path: Path) -> _Mark:
    """What the folder says it is. Raises ShardError."""
    try:
        return msgspec.json.decode((path / _MARK).read_bytes(), type=_Mark)
    except (OSError, msgspec.DecodeError) as error:
        raise ShardError("shards.other", folder=path) from error


def _file(path: Path, table: str, name: str) -> Path:
    return path / table / f"{name}.parquet"


def _arrow() -> Any:
    """PyArrow with its Parquet room. Raises MissingLibraryError."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibraryError("cluster", "pyarrow") from error
    return pyarrow


def _parquet(table: str, rows: list[tuple[Any, ...]]) -> bytes:
    arrow = _arrow()
    schema = arrow.schema([(name, arrow.type_for_alias(kind)) for name, kind in TABLES[table].items()])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [arrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    out = io.BytesIO()
    arrow.parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _read(folder: Path, table: str, name: str, size: int, sha256: str) -> list[dict[str, Any]]:
    """The rows of a table of a shard. Raises OSError, ShardError where it is not what the receipt speaks of."""
    file = _file(folder, table, name)
    data = file.read_bytes()
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        raise ShardError(str(file))
    rows: list[dict[str, Any]] = _arrow().parquet.read_table(io.BytesIO(data)).to_pylist()
    return rows


@lru_cache(maxsize=1)
def _sources(folder: Path, name: str, size: int, sha256: str) -> dict[str, dict[str, Any]]:
    return {row["sha256"]: row for row in _read(folder, "sources", name, size, sha256)}


@lru_cache(maxsize=1)
def _articles(folder: Path, name: str, size: int, sha256: str) -> dict[str, tuple[Article, ...]]:
    found: dict[str, tuple[Article, ...]] = {}
    for row in _read(folder, "articles", name, size, sha256):
        article = msgspec.json.decode(row["article"], type=Article)
        found[row["source_sha256"]] = (*found.get(row["source_sha256"], ()), article)
    return found
