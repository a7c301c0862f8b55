"""E-books, OpenDocument texts and rich text: what goes in comes out."""

import io
import random
import zipfile

import pytest
from hospital_tui.parsing.inputs import InputError, interpret

LEAD = "清河市中心医院现有职工1200人，开放床位860张。"
MORE = "门诊量达到45.8万人次，同比增长12.5%。"


def zipped(parts: dict[str, str], mimetype: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mimetype)
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def epub(pages: list[str], *, order: list[int] | None = None) -> bytes:
    items = "".join(
        f'<item id="p{n}" href="text/p%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in order or range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>医院年鉴</dc:title><dc:creator>王一</dc:creator><dc:date>2024-01-05</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    texts = {f"OEBPS/text/p {n}.xhtml": f"<html><body>{page}</body></html>" for n, page in enumerate(pages)}
    return zipped(
        {"META-INF/container.xml": container, "OEBPS/book.opf": package, **texts}, "application/epub+zip"
    )


NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(body: str) -> bytes:
    content = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"content.xml": content}, "application/vnd.oasis.opendocument.text")


def paragraphs(data: bytes, file: str) -> list[str]:
    return interpret(data, file).text.split("\n\n")


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    data = epub([f"<h1>二</h1><p>{MORE}</p>", f"<h1>一</h1><p>{LEAD}</p>"], order=[1, 0])
    given = interpret(data, "a.epub")
    assert given.text.index(LEAD) < given.text.index(MORE)
    assert (given.reading.facts.title, given.reading.facts.author) == ("医院年鉴", "王一")
    for part in given.reading.parts:
        assert "".join(given.text[start:end] for start, end in part.spans).strip()


def test_an_opendocument_text_keeps_headings_items_and_rows() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("床位", "860张")
    )
    data = odt(
        '<text:h text:outline-level="1">人才强院</text:h>'
        f"<text:p>清河市中心医院现有职工<text:span>1200</text:span>人，开放床位860张。</text:p>"
        f"<text:list><text:list-item><text:p>{MORE}</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    given = interpret(data, "a.odt")
    kinds = {given.text[slice(*part.spans[0])]: part.kind for part in given.reading.parts}
    assert kinds == {"人才强院": "heading", LEAD: "text", MORE: "item", "床位\t860张": "row"}


@pytest.mark.parametrize(
    "out",
    [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去30</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        "<office:annotation><text:p>批注30</text:p></office:annotation>",
    ],
)
def test_what_is_deleted_or_a_comment_stays_out(out: str) -> None:
    assert paragraphs(odt(f"<text:p>{LEAD}</text:p>{out}"), "a.odt") == [LEAD]


def test_a_note_is_kept() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>见年报。</text:p></text:note-body></text:note>"
    said = paragraphs(odt(f"<text:p>开放床位860张{note}。</text:p>"), "a.odt")
    assert "开放床位860张。" in said and "见年报。" in said


def test_rich_text_keeps_its_words() -> None:
    words = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in LEAD)
    more = "".join(f"\\'{byte:02x}" for byte in MORE.encode("gb18030"))
    data = rf"{{\rtf1\ansi\ansicpg936 {words}\par {more}\par}}".encode("ascii")
    assert paragraphs(data, "a.rtf") == [LEAD, MORE]


SHOWN = (
    '<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties {0}/></style:style>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/></office:automatic-styles>'
)


def styled(words: str, shown: str, style: str = "T2") -> bytes:
    body = f'<text:p>门诊量<text:span text:style-name="{style}">{words}</text:span>36万人次。</text:p>'
    content = (
        f'<o {NAMES} xmlns:style="s" xmlns:fo="f">{SHOWN.format(shown)}<office:text>{body}</office:text></o>'
    )
    return zipped({"content.xml": content}, "application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize("style", ["T1", "T2"])
@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ('text:display="none"', "hidden"),
        ('style:text-line-through-style="solid"', "struck"),
        ('style:text-line-through-type="double"', "struck"),
        ('style:text-position="super 58%"', "note"),
        ('style:text-position="33% 58%"', "note"),
    ],
)
def test_words_of_an_opendocument_text_that_are_not_shown_stay_out(
    shown: str, reason: str, style: str
) -> None:
    given = interpret(styled("30", shown, style), "a.odt")
    assert given.text == "门诊量36万人次。"
    assert given.reading.left_out == {reason: 2}


def test_an_exponent_of_an_opendocument_text_is_one() -> None:
    body = '<text:p>占地300m<text:span text:style-name="T1">2</text:span>。</text:p>'
    content = f'<o {NAMES} xmlns:style="s">{SHOWN.format("style:text-position=" + chr(34) + "super" + chr(34))}{body}</o>'
    data = zipped({"content.xml": content}, "application/vnd.oasis.opendocument.text")
    assert paragraphs(data, "a.odt") == ["占地300m²。"]


