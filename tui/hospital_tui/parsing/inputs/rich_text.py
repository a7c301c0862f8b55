"""The text of a rich-text file, by striprtf (the extra `rtf`)."""

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import Cell, Line, laid_out

LARGEST = 8 << 20
"""Bytes above which the file holds pictures, which are read as text letter by letter."""


def rich_text(data: bytes) -> Reading:
    """The document's text. Raises RefusedError: needs-rtf, too-large, damaged."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise RefusedError("needs-rtf") from error
    if len(data) > LARGEST:
        raise RefusedError("too-large")
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="gb18030", errors="replace"
        )
    except Exception as error:  # whatever a library meets in a damaged file is one
        raise RefusedError("damaged", type(error).__name__) from error
    made, layout = laid_out(_lines(text))
    return Reading(made, "rtf", True, layout)


def _lines(text: str) -> list[Line]:
    """Lines; cells of a row are parted by | at the end of each."""
    found: list[Line] = []
    row = 0
    for line in text.split("\n"):
        cells = line.rstrip().split("|")
        if len(cells) > 2 and not cells[-1]:
            row += 1
            found.append(Line("", "row", 0, tuple(Cell(cell.strip()) for cell in cells[:-1]), row))
        else:
            row = 0
            found.append(Line(line))
    return found
