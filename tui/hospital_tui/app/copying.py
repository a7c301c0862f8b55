"""Copying words from any screen: the screen says what, the app copies and tells where it went."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from textual.message import Message

from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.library import cite
from hospital_tui.model import Article, Passage
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.clipboard import Copied

_LEAST_QUOTED = 12
"""Cells of what was copied that the reader is shown at least."""
_AMPLE = 30
"""Cells of it that are shown before the folder of its file is."""


class Copy(Message):
    """Words are to be copied; `what` they are is told."""

    def __init__(
        self, words: str, what: Literal["passage", "selection", "cited", "figure", "command"]
    ) -> None:
        super().__init__()
        self.words = words
        self.what = what


def copied_words(copied: "Copied", words: str, what: str, width: int) -> str:
    """What was copied and where it went, in so many cells: the words are cut, or the folder is left out."""
    words, ways = " ".join(words.split()), _ways(copied)

    def said(quoted: str, way: tuple[str, str]) -> str:
        where = {"path": way[1], "reason": copied.reason}
        return t(f"copy.{way[0]}", what=t(f"copy.{what}"), words=quoted, **where)

    whole = next((line for way in ways if cell_len(line := said(words, way)) <= width), None)
    if whole is not None:
        return whole
    count = t("copy.words", words="", n=len(words))
    rooms = [(width - cell_len(said(count, way)), way) for way in ways]
    room, way = next((one for one in rooms if one[0] >= _AMPLE), rooms[-1])
    return said(t("copy.words", words=shorten(words, max(_LEAST_QUOTED, room)).rstrip(), n=len(words)), way)


def _ways(copied: "Copied") -> list[tuple[str, str]]:
    """Where a copy went, told ever more briefly: the way, and the file with less and less of its folder."""
    if copied.path is None:
        return [(copied.way, t("detail.none"))]
    name = copied.path.name
    ways: list[tuple[str, str]] = [(copied.way, short_path(copied.path)), (copied.way, f"…/{name}")]
    return [*ways, ("terminal_short", name)] if copied.way == "terminal" else ways


def short_path(path: Path) -> str:
    """A path as people write it, the home folder as ~."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)


def citation(article: Article, passage: Passage) -> str:
    """Hospital, title, newspaper, date, source file and line, as far as they are known, as the screen's language cites."""
    place = f"{article.source.file} {t('cite.line', line=passage.source_line(0))}"
    return cite(article, place, comma=t("cite.comma"), title=t("cite.title"))
