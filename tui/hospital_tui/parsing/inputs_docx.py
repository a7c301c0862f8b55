"""The text of a Word document: its paragraphs and table rows in reading order, one a line with a blank line between."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.table import Table

_LARGEST_PART = 512 << 20
"""Bytes that a part of the document may unpack to: no article is that long, but a few kilobytes can claim to be."""


def document_text(data: bytes, shown: str) -> str:
    """The document's text. Raises InputError: python-docx is not installed, or the file is damaged."""
    from hospital_tui.parsing.inputs import InputError

    try:
        import docx
    except ImportError as error:
        raise InputError(shown, "needs-docx") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if any(part.file_size > _LARGEST_PART for part in parts.infolist()):
                raise InputError(shown, "too-large")
        document: Any = docx.Document(io.BytesIO(data))
        return "\n\n".join(_lines(document))
    except InputError:
        raise
    except (
        Exception
    ) as error:  # python-docx lets the errors of zip, XML and its own parts through as they come
        raise InputError(shown, "damaged", " ".join(str(error).split())[:200]) from error


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
        elif item.text.strip():
            yield item.text.strip()


def _rows(table: "Table") -> Iterator[str]:
    """The rows of a table, cells joined by tabs; a merged cell once."""
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if id(cell._tc) not in seen and text:
                cells.append(text)
            seen.add(id(cell._tc))
        if cells:
            yield "\t".join(cells)
