"""Photographs of pages: from aside, in uneven light, lying on their side, deep in colour, moving."""

import random
from collections.abc import Sequence
from math import radians, tan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .scans import drawn, saved

pytest.importorskip("PIL")
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan import SeenLine, page_paragraphs, pictures, seeing, straight
from hospital_tui.parsing.inputs.scan.leaning import upright
from hospital_tui.parsing.inputs.scan.said import Asked, SeenPage
from PIL import Image

ROWS = [("医" * 36, 60.0, 60.0 + 44 * row) for row in range(16)]


def aside(page: Any, level: float, upright: float) -> Any:
    """A page as it is seen from aside: so many degrees between its upper and lower, and its left and right edge."""
    width, height = page.size
    down, across = (height * tan(radians(level)) / 4, width * tan(radians(upright)) / 4)
    corners = [
        (-across, -down),
        (width + across, down),
        (width - across, height - down),
        (across, height + down),
    ]
    places = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    numbers = straight._homography(places, corners)
    return page.transform(
        (width, height), Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC, fillcolor=250
    )


def slants(page: Any) -> list[float]:
    """How far the first and the last row of ink slant, in degrees."""
    small = page.point([255 - level for level in range(256)])
    half = small.height // 2
    parts = (small.crop((0, top, small.width, top + half)) for top in (0, small.height - half))
    return [straight._slant(part)[0] for part in parts]


@settings(max_examples=6, deadline=None)
@given(st.floats(1.5, 6.0), st.sampled_from([-1, 1]), st.floats(-2.0, 2.0))
def test_a_page_seen_from_aside_is_made_straight(level: float, way: int, other: float) -> None:
    page, _ = drawn(ROWS, 24, 1000, 820)
    crooked = aside(page, way * level, other)
    before, after = slants(crooked), slants(straight.straight(crooked))
    assert abs(after[0] - after[1]) < max(0.4, 0.35 * abs(before[0] - before[1]))


def test_paper_in_the_shade_is_no_ink() -> None:
    page, _ = drawn(ROWS, 24, 1000, 820)
    shade = (
        Image.linear_gradient("L").resize(page.size).point([90 + level * 165 // 255 for level in range(256)])
    )
    dim = straight.ImageChops.multiply(page, shade)
    assert straight.even(page) is page
    for row in (0, 8, 15):
        box = (50, 50 + 44 * row, 950, 96 + 44 * row)
        one, other = pictures.Ink(straight.even(dim)).within(*box), pictures.Ink(page).within(*box)
        assert all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True))
    paper = [straight.even(dim).getpixel((20, y)) for y in (10, 400, 810)]
    assert max(paper) - min(paper) < 40 < max(dim.getpixel((20, y)) for y in (10, 400, 810)) - 100


