"""Scans and photographs: what a machine reads from a picture, marked as such. Needs the extra `ocr`.

`seeing` is a process of its own that recognises; `asking` starts it; `reading` makes text of what it saw.
"""

from hospital_tui.parsing.inputs.scan.asking import installed, recognised
from hospital_tui.parsing.inputs.scan.reading import is_doubtful, page_paragraphs
from hospital_tui.parsing.inputs.scan.said import SeenLine, SeenPage

__all__ = ["SeenLine", "SeenPage", "installed", "is_doubtful", "page_paragraphs", "recognised"]
