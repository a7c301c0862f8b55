"""Files that a page sends, written under names that a disk bears, within bounds."""

from pathlib import Path

from aiohttp import BodyPartReader, MultipartReader

LARGEST = 64 << 20
"""Bytes of all that is sent at once."""
_MOST = 200
"""Files that are sent at once."""
_PIECE = 1 << 16


class TooMuchError(Exception):
    """More was sent than is taken at once."""


async def received(parts: MultipartReader, folder: Path) -> None:
    """Write each file that comes into a folder, under its own name.

    Raises TooMuchError, OSError, ValueError where what comes is no form.
    """
    left, count = LARGEST, 0
    async for part in parts:
        if not isinstance(part, BodyPartReader) or part.filename is None:
            continue
        count += 1
        if count > _MOST:
            raise TooMuchError
        with _place(folder, part.filename, count).open("xb") as file:
            while piece := await part.read_chunk(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise TooMuchError
                file.write(piece)


def _place(folder: Path, told: str, number: int) -> Path:
    """Where a file is written: the last part of its name, in a folder of its own where another has that name."""
    name = "".join(char for char in told.replace("\\", "/").rpartition("/")[2] if char.isprintable())
    name = name.strip(". ") or "text"
    while len(name.encode()) > 200:
        name = name[1:]
    if (folder / name).exists():
        folder = folder / str(number)
        folder.mkdir()
    return folder / name
