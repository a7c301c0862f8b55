"""The picture of a recognised line: drawn as the terminal can, wherever a person looks at the figure."""

import base64
import io
import os
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hospital_tui.app import pixels, terminal_keys
from hospital_tui.app.widgets.line_picture import LinePicture
from hospital_tui.library.files.sources import picture
from hospital_tui.model import Article, Recognised
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import constants
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

from .conftest import Start
from .made import ARTICLES, only

Image = pytest.importorskip("PIL.Image")
CELL = (8, 16)


def recognised(article: Article) -> tuple[Article, str]:
    """The article as a machine would have read it, and the name of the picture of all its figures."""
    name = f"{article.source.sha256}-1.png"
    seen = Recognised(0.9, (name,))

    def marked(held: Any) -> Any:
        figures = tuple(msgspec.structs.replace(one, recognised=seen) for one in held.figures)
        return msgspec.structs.replace(held, figures=figures)

    sections = tuple(
        msgspec.structs.replace(section, passages=tuple(map(marked, section.passages)))
        for section in article.sections
    )
    return msgspec.structs.replace(article, sections=sections), name


def line(width: int = 300, height: int = 24, *, at: tuple[int, int, int, int] = (10, 4, 40, 20)) -> Any:
    """A grey page with a block of ink."""
    page = Image.new("L", (width, height), 240)
    page.paste(20, at)
    return page


def saved(page: Any, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.save(path, "PNG")
    return path


# What the terminal can


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=24),
    st.lists(st.integers(1, 9), max_size=60),
    st.sampled_from(["", "j", "\x1b[A"]),
)
def test_what_a_terminal_answers_is_heard_and_is_no_key(can: list[int], cuts: list[int], after: str) -> None:
    terminal_keys.teach()
    terminal_keys.abilities.clear()
    said, parser = f"\x1b[?{';'.join(map(str, can))}c{after}", XTermParser()
    keys: list[str] = []
    for cut in [*cuts, len(said)]:
        piece, said = said[:cut], said[cut:]
        keys += [event.key for event in (parser.feed(piece) if piece else ()) if isinstance(event, Key)]
    assert terminal_keys.abilities == set(map(str, can))
    assert [key for key in keys if key != Keys.Ignore] == {"": [], "j": ["j"], "\x1b[A": ["up"]}[after]


def test_a_picture_that_was_replaced_is_drawn_anew(tmp_path: Path) -> None:
    path = saved(line(), tmp_path / "a.png")
    before = pixels.drawing((path,), 40, 4, "dots", CELL)
    saved(line(at=(200, 4, 290, 20)), path)
    os.utime(path, (1, 1))
    after = pixels.drawing((path,), 40, 4, "dots", CELL)
    assert before and after and before != after
    path.unlink()
    assert pixels.drawing((path,), 40, 4, "dots", CELL) is None


@pytest.mark.parametrize(
    ("said", "abilities", "cell", "way"),
    [
        ({"TERM": "xterm-256color"}, {"62", "4"}, CELL, "sixel"),
        ({"TERM": "xterm-256color"}, {"64", "22"}, CELL, "dots"),
        ({"TERM": "xterm-256color"}, {"62", "4"}, None, "dots"),
        ({"TERM": "xterm-kitty"}, set(), CELL, "kitty"),
        ({"TERM": "tmux-256color"}, {"4"}, CELL, "dots"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux,1,0"}, {"4"}, CELL, "dots"),
    ],
)
def test_pixels_are_sent_only_where_they_are_sure_to_be_drawn(
    said: dict[str, str], abilities: set[str], cell: Any, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(pixels, "abilities", abilities)
    monkeypatch.setattr(pixels, "cell", lambda: cell)
    assert pixels.way() == way


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ((24, 80, 640, 384), CELL),
        ((0, 0, 0, 0), None),
        ((0, 0, 640, 384), None),
        ((24, 80, 0, 0), None),
        ((1, 1, 65535, 65535), None),
    ],
)
def test_a_terminal_that_does_not_know_its_own_size_is_asked_for_no_pixels(
    said: tuple[int, ...], found: Any
) -> None:
    import fcntl
    import termios

    ends = os.openpty()
    try:
        fcntl.ioctl(ends[1], termios.TIOCSWINSZ, struct.pack("4H", *said))
        assert pixels.cell(ends[1]) == found
    finally:
        for end in ends:
            os.close(end)


