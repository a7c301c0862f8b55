"""Newspaper pages and reports as PDF: how much is read in order, whole, and with the figures of the plain text.

    python tests/benchmarks/pdf.py --seeds 100-139 [--images 200]

Pages are drawn from seeds (`pdf_sheets`) and printed by headless Chromium, once with their boxes in the order of the text,
once shuffled letter by letter within lines and line by line within pages.
"""

import argparse
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hospital_tui.model import Article
from hospital_tui.parsing import parse
from hospital_tui.parsing.inputs import interpret
from pdf_sheets import Sheet, printed, sheet

_GRAM = 5


def in_order(said: str, found: str) -> float:
    """Share of a text's characters that stand in their order in what was found, by its stretches that occur once."""
    grams = [said[at : at + _GRAM] for at in range(len(said) - _GRAM + 1)]
    once, where = Counter(grams), dict[str, int]()
    times = Counter(found[at : at + _GRAM] for at in range(len(found) - _GRAM + 1))
    for at in range(len(found) - _GRAM + 1):
        where[found[at : at + _GRAM]] = at
    known = [(at, where[gram]) for at, gram in enumerate(grams) if once[gram] == 1 and times[gram] == 1]
    ends: list[int] = []
    trace: list[tuple[int, int]] = []
    for at, place in known:  # the longest rising row, by patience
        spot = bisect_left(ends, place)
        ends[spot:] = [place, *ends[spot + 1 :]]
        trace.append((at, spot))
    spot, covered = len(ends) - 1, bytearray(len(said))
    for at, own in reversed(trace):
        if own == spot:
            covered[at : at + _GRAM] = b"\1" * _GRAM
            spot -= 1
    reach = bytearray(len(said))
    for at, gram in enumerate(grams):
        if once[gram] == 1 and times[gram] <= 1:
            reach[at : at + _GRAM] = b"\1" * _GRAM
    return sum(covered) / max(1, sum(reach))


def figures(articles: Sequence[Article]) -> Iterator[tuple[object, ...]]:
    """Each figure of a text: value, unit, label, passage."""
    for article in articles:
        for passage in article.passages():
            for one in passage.figures:
                yield (str(one.value), one.unit, one.label, passage.text)


class Score:
    """Counts over pages."""

    def __init__(self) -> None:
        self.order: list[tuple[float, int]] = []
        self.whole = self.paragraphs = self.same = self.figures = self.added = self.articles = self.pages = 0
        self.missed: list[tuple[int, str]] = []

    def take(self, seed: int, page: Sheet, articles: Sequence[Article], text: str) -> None:
        """Hold what was found on a page against what is on it."""
        run = "".join(text.split())
        found = Counter(p.text for article in articles for p in article.passages())
        heads = [block.text for article in articles for block in article.head]
        said = [
            one
            for told in page.stories
            for one in figures(parse(told.plain(), file="a.txt", sha256="0" * 64))
        ]
        got = list(figures(articles))
        for told in page.stories:
            flat = "".join(told.plain().split())
            self.order.append((in_order(flat, run), len(flat)))
            for paragraph in told.bodies():
                self.paragraphs += 1
                if found[paragraph]:
                    self.whole += 1
                else:
                    self.missed.append((seed, paragraph))
        same = sum((Counter(said) & Counter(got)).values())
        self.same, self.figures, self.added = (
            self.same + same,
            self.figures + len(said),
            self.added + len(got) - same,
        )
        self.articles += len(articles) == len(page.stories) and all(
            any(told.title.split("——")[0] in head for head in heads) for told in page.stories
        )
        self.pages += 1

    def __str__(self) -> str:
        order = sum(share * length for share, length in self.order) / sum(length for _, length in self.order)
        return (
            f"characters in order {order:.4f}   paragraphs whole {self.whole / self.paragraphs:.4f} of {self.paragraphs}   "
            f"figures {self.same / self.figures:.4f} of {self.figures}, others {self.added}   articles right on {self.articles}/{self.pages} pages"
        )


def spent(data: bytes) -> tuple[float, float]:
    """Seconds for the text of a page by places, and by pypdfium2's own call."""
    import pypdfium2
    from hospital_tui.parsing.inputs.pdf import pdf_text

    began = time.perf_counter()
    pdf_text(data)
    middle = time.perf_counter()
    document = pypdfium2.PdfDocument(data)
    document[0].get_textpage().get_text_range()
    return middle - began, time.perf_counter() - middle


def main() -> None:
    """Score the pages of some seeds."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", default="0-19")
    asked.add_argument("--show", type=int, default=0)
    options = asked.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    for shuffled in (False, True):
        score, times = Score(), [0.0, 0.0]
        for start in range(seeds.start, seeds.stop, 10):
            some = range(start, min(start + 10, seeds.stop))
            pages = [sheet(seed) for seed in some]
            for seed, page, data in zip(some, pages, printed(pages, shuffled=shuffled), strict=True):
                source = interpret(data, "page.pdf")
                articles = parse(
                    source.text,
                    file="page.pdf",
                    sha256=source.sha256,
                    facts=source.reading.facts,
                    layout=source.reading.parts,
                )
                score.take(seed, page, articles, source.text)
                times = [total + more for total, more in zip(times, spent(data), strict=True)]
        print(
            f"{'shuffled' if shuffled else 'in order':9} {score}   time {times[0] / times[1]:.1f} of pypdfium2's, {1000 * times[0] / len(seeds):.0f} ms a page"
        )
        for seed, words in score.missed[: options.show]:
            print(f"   {seed}: {words}")


if __name__ == "__main__":
    main()