@pytest.mark.parametrize(
    ("columns", "covered"),
    [
        ("", ("<table:covered-table-cell/>", "<table:covered-table-cell/>")),
        ('table:number-columns-repeated="1"', ("<table:covered-table-cell/>", '<table:covered-table-cell table:number-columns-repeated="1"/>')),
    ],
)  # fmt: skip
def test_merged_cells_of_an_opendocument_text_keep_their_columns(
    columns: str, covered: tuple[str, str]
) -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"

    rows = [
        cell("指标", f'table:number-rows-spanned="2" {columns}') + cell("年度", 'table:number-columns-spanned="2"') + covered[0],
        covered[1] + cell("2022年") + cell("2023年"),
        cell("床位") + cell("480张") + cell("500张"),
    ]  # fmt: skip
    data = odt(
        f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    )
    given = interpret(data, "a.odt")
    assert given.text.split("\n\n") == ["指标\t年度", "2022年\t2023年", "床位\t480张\t500张"]
    assert [len(part.cells) for part in given.reading.parts] == [3, 3, 3]
    assert given.reading.parts[1].cells[0] == (0, 0)


def test_a_cell_that_is_repeated_covers_as_many_columns() -> None:
    cells = '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>2023年</text:p></table:table-cell>'
    data = odt(
        f"<text:p>{LEAD}</text:p><table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    assert interpret(data, "a.odt").reading.parts[1].cells == ((0, 0), (0, 0), (0, 5))


def test_boxes_and_rows_in_them_stand_below_their_paragraph() -> None:
    row = "<table:table-row><table:table-cell><text:p>床位</text:p></table:table-cell><table:table-cell><text:p>860张</text:p></table:table-cell></table:table-row>"
    box = f'<draw:frame xmlns:draw="d"><draw:text-box><text:p>{MORE}</text:p><table:table>{row}</table:table></draw:text-box><svg:title xmlns:svg="v">图30</svg:title></draw:frame>'
    data = odt(f"<text:p>清河市{box}中心医院。</text:p>")
    assert paragraphs(data, "a.odt") == ["清河市中心医院。", MORE, "床位\t860张"]


def test_numbers_of_lists_are_counted() -> None:
    level = '<text:list-level-style-number text:level="1" style:num-format="{0}" style:num-suffix="{1}"/>'
    styles = "".join(
        f'<text:list-style style:name="{name}">{level.format(form, suffix)}</text:list-style>'
        for name, form, suffix in (("L1", "1", "."), ("L2", "一, 二, 三, ...", "、"))
    )
    items = "".join(
        f"<text:list-item><text:p>{words}</text:p><text:p>又一段</text:p></text:list-item>"
        for words in ("甲", "乙")
    )
    lists = "".join(
        f'<text:list text:style-name="{name}"><text:list-header><text:p>题</text:p></text:list-header>{items}</text:list>'
        for name in ("L1", "L1", "L2")
    )
    content = f'<o {NAMES} xmlns:style="s">{styles}{lists}</o>'
    given = interpret(zipped({"content.xml": content}, "application/vnd.oasis.opendocument.text"), "a.odt")
    assert given.text.split("\n\n") == [
        *["题", "1. 甲", "又一段", "2. 乙", "又一段"] * 2,
        "题",
        "一、甲",
        "又一段",
        "二、乙",
        "又一段",
    ]
    assert given.reading.made == 6


@pytest.mark.parametrize("said", ['epub:type="footnote"', 'epub:type="endnotes"', 'role="doc-footnote"', ""])
def test_notes_of_a_book_are_of_its_text(said: str) -> None:
    aside = f"<aside {said}><p>含分院12张。</p></aside>"
    found = paragraphs(epub([f"<h1>一</h1><p>{LEAD}</p>{aside}<p>{MORE}</p>"]), "a.epub")
    assert ("含分院12张。" in found) == bool(said)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("form", ["epub", "odt", "rtf"])
def test_damaged_files_end_in_a_sentence(seed: int, form: str) -> None:
    dice = random.Random(seed)
    made = {
        "epub": lambda: epub([f"<p>{LEAD}</p>", f"<p>{MORE}</p>"]),
        "odt": lambda: odt(f"<text:p>{LEAD}</text:p>" * 5),
        "rtf": lambda: rb"{\rtf1\ansi\ansicpg936 \u24202?\par\trowd a\cell b\cell\row}",
    }[form]()
    data = bytearray(made)
    for _ in range(dice.choice([1, 4, 30])):
        data[dice.randrange(6, len(data))] = dice.randrange(256)
    try:
        interpret(bytes(data), f"a.{form}")
    except InputError as refused:
        assert refused.reason


def test_an_archive_that_unpacks_to_much_is_refused_at_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a>" + "x" * (70 << 20) + "</a>")
    with pytest.raises(InputError) as refused:
        interpret(out.getvalue(), "a.odt")
    assert refused.value.reason == "too-large"
