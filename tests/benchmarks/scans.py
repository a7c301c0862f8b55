"""Newspaper pages as scans: how many characters are recognised, in order, and how many numbers are wrong without a sign of it.

    python tests/benchmarks/scans.py --seeds 701-710 [--dpi 150,200]

Pages are drawn from seeds (`pdf_sheets`), printed by headless Chromium, and worn by a seed of their own: turned by up to two
degrees, blurred, greyed and strewn with noise. Needs the extras `pdf` and `ocr`; a page takes 15 to 30 seconds of a core.
"""

import argparse
import difflib
import io
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import pypdfium2
from hospital_tui.ingest.sources import parse_source
from hospital_tui.parsing.inputs import Input, interpret
from pdf import Score, in_order
from pdf_sheets import Sheet, printed, sheet
from PIL import Image, ImageChops, ImageFilter

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def worn(data: bytes, seed: int, dpi: int) -> bytes:
    """The page of a PDF as a scanner of so many dots an inch would give it."""
    dice = random.Random(seed * 1000 + dpi)
    page = pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil().convert("L")
    page = page.rotate(dice.uniform(-2, 2), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.8)))
    page = page.point([round(30 + level * 215 / 255) for level in range(256)])
    page = ImageChops.add(page, Image.effect_noise(page.size, dice.uniform(8, 24)), 1, -128)
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


class Recognition:
    """Counts over pages."""

    def __init__(self) -> None:
        self.pages = Score()
        self.letters = self.right = self.numbers = self.wrong = self.added = self.unmarked = 0
        self.order: list[tuple[float, int]] = []

    def take(self, seed: int, page: Sheet, source: Input) -> None:
        """Hold what was recognised against what is on the page."""
        articles = parse_source(source)
        self.pages.take(seed, page, articles, source.text)
        run = "".join(source.text.split())
        meant, said = Counter[str](), Counter[str](_NUMBER.findall(source.text))
        for told in page.stories:
            text = [told.title, *(text for _, text in told.paragraphs), *told.captions]
            for one in text:
                flat = "".join(one.split())
                self.letters += len(flat)
                self.right += _recognised(flat, run)
                meant.update(_NUMBER.findall(one))
            whole = "".join("".join(told.plain().split()))
            self.order.append((in_order(whole, run), len(whole)))
        for line in page.furniture:
            meant.update(_NUMBER.findall(line))
        self.numbers += meant.total()
        self.wrong += (meant - said).total()
        self.added += (said - meant).total()
        for article in articles:
            for passage in article.selectable():
                self.unmarked += sum(not figure.waits for figure in passage.figures)

    def __str__(self) -> str:
        order = sum(share * length for share, length in self.order) / sum(length for _, length in self.order)
        return (
            f"characters {self.right / self.letters:.4f} of {self.letters}   in order {order:.4f}   numbers {self.numbers}: "
            f"{self.wrong} not there, {self.added} others   figures not marked {self.unmarked}\n    {self.pages}"
        )


def _recognised(said: str, run: str) -> int:
    """How many characters of a paragraph stand in what was recognised, where that is most like it."""
    if said in run:
        return len(said)
    grams = [at for at in range(0, max(1, len(said) - 8), 4) if run.count(said[at : at + 8]) == 1]
    starts = {max(0, run.find(said[at : at + 8]) - at - 8) for at in grams[:: max(1, len(grams) // 4)]} or {
        -1
    }
    most = 0
    for start in starts:
        part = run[start : start + len(said) + 24] if start >= 0 else run
        near: Any = difflib.SequenceMatcher(None, said, part, False)
        most = max(most, sum(block.size for block in near.get_matching_blocks()))
    return most


def main() -> None:
    """Score the pages of some seeds."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", default="701-710")
    asked.add_argument("--dpi", default="150,200")
    options = asked.parse_args()
    first, _, last = options.seeds.partition("-")
    every = Recognition()
    for dpi in map(int, options.dpi.split(",")):
        found = Recognition()
        for seed in range(int(first), int(last or first) + 1):
            page = sheet(seed)
            data = worn(printed([page], shuffled=False)[0], seed, dpi)
            source = interpret(data, "page.png")
            for score in (found, every):
                score.take(seed, page, source)
            print(seed, dpi, found, flush=True)
    print("all", every)


if __name__ == "__main__":
    main()
