"""The words of a library with their pinyin: what a query is cut into, completed from, and typed as in Latin letters.

A vocabulary file is plain text, one word a line: the word, its pinyin, and how often it occurs, with tabs between. The
syllables of the pinyin have blanks between, and a character that is read in two ways has both: `chang/zhang zhi`. jieba finds the words while sources are parsed; pypinyin gives the syllables when the file
is written. Neither is needed to read it. Of several lines for one word the last says how often, any of them the pinyin, so
that a file can grow by appending.
"""

import importlib
import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hospital_tui.library.files.atomic import write_text
from hospital_tui.library.store import terms
from hospital_tui.library.store.schema import cell
from hospital_tui.text.folding import fold

Words = Iterable[str] | Mapping[str, int]
"""Words, repeated as often as they occur; or words with how often they occur."""

_ASKED = 500
"""Words in one question; SQLite allows at least 999 parameters."""


class Entry(NamedTuple):
    """A word of the vocabulary."""

    word: str
    """Folded."""
    pinyin: str
    """Syllables with blanks between, readings with a stroke: "zhang/chang zhi"; "" where not known."""
    times: int
    """How often the word occurs."""

    def spellings(self) -> set[str]:
        """What can be typed for the word: all syllables (jiqiren), or their first letters (jqr)."""
        readings = [syllable.split("/") for syllable in self.pinyin.split()]
        said = list(_ways(readings)) if readings else []
        return {"".join(way) for way in said} | {"".join(syllable[:1] for syllable in way) for way in said}


def _ways(readings: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Ways to read a word: each character in its likeliest reading, then all but one, then all but two."""
    doubtful = [place for place, ways in enumerate(readings) if len(ways) > 1]
    for others in range(3):
        for places in itertools.combinations(doubtful, others):
            yield [ways[place in places] for place, ways in enumerate(readings)]


def counted(words: Words) -> Counter[str]:
    """Folded words of two characters and more with how often they occur; what holds a blank or no letter is no word."""
    found: Counter[str] = Counter()
    for word, count in Counter(words).items():
        folded = fold(word).strip()
        if len(folded) > 1 and len(folded.split()) == 1 and any(map(str.isalpha, folded)):
            found[folded] += count
    return found


def write(path: Path, words: Words) -> None:
    """Write a vocabulary file, sorted by word, with the pinyin of each; hospital names are words like any other.

    Needs pypinyin, which the app never loads: call it from commands.
    """
    write_text(path, lines(counted(words)))


def lines(counts: Mapping[str, int]) -> str:
    """Words with their counts as lines of a vocabulary file. Needs pypinyin."""
    return "".join(f"{word}\t{pinyin(word)}\t{counts[word]}\n" for word in sorted(counts))


def pinyin(word: str) -> str:
    """Syllables of a word without tones, each with its two likeliest readings; Latin letters and digits as they are."""
    # By name at run time: a plain import would tie the app, which imports this room, to pypinyin's 215 ms.
    spell = importlib.import_module("pypinyin")
    readings = spell.pinyin(word, style=spell.Style.NORMAL, heteronym=True, errors=_spelled_as_it_is)
    return " ".join("/".join(ways[:2]) for ways in readings if ways[0]).replace("ü", "v").lower()


def _spelled_as_it_is(rest: str) -> str | None:
    return "".join(character for character in rest if character.isascii() and character.isalnum()) or None


def read(path: Path) -> Iterator[Entry]:
    """The entries of a vocabulary file, in its order; a line that says nothing is passed over. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            word, _, rest = line.rstrip("\n").partition("\t")
            syllables, _, count = rest.partition("\t")
            if word:
                yield Entry(word, syllables, int(count) if count.isdigit() else 1)


def store(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Put entries into a compiled library; an entry without pinyin leaves the spellings as they are."""
    entries = list(entries)
    connection.executemany(
        "INSERT INTO word VALUES (?,?) ON CONFLICT (word) DO UPDATE SET times = excluded.times",
        [(entry.word, entry.times) for entry in entries],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO spelling VALUES (?,?)",
        ((typed, entry.word) for entry in entries if entry.pinyin for typed in entry.spellings()),
    )


def times(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """How often words occur, those left out that the library does not know."""
    known: dict[str, int] = {}
    ordered = sorted(words)
    for start in range(0, len(ordered), _ASKED):
        chunk = ordered[start : start + _ASKED]
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT word, times FROM word WHERE word IN ({marks})"
        known |= dict(connection.execute(sql, chunk).fetchall())
    return known


def spelled(connection: sqlite3.Connection, typed: str) -> str | None:
    """The commonest word that Latin letters spell in full or by first letters; none where they spell none."""
    return next(iter(_spelled(connection, typed, 1)), (None, 0))[0]


def _spelled(connection: sqlite3.Connection, typed: str, limit: int) -> list[tuple[str, int]]:
    """The commonest words that are spelled so, with how often they occur."""
    sql = "SELECT word, times FROM spelling JOIN word USING (word) WHERE typed = ? ORDER BY times DESC, word LIMIT ?"
    return connection.execute(sql, (typed, limit)).fetchall()


def spelled_parts(
    connection: sqlite3.Connection, typed: Iterable[str], limit: int
) -> dict[str, list[tuple[str, int]]]:
    """For each of these spellings the commonest words that are spelled so, with how often they occur."""
    return {letters: words for letters in typed if (words := _spelled(connection, letters, limit))}


def spelled_hospital(connection: sqlite3.Connection, typed: str, *, beginning: bool = False) -> str | None:
    """The shortest name of a hospital that Latin letters spell, or spell the beginning of; none where they spell none."""
    sql = (
        "SELECT word FROM spelling JOIN name ON name.name = word WHERE typed >= ? AND typed <= ? "
        "ORDER BY length(word), word LIMIT 1"
    )
    name: str | None = cell(connection, sql, typed, typed + "\U0010fffd" * beginning)
    return name


def names_hold(connection: sqlite3.Connection, part: str) -> bool:
    """Whether a hospital's name holds this."""
    sql = "SELECT 1 FROM name_term WHERE name_term MATCH ? LIMIT 1"
    return connection.execute(sql, (terms.phrase(part),)).fetchone() is not None


def beginning(connection: sqlite3.Connection, start: str, limit: int) -> list[str]:
    """Words that begin with folded text, then those whose spelling does; the commonest first."""
    end = start + "\U0010fffd"
    found = connection.execute(
        "SELECT word FROM (SELECT word, times FROM word WHERE word > ? AND word < ? LIMIT 2000) "
        "ORDER BY times DESC, word LIMIT ?",
        (start, end, limit),
    ).fetchall()
    if len(found) < limit and len(start) > 1 and start.isascii():
        found += connection.execute(
            "SELECT word FROM (SELECT word FROM spelling WHERE typed >= ? AND typed < ? LIMIT 2000) JOIN word USING (word) "
            "ORDER BY times DESC, word LIMIT ?",
            (start, end, 2 * limit),
        ).fetchall()
    return list(dict.fromkeys(row[0] for row in found))[:limit]
