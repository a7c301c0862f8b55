"""Make a library of N articles by recombining the sentences of the bundled ones, so that anyone can repeat the figures.

    python tests/benchmarks/make_library.py 10000 --home /tmp/ten-thousand [--jobs 2] [--seed 1] [--texts DIR]

Seeded: the same N and seed give the same files. Every article takes the shape of a bundled one (head, sections,
passages), its passages filled with sentences drawn from all of them; figures keep their places, numbers are drawn anew, and
a few characters of every passage are exchanged for others, so that the text has as many different pairs as a real archive.
With --texts the same text is written as plain files as well, one an article, for other programs to search.
"""

import argparse
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from hospital_tui.library.files import bundled, dump_json, load, shard
from hospital_tui.model import Article, Figure, Heading, Hospital, Passage, Section, Source, Span

_PLACES = [
    "长治",
    "晋城",
    "株洲",
    "平顶山",
    "汝州",
    "太原",
    "洛阳",
    "邯郸",
    "保定",
    "赣州",
    "宜昌",
    "襄阳",
    "柳州",
    "桂林",
    "遵义",
    "曲靖",
    "大理",
    "绵阳",
    "宜宾",
    "汉中",
]
_RANKS = [
    "市人民医院",
    "市第二人民医院",
    "市中医院",
    "市妇幼保健院",
    "市中心医院",
    "县人民医院",
    "市第三人民医院",
    "市肿瘤医院",
]
_EXCHANGED = 40
"""One character in so many is exchanged."""


class Sentence(NamedTuple):
    """A sentence with the figures that stand in it, their places counted from its start."""

    text: str
    figures: tuple[Figure, ...]


class Stock(NamedTuple):
    """What articles are made of."""

    shapes: list[Article]
    sentences: list[Sentence]
    letters: str


def stock(data: Path) -> Stock:
    """The article files of a folder, taken apart."""
    shapes = [load(path) for path in sorted(data.glob("*.yaml"))]
    sentences = [part for shape in shapes for passage in shape.passages() for part in _sentences(passage)]
    letters = "".join(
        sorted({letter for part in sentences for letter in part.text if "\u4e00" <= letter <= "\u9fff"})
    )
    return Stock(shapes, sentences, letters)


def _sentences(passage: Passage) -> Iterator[Sentence]:
    for found in re.finditer(r"[^。！？]+[。！？]?", passage.text):
        start, end = found.span()
        inside = [figure for figure in passage.figures if start <= figure.at[0] and figure.at[1] <= end]
        moved = (
            msgspec.structs.replace(item, at=(item.at[0] - start, item.at[1] - start)) for item in inside
        )
        yield Sentence(found[0], tuple(moved))


