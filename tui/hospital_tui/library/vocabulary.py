"""The words of a library with their pinyin: what a query is cut into, completed from, and typed as in Latin letters.

A vocabulary file is plain text, one word a line: the word, its pinyin with blanks between the syllables, and how often
it occurs, with tabs between. jieba finds the words while sources are parsed; pypinyin gives the syllables when the file
is written. Neither is needed to read it. Of several lines for one word the last counts, so that a file can grow by
appending.
"""

import importlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from hospital_tui.library.atomic import write_text
from hospital_tui.library.folding import fold

Words = Iterable[str] | Mapping[str, int]
"""Words, repeated as often as they occur; or words with how often they occur."""


class Entry(NamedTuple):
    """A word of the vocabulary."""

    word: str
    """Folded."""
    pinyin: str
    """Syllables with blanks between ("ji qi ren"); "" where not known."""
    count: int

    @property
    def joined(self) -> str:
        """The syllables as they are typed: jiqiren."""
        return self.pinyin.replace(" ", "")

    @property
    def initials(self) -> str:
        """The first letters: jqr."""
        return "".join(syllable[0] for syllable in self.pinyin.split())


def counted(words: Words) -> Counter[str]:
    """Folded words of two characters and more with how often they occur; what holds a blank or no letter is no word."""
    found: Counter[str] = Counter()
    for word, count in words.items() if isinstance(words, Mapping) else Counter(words).items():
        folded = fold(word).strip()
        if (
            len(folded) > 1
            and not any(character.isspace() for character in folded)
            and any(map(str.isalpha, folded))
        ):
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
    """Syllables of a word without tones, blanks between; Latin letters and digits stay as they are."""
    # By name at run time: a plain import would tie the app, which imports this room, to pypinyin's 215 ms.
    spell = importlib.import_module("pypinyin")
    syllables = spell.lazy_pinyin(word, errors=lambda rest: [part for part in rest if part.isalnum()])
    return " ".join(part.replace("ü", "v") for part in syllables if part.strip()).lower()


def read(path: Path) -> Iterator[Entry]:
    """The entries of a vocabulary file, in its order; a line that says nothing is passed over. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            word, _, rest = line.rstrip("\n").partition("\t")
            syllables, _, count = rest.partition("\t")
            if word:
                yield Entry(word, syllables, int(count) if count.isdigit() else 1)


def store(connection: sqlite3.Connection, entries: Iterable[Entry], *, add: bool = False) -> None:
    """Put entries into a compiled library; `add` sums counts up instead of taking the new one."""
    count = "word.count + excluded.count" if add else "excluded.count"
    connection.executemany(
        f"INSERT INTO word VALUES (?,?,?,?) ON CONFLICT (word) DO UPDATE SET count = {count}, "
        "pinyin = coalesce(nullif(excluded.pinyin, ''), pinyin), initials = coalesce(nullif(excluded.initials, ''), initials)",
        ((entry.word, entry.count, entry.joined, entry.initials) for entry in entries),
    )


def spell_names(connection: sqlite3.Connection) -> None:
    """Give hospital names the pinyin that the vocabulary knows for them."""
    rows = connection.execute("SELECT name FROM name WHERE pinyin IS NULL").fetchall()
    for (name,) in rows:
        found = connection.execute(
            "SELECT pinyin, initials FROM word WHERE word = ?", (fold(name),)
        ).fetchone()
        if found:
            connection.execute("UPDATE name SET pinyin = ?, initials = ? WHERE name = ?", (*found, name))
