"""A colleague's file that says odd things: refused in words or taken up, and everything goes on."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import figure_table, pieces
from hospital_tui.library.importing import (
    BookmarkRow,
    ConfirmationRow,
    CorrectionRow,
    NotOursError,
    Row,
    TagRow,
    rows_of,
)
from hospital_tui.speech import columns

from .conftest import Open, made
from .test_importing import FIGURES, TEXT, theirs

ODD = [
    None,
    True,
    "",
    "x",
    "\0",
    "\u2028",
    "\u202e",
    "9" * 400,
    0,
    -1,
    1.5,
    1e308,
    2**63,
    10**400,
    [],
    [1],
    {},
    {"a": []},
    "2023-99",
    "a@b",
]
"""What a cell can hold that it should not."""
GONE = object()


@pytest.fixture
def rows(opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "theirs"))
    rows = theirs(opened([made(1, (TEXT,), figures=[FIGURES])]))
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "mine"))
    return rows


def look_at_all(library: Library) -> None:
    """Everything that shows what was taken up."""
    rows = library.figures()
    list(pieces(figure_table(rows, library.article), "json", columns()))
    for text in ("有:更正", "有:批注", "有:标签", "床>1", "年:2023"):
        library.tally(library.query(text))
    library.compare()
    library.findings()
    library.saved()
    library.tags()


@pytest.mark.parametrize("kind", [CorrectionRow, ConfirmationRow, TagRow, BookmarkRow])
def test_each_cell_can_be_odd(opened: Open, rows: list[dict[str, Any]], kind: type[Row]) -> None:
    library = opened()
    row = next(row for row in rows if isinstance(next(iter(rows_of(json.dumps([row]).encode())), None), kind))
    for column in kind.__struct_fields__:
        for odd in (GONE, *ODD):
            changed = {name: cell for name, cell in row.items() if name != column}
            if odd is not GONE:
                changed[column] = odd
            with suppress(NotOursError):
                brought = library.bring_in(rows_of(json.dumps([changed]).encode()), overwrite=True)
                assert len(brought) == 1 or not row.get("confirmed", True), (column, odd)
        look_at_all(library)
        assert library.notices == [] == library.reader.notices, column
        library.undo()


@pytest.mark.parametrize(
    "data",
    [b"", b"[", b"null", b"[" * 100_000, b'[{"tag": {}}]', b"\x00", b'[{"tag": "\\ud800", "passage_id": "a@1"}]', "[]".encode("utf-16")],
)  # fmt: skip
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(NotOursError):
        rows_of(data)
