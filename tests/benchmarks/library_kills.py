"""Kill programs at random moments and look at what they leave behind.

    python tests/benchmarks/library_kills.py [--bookmarks 10000] [--corrections 300] [--exports 100] [--adds 300]
                                             [--articles 1000] [--seed 1] [--programs 3]

Bookmarks: programs on one home mark passages in a loop and say each one when it is kept; after every kill, all that were
said must be there. Corrections: the same with the value of a figure. Exports: a program writes one table over and over;
after every kill the file must be one of those that were written. Adds: a program adds articles, each of a source that holds two; after every kill the library must open and hold
whole articles only, and at the end the next program must finish the job.
"""

import argparse
import hashlib
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from hospital_tui.library import Addition, Library
from hospital_tui.library.export import Table, figure_table, save
from hospital_tui.library.reader import Reader
from hospital_tui.model import Article, Hospital, Passage, Source


def additions(count: int) -> Iterator[Addition]:
    """Sources of two articles each."""
    letters = random.Random(count)
    for number in range(count):
        texts = [
            "".join(letters.choices("医院骨科手术机器人床位学科建设", k=300)) + f"{number}/{place}"
            for place in (1, 2)
        ]
        data = "\n".join(texts).encode()
        sha = hashlib.sha256(data).hexdigest()
        yield Addition(articles=tuple(_article(sha, place, texts) for place in (1, 2)), data=data)


def _article(sha: str, place: int, texts: list[str]) -> Article:
    start = 0 if place == 1 else len(texts[0]) + 1
    text = texts[place - 1]
    passage = Passage(
        id=f"{sha[:12]}@{start}", role="title", text=text, spans=((start, start + len(text)),), lines=(place,)
    )
    source = Source(file="made.txt", sha256=sha)
    return Article(id=f"{sha[:12]}-{place}", hospital=Hospital(name="医院"), source=source, head=(passage,))


def mark_for_ever(home: Path) -> None:
    """Bookmark, and say so, until killed."""
    reader = Reader.open(home)
    for number in range(1_000_000):
        name = f"a@{os.getpid()}.{number}"
        reader.mark(article_id="a-1", passage_id=name, hospital="医院", quote="骨科" * 40, note=str(number))
        os.write(1, f"{name}\n".encode())


def correct_for_ever(home: Path) -> None:
    """Correct one figure after the other, and say so, until killed."""
    library = Library.open(home)
    rows = [row for row in library.figures() if isinstance(row.figure.value, int)][:40]
    for number in range(1_000_000):
        row = rows[number % len(rows)]
        (now,) = [one for one in library.figures(passage_id=row.passage_id) if one.index == row.index]
        library.correct(now, {"value": 1_000_000 + number})
        os.write(1, f"{row.passage_id}#{row.index}={1_000_000 + number}\n".encode())


def export_for_ever(home: Path) -> None:
    """Write the figures of the library over and over, until killed."""
    library = Library.open(home)
    table = figure_table(library.figures(), library.article)
    rows = [dict.fromkeys(table.columns), *([row] for row in table.rows)]
    os.write(1, b"begun\n")
    for number in range(1_000_000):
        lines = Table(("number", "text"), ((number, str(row)) for row in rows))
        save(lines, home / "figures.csv", "csv", {"number": "number", "text": "text"}, overwrite=True)


def add_everything(home: Path, count: int) -> None:
    """Add what is not there yet, a few sources at a time."""
    library = Library.open(home)
    todo = [item for item in additions(count) if not library.knows(item.articles[0].source.sha256)]
    os.write(1, b"begun\n")
    for start in range(0, len(todo), 8):
        library.add_articles(todo[start : start + 8], ["骨科", "机器人", f"词{start}"])
    os.write(1, b"done\n")


class Program:
    """A program of its own (a fork of this one, so that no start has to be waited for) that does one thing until killed."""

    def __init__(self, work: Callable[..., None], *told: Any) -> None:
        self._said, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._said)
            os.dup2(write, 1)
            with suppress(BaseException):
                work(*told)
                os._exit(0)
            os._exit(1)
        os.close(write)

    def killed(self, seconds: float) -> list[str]:
        """Kill it so long after its first words; what it said, whole lines only."""
        said = b""
        with os.fdopen(self._said, "rb", buffering=0) as pipe:
            said += pipe.read(1 << 16)
            time.sleep(seconds)
            os.kill(self.pid, signal.SIGKILL)
            said += pipe.readall()
        _, status = os.waitpid(self.pid, 0)
        assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL), said
        return [line.decode() for line in said.split(b"\n")[:-1]]


