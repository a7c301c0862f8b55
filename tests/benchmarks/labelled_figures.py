"""Labelled figures as passages: `gold` reads labelled articles, `invented` the sentences of the tests.

A case is a dict: `stem`, `text`, `figures` (each with `at`, the [start, end) in the text, `label`, `optional`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hospital_tui.figures.read.scan import scan
from hospital_tui.model import Passage, Source
from hospital_tui.parsing.parse import read_articles
from hospital_tui.text.reading import read

SENTENCES = Path(__file__).parents[1] / "figures/labels.yaml"
PAGES = Path(__file__).parent / "pages"
"""Pages that were written to be learnt from, with their labels; the names of all begin with own-."""


def offsets(line: str, figure: dict[str, Any], start: int) -> tuple[int, int]:
    """The [start, end) of a labelled figure in its source; one that is broken over a line end up to the break."""
    text = figure["text"].split("⏎")[0]
    at = -1
    for _ in range(int(figure.get("nth", 1))):
        at = line.index(text, at + 1)
    return start + at, start + at + len(text)


def gold(folder: Path, texts: list[Path], only: set[str]) -> Iterator[dict[str, Any]]:
    """The passages of labelled articles, with their labelled figures where the parse puts them."""
    for path in sorted(folder.glob("*.yaml")):
        if only and path.stem not in only:
            continue
        labelled = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        name = Path(labelled["source"]).name
        source = next(place / name for place in texts if (place / name).exists())
        text = source.read_bytes().decode("utf-8")
        starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]
        waiting = []
        for figure in labelled["figures"]:
            start = starts[figure["line"] - 1]
            waiting.append((offsets(text[start:].split("\n")[0], figure, start), figure))
        for article in read_articles(text, Source(file=name, sha256="")):
            for passage in article.selectable():
                reading = read(passage.text)
                spans = [reading.back(mention.start, mention.end) for mention in scan(reading.text)]
                figures = [
                    {"at": at, "label": want["label"], "optional": bool(want.get("optional"))}
                    for at in spans
                    if (want := taken(passage, at, waiting)) is not None
                ]
                yield {"stem": path.stem, "text": passage.text, "figures": figures}


def taken(passage: Passage, at: tuple[int, int], waiting: list[Any]) -> dict[str, Any] | None:
    """The labelled figure that a figure overlaps most, taken off the list."""
    first, last = passage.source_offset(at[0]), passage.source_offset(at[1] - 1) + 1
    best, n = max(
        ((min(end, last) - max(start, first), -n) for n, ((start, end), _) in enumerate(waiting)),
        default=(0, 0),
    )
    if best <= 0 or 2 * best < waiting[-n][0][1] - waiting[-n][0][0]:
        return None
    return waiting.pop(-n)[1]  # type: ignore[no-any-return]


def invented() -> Iterator[dict[str, Any]]:
    """The sentences of the tests: {text, labels: [[figure, label, …], …]}, the figures in reading order."""
    entries = yaml.load(SENTENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for entry in yaml.load(
        (SENTENCES.parent / "sentences.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    ):
        labels = [[figure["text"], figure["label"]] for figure in entry["figures"] if figure.get("label")]
        entries.append({"text": entry["sentence"], "labels": labels})
    for kind in yaml.load(
        (SENTENCES.parent / "edges.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    ):
        for sentence, figure, label in kind["labels"]:
            accepted = label if isinstance(label, list) else [label]
            entries.append({"text": sentence, "labels": [[figure, *accepted]]})
    for n, entry in enumerate(entries):
        figures, at = [], 0
        for first, *labels in entry["labels"]:
            figure = str(first)
            at = entry["text"].index(figure, at)
            figures.append({"at": (at, at + len(figure)), "label": labels, "optional": False})
            at += len(figure)
        yield {"stem": f"invented {n}", "text": entry["text"], "figures": figures}
