"""The results: one line a match with the words around it; the reading pane below shows the one under the cursor."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len

from hospital_tui.app.finding import COUNTED, Found
from hospital_tui.app.text import t
from hospital_tui.app.widgets.rows import Line, Piece, RowList, shorten
from hospital_tui.library import Hit, Library
from hospital_tui.model import Span

ResultOrder = Literal["library", "relevance"]
"""Hospital by hospital, or what matches most first."""

_PAGE = 100
_PAGES_KEPT = 8


class ResultList(RowList):
    """Matches of the filter, fetched a page at a time."""

    DEFAULT_CSS = """
    ResultList { background: $background; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__(id="results")
        self._library = library
        self.found: Found | None = None
        self.order: ResultOrder = "library"
        self._pages: dict[int, list[Hit]] = {}

    def show(self, found: Found, article_id: str | None, passage_id: str | None) -> None:
        """Take up what was found, with the cursor on a passage where it is among the results."""
        self.found = found
        self._pages = {}
        self._entitle()
        place = found.place(article_id, passage_id) if article_id and self.order == "library" else None
        self.rows_changed((place or 1) - 1)

    def recount(self, found: Found) -> None:
        """Take up how many there are in all; cursor and rows stay."""
        self.found = found
        self._entitle()
        self.rows_changed()

    def follow(self, article_id: str, passage_id: str) -> None:
        """Put the cursor on a passage, without a message."""
        if self.found is not None and self.order == "library":
            place = self.found.place(article_id, passage_id)
            if place is not None:
                self.place_cursor(place - 1)

    def reorder(self) -> None:
        """The other order."""
        self.order = "relevance" if self.order == "library" else "library"
        self._pages = {}
        self._entitle()
        self.rows_changed(0)

    def _entitle(self) -> None:
        """Say in the border how many there are and how they are sorted."""
        tally = self.found.tally if self.found is not None else None
        more = tally is not None and (tally.capped or tally.passages > COUNTED)
        said = [
            t("pane.results", n=self.row_count(), more="+" if more else ""),
            t(f"results.by_{self.order}"),
        ]
        if more:
            said.append(t("results.more", n=COUNTED))
        self.border_title = " · ".join(said)

    def hit(self, row: int) -> Hit | None:
        """The match of a row; none where the library has changed meanwhile."""
        if self.found is None or not 0 <= row < self.row_count():
            return None
        page, place = divmod(row, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._library.hits(
                self.found.query, self.found.scope, order=self.order, limit=_PAGE, offset=page * _PAGE
            )
        hits = self._pages[page]
        return hits[place] if place < len(hits) else None

    def row_count(self) -> int:
        """One row a match, up to the number that is counted."""
        if self.found is None or not self.found.active:
            return 0
        return min(self.found.tally.passages, COUNTED)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Hospital, the words around the match with the match in one column, and the figures that matched."""
        hit = self.hit(row)
        if hit is None:
            return (Line([]),)
        name_width = 0 if width < 50 else min(24, width // 4)
        name: list[Piece] = [(shorten(_last_cells(hit.hospital, name_width), name_width) + "  ", "quiet")]
        if not name_width:
            name = []
        figures = " ".join(figure.text for figure in hit.found[:2])
        right: list[Piece] = (
            [(shorten(figures, min(cell_len(figures), width // 4)), "count")] if figures else []
        )
        room = width - name_width - 2 - (cell_len(right[0][0]) + 1 if right else 0)
        return (Line([*name, *in_context(hit.text, hit.spans, room)], right),)

    def empty_text(self) -> str:
        """How to get results; where a filter found none, that it did, and where it looked."""
        if self.found is not None and self.found.nothing:
            return self.found.nothing_how()
        return t("results.none")


class _Around(NamedTuple):
    """A match and what stands before and after it."""

    before: str
    match: str
    after: str


def in_context(text: str, spans: Sequence[Span], room: int) -> list[Piece]:
    """Pieces of one line with the first match at the same column on every line, all matches marked."""
    column = max(4, room * 2 // 5)
    if not spans:
        return [(text[: max(1, room)], "")]
    start = spans[0][0]
    before = _last_cells(text[max(0, start - column) : start], column)
    pieces: list[Piece] = [(" " * (column - cell_len(before)) + before, "quiet")]
    place = start
    for match_start, match_end in spans:
        if match_start - start > room:
            break
        if match_start > place:
            pieces.append((text[place:match_start], ""))
        pieces.append((text[match_start:match_end], "match"))
        place = match_end
    pieces.append((text[place : place + max(1, room)], ""))
    return pieces


def _last_cells(text: str, cells: int) -> str:
    """The end of a text, at most so many cells; what is cut off leaves an ellipsis."""
    if cell_len(text) <= cells:
        return text
    kept, used = [], 1
    for character in reversed(text):
        wide = cell_len(character)
        if used + wide > cells:
            break
        kept.append(character)
        used += wide
    return "…" + "".join(reversed(kept))
