"""Words cut to the room there is."""

from rich.cells import cell_len, set_cell_size


def shorten(words: str, room: int) -> str:
    """Words cut to exactly `room` cells, an ellipsis at the end where something was cut."""
    if room <= 0:
        return ""
    if cell_len(words) <= room:
        return set_cell_size(words, room)
    kept = beginning(words, room - 1)
    return kept + "…" + " " * (room - cell_len(kept) - 1)


def clipped(words: str, room: int) -> str:
    """Words as they are where they fit into `room` cells, else cut to them."""
    return shorten(words, min(cell_len(words), room))


def beginning(words: str, cells: int) -> str:
    """The first characters that fit into so many cells."""
    used = 0
    for place, character in enumerate(words):
        used += cell_len(character)
        if used > cells:
            return words[:place]
    return words


def ending(words: str, cells: int) -> str:
    """The last characters that fit into so many cells."""
    return beginning(words[::-1], cells)[::-1]
