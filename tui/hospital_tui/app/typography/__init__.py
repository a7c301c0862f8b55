"""Setting Chinese text into rows of terminal cells: pure functions over text, nothing of textual.

`cells` says how wide a character is and what stands in for one that a terminal must not be sent; `rules` holds the
classes of characters that W3C CLREQ names; `units` finds what must stay whole; `breaking` breaks text into rows;
`spacing` fills rows to a straight edge; `terminal` tells Rich how wide a terminal draws ambiguous characters.
"""

from hospital_tui.app.typography.breaking import Setting, break_text
from hospital_tui.app.typography.cells import NARROW, WIDE, Widths
from hospital_tui.app.typography.rows import Row
from hospital_tui.text.visible import drawn as visible
from hospital_tui.text.visible import is_plain

__all__ = [
    "NARROW",
    "WIDE",
    "Row",
    "Setting",
    "Widths",
    "break_text",
    "is_plain",
    "visible",
]
