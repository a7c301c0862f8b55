"""Pages drawn as pictures for the tests: a block of ink for each character, and what an engine would see there."""

import io
from collections.abc import Sequence
from typing import Any

Line = tuple[str, float, list[float]]


def drawn(
    lines: Sequence[tuple[str, float, float]], size: int = 24, width: int = 1000, height: int = 700
) -> tuple[Any, list[Line]]:
    """A page with lines (text, left, top) of a size in pixels; its lines as an engine would see them."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (width, height), 250)
    pen = ImageDraw.Draw(page)
    seen: list[Line] = []
    for text, left, top in lines:
        x = left
        for letter in text:
            step = size / 2 if letter.isascii() else size
            if letter not in "，。 　":
                above = 0.22 if letter.isascii() else 0.04
                pen.rectangle((x + 1, top + above * size, x + step - 2, top + 0.96 * size), fill=20)
            x += step
        seen.append((text, 0.97, [left - 3, top - 4, x + 3, top + size + 4]))
    return page, seen


def saved(page: Any, form: str = "PNG", **said: Any) -> bytes:
    out = io.BytesIO()
    page.save(out, form, **said)
    return out.getvalue()
