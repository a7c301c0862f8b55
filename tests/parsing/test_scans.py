"""Scans and photographs: read by an engine in a process of its own, marked as read by a machine, refused in words.

A stand-in takes the engine's place; what RapidOCR makes of real pages is measured by tests/benchmarks/scans.py.
"""

import io
import json
import os
import struct
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.formats import by_first_bytes
from hospital_tui.ingest.sources import parse_source, pictures_of
from hospital_tui.library.files.article_file import dump, loads
from hospital_tui.model import Article
from hospital_tui.parsing.inputs import Input, InputError, interpret
from hospital_tui.parsing.inputs.scan import asking, is_doubtful, page_paragraphs
from hospital_tui.parsing.inputs.scan.said import Asked, SeenPage
from hypothesis import given, settings
from hypothesis import strategies as st

from . import scan_stand_in
from .scans import Line, drawn, saved

pytest.importorskip("PIL")
from hospital_tui.parsing.inputs.scan import pictures, seeing, straight

Read = Callable[..., Input]
LINES = [
    ("海州县人民医院开放床位800张，职工1200人，全年完成", 60.0, 100.0),
    ("手术356台，门诊量达到45.8万人次。", 60.0, 140.0),
]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read bytes with the stand-in, which sees the lines given."""
    there = tmp_path / "lines.json"
    monkeypatch.setattr(asking, "NEEDED", ("PIL",))
    monkeypatch.setattr(asking, "ENGINE", "scan_stand_in:StandIn")
    path = [str(Path(scan_stand_in.__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    monkeypatch.setenv(scan_stand_in.LINES, str(there))

    def reading(data: bytes, lines: Any, file: str = "scan.png", **said: Any) -> Input:
        there.write_text(json.dumps(lines), "utf-8")
        return interpret(data, file, **said)

    return reading


def seen_page(page: Any, lines: Sequence[Line]) -> SeenPage:
    """What is made of a page in this process, by an engine that sees these lines."""

    class Sees:
        name = "sees"

        def read(self, page: Any) -> list[seeing.Found]:
            found = []
            for text, sure, (left, top, right, bottom) in lines:
                corners = ((left, top), (right, top), (right, bottom), (left, bottom))
                found.append(seeing.Found(text, sure, corners))
            return found

    made, warped = seeing.look(page, Sees())
    return SeenPage(1, 1, 72 / 200, True, made, warped, "sees")


def figures(articles: Sequence[Article]) -> list[Any]:
    return [figure for article in articles for passage in article.selectable() for figure in passage.figures]


# What a picture is


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_a_picture_is_one_by_its_bytes_and_needs_the_extra(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "NEEDED", ("no_such_package",))
    data = saved(drawn(LINES)[0], form)
    for name in ("a.txt", "a", f"a.{form.lower()}"):
        with pytest.raises(InputError) as refused:
            interpret(data, name)
        assert refused.value.reason == "needs-ocr"


@pytest.mark.parametrize(
    "text", ["BM医院有床位800张。", "RIFF是一种格式，医院有床位。", "MM院区", "II期工程"]
)
def test_text_that_begins_like_a_picture_is_none(text: str) -> None:
    assert by_first_bytes(text.encode()) is None and interpret(text.encode(), "a.txt").text == text


# What is read


def test_an_article_that_was_recognised_says_so_and_so_does_each_figure(read: Read) -> None:
    page, lines = drawn(LINES)
    told: list[tuple[int, int]] = []
    source = read(saved(page, dpi=(200, 200)), lines, tell=lambda *at: told.append(at))
    articles = parse_source(source)
    assert told == [(0, 1), (1, 1)] and source.form == "image"
    assert source.text == LINES[0][0] + LINES[1][0]
    assert [article.source.recognised for article in articles] == ["stand-in 1"]
    found = figures(articles)
    assert {figure.text for figure in found} >= {"800张", "1200人", "356台"}
    kept = pictures_of(source, articles)
    for figure in found:
        assert figure.recognised is not None and figure.recognised.confidence == 0.97 and figure.waits
        assert figure.place is not None and figure.place[0] == 1
        assert all(kept[name].startswith(b"\x89PNG") for name in figure.recognised.pictures)
    assert loads(dump(articles[0]).encode(), Path("a.yaml")) == articles[0]


def test_a_picture_that_tells_no_dots_an_inch_tells_no_place(read: Read) -> None:
    page, lines = drawn(LINES)
    for said in ({}, {"dpi": (72, 72)}):
        found = figures(parse_source(read(saved(page, **said), lines)))
        assert found and all(figure.place is None and figure.waits for figure in found)


def test_all_pages_of_a_picture_are_read(read: Read) -> None:
    page, lines = drawn(LINES)
    told: list[tuple[int, int]] = []
    data = saved(page, "TIFF", save_all=True, append_images=[page, page])
    source = read(data, lines, "scan.tif", tell=lambda *at: told.append(at))
    assert told == [(0, 1), (1, 3), (2, 3), (3, 3)] and source.text.count("356台") == 3


def test_only_the_pages_of_a_pdf_that_are_pictures_are_recognised(read: Read) -> None:
    pytest.importorskip("pypdfium2")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page, lines = drawn(LINES, width=900, height=600)
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(600, 400))
    drawing.setFont("STSong-Light", 12)
    for at in range(4):
        drawing.drawString(60, 340 - 20 * at, "全院设有临床科室36个，医护人员认真负责地工作着，")
    drawing.showPage()
    drawing.drawImage(ImageReader(io.BytesIO(saved(page))), 0, 0, 600, 400)
    drawing.save()
    scaled = [(text, sure, [200 / 108 * edge for edge in box]) for text, sure, box in lines]
    found = figures(parse_source(read(out.getvalue(), scaled, "page.pdf")))
    waits = {figure.text: figure.waits for figure in found}
    assert waits["800张"] and waits["356台"] and not waits["36个"]


def test_a_scanned_pdf_is_refused_without_the_extra_and_pages_left_out_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pypdfium2")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader

    monkeypatch.setattr(asking, "NEEDED", ("no_such_package",))
    out, page = io.BytesIO(), drawn(LINES)[0]
    drawing = canvas.Canvas(out, pagesize=(600, 400))
    drawing.drawImage(ImageReader(io.BytesIO(saved(page))), 0, 0, 600, 400)
    scan = drawing.getpdfdata()
    with pytest.raises(InputError) as refused:
        interpret(scan, "page.pdf")
    assert refused.value.reason == "scanned"
    drawing = canvas.Canvas(out, pagesize=(600, 400))
    drawing.drawString(60, 300, "The hospital has 800 beds, and words enough for a page of text.")
    drawing.showPage()
    drawing.drawImage(ImageReader(io.BytesIO(saved(page))), 0, 0, 600, 400)
    reading = interpret(drawing.getpdfdata(), "page.pdf").reading
    assert reading.notes == ("unread-pages",) and reading.recognised is None


def test_words_behind_the_picture_of_a_page_were_recognised_too(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    monkeypatch.setattr(asking, "NEEDED", ("no_such_package",))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for mode, waits in ((0, False), (3, True)):
        drawing = canvas.Canvas(io.BytesIO(), pagesize=(600, 400))
        drawing.drawImage(ImageReader(io.BytesIO(saved(drawn(LINES)[0]))), 0, 0, 600, 400)
        words = drawing.beginText(60, 340)
        words.setFont("STSong-Light", 12)
        words.setTextRenderMode(mode)
        for text, _, _ in LINES:
            words.textLine(text)
        drawing.drawText(words)
        source = interpret(drawing.getpdfdata(), "page.pdf")
        found = figures(parse_source(source))
        assert found and all(figure.waits is waits for figure in found)
        assert source.reading.recognised == ("PDF" if waits else None)


# What goes wrong


@pytest.mark.parametrize(
    ("said", "reason"), [("dies", "unrecognised"), ("fails", "unrecognised"), ([], "no-words")]
)
def test_an_engine_that_breaks_or_sees_nothing_ends_in_words(read: Read, said: Any, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        read(saved(drawn(LINES)[0]), said)
    assert refused.value.reason == reason


def png_header(width: int, height: int) -> bytes:
    """A picture that says of itself how large it is, and holds nothing."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"IDAT" + zlib.compress(b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png_header(60_000, 60_000), "too-large"),
        (png_header(20, 2_000_000_000), "too-large"),
        (png_header(400, 400), "damaged"),
        (saved(drawn(LINES)[0], "JPEG")[:900], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "damaged"),
    ],
)
def test_pictures_that_unfold_without_end_and_damaged_ones_are_refused(
    read: Read, data: bytes, reason: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(data, [])
    assert refused.value.reason == reason


def test_whoever_stops_asking_ends_the_process(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "lines.json"
    there.write_text('"hangs"', "utf-8")
    started: list[Any] = []
    popen = asking.subprocess.Popen
    monkeypatch.setattr(
        asking.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1]
    )

    class Stopped(BaseException):
        pass

    def tell(page: int, pages: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        list(asking.recognised(saved(drawn(LINES)[0]), tell))
    assert started[0].returncode is not None


# How it is read


@settings(max_examples=5, deadline=None)
@given(st.floats(-4.5, 4.5))
def test_a_slanting_page_is_set_straight(angle: float) -> None:
    from PIL import Image

    page, _ = drawn([("医" * 30, 60.0, 60.0 + 40 * row) for row in range(14)])
    slanting = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    level = straight.straight(slanting)
    left = pictures.Ink(level).within(0, 0, level.width * 0.4, level.height)[1]
    right = pictures.Ink(level).within(level.width * 0.6, 0, level.width, level.height)[1]
    assert abs(left - right) <= 3


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 14), st.integers(2, 14), st.floats(1.2, 3.0), st.integers(14, 40))
def test_columns_that_the_engine_takes_for_one_line_are_parted(
    one: int, other: int, gap: float, size: int
) -> None:
    rows = 5
    text = "医院" * 20
    lines, seen = [], []
    for row in range(rows):
        top = 60.0 + row * 1.7 * size
        right = 60 + one * size + gap * size
        lines += [(text[:one], 60.0, top), (text[:other], right, top)]
        seen.append(
            (text[:one] + text[:other], 0.9, [57.0, top - 4, right + other * size + 3, top + size + 4])
        )
    page, _ = drawn(lines, size, width=1500)
    edges = [line.letters for line in seen_page(page, seen).lines]
    for letters in edges:
        gaps = [at for at, (a, b) in enumerate(pairwise(letters)) if b[0] - a[1] > 0.9 * size]
        assert gaps == [one - 1]


