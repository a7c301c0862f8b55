"""What a shard holds, table by table: sources whole, articles whole and as columns, passages and figures as columns.

The first two give the library all that `add` needs; the last two are for other programs (DuckDB, pandas, R, Spark), which
read `FOLDER/figures/*.parquet` as one table.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from hospital_tui.ingest.frames import Outcome
from hospital_tui.ingest.shards.blocks import Item
from hospital_tui.model import Article, Figure, Passage, Section

TABLES: Mapping[str, Mapping[str, str]] = {
    "sources": {
        "sha256": "string",
        "file": "string",
        "shown": "string",
        "suffix": "string",
        "data": "binary",
        "extracted": "string",
        "words": "string",
    },
    "articles": {
        "id": "string",
        "source_sha256": "string",
        "hospital": "string",
        "title": "string",
        "newspaper": "string",
        "date": "string",
        "year": "string",
        "page": "string",
        "author": "string",
        "link": "string",
        "file": "string",
        "article": "string",
    },
    "passages": {
        "id": "string",
        "article_id": "string",
        "role": "string",
        "section": "string",
        "line": "int64",
        "text": "string",
    },
    "figures": {
        "passage_id": "string",
        "article_id": "string",
        "start": "int64",
        "end": "int64",
        "kind": "string",
        "text": "string",
        "value": "double",
        "value_text": "string",
        "unit": "string",
        "qualifier": "string",
        "label": "string",
        "label_inferred": "bool",
        "time": "string",
        "time_from": "string",
        "part_of": "string",
        "metric": "string",
        "change": "string",
        "recognised": "double",
    },
}
"""Columns of each table with their types, as Arrow names them. `words` and `article` are JSON; `start` and `end` count
code points of the passage's text; `recognised` is how sure a machine was that read it from a picture,
empty where it is characters; `value` is empty where a figure's value is no number, `value_text` never is."""

Rows = dict[str, list[tuple[Any, ...]]]
"""Rows of each table, in the order of its columns."""


def rows_of(outcomes: Iterable[tuple[Item, Outcome]]) -> Rows:
    """The rows of a block's outcomes that gave articles."""
    rows: Rows = {table: [] for table in TABLES}
    for item, outcome in outcomes:
        words = msgspec.json.encode(outcome.words).decode()
        task = item.task
        rows["sources"].append(
            (item.sha256, task.file, task.shown, item.suffix, task.data, outcome.extracted, words)
        )
        for article in outcome.articles:
            _lay_out(article, rows)
    return rows


def _lay_out(article: Article, rows: Rows) -> None:
    rows["articles"].append(
        (
            article.id,
            article.source.sha256,
            article.hospital.name,
            article.title,
            article.newspaper,
            article.date,
            article.year,
            article.page,
            article.author,
            article.link,
            article.source.file,
            msgspec.json.encode(article).decode(),
        )
    )
    placed: list[tuple[Passage, Section | None]] = [(passage, None) for passage in article.head]
    placed += [(passage, section) for section in article.walk() for passage in section.passages]
    for passage, section in placed:
        rows["passages"].append(_passage(article, passage, section))
        rows["figures"] += [_figure(article, passage, figure) for figure in passage.figures]


def _passage(article: Article, passage: Passage, section: Section | None) -> tuple[Any, ...]:
    heading = section.heading.text if section and section.heading else None
    return (passage.id, article.id, passage.role, heading, passage.source_line(0), passage.text)


def _figure(article: Article, passage: Passage, figure: Figure) -> tuple[Any, ...]:
    value = figure.value
    number = float(value) if isinstance(value, (int, float)) and abs(value) < 1e308 else None
    return (
        passage.id,
        article.id,
        *figure.at,
        figure.kind,
        figure.text,
        number,
        None if value is None else str(value),
        figure.unit,
        figure.qualifier,
        figure.label,
        figure.label_inferred,
        figure.time,
        figure.time_from,
        figure.part_of,
        figure.metric,
        figure.change,
        None if figure.recognised is None else figure.recognised.confidence,
    )