class Sees:
    """An engine that reads a page only where its one mark stands left on top."""

    name = "sees"

    def read(self, page: Any) -> list[seeing.Found]:
        marked = page.crop((0, 0, page.width // 2, page.height // 2)).getextrema()[0] < 100
        corners = ((10.0, 10.0), (90.0, 10.0), (90.0, 30.0), (10.0, 30.0))
        return [seeing.Found("床位八百张" if marked else "乜勹", 0.95 if marked else 0.4, corners)]


class SeesAside(Sees):
    """An engine that turns words set downwards by itself, and is sure of them."""

    def read(self, page: Any) -> list[seeing.Found]:
        (found,) = super().read(page)
        down = page.crop((0, page.height // 2, page.width // 2, page.height)).getextrema()[0] < 100
        corners = ((10.0, 10.0), (30.0, 10.0), (30.0, 90.0), (10.0, 90.0))
        return [seeing.Found("床位八百", 0.94, corners)] if down else [found]


def test_a_page_whose_lines_run_downwards_is_turned() -> None:
    page = Image.new("L", (400, 400), 250)
    page.paste(20, (120, 120, 180, 180))
    (made,) = seeing.seen(Asked(saved(page.rotate(90, expand=True))), SeesAside())
    assert [line.text for line in made.lines] == ["床位八百张"]


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_turned(by: int) -> None:
    page = Image.new("L", (400, 400), 250)
    page.paste(20, (120, 120, 180, 180))
    (made,) = seeing.seen(Asked(saved(page.rotate(by, expand=True))), Sees())
    assert [line.text for line in made.lines] == ["床位八百张"]


def test_what_a_camera_says_of_how_it_was_held_is_heard() -> None:
    page, _ = drawn(ROWS, 24, 1000, 820)
    said = Image.Exif()
    said[0x0112] = 6  # the upper edge is on the right
    ((_, _, found, _),) = pictures.frames(saved(page.rotate(90, expand=True), "JPEG", exif=said))
    assert found.size == page.size and abs(found.getpixel((70, 70)) - page.getpixel((70, 70))) < 60


@pytest.mark.parametrize("mode", ["I;16", "I", "F", "L", "CMYK", "RGBA", "LA", "1", "P"])
def test_ink_is_dark_on_bright_paper_however_deep_the_colours_are(mode: str) -> None:
    page, _ = drawn(ROWS[:2], 24, 1000, 200)
    if mode in ("I;16", "I"):
        deep = page.convert("I").point(lambda level: level * 257).convert(mode)
    elif mode == "F":
        deep = page.convert("F").point(lambda level: level / 255)
    else:
        deep = page.convert(mode)
    ((_, _, found, _),) = pictures.frames(saved(deep, "PNG" if mode in ("LA", "RGBA", "P", "1") else "TIFF"))
    low, high = found.getextrema()
    assert low < 60 and high > 200 and found.getpixel((5, 5)) > 200


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_what_moves_one_picture_is_read(form: str) -> None:
    page = drawn(ROWS[:2], 24, 1000, 200)[0].convert("RGB")
    data = saved(page, form, save_all=True, append_images=[page.rotate(9), page.rotate(20)])
    assert [(number, count) for number, count, *_ in pictures.frames(data)] == [(1, 1)]


@pytest.mark.parametrize("size", [(1, 1), (1, 6000), (20_000, 2), (23, 23)])
def test_what_is_too_thin_for_a_line_is_taken_as_it_is(size: tuple[int, int]) -> None:
    ((_, _, found, _),) = pictures.frames(saved(Image.new("L", size, 255)))
    assert straight.straight(straight.even(found)) is found


@given(st.integers(0, 400), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_a_hurt_picture_is_read_or_refused(cut: int, seed: int) -> None:
    dice = random.Random(seed)
    form = dice.choice(["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
    data = bytearray(saved(Image.new("L", (60, 40), 200), form))
    for _ in range(4):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        for _, _, page, _ in pictures.frames(bytes(data[: len(data) - cut])):
            assert page.mode == "L"
    except RefusedError as error:
        assert error.reason in ("damaged", "too-large")


def columns(lean: float, change: float, count: int = 4, rows: int = 24) -> Sequence[SeenLine]:
    """Lines of columns, every fifth set in, each as far aside as its column leans there."""
    lines, size = [], 20.0
    for column in range(count):
        for row in range(rows):
            top = 100 + 34.0 * row
            left = 80 + 330.0 * column + 40 * (row % 5 == 0)
            by = (lean + change * (80 + 330.0 * column + 150)) * (top - 500)
            letters = tuple(
                (left + by + at * size, left + by + (at + 1) * size) for at in range(15 - 2 * (row % 5 == 0))
            )
            text = "".join(chr(0x4E00 + 800 * column + 20 * row + at) for at in range(len(letters)))
            lines.append(SeenLine(text, 1.0, letters[0][0], top, letters[-1][1], top + size, size, letters))
    return lines


@given(st.floats(-0.06, 0.06), st.floats(-0.00004, 0.00004))
@settings(max_examples=25, deadline=None)
def test_columns_that_lean_are_read_one_after_the_other(lean: float, change: float) -> None:
    meant = "".join(one.text for one in page_paragraphs(SeenPage(1, 1, 0.48, True, tuple(columns(0.0, 0.0)))))
    lines, left = upright(columns(lean, change), 1000.0)
    found = "".join(one.text for one in page_paragraphs(SeenPage(1, 1, 0.48, True, lines)))
    assert found == meant and left < 0.01
