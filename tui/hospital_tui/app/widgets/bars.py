"""Bars drawn with characters: lengths in eighths of a cell, heights in eighths of a line."""

_LENGTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = " ▁▂▃▄▅▆▇█"


def length(part: float, cells: int) -> str:
    """A bar of a part (0 to 1) of so many cells, filled up with blanks; anything above nothing shows."""
    eighths = round(max(0.0, min(1.0, part)) * cells * 8)
    if part > 0:
        eighths = max(1, eighths)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_LENGTHS[rest] if rest else "")).ljust(cells)


def line(part: float, cells: int, *, broken: bool = False) -> str:
    """A thin bar of a part of so many cells, filled up with blanks; a broken one says that it is not alike."""
    drawn = round(max(0.0, min(1.0, part)) * cells)
    if part > 0:
        drawn = max(1, drawn)
    return (("╌" if broken else "━") * drawn).ljust(cells)


def height(part: float) -> str:
    """One character as high as a part of a line; anything above nothing shows."""
    eighths = round(max(0.0, min(1.0, part)) * 8)
    return _HEIGHTS[max(1, eighths) if part > 0 else 0]
