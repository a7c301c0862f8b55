"""Pictures of pages: opened within bounds, and measured. Needs Pillow (the extra `ocr`)."""

import io
import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PIL import Image, ImageOps

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan.straight import paper

DPI = 200
"""At which pages of a PDF are drawn."""
_LONGEST = 4600
"""Pixels of a page's longer side above which it is made smaller: A2 at 200 dpi."""
_MOST_PIXELS = 120_000_000
"""Above which a picture is none of a page, and would not fit into memory."""
_MOST_FRAMES = 400
_FORMS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_INK = 0.12
"""Of a row's most ink: rows with less are white."""
_GRAIN = 4
"""Mean of a column, of 255, up to which it is white."""
_TOLD_DPI = (100, 1200)
"""What a picture says of its dots an inch is believed between; screens write 72 and 96 everywhere."""

Picture = Image.Image


def frames(data: bytes) -> Iterator[tuple[int, int, Picture, float | None]]:
    """Each page of a picture in grey (of what moves, or has depths, the first alone): number from 1, how many, the page, dots an inch where told.

    Raises RefusedError: damaged, too-large.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None  # the size is looked at here
        try:
            with Image.open(io.BytesIO(data), formats=_FORMS) as whole:
                count = getattr(whole, "n_frames", 1) if whole.format == "TIFF" else 1
                if count > _MOST_FRAMES:
                    raise RefusedError("too-large")
                for number in range(count):
                    whole.seek(number)
                    if whole.width * whole.height > _MOST_PIXELS:
                        raise RefusedError("too-large", f"{whole.width} × {whole.height}")
                    whole.draft("L", (_LONGEST, _LONGEST))
                    yield (number + 1, count, *_grey(whole))
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise RefusedError("damaged", str(error)) from error


def _grey(frame: Picture) -> tuple[Picture, float | None]:
    """A page upright in grey on white, no larger than is looked at, and its dots an inch where they are told."""
    told = frame.info.get("dpi", (0, 0))[0]
    width = frame.width
    frame.thumbnail((_LONGEST, _LONGEST))
    dpi = float(told) * frame.width / width
    page = ImageOps.exif_transpose(frame)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
    if page.mode[0] in "IF":  # deeper than eight bits
        low, high = map(float, page.getextrema())  # type: ignore[arg-type]
        by = 255 / ((high - low) or 1)
        page = page.convert("F").point(lambda level: level * by - low * by)
    return page.convert("L"), dpi if _TOLD_DPI[0] <= dpi <= _TOLD_DPI[1] else None


def drawn(document: Any, number: int) -> tuple[Picture, float]:
    """A page of a PDF in grey, and its dots an inch."""
    page = document[number]
    try:
        width, height = page.get_size()
        dpi = min(DPI, _LONGEST * 72 / max(width, height, 1))
        return page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"), dpi
    finally:
        page.close()


class Ink:
    """Where the ink is in a stretch of a page."""

    def __init__(self, page: Picture) -> None:
        bright = paper(page)
        self._mask = page.point([255 * (level < 0.6 * bright) for level in range(256)])

    def within(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
        """The edges of the ink in a box; the box where it holds none."""
        box = (
            max(0, int(left)),
            max(0, int(top)),
            min(self._mask.width, round(right) + 1),
            min(self._mask.height, round(bottom) + 1),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return box
        part = self._mask.crop(box)
        rows = _stretch(part.resize((1, part.height), Image.Resampling.BOX).tobytes())
        if rows is None:
            return box
        part = part.crop((0, rows[0], part.width, rows[1]))
        inked = _inked(part.resize((part.width, 1), Image.Resampling.BOX).tobytes())
        if not inked:
            return box
        return box[0] + inked[0], box[1] + rows[0], box[0] + inked[-1] + 1, box[1] + rows[1]

    def gaps(
        self, left: int, top: int, right: int, bottom: int, least: float, *, down: bool = False
    ) -> list[tuple[int, int]]:
        """White through from top to bottom (`down`: from left to right) that is so wide."""
        part = self._mask.crop((left, top, right, bottom))
        shape = (1, part.height) if down else (part.width, 1)
        line = part.resize(shape, Image.Resampling.BOX).tobytes() if part.width and part.height else b""
        start = top if down else left
        edges = pairwise(_inked(line))
        return [(start + one + 1, start + other) for one, other in edges if other - one - 1 >= least]


def _inked(line: bytes) -> list[int]:
    """Where a row or column of means holds ink: two side by side, since one alone is a grain of the scan."""
    return [
        at
        for at, pair in enumerate(zip(b"\0" + line, line, line[1:] + b"\0", strict=False))
        if _is_ink(*pair)
    ]


def _is_ink(before: int, here: int, after: int) -> bool:
    return here > _GRAIN and max(before, after) > _GRAIN


def _stretch(rows: bytes) -> tuple[int, int] | None:
    """[first, end) of the rows of a line: the inked stretch around its fullest row; none without ink."""
    most = max(rows, default=0)
    if most < 3:
        return None
    inked = [level > _INK * most for level in rows]
    at = max(range(len(rows)), key=lambda row: sum(rows[max(0, row - 3) : row + 4]))
    gap = max(2, len(rows) // 6)
    first = last = at
    for row in range(at, -1, -1):
        if inked[row]:
            first = row
        elif first - row > gap:
            break
    for row in range(at, len(rows)):
        if inked[row]:
            last = row
        elif row - last > gap:
            break
    return first, last + 1


def png(page: Picture, left: float, top: float, right: float, bottom: float, *, tallest: int = 64) -> bytes:
    """A stretch of a page as a small PNG with sixteen greys."""
    part = page.crop(
        (max(0, int(left)), max(0, int(top)), min(page.width, round(right)), min(page.height, round(bottom)))
    )
    if part.height > tallest < part.width:
        part.thumbnail((part.width * tallest // part.height + 1, tallest))
    out = io.BytesIO()
    part.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