class Maker:
    """Makes one article."""

    def __init__(self, kit: Stock, number: int, seed: int) -> None:
        self.random = random.Random(f"{seed}/{number}")
        self.kit, self.number, self.offset, self.line = kit, number, 0, 1
        self.lines: list[str] = []
        self.key = hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()

    def article(self) -> Article:
        """The article; its source text is in `lines` then."""
        shape = self.random.choice(self.kit.shapes)
        name = self.random.choice(_PLACES) + self.random.choice(_RANKS)
        year = str(self.random.randint(2005, 2025))
        return Article(
            id=f"{self.key[:12]}-1",
            hospital=Hospital(name=name),
            source=Source(file=f"{self.number:07}.txt", sha256=self.key),
            year=year,
            head=tuple(self.passage(block) for block in shape.head),
            sections=tuple(map(self.section, shape.sections)),
        )

    def section(self, shape: Section) -> Section:
        heading = shape.heading and Heading(
            text=shape.heading.text, spans=self.place(shape.heading.text), lines=(self.line - 1,)
        )
        passages = tuple(map(self.passage, shape.passages))
        return Section(
            level=shape.level,
            heading=heading,
            passages=passages,
            sections=tuple(map(self.section, shape.sections)),
        )

    def passage(self, shape: Passage) -> Passage:
        parts = (
            [Sentence(shape.text, ())]
            if shape.role not in ("body", "list_item")
            else self.draw(len(shape.text))
        )
        text, figures = "", list[Figure]()
        for part in parts:
            for figure in part.figures:
                at = (figure.at[0] + len(text), figure.at[1] + len(text))
                figures.append(msgspec.structs.replace(figure, at=at))
            text += part.text
        text, changed = self.vary(text, figures)
        spans = self.place(text)
        return Passage(
            id=f"{self.key[:12]}@{spans[0][0]}",
            role=shape.role,
            text=text,
            spans=spans,
            lines=(self.line - 1,),
            figures=changed,
        )

    def draw(self, length: int) -> list[Sentence]:
        parts = [self.random.choice(self.kit.sentences)]
        while sum(len(part.text) for part in parts) < length:
            parts.append(self.random.choice(self.kit.sentences))
        return parts

    def vary(self, text: str, figures: Sequence[Figure]) -> tuple[str, tuple[Figure, ...]]:
        """Exchange characters outside figures, and the digits of plain numbers inside."""
        letters, taken = list(text), {place for figure in figures for place in range(*figure.at)}
        for _ in range(len(text) // _EXCHANGED):
            place = self.random.randrange(len(text))
            if place not in taken and "\u4e00" <= letters[place] <= "\u9fff":
                letters[place] = self.random.choice(self.kit.letters)
        changed = tuple(self.number_anew(figure, letters) for figure in figures)
        return "".join(letters), changed

    def number_anew(self, figure: Figure, letters: list[str]) -> Figure:
        digits = re.search(r"\d+", figure.text)
        if figure.kind == "date" or digits is None or str(figure.value) != digits[0]:
            return figure
        drawn = str(self.random.randint(10 ** (len(digits[0]) - 1), 10 ** len(digits[0]) - 1))
        letters[figure.at[0] + digits.start() : figure.at[0] + digits.end()] = drawn
        text = figure.text[: digits.start()] + drawn + figure.text[digits.end() :]
        return msgspec.structs.replace(figure, text=text, value=int(drawn))

    def place(self, text: str) -> tuple[Span, ...]:
        start = self.offset
        self.offset, self.line = start + len(text) + 1, self.line + 1
        self.lines.append(text)
        return ((start, start + len(text)),)


def write(numbers: Sequence[int], seed: int, home: Path, texts: Path | None, data: Path) -> int:
    """Write some of the articles; bytes of text."""
    kit, size = stock(data), 0
    for number in numbers:
        maker = Maker(kit, number, seed)
        article = maker.article()
        folder = home / "articles" / shard(article.id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{article.id}.yaml").write_text(dump_json(article), "utf-8")
        said = "\n".join(maker.lines).encode()
        size += len(said)
        if texts:
            texts.mkdir(parents=True, exist_ok=True)
            (texts / f"{number:07}.txt").write_bytes(said)
    return size


def make(
    count: int,
    home: Path,
    *,
    seed: int = 1,
    jobs: int = 2,
    texts: Path | None = None,
    data: Path | None = None,
) -> int:
    """Write `count` articles into a home folder; bytes of text."""
    stretches = [range(count)[start::jobs] for start in range(jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        return sum(
            pool.map(
                write,
                stretches,
                [seed] * jobs,
                [home] * jobs,
                [texts] * jobs,
                [data or bundled().data] * jobs,
            )
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--data", type=Path, help="article files to recombine instead of the bundled ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    told: Any = parser.parse_args()
    size = make(told.count, told.home, seed=told.seed, jobs=told.jobs, texts=told.texts, data=told.data)
    print(f"{told.count} articles, {size / 1e6:.1f} MB of text, in {told.home}")


if __name__ == "__main__":
    main()
