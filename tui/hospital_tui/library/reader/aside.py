"""Findings that the reader set aside, each with a reason; they stay so however their sources are parsed again."""

from hospital_tui.library.reader.reader import Reader, both

_KEY = "set_aside"


def set_aside(reader: Reader) -> dict[str, str]:
    """Why findings were set aside, by their key."""
    return _sound(reader.get(_KEY))


def put_aside(reader: Reader, key: str, reason: str, seen: str | None = None) -> None:
    """Set a finding aside; an empty reason takes it back. Raises ReaderError.

    seen: the reason that was there before; see `both`.
    """

    def put(kept: object) -> dict[str, str]:
        reasons = _sound(kept)
        said = both(reasons.pop(key, ""), reason, seen)
        return reasons | ({key: said} if said else {})

    reader.change(_KEY, put)


def _sound(kept: object) -> dict[str, str]:
    rows = kept.items() if isinstance(kept, dict) else ()
    return {str(key): str(reason) for key, reason in rows}
