"""Findings of the whole library: what each article says against itself, and what several places say of one hospital."""

import sqlite3
from collections.abc import Iterator

import msgspec

from hospital_tui.library import checks
from hospital_tui.library.store.schema import SHIFT, column
from hospital_tui.model import Article

_POINTS = msgspec.msgpack.Decoder(tuple[checks.Point, ...])


def findings(connection: sqlite3.Connection, hospital: str | None = None) -> list[checks.Finding]:
    """All findings, of one hospital where it is named: what does not hold first, then in reading order of the statement.

    The key of a point is that of its figure (`query.figure_keys`).
    """
    both = (*checks.across(_claims(connection, hospital)), *_within(connection, hospital))
    found = {one.key: one for one in both}  # what a sentence says of two times is found either way
    return sorted(
        found.values(), key=lambda one: (checks.VERDICTS.index(one.verdict), one.points[0].key, one.rule)
    )


def _within(connection: sqlite3.Connection, hospital: str | None) -> Iterator[checks.Finding]:
    where, params = ("", ()) if hospital is None else ("WHERE hospital = ?", (hospital,))
    sql = f"SELECT rule, verdict, arithmetic, points FROM finding JOIN article USING (number) {where}"
    for rule, verdict, arithmetic, points in connection.execute(sql, params):
        yield checks.Finding(rule, verdict, arithmetic, _POINTS.decode(points))


def _claims(connection: sqlite3.Connection, hospital: str | None) -> Iterator[checks.Claim]:
    """Claims, those of further copies of one report left out: they say it once."""
    where, params = ("", ()) if hospital is None else ("AND hospital = ?", (hospital,))
    sql = (
        "SELECT hospital, thing, first, last, flow, change, key, name, value, low, high, bounded FROM claim "
        f"WHERE NOT EXISTS (SELECT 1 FROM report WHERE number = key >> {SHIFT + checks.PLACES} AND leader != number) {where}"
    )
    for of, thing, first, last, flow, change, key, name, *spread, bounded in connection.execute(sql, params):
        point = checks.Point(key, name, checks.Range(*spread), bool(bounded))
        yield checks.Claim(of, thing, first, last, bool(flow), change, point)


def near(connection: sqlite3.Connection, article: Article) -> tuple[list[str], list[tuple[str, str]]]:
    """Ids of the copies of an article's report, itself first; year and id of the other articles of its hospital.

    Further copies of one report are left out of these.
    """
    sql = (
        "SELECT id FROM article JOIN report USING (number) WHERE leader = "
        "(SELECT leader FROM report JOIN article USING (number) WHERE id = ?) ORDER BY id != ?, number"
    )
    copies = column(connection, sql, article.id, article.id)
    others = connection.execute(
        "SELECT coalesce(year, ''), id FROM article WHERE hospital = ? AND hospital != '' AND id != ? AND NOT EXISTS "
        "(SELECT 1 FROM report WHERE report.number = article.number AND leader != article.number) ORDER BY number",
        (article.hospital.name, article.id),
    )
    return copies, [(year, found) for year, found in others if found not in copies]
