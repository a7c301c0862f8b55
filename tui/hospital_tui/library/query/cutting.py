"""Reading a query that matches nothing as it stands: cutting it into words, or taking Latin letters for pinyin."""

import itertools
import math
import re
import sqlite3
from collections.abc import Callable
from typing import Protocol

import msgspec

from hospital_tui.library.query.clauses import Clause, Comparison, Kept, Place, Word
from hospital_tui.library.query.filter_names import What
from hospital_tui.library.query.nearest import nearest
from hospital_tui.library.query.query import Branch, Query
from hospital_tui.library.store import terms, vocabulary

_LONGEST = 12
_PASSED_OVER = frozenset("的了和与及在是等之")
"""Characters between words that say nothing of their own."""
_SHORTEST = 2
"""Letters of the shortest word among several that are typed as one."""
_MOST_LETTERS = 32
"""Letters that are read as several words at most."""
_READINGS = 4
"""Readings of letters as several words that are tried."""
_A_WORD_MORE = 10.0
"""What a reading loses with each word: few long words are likelier than many short ones."""
_LATIN = re.compile(r"[a-z]{2,40}")


class Made(Protocol):
    """Says of what passages the reader made something, and in what rows they stand."""

    def __call__(self, what: What, text: str, /) -> tuple[frozenset[str], tuple[int, ...]]:
        """Ids and rows of the passages; `text`: what a note must hold, folded."""


def reread(query: Query, connection: sqlite3.Connection, exists: Callable[[str], bool], made: Made) -> Query:
    """The query as the library at hand has it read.

    Words that match nothing as they stand are cut, or read as pinyin, where that helps; what is compared and is no unit at
    hand is what a figure is called; what the reader made is looked up.
    """
    cut: list[str] = []
    read: list[str] = []
    unheld: list[str] = []

    def again(clause: Clause) -> list[Clause]:
        match clause:
            case Kept():
                passages, rows = made(clause.what, clause.text)
                return [msgspec.structs.replace(clause, passages=passages, rows=rows)]
            case Comparison(part=None) if _is_name(clause.unit, connection):
                return [msgspec.structs.replace(clause, part="name")]
            case Place(field="hospital"):
                if named := _named(clause, connection):
                    read.append(f"医院:{named.text}")
                    return [named]
                if not clause.negative and not vocabulary.names_hold(connection, clause.text):
                    unheld.append(clause.text)
            case Word() if not _taken_as_it_stands(clause) and not exists(clause.text):
                if spelled := _spelled(clause, connection, exists):
                    read.append(f"医院:{spelled.text}" if isinstance(spelled, Place) else spelled.text)
                    return [spelled]
                words = cut_up(clause.text, connection)
                cut.extend(words if len(words) > 1 else ())
                return [msgspec.structs.replace(clause, text=word) for word in words]
        return [clause]

    read_again = {clause: again(clause) for clause in query.clauses}
    return msgspec.structs.replace(
        query,
        branches=tuple(
            Branch(tuple(one for clause in branch.clauses for one in read_again[clause]))
            for branch in query.branches
        ),
        cut=tuple(cut),
        read_as=" ".join(read) or None,
        nearest=tuple(name for text in dict.fromkeys(unheld) for name in nearest(connection, text)),
    )


def _is_name(unit: str, connection: sqlite3.Connection) -> bool:
    """Whether what is compared is no unit of any figure at hand, and some are called so."""
    unit_held = "SELECT 1 FROM figure WHERE unit = ? AND high IS NOT NULL LIMIT 1"
    if connection.execute(unit_held, (unit,)).fetchone():
        return False
    called = f"{terms.phrase(unit, 'label')} OR {terms.phrase(unit, 'metric')}"
    found = connection.execute("SELECT 1 FROM term WHERE term MATCH ? LIMIT 1", (called,))
    return found.fetchone() is not None


def _taken_as_it_stands(word: Word) -> bool:
    return word.quoted or word.negative or len(word.text) == 1


def cut_up(text: str, connection: sqlite3.Connection) -> list[str]:
    """The likeliest way to read folded text as words of the vocabulary; [text] where there is none.

    Maximum probability by dynamic programming; every word has to be in the vocabulary, since one that is not cannot
    occur in the library as a word. Signs between words are passed over.
    """
    pieces = re.findall(r"\w+", text)
    words: list[str] = []
    for piece in pieces:
        found = _likeliest(piece, _known_words(piece, connection))
        if not found:
            return [text]
        words += found
    return list(dict.fromkeys(words)) or [text]


def _known_words(text: str, connection: sqlite3.Connection) -> dict[str, int]:
    parts = {text[i:j] for i in range(len(text)) for j in range(i + 2, min(len(text), i + _LONGEST) + 1)}
    return vocabulary.times(connection, parts)


def _likeliest(text: str, known: dict[str, int]) -> list[str]:
    """Words that make up the text, the product of their frequencies greatest; [] where none do."""
    known = known | dict.fromkeys(_PASSED_OVER & set(text), 0)
    total = math.log(sum(known.values()) + 1) + 10
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-math.inf, 0)] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _LONGEST), end):
            count = known.get(text[start:end])
            if count is not None and best[start][0] > -math.inf:
                best[end] = max(best[end], (best[start][0] + math.log(count + 1) - total, start))
    if best[-1][0] == -math.inf:
        return []
    words, end = [], len(text)
    while end:
        start = best[end][1]
        words.append(text[start:end])
        end = start
    return [word for word in reversed(words) if len(word) > 1]


def _named(place: Place, connection: sqlite3.Connection) -> Place | None:
    """The hospital that Latin letters after 医院: spell, in full or by the beginning of a name; none where a name holds them."""
    if not _LATIN.fullmatch(place.text) or vocabulary.names_hold(connection, place.text):
        return None
    name = vocabulary.spelled_hospital(connection, place.text, beginning=True)
    return msgspec.structs.replace(place, text=name) if name else None


def _spelled(
    word: Word, connection: sqlite3.Connection, exists: Callable[[str], bool]
) -> Word | Place | None:
    """What Latin letters spell, as initials or in full: a hospital's name, the commonest word, words that follow one another."""
    if not _LATIN.fullmatch(word.text):
        return None
    if name := vocabulary.spelled_hospital(connection, word.text):
        return Place(start=word.start, end=word.end, field="hospital", text=name)
    if found := vocabulary.spelled(connection, word.text):
        return Word(start=word.start, end=word.end, text=found)
    for words in _spelled_words(word.text, connection):
        if exists(words):
            return Word(start=word.start, end=word.end, text=words)
    return None


def _spelled_words(letters: str, connection: sqlite3.Connection) -> list[str]:
    """The likeliest readings of letters as words one after the other, the likeliest first; few, since each costs a search."""
    if not 2 * _SHORTEST <= len(letters) <= _MOST_LETTERS:
        return []
    spans = itertools.combinations(range(len(letters) + 1), 2)
    parts = {letters[i:j] for i, j in spans if j - i >= _SHORTEST}
    known = vocabulary.spelled_parts(connection, parts, _READINGS)
    best: list[list[tuple[float, str]]] = [[(0.0, "")]] + [[] for _ in letters]
    for end in range(_SHORTEST, len(letters) + 1):
        ways = [
            (score + math.log(times + 1) - _A_WORD_MORE, before + word)
            for start in range(end - _SHORTEST + 1)
            for word, times in known.get(letters[start:end], ())
            for score, before in best[start]
        ]
        best[end] = sorted(ways, key=lambda way: (-way[0], way[1]))[:_READINGS]
    return [words for _, words in best[-1]]
