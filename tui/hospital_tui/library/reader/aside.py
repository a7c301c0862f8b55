"""Findings that the reader set aside, each with a reason; they stay so however their sources are parsed again."""

from hospital_tui.library.reader.reader import Reader

_KEY = "set_aside"


def set_aside(reader: Reader) -> dict[str, str]:
    """Why findings were set aside, by their key."""
    kept = reader.get(_KEY)
    return {str(key): str(reason) for key, reason in kept.items()} if isinstance(kept, dict) else {}


def put_aside(reader: Reader, key: str, reason: str) -> None:
    """Set a finding aside; an empty reason takes it back. Raises ReaderError."""
    reasons = set_aside(reader)
    reasons.pop(key, None)
    reader.set(_KEY, reasons | ({key: reason} if reason else {}))
