"""How fast figures are found, beside jieba and a public extractor, on the same text in the same run.

usage: python tests/benchmarks/figures.py [FILE...]

Without files the seeds are read. Prints characters per second of processor time (best of five) and ratios. The public extractor is
`recognizers-text-suite` (numbers, percents, money, ages, dimensions, dates in Chinese), from PyPI with `emoji<1`; it is
no dependency, and where it is absent the table says so.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from hospital_tui.figures import extract

ROOT = Path(__file__).parents[2]


def lines(paths: list[Path]) -> list[str]:
    """The lines of the files that are not blank."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def rate(work: Callable[[str], object], text: list[str], runs: int = 5) -> float:
    """Characters a second of the processor's time, best of `runs`, after one warm line."""
    work(text[0])
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for line in text:
            work(line)
        best = min(best, time.process_time() - start)
    return sum(map(len, text)) / best


def jieba_words() -> tuple[Callable[[str], object], Callable[[str], object]]:
    """Jieba's segmentation and its part-of-speech tagging."""
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return jieba.lcut, lambda line: list(jieba.posseg.cut(line))


def public_extractor() -> Callable[[str], object] | None:
    """recognizers-text over one line, all its recognisers that speak Chinese; none where it is not installed."""
    try:
        from recognizers_date_time import DateTimeRecognizer
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer
    except ImportError:
        return None
    numbers, units, dates = (
        NumberRecognizer("zh-cn"),
        NumberWithUnitRecognizer("zh-cn"),
        DateTimeRecognizer("zh-cn"),
    )
    models = [numbers.get_number_model(), numbers.get_ordinal_model(), numbers.get_percentage_model()]
    models += [units.get_age_model(), units.get_currency_model(), units.get_dimension_model()]
    models += [dates.get_datetime_model()]
    return lambda line: [model.parse(line) for model in models]


def main() -> None:
    """Print the table."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "seeds").glob("*.txt"))
    text = lines(paths)
    cut, tag = jieba_words()
    ours = rate(extract, text)
    rows = [
        ("hospital_tui.figures.extract", ours),
        ("jieba.lcut", rate(cut, text)),
        ("jieba.posseg.cut", rate(tag, text)),
    ]
    public = public_extractor()
    if public is not None:
        rows.append(("recognizers-text-suite", rate(public, text, runs=1)))
    print(f"{sum(map(len, text))} characters in {len(text)} lines")
    for name, speed in rows:
        print(f"{name:30} {speed:12,.0f} characters/s   ours is {ours / speed:6.2f} times as fast")
    if public is None:
        print("recognizers-text-suite         not installed (pip install recognizers-text-suite 'emoji<1')")


if __name__ == "__main__":
    main()
