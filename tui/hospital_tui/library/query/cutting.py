"""Reading a query that matches nothing as it stands: cutting it into words, or taking Latin letters for pinyin."""

import itertools
import math
import re
import sqlite3
from collections.abc import Callable

import msgspec

from hospital_tui.library.query.query import Clause, Place, Query, Word
from hospital_tui.library.store import vocabulary

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


def reread(query: Query, connection: sqlite3.Connection, exists: Callable[[str], bool]) -> Query:
    """The query with words that match nothing as they stand cut, or read as pinyin, where that helps."""
    clauses: list[Clause] = []
    cut: list[str] = []
    read: list[str] = []
    for clause in query.clauses:
        if isinstance(clause, Place) and (named := _named(clause, connection)):
            clauses.append(named)
            read.append(f"医院:{named.text}")
        elif not isinstance(clause, Word) or _taken_as_it_stands(clause) or exists(clause.text):
            clauses.append(clause)
        elif spelled := _spelled(clause, connection, exists):
            clauses.append(spelled)
            read.append(f"医院:{spelled.text}" if isinstance(spelled, Place) else spelled.text)
        else:
            words = cut_up(clause.text, connection)
            clauses += [msgspec.structs.replace(clause, text=word) for word in words]
            cut += words if len(words) > 1 else ()
    if not cut and not read:
        return query
    return msgspec.structs.replace(
        query, clauses=tuple(clauses), cut=tuple(cut), read_as=" ".join(read) or None
    )


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
    if place.field != "hospital" or not _LATIN.fullmatch(place.text):
        return None
    if vocabulary.names_hold(connection, place.text):
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
