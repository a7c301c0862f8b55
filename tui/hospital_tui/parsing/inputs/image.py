"""The text of a scan or a photograph, as a machine reads it (the extra `ocr`)."""

from hospital_tui.parsing.inputs.printed import printed, recognised_sheet
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan import recognised
from hospital_tui.parsing.inputs.source import Reading, Tell


def image_text(data: bytes, tell: Tell) -> Reading:
    """The text of a picture's pages. Raises RefusedError: no-words, and those of `scan.recognised`."""
    sheets = [recognised_sheet(page) for page in recognised(data, tell)]
    if not any(sheet.paragraphs for sheet in sheets):
        raise RefusedError("no-words")
    return printed(sheets, "image")
