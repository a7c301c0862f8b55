"""Word documents in parts: odd names, documents within, diagrams, and what is shown and is none of the text."""

import base64
import io
import zipfile

import pytest
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.parsing.inputs.proof import prove
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.speech import t

from .word_maker import SPACES, document, p, run, table

TYPES = '<Types><Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, inside in parts.items():
            made.writestr(name, inside)
    return file.getvalue()


def relations(kind: str, **targets: str) -> str:
    """The part of relations: id and, as its first word, the kind of each target."""
    rows = (
        f'<Relationship Id="{name}" Type="{kind}{said.split()[0]}" Target="{said.split()[1]}"/>'
        for name, said in targets.items()
    )
    return f'<Relationships xmlns="http://x">{"".join(rows)}</Relationships>'


def part(root: str, inside: str) -> str:
    return f"<w:{root} {SPACES}>{inside}</w:{root}>"


def body(*inside: str) -> str:
    return part("document", f"<w:body>{''.join(inside)}</w:body>")


def told(data: bytes) -> Reading:
    """What is read, all its characters accounted for and each reason in words."""
    source = interpret(data, "a.docx")
    proof, reading = prove(source), source.reading
    assert proof is not None and proof.missing == 0
    for reason in reading.left_out:
        assert t(f"left-out.{reason}") != f"left-out.{reason}"
    return reading


@pytest.mark.parametrize("kind", [OFFICE, STRICT])
@pytest.mark.parametrize(
    ("main", "named"),
    [
        ("word/document.xml", "word/document.xml"),
        ("word/document2.xml", "word/document2.xml"),
        ("Word/Document.XML", "word/document.xml"),
        ("word\\document.xml", "word/document.xml"),
        ("texts/feature.xml", "/texts/feature.xml"),
        ("body.xml", "body.xml"),
    ],
)
def test_parts_are_found_by_what_the_document_says(main: str, named: str, kind: str) -> None:
    folder = main.replace("\\", "/").rpartition("/")[0]
    rels = f"{folder}/_rels/{main.replace(chr(92), '/').rpartition('/')[2]}.rels".lstrip("/")
    data = packed(
        {
            "[Content_Types].xml": TYPES.format(main),
            "_rels/.rels": relations(kind, a=f"officeDocument {named}"),
            main: body(p("开放", run("九", '<w:rStyle w:val="u"/>'), "床位。"), p("见注。")),
            rels: relations(kind, s="styles ../odd/s1.xml", n="footnotes ../odd/n1.xml") if folder else relations(kind, s="styles odd/s1.xml", n="footnotes odd/n1.xml"),
            "odd/s1.xml": part("styles", '<w:style w:styleId="u"><w:rPr><w:vanish/></w:rPr></w:style>'),
            "odd/n1.xml": part("footnotes", f'<w:footnote w:id="2">{p("据院办。")}</w:footnote>'),
        }
    )  # fmt: skip
    assert told(data).text.split("\n\n") == ["开放床位。", "见注。", "据院办。"]


ASIDE = {
    "header1": (part("hdr", p("海州日报 第5版")), "page-head", 7),
    "footer2": (part("ftr", p("第3页") + table(["共", "9"])), "page-head", 5),
    "comments": (part("comments", f'<w:comment w:id="1">{p("请核实500张")}</w:comment>'), "comment", 7),
    "charts/chart1": (
        '<c:chartSpace xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>门诊量</a:t></a:r></a:p><c:pt idx="0"><c:v>62.9</c:v></c:pt></c:chartSpace>',
        "chart",
        6,
    ),
    "endnotes9": (part("endnotes", f'<w:endnote w:id="2">{p("无人提起")}</w:endnote>'), "unused", 4),
}


@pytest.mark.parametrize("name", ASIDE)
def test_what_is_shown_and_is_none_of_the_text_is_counted(name: str) -> None:
    inside, reason, count = ASIDE[name]
    data = packed({"word/document.xml": body(p("床位五百张。")), f"word/{name}.xml": inside})
    reading = told(data)
    assert (reading.text, dict(reading.left_out)) == ("床位五百张。", {reason: count})


