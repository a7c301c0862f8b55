"""Text from a source, made safe to send to a terminal: shown, never obeyed."""

from hospital_tui.app.typography import is_plain
from hospital_tui.app.typography import visible as drawn


def visible(text: str) -> str:
    """The text as it may be drawn: escape as ␛, controls of direction as a sign, joiners left out."""
    return text if is_plain(text) else "".join(map(drawn, text))
