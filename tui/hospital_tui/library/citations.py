"""A citation in one line."""

from hospital_tui.model import Article


def citation(article: Article, line: int = 0) -> str:
    """`长治市第二人民医院，《提升医疗质量》，长治日报，2024-01-05，000.txt:11`; see `cite`."""
    return cite(article, f"{article.source.file}:{line}" if line else article.source.file)


def cite(article: Article, place: str, *, comma: str = "，", title: str = "《{title}》") -> str:
    """Hospital, author, title, newspaper, date with page, and place, as far as they are known.

    A date is what the source states. A year alone was inferred from the text and stands in ‹ ›, unless a person put it
    right.
    """
    inferred = article.year and "year" not in article.corrected
    year = f"‹{article.year}›" if inferred else article.year
    said = (
        article.hospital.name,
        article.author,
        title.format(title=article.title) if article.title != article.hospital.name else "",
        article.newspaper,
        f"{article.date or year or ''}{f'({article.page})' if article.page else ''}",
        place,
    )
    return comma.join(filter(None, said))


_style: str | None = None


def cite_as(style: object) -> None:
    """How citations are written from now on: in a style of references (`export.STYLES`), else in a line of our own."""
    global _style
    _style = style if isinstance(style, str) else None


def style() -> str | None:
    """What was chosen."""
    return _style
