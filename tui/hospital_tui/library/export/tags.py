"""Tags to take along: every tagged passage with its citation, and how often each tag stands on each hospital's passages."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hospital_tui.homes import reader_name
from hospital_tui.library.export.citing import source_cells
from hospital_tui.library.export.table import Cell, Find, Table, held
from hospital_tui.library.reader.reader import Tag

COLUMNS = (
    "tag",
    "hospital",
    "passage",
    "citation",
    "title",
    "file",
    "line",
    "checked_by",
    "created",
    "article_id",
    "passage_id",
)


def tag_table(tags: Sequence[Tag], article: Find) -> Table:
    """A row for each tag of a passage; what the library no longer holds is cited by its words alone."""
    return Table(COLUMNS, _rows(tags, article), ("tag", "hospital", "passage", "citation"))


def tag_counts(tags: Sequence[Tag]) -> Table:
    """A row for each tag, the commonest first: how many passages in all, and of each hospital."""
    hospitals = tuple(dict.fromkeys(one.hospital for one in tags))
    counted = Counter((one.tag, one.hospital) for one in tags)
    total = Counter(one.tag for one in tags)
    rows = [
        (tag, count, *(counted[tag, hospital] or None for hospital in hospitals))
        for tag, count in total.most_common()
    ]
    return Table(("tag", "passages", *hospitals), rows)


def _rows(tags: Sequence[Tag], article: Find) -> Iterator[tuple[Cell, ...]]:
    for one in tags:
        found, passage = held(article, one.article_id, one.passage_id)
        line = passage.source_line(0) if passage else None
        yield (
            one.tag,
            one.hospital,
            one.quote,
            *source_cells(found, passage, line),
            line,
            one.by or reader_name(),
            one.created,
            one.article_id,
            one.passage_id,
        )
