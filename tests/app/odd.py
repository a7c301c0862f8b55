"""Articles as no newspaper prints them, drawn by chance: empty, endless, nameless, of odd characters, full of figures."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from hospital_tui.library.files import dump_json
from hospital_tui.model import Article, Figure, Heading, Hospital, Kind, Passage, Section, Source

_PIECES = (
    "本院", "门诊", "一台机器人", "47人", "12.5%", "2023年", "，", "。", "——", "\u202e反", "\x1b[31m", "\x00", "é", "e\u0301",
    "👩🏽‍⚕️", "𠮷", "[b]x[/]", "\t", "\u3000", "ABC123", "①", "‼", "\u200b", "～", "第" * 70, "w" * 90, "《》", "“", "\ufeff",
)  # fmt: skip
_ROLES = ("body", "caption", "list_item", "table")
_VALUES: tuple[Any, ...] = (None, 0, -1, 10**18, 1e300, 0.1, "3/5", "2023-07", "三级甲等", "")


def odd_articles(count: int, seed: int = 0) -> Iterator[Article]:
    """So many articles; the same for the same seed."""
    for number in range(count):
        yield _Odd(random.Random(f"{seed} {number}"), number).article()


def odd_home(home: Path, count: int, seed: int = 0) -> None:
    """Write them as a reader's own articles."""
    for article in odd_articles(count, seed):
        folder = home / "articles" / article.source.sha256[:2]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{article.source.sha256[:12]}.yaml").write_text(dump_json(article), encoding="utf-8")


class _Odd:
    """One article in the making; positions run on from block to block."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.chance = chance
        self.sha = f"{chance.getrandbits(240):060x}{number:04x}"
        self.at = 0

    def words(self, most: int) -> str:
        return "".join(self.chance.choices(_PIECES, k=self.chance.randrange(1, most)))

    def span(self, text: str) -> tuple[tuple[int, int]]:
        start, self.at = self.at, self.at + len(text) + 1
        return ((start, start + len(text)),)

    def passage(self, role: str = "") -> Passage:
        text = self.words(self.chance.choice((2, 12, 60, 1200 if self.chance.random() < 0.05 else 30)))
        spans = self.span(text)
        return Passage(
            id=f"{self.sha[:12]}@{spans[0][0]}",
            role=role or self.chance.choice(_ROLES),  # type: ignore[arg-type]
            text=text,
            spans=spans,
            lines=(1,),
            figures=tuple(self.figures(text)),
            run_in=text[: self.chance.randrange(1, 9)] if self.chance.random() < 0.2 else None,
        )

    def figures(self, text: str) -> Iterator[Figure]:
        step = self.chance.choice((3, 9, 40))
        for start in range(0, len(text) - 2, step) if self.chance.random() < 0.6 else ():
            yield Figure(
                kind=self.chance.choice(get_args(Kind)),
                text=text[start : start + 2],
                at=(start, start + 2),
                value=self.chance.choice(_VALUES),
                unit=self.chance.choice((None, "人", "元", "x" * 40)),
                label=self.chance.choice(("", "门诊量", self.words(9))),
                label_inferred=self.chance.random() < 0.3,
                metric=self.chance.choice((None, "开放床位", "门诊量")),
                time=self.chance.choice((None, "2023", "2020/2025", "1899-12")),
                part_of=self.chance.choice((None, "47人")),
            )

    def section(self, depth: int) -> Section:
        title = self.words(8)
        heading = (
            Heading(text=title, spans=self.span(title), lines=(1,)) if self.chance.random() < 0.8 else None
        )
        passages = tuple(self.passage() for _ in range(self.chance.choice((0, 1, 1, 3))))
        below = self.chance.randrange(3) if depth < 6 and self.chance.random() < 0.4 else 0
        return Section(
            level=depth,
            heading=heading,
            passages=passages,
            sections=tuple(self.section(depth + 1) for _ in range(below)),
        )

    def article(self) -> Article:
        return Article(
            id=f"{self.sha[:12]}-1",
            hospital=Hospital(name=self.chance.choice(("", self.words(4), "清河市中心医院", "院" * 60))),
            source=Source(
                file=self.chance.choice(("a.txt", "甲" * 80 + ".txt", "b\x1b[2J.txt")), sha256=self.sha
            ),
            year=self.chance.choice((None, "2023", "1912")),
            head=tuple(self.passage("title") for _ in range(self.chance.randrange(2))),
            sections=tuple(self.section(1) for _ in range(self.chance.randrange(4))),
        )
