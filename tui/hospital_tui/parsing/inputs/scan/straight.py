"""Setting a page straight: even light, level lines, upright columns. Needs Pillow (the extra `ocr`).

How far a stretch of a page slants is read from its profile: where rows of ink and white part sharpest (Postl 1986). A page
that was seen from aside slants otherwise above than below, or left than right; four such lines make a rectangle again.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log, radians, tan
from statistics import median

from PIL import Image, ImageChops, ImageFilter, ImageOps

Picture = Image.Image

_SMALL = 900
"""Pixels of the longer side of what the slant is looked for in."""
_SLANT, _STEP, _FINE = 7.0, 0.5, 0.05
"""Degrees: the largest slant that is looked for, and the steps."""
_BAND = 0.4
"""Of a page: the stretch along an edge whose slant is looked for."""
_ASIDE = 0.35
"""Degrees between two such stretches from which a page was seen from aside."""
_SURE = 2.0
"""By the sharpness that is usual: that of a slant that is seen."""
_SHADE = 40
"""Between the brightest and the darkest paper: more is uneven light."""
_GRAIN = 24
"""Pixels in which the paper shows between characters, of a page of `_SMALL`."""
_LOGARITHMS = [round(255 * log(max(1, level)) / log(255)) for level in range(256)]
_POWERS = [round(255 * exp((level - 255) * log(255) / 255)) for level in range(256)]


def even(page: Picture) -> Picture:
    """The page in even light: each stretch divided by how bright its paper is (as logarithms, which Pillow can subtract)."""
    small = page.copy()
    small.thumbnail((_SMALL // 4, _SMALL // 4), Image.Resampling.BOX)
    light = small.filter(ImageFilter.MaxFilter(_GRAIN + 1)).filter(ImageFilter.GaussianBlur(_GRAIN / 2))
    levels = sorted(light.tobytes())
    if levels[-1 - len(levels) // 50] - levels[len(levels) // 50] < _SHADE:
        return page
    light = light.resize(page.size, Image.Resampling.BICUBIC)
    share = ImageChops.subtract(page.point(_LOGARITHMS), light.point(_LOGARITHMS), 1, 255)
    return share.point(_POWERS)


def turned(page: Picture, by: int) -> Picture:
    """The page turned by so many degrees to the left, a multiple of 90; itself for none."""
    return page.rotate(by, expand=True) if by else page


def straight(page: Picture) -> Picture:
    """The page with its lines level and its columns upright."""
    small = page.copy()
    small.thumbnail((_SMALL, _SMALL))
    if min(small.size) < _GRAIN:
        return page
    small = ImageOps.invert(ImageOps.autocontrast(small))
    angle, _ = _slant(small)
    above, below = _slants(small, angle)
    right, left = (
        -slant for slant in _slants(small.transpose(Image.Transpose.ROTATE_90), (above + below) / 2)
    )
    if max(abs(above - below), abs(left - right)) >= _ASIDE:
        return _unfolded(page, *(tan(radians(slant)) for slant in (above, below, left, right)))
    if abs(angle) < _FINE:
        return page
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=paper(page))


def _slants(small: Picture, usual: float) -> tuple[float, float]:
    """How far the stretches along the upper and the lower edge slant down to the right, in degrees; `usual` unless both show it."""
    high = round(_BAND * small.height)
    tops = 0, small.height - high
    (above, seen), (below, also) = (_slant(small.crop((0, top, small.width, top + high))) for top in tops)
    return (above, below) if seen and also else (usual, usual)


def _slant(part: Picture) -> tuple[float, bool]:
    """How far the lines of a stretch slant down to the right, in degrees, and whether that is plain to see."""
    steps, fine = round(_SLANT / _STEP), round(_STEP / _FINE)
    coarse = part.reduce(2)
    rough = [(_sharpness(coarse, step * _STEP), step * _STEP) for step in range(-steps, steps + 1)]
    most, near = max(rough)
    angle = max(
        (_sharpness(part, near + step * _FINE), near + step * _FINE) for step in range(-fine, fine + 1)
    )[1]
    return angle, most > _SURE * median(sharp for sharp, _ in rough) and abs(near) < _SLANT


def _sharpness(part: Picture, angle: float) -> float:
    """How sharply rows of ink and white part when a stretch is turned (Postl 1986)."""
    turned = part.rotate(angle, Image.Resampling.BILINEAR) if angle else part
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows)) - 1e-6 * abs(angle)


def _unfolded(page: Picture, above: float, below: float, left: float, right: float) -> Picture:
    """The page as from straight above, by the directions in which it runs along its edges: down a pixel to the right, right a pixel down."""
    width, height = page.size
    corners = [
        _crossing(height * y, down, width * x, across, (width / 2, height / 2))
        for y, down, x, across in (
            (_BAND / 2, above, _BAND / 2, left),
            (_BAND / 2, above, 1 - _BAND / 2, right),
            (1 - _BAND / 2, below, 1 - _BAND / 2, right),
            (1 - _BAND / 2, below, _BAND / 2, left),
        )
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    x0, x1, y0, y1 = (ax + dx) / 2, (bx + cx) / 2, (ay + by) / 2, (cy + dy) / 2
    sides = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    edges = [_at(_homography(corners, sides), x, y) for x in (0, width) for y in (0, height)]
    least_x, least_y = min(x for x, _ in edges), min(y for _, y in edges)
    size = round(max(x for x, _ in edges) - least_x), round(max(y for _, y in edges) - least_y)
    back = _homography([(x - least_x, y - least_y) for x, y in sides], corners)
    return page.transform(
        size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=paper(page)
    )


def _crossing(
    y: float, down: float, x: float, across: float, middle: tuple[float, float]
) -> tuple[float, float]:
    """Where a line that is so high in the middle crosses one that stands so far across there."""
    at = (y + down * (x - across * middle[1] - middle[0])) / (1 - down * across)
    return x + across * (at - middle[1]), at


def _homography(
    places: Sequence[tuple[float, float]], onto: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight numbers of the projection that takes four places onto four others (Heckbert 1989), by elimination."""
    rows = []
    for (x, y), (u, v) in zip(places, onto, strict=True):
        rows += [[x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u], [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]]
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [number / rows[column][column] for number in rows[column]]
        for row in range(8):
            if row != column:
                rows[row] = [a - rows[row][column] * b for a, b in zip(rows[row], rows[column], strict=True)]
    return tuple(row[8] for row in rows)


def _at(numbers: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f, g, h = numbers
    scale = g * x + h * y + 1
    return (a * x + b * y + c) / scale, (d * x + e * y + f) / scale


def paper(page: Picture) -> int:
    """How bright the paper is."""
    counts = page.histogram()
    return max(range(128, 256), key=lambda level: counts[level])


def is_warped(slants: list[float], most: float) -> bool:
    """Whether long lines run in different directions, in degrees."""
    if len(slants) < 6:
        return False
    ordered = sorted(slants)
    middle = median(ordered)
    return max(middle - ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10] - middle) > most