PAGE = f"<html><body><p>{'开放床位五百张，职工六百二十人，比上一年有所增加。'}</p><p>全年<del>三十</del>门诊三十六万人次，群众更加满意。</p></body></html>"
READ = ["开放床位五百张，职工六百二十人，比上一年有所增加。", "全年门诊三十六万人次，群众更加满意。"]
MAIL = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n"
    f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(PAGE.encode()).decode()}\n--b--\n"
)
WITHIN: dict[str, tuple[bytes, list[str]]] = {
    "a.htm": (PAGE.encode(), READ),
    "a.mht": (MAIL.encode(), READ),
    "a.txt": ("\n".join(READ).encode(), READ),
    "a.docx": (document(p(READ[0]) + table(["骨科", "三十张"]) + p(READ[1])), [READ[0], "骨科\t三十张", READ[1]]),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHIN)
def test_documents_within_the_document_are_read(name: str) -> None:
    inside, lines = WITHIN[name]
    chunk = '<w:altChunk r:id="c" xmlns:r="r"/>'
    data = packed(
        {
            "word/document.xml": body(p("前文。"), chunk, p("后文。"), chunk),
            "word/_rels/document.xml.rels": relations(OFFICE, c=f"aFChunk {name}"),
            f"word/{name}": inside,
        }
    )
    assert told(data).text.split("\n\n") == ["前文。", *lines, "后文。"]


def test_a_document_within_that_cannot_be_read_is_told() -> None:
    inner = packed({"word/document.xml": body('<w:altChunk r:id="c" xmlns:r="r"/>'), "word/_rels/document.xml.rels": relations(OFFICE, c="aFChunk a.txt"), "word/a.txt": READ[0].encode()})  # fmt: skip
    for inside in (bytes(range(256)) * 9, inner, b""):
        data = packed({"word/document.xml": body(p("前文。"), '<w:altChunk r:id="c" xmlns:r="r"/>'), "word/_rels/document.xml.rels": relations(OFFICE, c="aFChunk a.bin"), "word/a.bin": inside})  # fmt: skip
        reading = told(data)
        assert reading.text == "前文。"
        assert reading.notes == ("embedded",)
        assert t("note.embedded", file="") != "note.embedded"


def test_diagrams_stand_below_their_paragraph() -> None:
    points = "".join(
        f'<dgm:pt><dgm:prSet {said}/><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for words, said in [("抓人才", ""), ("强服务", ""), ("[文本]", 'phldr="1"')]
    )  # fmt: skip
    drawn = '<w:r><w:drawing><dgm:relIds r:dm="d" xmlns:dgm="d" xmlns:r="r"/></w:drawing></w:r>'
    data = packed(
        {
            "word/document.xml": body(p("如图", drawn, "所示。"), p("后文。")),
            "word/_rels/document.xml.rels": relations(OFFICE, d="diagramData diagrams/data1.xml"),
            "word/diagrams/data1.xml": f'<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>',
        }
    )
    reading = told(data)
    assert reading.text.split("\n\n") == ["如图所示。", "抓人才", "强服务", "后文。"]
    assert dict(reading.left_out) == {"placeholder": 2}


@pytest.mark.parametrize(
    "inside", ["<w:p/>", "<w:p><w:r><w:t>9</w:t></w:r></w:p>", p("职工620人，床位500张。")]
)
def test_a_package_unfolds_to_no_more_than_it_can_mean(inside: str) -> None:
    """The same over and over is refused in words; a real table of thousands of like cells is read whole."""
    with pytest.raises(InputError) as caught:
        interpret(document(inside * 60_000), "a.docx")
    assert caught.value.reason == "unfolds"


def test_a_long_table_of_like_cells_is_read() -> None:
    rows = [[f"{ward}病区", *(str(ward * 31 % 97 + month) for month in range(12))] for ward in range(200)]
    text = interpret(document(table(*rows)), "a.docx").text
    assert all(cell in text for row in rows for cell in row)
