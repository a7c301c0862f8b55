"""How what is taken along cites its source: in a line of our own, or as a reference in the style that the reader chose."""

from hospital_tui.library import citations
from hospital_tui.library.export.references import STYLES, Style, refer, write
from hospital_tui.model import Article, Figure, Passage


def _style() -> Style | None:
    return next((one for one in STYLES if one == citations.style()), None)


def cited(
    article: Article, line: int = 0, passage: Passage | None = None, figure: Figure | None = None
) -> str:
    """The citation of an article, of a passage in it, or of a figure in that."""
    style = _style()
    if style is None:
        return citations.citation(article, line)
    return write([refer(article, passage, figure)], style).strip()


def source_cells(
    article: Article | None, passage: Passage | None, line: int | None
) -> tuple[str | None, str | None, str | None]:
    """Citation, title and file of what stands in an article; empty where that is not at hand."""
    if article is None:
        return None, None, None
    return cited(article, line or 0, passage), article.title, article.source.file


def reference(article: Article, passage: Passage) -> str | None:
    """A passage's reference in the style chosen; none where none is."""
    return cited(article, 0, passage) if _style() is not None else None