def killed_together(
    work: Callable[..., None], home: Path, programs: int, chance: random.Random, most: float
) -> list[str]:
    """Several programs at once, each killed at a moment of its own; what they said."""
    started = [Program(work, home) for _ in range(programs)]
    waits = [chance.uniform(0, most) for _ in started]
    with ThreadPoolExecutor(programs) as pool:
        return [word for said in pool.map(Program.killed, started, waits) for word in said]


def kill_bookmarks(least: int, programs: int, chance: random.Random, home: Path) -> tuple[int, int]:
    """Kill programs that bookmark until so many had said to be kept, all of which are; rounds, and how many."""
    rounds = said = 0
    while said < least:
        rounds += 1
        words = killed_together(mark_for_ever, home, programs, chance, 0.3)
        with closing(Reader.open(home)) as reader:
            assert reader.notices == [], reader.notices
            lost = set(words) - {item.passage_id for item in reader.bookmarks()}
        assert not lost, f"lost {lost}"
        said += len(words)
    return rounds, said


def kill_corrections(least: int, chance: random.Random, home: Path) -> tuple[int, int]:
    """The same with a program that corrects; of those of one figure the last is in force."""
    rounds = said = 0
    while said < least:
        rounds += 1
        words = killed_together(correct_for_ever, home, 1, chance, 0.6)
        last = dict(word.split("=") for word in words)
        with Library.open(home) as library:
            for name, value in last.items():
                passage, _, index = name.partition("#")
                (now,) = [row for row in library.figures(passage_id=passage) if row.index == int(index)]
                # One more may have been kept before it could be said.
                assert now.figure.value == int(value) or now.figure.value == int(value) + 40, (name, value)
        said += len(words)
    return rounds, said


def kill_exports(times: int, chance: random.Random, home: Path) -> int:
    """Kill a program that exports; how often there was a file, which is whole."""
    found = 0
    for _ in range(times):
        Program(export_for_ever, home).killed(chance.uniform(0, 0.3))
        if (home / "figures.csv").exists():
            lines = (home / "figures.csv").read_text("utf-8-sig").splitlines()[1:]
            assert len({line.split(",")[0] for line in lines}) == 1 and len(lines) > 100, len(lines)
            found += 1
        for part in home.glob(".*.part"):
            part.unlink()
    return found


def kill_adds(times: int, count: int, chance: random.Random, folder: Path) -> int:
    """Kill a program that adds articles; how often the job was finished under way."""
    wanted = {article.id: article for item in additions(count) for article in item.articles}
    finished, home = 0, folder / "0"
    for _ in range(times):
        if "done" in Program(add_everything, home, count).killed(chance.uniform(0, 0.5)):
            finished += 1
            check(home, wanted, whole=True)
            home = folder / str(finished)
        else:
            check(home, wanted)
    os.waitpid(Program(add_everything, home, count).pid, 0)
    check(home, wanted, whole=True)
    return finished


def check(home: Path, wanted: dict[str, Article], *, whole: bool = False) -> None:
    """The library opens without complaint, and what is in it is what was to be added."""
    with Library.open(home) as library:
        assert library.notices == [], library.notices
        own = [card for card in library.shelf() if card.origin == "own"]
        assert all(library.article(card.id) == wanted[card.id] for card in own)
        found = library.shelf(library.query("医院:医院"))
        assert not whole or ({card.id for card in own} == wanted.keys() and len(found) >= len(wanted))
        sources = {card.id[:12] for card in own}
        at_hand = [library.knows(wanted[f"{key}-1"].source.sha256) for key in sources]
        assert all(len(ids) in (0, 2) for ids in at_hand)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (
        ("bookmarks", 10_000), ("corrections", 300), ("exports", 100), ("adds", 300), ("articles", 1000), ("seed", 1),
        ("programs", 3),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=default)
    told: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOSPITAL_TUI_CACHE"] = f"{folder}/cache"
        chance = random.Random(told.seed)
        rounds, said = kill_bookmarks(told.bookmarks, told.programs, chance, Path(folder) / "reader")
        print(f"bookmarks: {told.programs} programs killed {rounds} times, {said} acknowledged, none lost")
        rounds, said = kill_corrections(told.corrections, chance, Path(folder) / "corrected")
        print(f"corrections: killed {rounds} times, {said} acknowledged, none lost")
        found = kill_exports(told.exports, chance, Path(folder) / "corrected")
        print(f"exports: killed {told.exports} times, {found} files left, all whole")
        finished = kill_adds(told.adds, told.articles // 2, random.Random(told.seed), Path(folder) / "homes")
        print(
            f"adds: killed {told.adds} times, {told.articles} articles added {finished + 1} times over, all whole"
        )


if __name__ == "__main__":
    main()
