"""How a source is called while it is added or parsed."""

from pathlib import Path


def told_apart(path: str) -> str:
    """A path as text that no other path has: bytes that are no UTF-8 stand as such."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def suffix_of(path: str) -> str:
    """The ending of a source's name, with its point."""
    return Path(path).suffix.lower() or ".txt"
