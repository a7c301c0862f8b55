"""Articles side by side as rows to take along: a line for each side, with what differs and what changed in words."""

from collections.abc import Iterator

from hospital_tui.library.beside import Beside, Side
from hospital_tui.library.export.citing import cited
from hospital_tui.library.export.table import Cell, Table
from hospital_tui.model import Article

COLUMNS = (
    "row",
    "section",
    "hospital",
    "year",
    "passage",
    "differs",
    "changed",
    "plan",
    "citation",
    "article_id",
    "passage_id",
)
"""`differs`: what the first copy does not say, `…` between; `changed`: metric and both values, once a row."""


def beside_table(beside: Beside | None) -> Table:
    """Rows in the order of the screen."""
    return Table(
        COLUMNS,
        _rows(beside) if beside is not None else (),
        ("section", "year", "passage", "changed", "citation"),
    )


def _rows(beside: Beside) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(beside.rows, 1):
        changed = "; ".join(f"{one.name} {one.before.text} → {one.after.text}" for one in row.changed)
        for place, (article, side) in enumerate(zip(beside.articles, row.sides, strict=True)):
            if side is not None and (side.spans or place == 0 or not beside.one_report):
                yield number, row.section or None, *_side(article, side, changed, row.plan)
                changed = ""


def _side(article: Article, side: Side, changed: str, plan: bool) -> tuple[Cell, ...]:
    passage = article.passage(side.passage_id)
    return (
        article.hospital.name or None,
        article.year,
        side.text,
        "…".join(side.text[start:end] for start, end in side.spans) or None,
        changed or None,
        plan,
        cited(article, passage.source_line(0) if passage else 0, passage),
        article.id,
        side.passage_id,
    )
