"""Which of the reader's own articles came, or were changed, since a moment; moments are the times of article files."""

import sqlite3

from hospital_tui.library.store.schema import cell, column


def newest(connection: sqlite3.Connection) -> int:
    """Time (nanoseconds) of the newest article file; 0 without one."""
    return cell(connection, "SELECT max(mtime) FROM file WHERE origin = 'own' AND number NOT NULL") or 0


def since(connection: sqlite3.Connection, time: int) -> frozenset[str]:
    """Ids of the articles whose files are newer."""
    sql = "SELECT article.id FROM file JOIN article USING (number) WHERE file.origin = 'own' AND mtime > ?"
    return frozenset(column(connection, sql, time))
