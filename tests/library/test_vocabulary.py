"""Words, their pinyin, and what is cut with them."""

import sqlite3
from pathlib import Path

import pytest
from hospital_tui.library.query.cutting import cut_up
from hospital_tui.library.readings import schema
from hospital_tui.library.store import vocabulary
from hospital_tui.library.store.vocabulary import Entry


@pytest.fixture
def words() -> sqlite3.Connection:
    connection = schema.connect("file::memory:")
    schema.create(connection)
    return connection


def test_a_file_is_written_sorted_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    vocabulary.write(path, ["骨科", "机器人", "ＭＤＴ", "骨科", "人", "12", "的 话"])
    assert list(vocabulary.read(path)) == [
        Entry("mdt", "mdt", 1),
        Entry("机器人", "ji/wei qi ren", 1),
        Entry("骨科", "gu ke", 2),
    ]


def test_a_torn_line_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_bytes("骨科\tgu ke\t3\n\n医院\tyi".encode() + b"\n\xff\xe9")
    assert [entry.word for entry in vocabulary.read(path)] == ["骨科", "医院", "\ufffd\ufffd"]


def test_every_likely_reading_is_a_spelling() -> None:
    spellings = Entry("长治二院", "zhang/chang zhi/chi er yuan", 1).spellings()
    assert {"zhangzhieryuan", "changzhieryuan", "zzey", "czey"} <= spellings
    assert Entry("机器人", "", 1).spellings() == set()
    assert len(Entry("a", " ".join(["a/b"] * 40), 1).spellings()) < 2000


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("骨科机器人手术", ["骨科", "机器人", "手术"]),
        ("骨科的手术", ["骨科", "手术"]),
        ("骨科、手术", ["骨科", "手术"]),
        ("骨科手术骨科", ["骨科", "手术"]),
        ("骨科鑫", ["骨科鑫"]),
        ("中医院", ["中医院"]),
        ("、", ["、"]),
    ],
)
def test_cuts_into_words_of_the_vocabulary(words: sqlite3.Connection, text: str, cut: list[str]) -> None:
    entries = [("骨科", 9), ("机器人", 5), ("机器", 2), ("手术", 9), ("中医", 3), ("医院", 50), ("中医院", 4)]
    vocabulary.store(words, [Entry(word, "", times) for word, times in entries])
    assert cut_up(text, words) == cut


def test_a_later_line_counts_and_keeps_the_spelling(words: sqlite3.Connection) -> None:
    vocabulary.store(words, [Entry("骨科", "gu ke", 2)])
    vocabulary.store(words, [Entry("骨科", "", 5)])
    assert vocabulary.times(words, ["骨科", "没有"]) == {"骨科": 5}
    assert vocabulary.spelled(words, "gk") == vocabulary.spelled(words, "guke") == "骨科"
