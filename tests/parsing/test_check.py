"""The proof that nothing is lost finds what is lost or counted twice."""

import msgspec
from hospital_tui.parsing import Uncovered, check
from hospital_tui.parsing.inputs import interpret
from hospital_tui.parsing.inputs.proof import prove

from .hostile import zipped
from .reading import lay_out

TEXT = "湖东医院获评三甲\n\n湖东医院始建于1958年，现有职工1200人。\n"


def test_a_sound_parse_has_no_fault() -> None:
    assert check(TEXT, lay_out(TEXT)) == []


def test_lost_characters_are_named() -> None:
    (article,) = lay_out(TEXT)
    assert check(TEXT, [msgspec.structs.replace(article, head=())]) == [
        Uncovered(0, 1, "湖东医院获评三甲", 0)
    ]
    assert check(TEXT, []) == [Uncovered(0, 1, TEXT.strip(), 0)]


def test_characters_counted_twice_are_named() -> None:
    (article,) = lay_out(TEXT)
    doubled = msgspec.structs.replace(article, head=article.head * 2)
    assert check(TEXT, [doubled]) == [Uncovered(0, 1, "湖东医院获评三甲", 2)]


def test_line_numbers_with_other_line_ends() -> None:
    assert [fault.line for fault in check("\r\n\r\n甲", [])] == [3]
    assert [fault.line for fault in check("\r\r甲", [])] == [3]


def test_a_page_whose_lines_are_in_two_encodings_is_told_and_proved() -> None:
    lines = ["<html><body><p>湖东医院始建于1958年，现有职工1200人，开放床位800张。</p>\n".encode()]
    lines.append(
        "<p>去年门诊量62.9万人次，手术量1.2万台，出院病人3.4万人次。</p></body></html>\n".encode("gbk")
    )
    source = interpret(b"".join(lines), "a.html")
    proof = prove(source)
    assert source.reading.notes == ("mixed",) and "手术量1.2万台" in source.text
    assert proof is not None and proof.missing == 0


def test_a_document_that_holds_itself_is_counted_once() -> None:
    said = '<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p><w:r><w:t>现有职工1200人。</w:t></w:r></w:p><w:altChunk r:id="c"/></w:body></w:document>'
    ring = '<Relationships><Relationship Id="c" Type="x/aFChunk" Target="document.xml"/></Relationships>'
    parts = {"word/document.xml": said.encode(), "word/_rels/document.xml.rels": ring.encode()}
    proof = prove(interpret(zipped(parts), "a.docx"))
    assert proof == (9, 9, {})