def test_sizes_measured_nearly_alike_are_one() -> None:
    page, lines = drawn(
        [("开展新技术新项目11项，", 60.0, 100.0), ("填补市内空白", 60.0, 141.0), ("1234567", 60.0, 180.0)]
    )
    found = page_paragraphs(seen_page(page, lines))
    assert len({one.size for one in found}) == 1


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("增长1.09%;患者满意,家属放心", "增长1.09%；患者满意，家属放心"),
        ("共3,500人,时间10:35", "共3,500人，时间10:35"),
        ("MRI, CT; X", "MRI,CT;X"),
    ],
)
def test_marks_beside_han_characters_are_wide_and_those_in_numbers_are_not(seen: str, meant: str) -> None:
    page, _ = drawn([(seen, 60.0, 100.0)])
    (line,) = seen_page(page, [(seen, 0.9, [57.0, 96.0, 60.0 + 24 * len(seen), 128.0])]).lines
    assert line.text == meant and len(line.letters) == len(meant)


@pytest.mark.parametrize(
    ("words", "sure"),
    [("价值820,29万元", 0.5), ("共3,500人", 0.97), ("共12,3456人", 0.5), ("共3,500,000元", 0.97)],
)
def test_a_comma_that_parts_no_thousands_makes_its_line_doubtful(words: str, sure: float) -> None:
    page, lines = drawn([(words, 60.0, 100.0)])
    assert [line.confidence for line in seen_page(page, lines).lines] == [sure]