@pytest.mark.parametrize("said", [{"NO_COLOR": "1"}, {"TEXTUAL_COLOR_SYSTEM": "256"}])
async def test_no_picture_goes_by_a_colour_that_is_not_sent_as_it_is(
    said: dict[str, str], start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TERM": "xterm-kitty", **said}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setattr(constants, "COLOR_SYSTEM", said.get("TEXTUAL_COLOR_SYSTEM", "truecolor"))
    monkeypatch.setattr(pixels, "cell", lambda: CELL)
    async with start() as session:
        drawn = LinePicture([saved(line(), tmp_path / "a.png")])
        await session.app.screen.mount(drawn)
        made = drawn.drawn(60)
        assert made is not None and (made.code, made.number) == ("", 0)


# What is drawn


def unsixelled(code: str) -> list[list[int]]:
    """The greys (percent) of a picture of sixels, row by row."""
    head = re.match(r'\x1bP0;1q"1;1;(\d+);(\d+)', code)
    assert head is not None and code.endswith("\x1b\\")
    width, height = int(head[1]), int(head[2])
    greys, rows = dict[str, int](), [[-1] * width for _ in range(height)]
    x = top = 0
    colour = ""
    for token in re.finditer(
        r"#(\d+);2;(\d+);\d+;\d+|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)", code[head.end() : -2]
    ):
        if token[1]:
            greys[token[1]] = int(token[2])
        elif token[3]:
            colour = token[3]
        elif token[7] or token[8]:
            x, top = 0, top + 6 * bool(token[8])
        else:
            count, bits = int(token[4] or 1), ord(token[5] or token[6]) - 63
            for bit in range(6):
                if bits >> bit & 1:
                    rows[top + bit][x : x + count] = [greys[colour]] * count
            x += count
    return rows


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 200), st.integers(1, 40), st.binary(min_size=64, max_size=64))
def test_sixels_show_the_picture(width: int, height: int, greys: bytes) -> None:
    sheet = Image.frombytes("L", (8, 8), greys).resize((width, height))
    shown = unsixelled(pixels._sixels(sheet))
    data = sheet.tobytes()
    for y, row in enumerate(shown):
        for x, grey in enumerate(row):
            assert abs(grey - data[y * sheet.width + x] * 100 / 255) <= 100 / 8


def shapes() -> Iterator[tuple[int, int, int]]:
    yield from ((300, 24, 40), (1200, 30, 74), (4000, 64, 30), (12, 64, 80), (900, 10, 200))


@pytest.mark.parametrize(("width", "height", "columns"), shapes())
@pytest.mark.parametrize("way", ["dots", "sixel", "kitty"])
def test_a_picture_keeps_to_its_room_and_loses_no_ink(
    width: int, height: int, columns: int, way: str, tmp_path: Path
) -> None:
    page = line(width, height, at=(0, 0, width, height))
    page.paste(240, (width // 2 - 1, 0, width // 2 + 1, height))
    path = saved(page, tmp_path / f"{width}.png")
    made = pixels.drawing((path,), columns, 12, way, CELL)
    assert made is not None and 0 < len(made.lines) <= 12
    cells = [re.sub("[\u0300-\u036f\u0483]", "", row) for row in made.lines]
    assert all(len(row) <= columns for row in cells) and len(set(map(len, cells))) == 1
    if way == "sixel":
        rows = unsixelled(made.code)
        assert len(rows) == len(made.lines) * CELL[1] and len(rows[0]) <= min(columns * CELL[0], 1000)
        assert min(map(min, rows)) == 0
    elif way == "dots":
        assert sum(row != "\u2800" * len(row) for row in cells) * 2 > len(cells)
    else:
        pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", made.code)
        assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in pieces) == made.code
        assert (
            f"U=1,i={made.number},c={len(cells[0])},r={len(cells)}," in pieces[0][0] and "q=2" in pieces[0][0]
        )
        assert [keys[-3:] for keys, _ in pieces] == ["m=1"] * (len(pieces) - 1) + ["m=0"] or len(pieces) == 1
        sent = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in pieces))))
        assert sent.size == (len(cells[0]) * CELL[0], len(cells) * CELL[1])


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), b"GIF89a" + bytes(40)])
def test_a_damaged_picture_is_not_drawn(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    assert pixels.drawing((path,), 40, 12, "dots", CELL) is None
    assert pixels.drawing((tmp_path / "none.png",), 40, 12, "dots", CELL) is None
    saved(Image.new("1", (20_000, 2000)), path)
    assert pixels.drawing((path,), 41, 12, "dots", CELL) is None


# Where it is seen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("0",), ("0", "i"), ("0", "a")])
async def test_it_stands_where_a_figure_is_confirmed(
    keys: tuple[str, ...],
    size: tuple[int, int],
    home: Path,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article, name = recognised(ARTICLES[0])
    only((article,), home, tmp_path, monkeypatch)
    async with start(size=size) as session:
        saved(line(), picture(name, home))
        await session.press(*keys)
        shown = session.app.screen.query_one(LinePicture)
        assert shown.size.height >= 2 and set(session.screen_text()) & set("⣿⣶⣾⣷")
        assert shown.region.bottom <= session.app.size.height - 1
        for field in session.app.screen.query("Input"):
            assert field.region.bottom <= session.app.size.height - 1
        picture(name, home).write_bytes(b"")
        await session.press("escape", "escape", *keys)
        assert session.app.screen.query_one(LinePicture).size.height == 0
