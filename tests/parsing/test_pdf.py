"""Newspaper pages as PDF: the order is that of the page, whatever the order of the file."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.figures import extract
from hospital_tui.ingest.sources import parse_source
from hospital_tui.library.files.article_file import dump, loads
from hospital_tui.parsing import parse
from hospital_tui.parsing.inputs import InputError, interpret

pytest.importorskip("pypdfium2")
canvas = pytest.importorskip("reportlab.pdfgen.canvas")

WORDS = "医院坚持以病人为中心不断改进服务流程加强学科建设引进高层次人才开展新技术新项目护理质量持续提升群众满意度明显提高健康管理覆盖城乡急诊急救体系日益完善"
HEIGHT, WIDTH = 1400, 1000


def paragraph(dice: random.Random) -> str:
    said = ""
    while len(said) < dice.randint(60, 240):
        said += "".join(dice.choice(WORDS) for _ in range(dice.randint(6, 24))) + dice.choice("，，。、")
        if dice.random() < 0.3:
            said += f"完成手术{dice.randint(10, 99999)}台，"
    return said.rstrip("，、。") + "。"


class Page:
    """A page whose characters are drawn one by one."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.marks: list[tuple[float, float, float, str]] = []

    def put(self, x: float, y: float, size: float, words: str, *, down: bool = False) -> None:
        for letter in words:
            self.marks.append((x, HEIGHT - y - size, size, letter))
            step = size * (0.5 if letter.isascii() else 1)
            x, y = (x, y + size * 1.1) if down else (x + step, y)

    def column(self, lines: list[str], x: float, y: float, size: float, lead: float) -> None:
        for number, line in enumerate(lines):
            inset = 2 * size if line.startswith("　　") else 0
            self.put(x + inset, y + number * lead, size, line.lstrip("　"))

    def article(self, y: float, columns: int, size: float) -> tuple[list[str], float]:
        """A headline over so many columns; what it says, and where it ends."""
        title = "".join(self.dice.choice(WORDS) for _ in range(12))
        self.put(120, y, 34, title)
        gutter = size * self.dice.uniform(1.4, 2.5)
        width = (880 - gutter * (columns - 1)) / columns
        said = [paragraph(self.dice) for _ in range(self.dice.randint(6, 12))]
        lines = [line for text in said for line in _set("　　" + text, width / size)]
        rows = -(-len(lines) // columns)
        lead = size * self.dice.uniform(1.35, 1.7)
        for column in range(columns):
            here = lines[column * rows : (column + 1) * rows]
            self.column(here, 60 + column * (width + gutter), y + 54, size, lead)
        return [title, *said], y + 54 + rows * lead + 3 * size

    def bytes(self, *, shuffled: bool = False) -> bytes:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        out = io.BytesIO()
        drawing = canvas.Canvas(out, pagesize=(WIDTH, HEIGHT))
        marks = list(self.marks)
        if shuffled:
            self.dice.shuffle(marks)
        for x, y, size, letter in marks:
            drawing.setFont("STSong-Light", size)
            drawing.drawString(x, y, letter + "\u3000")  # a lone letter needs a font on the machine
        drawing.save()
        return out.getvalue()


def _set(text: str, measure: float) -> Iterator[str]:
    """Lines of a measure in sizes of type; a digit takes half of one, no line begins with a stop."""
    while text:
        used, end = 0.0, 0
        while end < len(text) and used + (0.5 if text[end].isascii() else 1.0) <= measure:
            used += 0.5 if text[end].isascii() else 1.0
            end += 1
        while end < len(text) and end > 1 and text[end] in "，。、":
            end -= 1
        yield text[:end]
        text = text[end:]


def read(data: bytes) -> list[str]:
    return interpret(data, "page.pdf").text.split("\n\n")


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_paragraphs_stay_whole_and_in_order(seed: int, shuffled: bool) -> None:
    page = Page(seed)
    said, y = page.article(70, 2 + seed % 3, 9 + seed % 3)
    if seed % 2:
        more, _ = page.article(y + 30, 3, 10)
        said += more
    found = read(page.bytes(shuffled=shuffled))
    whole = [text for text in said if text in found]
    assert len(whole) >= 0.95 * len(said)
    assert [found.index(text) for text in whole] == sorted(found.index(text) for text in whole)


def test_the_order_of_the_file_is_never_asked() -> None:
    page = Page(3)
    page.article(70, 3, 10)
    assert read(page.bytes()) == read(page.bytes(shuffled=True))


def test_figures_are_those_of_the_plain_text() -> None:
    page = Page(5)
    said, _ = page.article(70, 3, 10)
    values = [figure.value for text in said for figure in extract(text)]
    found = [figure.value for text in read(page.bytes(shuffled=True)) for figure in extract(text)]
    assert len(values) > 5 and found == values


def test_an_upright_headline_is_read_downwards() -> None:
    page = Page(1)
    page.put(40, 80, 30, "守望生命花开", down=True)
    page.column([*_set(paragraph(page.dice), 30)], 120, 80, 10, 15)
    assert "守望生命花开" in read(page.bytes(shuffled=True))


def test_small_type_is_a_caption_and_large_type_the_title() -> None:
    page = Page(2)
    page.put(100, 60, 32, "守望生命花开护航健康")
    page.column([*_set("　　" + paragraph(page.dice), 40)], 60, 130, 11, 16)
    page.put(600, 300, 8, "图为手术现场")
    given = interpret(page.bytes(), "page.pdf").reading
    kinds = {given.text[slice(*part.spans[0])]: part.kind for part in given.parts}
    assert kinds["守望生命花开护航健康"] == "title"
    assert kinds["图为手术现场"] == "caption"
    assert given.facts.title == "守望生命花开护航健康"


def test_each_headline_of_a_page_begins_an_article() -> None:
    """Beside each other and below each other, also where a ruled line alone parts two headlines."""
    page = Page(4)
    _, y = page.article(70, 2, 10)
    page.article(y + 40, 3, 10)
    source = interpret(page.bytes(shuffled=True), "page.pdf")
    articles = parse(
        source.text,
        file="page.pdf",
        sha256=source.sha256,
        facts=source.reading.facts,
        layout=source.reading.parts,
    )
    titles = [source.text[slice(*part.spans[0])] for part in source.reading.parts if part.kind == "title"]
    assert [article.title for article in articles] == titles and len(titles) == 2


def test_headlines_beside_each_other_are_two() -> None:
    page = Page(6)
    for x, title in ((60, "守望生命花开护航健康路"), (520, "改革潮头再扬帆谱新篇章")):
        page.put(x, 60, 36, title)
        page.column([*_set("　　" + paragraph(page.dice) + paragraph(page.dice), 38)], x, 130, 11, 17)
    found = read(page.bytes(shuffled=True))
    assert "守望生命花开护航健康路" in found and "改革潮头再扬帆谱新篇章" in found


def test_a_headline_no_wider_than_one_of_its_columns_comes_first() -> None:
    page = Page(7)
    page.put(375, 60, 30, "守望生命花开护")
    lines = [*_set("　　" + paragraph(page.dice) * 4, 26)]
    for column in range(3):
        page.column(lines[column * 8 : column * 8 + 8], 60 + column * 300, 130, 10, 16)
    assert read(page.bytes(shuffled=True))[0] == "守望生命花开护"


def test_a_caption_does_not_break_a_paragraph_that_goes_on() -> None:
    page = Page(8)
    lines = [*_set("　　" + paragraph(page.dice) * 3, 30)]
    page.column(lines[:8], 60, 80, 11, 17)
    page.put(60, 240, 8, "图为手术现场")
    page.column(lines[8:], 420, 80, 11, 17)
    assert "".join(lines).lstrip("　") in read(page.bytes(shuffled=True))


def test_a_figure_leads_to_its_page_and_box() -> None:
    """The box that is kept holds the letters of the figure, wherever the page has them."""
    page = Page(9)
    page.article(70, 3, 10)
    source = interpret(page.bytes(shuffled=True), "page.pdf")
    checked = 0
    for article in parse_source(source):
        assert loads(dump(article).encode(), Path("a.yaml")) == article
        for passage in article.passages():
            for figure in passage.figures:
                assert figure.place is not None and figure.place[0] == 1
                _, left, top, right, bottom = figure.place
                inside = {
                    letter
                    for x, y, size, letter in page.marks
                    if left - 6 <= x
                    and x + size * 0.5 <= right + 6
                    and top - 6 <= HEIGHT - y - size
                    and HEIGHT - y <= bottom + 6
                }
                assert set(figure.text) <= inside
                checked += 1
    assert checked > 5


def test_a_shadow_is_read_once() -> None:
    page = Page(2)
    page.put(100, 60, 32, "守望生命花开")
    page.put(101, 61, 32, "守望生命花开")
    assert read(page.bytes()) == ["守望生命花开"]


def without_table() -> bytes:
    """A page whose font says that its glyphs are other characters than they are."""
    page = Page(1)
    wrong = {letter: chr(0x3400 + number) for number, letter in enumerate(sorted(set(WORDS + "，。、")))}
    for line, text in enumerate(_set(paragraph(page.dice) * 3, 60)):
        page.put(60, 80 + 16 * line, 10, "".join(wrong.get(letter, letter) for letter in text))
    return page.bytes()


def wrong_digits() -> bytes:
    """Years as a font without a table gives them: 2024 as 3135."""
    page = Page(1)
    for line in range(6):
        page.put(60, 80 + 16 * line, 10, f"313{line}年医院完成手术，群众满意度明显提高。")
    return page.bytes()


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    drawing = canvas.Canvas(out, encrypt=StandardEncryption("secret"))
    drawing.drawString(50, 50, "x")
    drawing.save()
    return out.getvalue()


def blank() -> bytes:
    out = io.BytesIO()
    drawing = canvas.Canvas(out)
    drawing.rect(10, 10, 200, 200, fill=1)
    drawing.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [(without_table, "no-unicode"), (wrong_digits, "no-unicode"), (locked, "encrypted"), (blank, "scanned")],
)
def test_what_cannot_be_trusted_is_refused(make: object, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        interpret(make(), "page.pdf")  # type: ignore[operator]
    assert refused.value.reason == reason


def letter_by_letter(text: str, blanks: int = 0) -> bytes:
    """A line in one piece, and `text` and `blanks` with a piece for each letter, as old typesetters write them."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    drawing = canvas.Canvas(out)
    drawing.setFont("STSong-Light", 10)
    drawing.drawString(60, 700, "医院去年完成手术三万台，群众满意度明显提高，急诊量也有增长。")
    for n, letter in enumerate(text + "\u3000" * blanks):
        drawing.drawString(60 + 10 * n, 680, letter)
    drawing.save()
    return out.getvalue()


@pytest.mark.parametrize("text", ["全院职工八百二十人", "开放床位500张", "心内科"])
def test_letters_without_a_font_are_read_or_refused_but_never_lost(text: str) -> None:
    try:
        found = interpret(letter_by_letter(text), "page.pdf").text
    except InputError as refused:
        assert refused.reason == "no-font"
    else:
        assert text in found.replace("\n", "")


def test_blanks_in_pieces_of_their_own_are_no_lost_letters() -> None:
    assert "急诊量" in interpret(letter_by_letter("", blanks=1), "page.pdf").text
    latin = io.BytesIO()
    drawing = canvas.Canvas(latin)
    for n, word in enumerate(["The", " ", "hospital", " ", "has", " ", "500", " ", "beds."] * 4):
        drawing.drawString(40 + 45 * (n % 9), 700 - 20 * (n // 9), word)
    drawing.save()
    assert "hospital" in interpret(latin.getvalue(), "page.pdf").text


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_end_in_a_sentence(seed: int) -> None:
    dice = random.Random(seed)
    page = Page(1)
    page.article(70, 3, 10)
    data = bytearray(page.bytes())
    for _ in range(dice.choice([1, 5, 60])):
        data[dice.randrange(8, len(data))] = dice.randrange(256)
    if seed % 3 == 0:
        del data[dice.randrange(20, len(data)) :]
    try:
        interpret(bytes(data), "page.pdf")
    except InputError as refused:
        assert refused.reason
