"""Articles side by side as rows to take along: a line for each side, with what differs and what changed in words."""

from collections.abc import Iterator

from hospital_tui.library.beside import Beside
from hospital_tui.library.export.citing import cited
from hospital_tui.library.export.table import Cell, Table

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
        for article, side in zip(beside.articles, row.sides, strict=True):
            same = beside.one_report and article is not beside.articles[0] and side and not side.spans
            if side is None or same:
                continue
            passages = [one for one in article.selectable() if one.id == side.passage_id]
            yield (
                number,
                row.section or None,
                article.hospital.name or None,
                article.year,
                side.text,
                "…".join(side.text[start:end] for start, end in side.spans) or None,
                changed or None,
                row.plan,
                cited(article, next((one.source_line(0) for one in passages), 0), next(iter(passages), None)),
                article.id,
                side.passage_id,
            )
            changed = ""
