"""Kill programs at random moments and look at what they leave behind.

    python tests/benchmarks/library_kills.py [--bookmarks 200] [--adds 100] [--articles 1000] [--seed 1]

Bookmarks: a program marks passages in a loop and says each one when it is kept; after every kill, all that were said must
be there. Adds: a program adds articles, each of a source that holds two; after every kill the library must open and hold
whole articles only, and at the end the next program must finish the job.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hospital_tui.library import Addition, Library
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
    first = len(reader.bookmarks())
    for number in range(first, first + 1_000_000):
        reader.mark(
            article_id="a-1", passage_id=f"a@{number}", hospital="医院", quote="骨科" * 40, note=str(number)
        )
        os.write(1, f"{number}\n".encode())


def add_everything(home: Path, count: int) -> None:
    """Add what is not there yet, a few sources at a time."""
    library = Library.open(home)
    todo = [item for item in additions(count) if not library.knows(item.articles[0].source.sha256)]
    os.write(1, b"begun\n")
    for start in range(0, len(todo), 8):
        library.add_articles(todo[start : start + 8], ["骨科", "机器人", f"词{start}"])
    os.write(1, b"done\n")


def killed(arguments: list[str], seconds: float) -> bytes:
    """Start this program, kill it so long after its first words; what it said."""
    program = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE)
    assert program.stdout is not None
    first = program.stdout.readline()
    time.sleep(seconds)
    program.send_signal(signal.SIGKILL)
    rest = program.stdout.read()
    program.wait()
    return first + rest


def kill_bookmarks(times: int, chance: random.Random, home: Path) -> int:
    """Kill a program that bookmarks; how many bookmarks it had said to be kept, all of which are."""
    said = 0
    for _ in range(times):
        words = killed(["--mark", str(home)], chance.uniform(0, 0.1)).split(b"\n")[:-1]
        reader = Reader.open(home)
        assert reader.notices == [], reader.notices
        kept = {item.passage_id for item in reader.bookmarks()}
        lost = [word for word in words if f"a@{int(word)}" not in kept]
        assert not lost, f"lost {lost}"
        said += len(words)
        reader.close()
    return said


def kill_adds(times: int, count: int, chance: random.Random, folder: Path) -> int:
    """Kill a program that adds articles; how often the job was finished under way."""
    wanted = {article.id: article for item in additions(count) for article in item.articles}
    finished, home = 0, folder / "0"
    for _ in range(times):
        if b"done" in killed(["--add", str(home), str(count)], chance.uniform(0, 0.5)):
            finished += 1
            check(home, wanted, whole=True)
            home = folder / str(finished)
        else:
            check(home, wanted)
    subprocess.run(
        [sys.executable, __file__, "--add", str(home), str(count)], check=True, stdout=subprocess.DEVNULL
    )
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
    for name, default in (("bookmarks", 200), ("adds", 100), ("articles", 1000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--mark", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--add", nargs=2, help=argparse.SUPPRESS)
    told: Any = parser.parse_args()
    if told.mark:
        return mark_for_ever(told.mark)
    if told.add:
        return add_everything(Path(told.add[0]), int(told.add[1]))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOSPITAL_TUI_CACHE"] = f"{folder}/cache"
        said = kill_bookmarks(told.bookmarks, random.Random(told.seed), Path(folder) / "reader")
        print(f"bookmarks: killed {told.bookmarks} times, {said} acknowledged, none lost")
        finished = kill_adds(told.adds, told.articles // 2, random.Random(told.seed), Path(folder) / "homes")
        print(
            f"adds: killed {told.adds} times, {told.articles} articles added {finished + 1} times over, all whole"
        )
    return None


if __name__ == "__main__":
    main()