def test_upright_words_are_read_downwards() -> None:
    page, lines = drawn([("医", 60.0, 100.0 + 40 * at) for at in range(6)], 36)
    box = [57.0, 98.0, 99.0, lines[-1][2][3]]
    found = page_paragraphs(seen_page(page, [("深情守望医院", 0.9, box)]))
    assert [one.text for one in found] == ["深情守望医院"]


@pytest.mark.parametrize(("size", "doubtful"), [(24, False), (9, True)])
def test_type_too_small_makes_the_order_doubtful(size: int, doubtful: bool) -> None:
    page, lines = drawn([("开展新技术新项目", 60.0, 100.0 + 2 * size * row) for row in range(8)], size)
    assert is_doubtful(seen_page(page, lines)) is doubtful


def test_lines_in_different_directions_make_the_order_doubtful() -> None:
    def slanting(of: float) -> list[float]:
        return [of * row for row in range(-10, 11)]

    assert straight.is_warped(slanting(0.3), 0.8) and not straight.is_warped(slanting(0.02), 0.8)


def test_what_is_asked_survives_the_pipe() -> None:
    from hospital_tui.packing import packed
    from hospital_tui.parsing.inputs.scan.said import ASKED

    asked = Asked(b"\x00\xff", (1, 4))
    assert ASKED.decode(packed(asked)) == asked
