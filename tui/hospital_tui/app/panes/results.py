"""The results: one line a match with the words around it; the reading pane below shows the one under the cursor."""

from collections.abc import Sequence
from typing import Literal, get_args

from rich.cells import cell_len

from hospital_tui.app.commands import ARRANGE
from hospital_tui.app.finding import COUNTED, Found
from hospital_tui.app.widgets.cutting import beginning, clipped, ending, shorten
from hospital_tui.app.widgets.names import LEAST, tell_apart
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import Hit, Library
from hospital_tui.model import Span
from hospital_tui.speech import t

ResultOrder = Literal["library", "relevance", "right", "left"]
"""Hospital by hospital; what matches most first; as a concordance, by what stands after the match or before it."""

_PAGE = 100
_PAGES_KEPT = 8
_NARROW = 50
"""Cells below which there is no place for figures at the edge."""


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
        self._concordance: list[Hit] = []
        """Every match by itself, where they are sorted by what stands beside them."""
        self._names: tuple[int, dict[str, str]] = (0, {})
        """Room for a hospital's name, and each hospital of the pages at hand as it is shown in that room."""

    def show(self, found: Found, article_id: str | None, passage_id: str | None) -> None:
        """Take up what was found, with the cursor on a passage where it is among the results."""
        self.found = found
        self._forget_pages()
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
        """The next order, round and round."""
        orders = get_args(ResultOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._forget_pages()
        self._entitle()
        self.rows_changed(0)
        if self.row_count():
            self.post_message(self.Highlighted(self))

    def _forget_pages(self) -> None:
        """The matches have to be fetched anew."""
        self._pages = {}
        self._names = (0, {})
        side, found = self.order, self.found
        self._concordance = (
            self._library.concordance(found.query, found.scope, side=side, most=COUNTED)
            if found is not None and side in ("right", "left")
            else []
        )

    def _entitle(self) -> None:
        """Say in the border how many there are and how they are sorted."""
        tally = self.found.tally if self.found is not None else None
        more = tally is not None and (tally.capped or tally.passages > COUNTED)
        said = [
            t("pane.results", n=self.row_count(), more="+" if more else ""),
            t(f"results.by_{self.order}"),
        ]
        if more:
            said.append(t("results.more_passages" if self._concordance else "results.more", n=COUNTED))
        said.append(f"{ARRANGE.shown_key} {t('hint.sort')}")
        self.border_title = " · ".join(said)

    def hit(self, row: int) -> Hit | None:
        """The match of a row; none where the library has changed meanwhile."""
        if self.found is None or not 0 <= row < self.row_count():
            return None
        if self._concordance:
            return self._concordance[row]
        page, place = divmod(row, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._library.hits(
                self.found.query, self.found.scope, order=self.order, limit=_PAGE, offset=page * _PAGE
            )
            self._names = (0, {})
            self.refresh()  # the names may take other room now
        hits = self._pages[page]
        return hits[place] if place < len(hits) else None

    def row_count(self) -> int:
        """One row a passage, up to the number that is counted; in a concordance one a match."""
        if self.found is None or not self.found.active:
            return 0
        return len(self._concordance) or min(self.found.tally.passages, COUNTED)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Hospital, the words around the match with the match in one column, and the figures that matched."""
        hit = self.hit(row)
        if hit is None:
            return (Line([]),)
        names = self._called(max(LEAST, min(24, width // 4)))
        name_width = max(map(cell_len, names.values()))
        name: list[Piece] = [(shorten(names[hit.hospital], name_width) + "  ", "quiet")]
        room = width - name_width - 2
        if width < _NARROW:
            return (Line([*name, *in_context(hit.text, *matched(hit), room)]),)
        figures = _elsewhere(hit, room - width // 4 - 1, width // 4)
        right: list[Piece] = [(figures, "count")] if figures else []
        room -= cell_len(right[0][0]) + 1 if right else 0
        return (Line([*name, *in_context(hit.text, *matched(hit), room)], right),)

    def _called(self, room: int) -> dict[str, str]:
        """The hospitals of the list, each in so many cells unlike every other."""
        if self._names[0] != room:
            hits = self._concordance or (hit for page in self._pages.values() for hit in page)
            self._names = (room, tell_apart((hit.hospital for hit in hits), room))
        return self._names[1]

    def empty_text(self) -> str:
        """How to get results; where a filter found none, that it did, and where it looked."""
        if self.found is not None and self.found.nothing:
            return self.found.nothing_how()
        return t("results.none")


def matched(hit: Hit) -> tuple[list[Span], int]:
    """All that matched in a text, words and figures, in order; and where the match starts that the line is about."""
    return sorted({*hit.spans, *(figure.at for figure in hit.found)}), hit.start


def _elsewhere(hit: Hit, shown: int, room: int) -> str:
    """Two figures at most that matched and are not among the words `shown` in so many cells, in so much room."""
    spans, start = matched(hit)
    seen = {piece for piece, ink in in_context(hit.text, spans, start, shown) if ink == "match"}
    figures = [figure.text for figure in hit.found if figure.text not in seen][:2]
    both = " ".join(figures)
    if cell_len(both) <= room:
        return both
    return clipped(figures[0], room)


def in_context(text: str, spans: Sequence[Span], start: int, room: int) -> list[Piece]:
    """Pieces of one line with the match at `start` at the same column on every line, all matches marked.

    Spans in order; the pieces reach as far as there is room for.
    """
    if not spans:
        return [(text[: max(1, room)], "")]
    column = max(4, room * 2 // 5)
    before = text[max(0, start - column) : start]
    if cell_len(before) > column:
        before = "…" + ending(before, column - 1)
    begun = start - len(before.removeprefix("…"))
    pieces: list[Piece] = [(" " * (column - cell_len(before)), "quiet")]
    if before.startswith("…"):
        pieces.append(("…", "quiet"))
    end, place = start + len(beginning(text[start : start + 4 * room], room - column)), begun
    for match_start, match_end in spans:
        match_start = max(match_start, place)
        if match_end <= match_start or match_start >= end:
            continue
        pieces += _apart(text, place, match_start, start)
        pieces.append((text[match_start:match_end], "match"))
        place = match_end
    pieces += _apart(text, place, max(place, start) + room, start)
    return pieces


def _apart(text: str, begin: int, end: int, start: int) -> list[Piece]:
    """Words between matches: those before the match at `start` are quiet."""
    parts = ((text[begin : min(end, start)], "quiet"), (text[max(begin, start) : end], ""))
    return [piece for piece in parts if piece[0]]
