"""How often words occur: by hospital and by the year that an article speaks of, against all that is written there."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from hospital_tui.library.query.articles import Articles
from hospital_tui.library.query.filter_matching import matches
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import Search

PER = 10_000
"""Characters that occurrences are given for."""


Group = Literal["hospital_year", "hospital", "year"]
"""What a row is of."""


class Frequency(msgspec.Struct, frozen=True):
    """How often words occur in what a hospital's articles of a year say."""

    hospital: str
    """"" where articles name none, or those of all hospitals are counted."""
    year: str | None
    """None where articles tell none, or those of all years are counted."""
    times: int
    characters: int
    """Of all passages, those without the words too."""
    first: tuple[str, str] | None = None
    """Article and passage of the first occurrence."""
    recognised: int = 0
    """How many of them a machine read from pictures."""

    @property
    def rate(self) -> float:
        """Occurrences in `PER` characters."""
        return self.times * PER / self.characters if self.characters else 0.0


def frequencies(connection: sqlite3.Connection, articles: Articles, query: Query) -> list[Frequency]:
    """Of every hospital and year of the library, in its order; only the articles with a match are read."""
    times, seen = Counter[tuple[str, str | None]](), Counter[tuple[str, str | None]]()
    firsts: dict[tuple[str, str | None], tuple[str, str]] = {}
    numbers = Search(connection, query, whole=True).census()[0] if not query.empty else ()
    for number in numbers:
        if (held := articles.by_number(connection, number)) is None:
            continue
        article = held.article
        place = article.hospital.name, article.year
        for key, match in matches(query, article).items():
            if match.spans and not key.startswith("heading@"):
                times[place] += len(match.spans)
                seen[place] += len(match.spans) * bool(article.source.recognised)
                firsts.setdefault(place, (article.id, key))
    sql = "SELECT hospital, year, sum(characters) FROM article GROUP BY hospital, year ORDER BY min(number)"
    return [
        Frequency(*place, times[place], characters, firsts.get(place), seen[place])
        for place, characters in (((one[0], one[1]), one[2]) for one in connection.execute(sql))
    ]


def arranged(
    rows: Sequence[Frequency], *, by: Group = "hospital_year", in_order: bool = False
) -> list[Frequency]:
    """Rows that hold an occurrence, added up: the most frequent first, or in the library's order and by year."""
    found = [row for row in together(rows, hospitals=by == "year", years=by == "hospital") if row.times]
    if not in_order:
        return sorted(found, key=lambda row: -row.rate)
    if by == "year":
        return sorted(found, key=lambda row: row.year or "")
    places = {row.hospital: place for place, row in reversed(list(enumerate(rows)))}
    return sorted(found, key=lambda row: (places[row.hospital], row.year or ""))


def together(rows: Iterable[Frequency], *, hospitals: bool = False, years: bool = False) -> list[Frequency]:
    """The rows of all hospitals added up, or those of all years."""
    sums: dict[tuple[str, str | None], Frequency] = {}
    for row in rows:
        place = "" if hospitals else row.hospital, None if years else row.year
        before = sums.get(place, Frequency(*place, 0, 0))
        sums[place] = Frequency(
            *place,
            before.times + row.times,
            before.characters + row.characters,
            before.first or row.first,
            before.recognised + row.recognised,
        )
    return list(sums.values())
