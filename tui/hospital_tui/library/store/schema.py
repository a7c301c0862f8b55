"""The compiled library's tables, and how a connection to it is made."""

import sqlite3
from pathlib import Path
from typing import Any

from hospital_tui.text.visible import readable

FORMAT = 8
"""Raised whenever tables, terms, folding or the article structures change; an older file is rebuilt."""

SHIFT = 20
"""A passage's row is its article's number, shifted, plus its place in the article: rows sort in reading order."""

MOST_PASSAGES = 1 << SHIFT

_GATHERED = 64 << 20
"""Bytes of terms held back while compiling."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE file (                  -- article files as they were compiled
  origin TEXT, path TEXT, size INTEGER, mtime INTEGER, number INTEGER, error TEXT,
  PRIMARY KEY (origin, path)) WITHOUT ROWID;
CREATE TABLE shard (name TEXT PRIMARY KEY, mtime INTEGER) WITHOUT ROWID;
CREATE TABLE article (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hospital TEXT NOT NULL, title TEXT NOT NULL, newspaper TEXT,
  date TEXT, year TEXT, origin TEXT NOT NULL, passages INTEGER NOT NULL, figures INTEGER NOT NULL, digest BLOB NOT NULL,
  characters INTEGER NOT NULL);       -- of its passages
CREATE TABLE body (number INTEGER PRIMARY KEY, article BLOB NOT NULL);
CREATE TABLE figure (
  row INTEGER, ordinal INTEGER, kind TEXT, low REAL, high REAL, unit TEXT, metric TEXT, first INTEGER, last INTEGER,
  label TEXT, means TEXT,            -- its label and its metric, folded
  checked INTEGER NOT NULL,          -- by a person
  waits INTEGER NOT NULL,            -- a machine read it from a picture, and no person has looked at it
  sure REAL NOT NULL,                -- how sure its label and its time are, 0 to 1
  PRIMARY KEY (row, ordinal)) WITHOUT ROWID;
CREATE TABLE heading (               -- the headings above the passages from this row on, to the next such row
  row INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE word (word TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spelling (typed TEXT, word TEXT, PRIMARY KEY (typed, word)) WITHOUT ROWID;
CREATE TABLE name (                  -- a hospital's names, folded
  name TEXT, hospital TEXT, PRIMARY KEY (name, hospital)) WITHOUT ROWID;
CREATE TABLE finding (               -- what an article says against itself; points: `checks.Point`, packed
  number INTEGER, ordinal INTEGER, rule TEXT NOT NULL, verdict TEXT NOT NULL, arithmetic TEXT NOT NULL, points BLOB NOT NULL,
  PRIMARY KEY (number, ordinal)) WITHOUT ROWID;
CREATE TABLE claim (                 -- figures that may be compared with others of their hospital; key as of figures
  key INTEGER PRIMARY KEY, hospital TEXT NOT NULL, thing TEXT NOT NULL, first INTEGER, last INTEGER, flow INTEGER,
  change INTEGER, value REAL, low REAL, high REAL, bounded INTEGER, name TEXT NOT NULL);
CREATE TABLE shingle (hash INTEGER, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID;
CREATE TABLE sketch (number INTEGER PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE report (                -- articles that are copies of one report, under the lowest number among them
  number INTEGER PRIMARY KEY, leader INTEGER NOT NULL);
CREATE VIRTUAL TABLE term USING fts5(doc, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE name_term USING fts5(doc, content='', columnsize=0, tokenize='ascii');
"""

INDEXES = """
CREATE INDEX file_error ON file (error) WHERE error IS NOT NULL;
CREATE INDEX article_hospital ON article (hospital, number);
CREATE INDEX article_newspaper ON article (newspaper);
CREATE INDEX article_date ON article (date);
CREATE INDEX article_digest ON article (digest);
CREATE INDEX figure_unit ON figure (unit, high, low, first, last) WHERE unit IS NOT NULL;
CREATE INDEX figure_metric ON figure (metric, row, kind, high) WHERE metric IS NOT NULL;
CREATE INDEX claim_thing ON claim (hospital, thing, first);
CREATE INDEX shingle_number ON shingle (number);
CREATE INDEX report_leader ON report (leader);
CREATE INDEX figure_waits ON figure (row) WHERE waits;
CREATE INDEX figure_time ON figure (first, last) WHERE first IS NOT NULL;
"""


class _Connection(sqlite3.Connection):
    """One that can be asked for words which no library holds: bytes of a command line that are no text, half characters."""

    def execute(self, sql: str, params: Any = (), /) -> sqlite3.Cursor:
        """The rows; of words that are no text those of what can be read of them."""
        try:
            return super().execute(sql, params)
        except UnicodeEncodeError:
            if not sql.startswith(("SELECT", "WITH")):
                raise
            return super().execute(sql, [readable(it) if isinstance(it, str) else it for it in params])


def connect(target: Path | str, *, write: bool = False) -> sqlite3.Connection:
    """Open a compiled library; threads may share the connection, one at a time."""
    if isinstance(target, Path):
        uri = target.absolute().as_uri() + ("?mode=rw" if write else "?mode=ro")
    else:
        uri = target
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10, factory=_Connection
    )
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def cell(connection: sqlite3.Connection, sql: str, *params: object) -> Any:
    """The first cell of what a statement finds; none where it finds nothing."""
    row = connection.execute(sql, params).fetchone()
    return row[0] if row else None


def column(connection: sqlite3.Connection, sql: str, *params: object) -> list[Any]:
    """The first cell of each row that a statement finds."""
    return [row[0] for row in connection.execute(sql, params)]


def meta(connection: sqlite3.Connection, key: str) -> Any:
    """What a library says of itself under a key; none where it says nothing."""
    return cell(connection, "SELECT value FROM meta WHERE key = ?", key)


def of_source(source: str) -> tuple[str, str]:
    """[first, end) of the ids of a source's articles, by the first 12 hex digits of its SHA-256."""
    return f"{source}-", f"{source}."


def create(connection: sqlite3.Connection) -> None:
    """Make the tables; indexes are made by `index` when the rows are in."""
    connection.executescript(TABLES)
    # Terms are gathered in memory before they are written: with SQLite's own 1 MB, building takes twice as long.
    connection.execute("INSERT INTO term (term, rank) VALUES ('hashsize', ?)", (_GATHERED,))


def index(connection: sqlite3.Connection) -> None:
    """Make the indexes."""
    connection.executescript(INDEXES)
