"""Sources to be added, and what the library has of them."""

import json
from contextlib import closing
from pathlib import Path

from hospital_tui.library import Library

PLACES = [first + second for first in "春夏秋冬东南西北" for second in "江山河湖海岭溪州"]
"""Places that are not there, one for each source."""


def sources(folder: Path, text: str, count: int) -> Path:
    """A folder with so many sources, each with an article of its own."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        said = text.replace("春江", PLACES[number])
        (folder / f"{number:04}.txt").write_text(said, encoding="utf-8")
    return folder


def own() -> list[str]:
    """Hospitals of the reader's own articles."""
    with closing(Library.open()) as library:
        assert not library.notices
        return [card.hospital for card in library.shelf() if card.origin == "own"]


def events(output: str) -> list[dict[str, object]]:
    """The lines that a following program reads."""
    return [json.loads(line) for line in output.splitlines()]
