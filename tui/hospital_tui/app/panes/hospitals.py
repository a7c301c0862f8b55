"""The hospital list: one row for each article of the library, or of what the filter leaves."""

from collections.abc import Sequence

from textual.geometry import Size

from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import ArticleCard
from hospital_tui.library.query import Shelf
from hospital_tui.speech import t

_TALL = 500
"""Rows that fill any screen: a library that is larger still takes no more room."""


class HospitalList(RowList):
    """Rows of a shelf; the shelf fetches the cards of the rows on the screen only."""

    empty = "hospitals.none"

    DEFAULT_CSS = """
    HospitalList { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(id="hospitals")
        self.shelf: Shelf | None = None
        self._tallest = 0

    def show(self, shelf: Shelf, article_id: str | None) -> None:
        """Take up a shelf, with the cursor on an article where the shelf has it."""
        self.shelf = shelf
        place = shelf.index(article_id) if article_id else None
        self.border_title = t("pane.hospitals", n=f">{len(shelf)}" if shelf.capped else len(shelf))
        self.rows_changed(place or 0)
        tallest = min(len(shelf), _TALL)
        if tallest > self._tallest:
            self._tallest = tallest
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the whole library needs, so that a filter does not push the contents up and down."""
        return self._tallest

    def card(self, row: int) -> ArticleCard | None:
        """The article of a row."""
        return self.shelf[row] if self.shelf is not None and 0 <= row < len(self.shelf) else None

    def follow(self, article_id: str) -> None:
        """Put the cursor on an article, without a message."""
        place = self.shelf.index(article_id) if self.shelf is not None else None
        if place is not None:
            self.place_cursor(place)

    def row_count(self) -> int:
        """One row an article."""
        return len(self.shelf) if self.shelf is not None else 0

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The hospital, or under it the title of another of its articles; at the edge the matches, or when it speaks."""
        card = self.card(row)
        if card is None:
            return ()
        own: list[Piece] = [("+ ", "good")] if card.origin == "own" else []
        copies: list[Piece] = [(f"×{card.copies} ", "warn")] if card.copies > 1 else []
        above, below = _together(self.card(row - 1), card), _together(card, self.card(row + 1))
        when = (card.date if above or below else None) or card.year or ""
        edge: Piece = (when, "quiet") if card.matches is None else (str(card.matches), "accent")
        words = _words(card, when, above=above, below=below)
        return [Line([*own, *words], [*copies, edge] if copies or edge[0] else [])]


def _words(card: ArticleCard, when: str, *, above: bool, below: bool) -> list[Piece]:
    """The name of an article; what tells it from others of its hospital above and below it."""
    name = card.hospital or card.title or t("hospital.unnamed")
    title = card.title if card.title != card.hospital else ""
    if above:
        return [("  ", ""), (title or when or name, "quiet")]
    return [(name, ""), (f"  {title}", "quiet")] if below and title else [(name, "")]


def _together(first: ArticleCard | None, second: ArticleCard | None) -> bool:
    """Whether two cards are of one hospital."""
    return first is not None and second is not None and first.hospital == second.hospital != ""
