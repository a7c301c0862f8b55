"""What of a Word document is seen: letters on their ground, signs of fonts, and numbers in every writing."""

import pytest
from hospital_tui.parsing.inputs import interpret
from hospital_tui.parsing.inputs.proof import prove

from .word_maker import document, p, run, table

TEXT = "医院现有开放床位八百张。"
MORE = "又有职工九百人。"
WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:fill="003366"/>'


def told(body: str, **parts: str) -> list[str]:
    found = interpret(document(body, **parts), "文.docx")
    proof = prove(found)
    assert proof is not None and proof.missing == 0
    return found.text.split("\n\n")


STYLES = (
    f'<w:style w:styleId="W"><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:styleId="B"><w:pPr>{BLUE}</w:pPr><w:rPr>{WHITE}</w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "body",
    [
        p(run(MORE, WHITE)),
        p(MORE, style="W"),
        p(run(MORE, '<w:sz w:val="1"/>')),
        p(run(MORE, WHITE.replace("FF", "ff"))),
    ],
)
def test_letters_that_nobody_sees_are_not_read(body: str) -> None:
    assert told(p(TEXT) + body, styles=STYLES) == [TEXT]


@pytest.mark.parametrize(
    "body",
    [
        p(run(MORE, WHITE + BLUE)),
        p(run(MORE, WHITE + '<w:highlight w:val="black"/>')),
        f"<w:p><w:pPr>{BLUE}</w:pPr>{run(MORE, WHITE)}</w:p>",
        p(MORE, style="B"),
        table([p(run(MORE, WHITE))]),
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p(run(MORE, WHITE))}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        p(run(MORE, '<w:color w:val="auto"/><w:sz w:val="10"/>'), style="W"),
    ],
)
def test_white_letters_on_a_ground_that_may_be_dark_are_read(body: str) -> None:
    assert told(p(TEXT) + body, styles=STYLES) == [TEXT, MORE]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        (run("\uf06c", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "●"),
    ],
)
def test_signs_of_fonts_are_what_they_look_like(inside: str, shown: str) -> None:
    assert told(p("达标", inside, "九项。")) == [f"达标{shown}九项。"]


@pytest.mark.parametrize(
    ("form", "first"),
    [("ideographZodiac", "子、"), ("chineseLegalSimplified", "壹、"), ("ideographTraditional", "甲、")],
)
def test_numbers_in_every_writing(form: str, first: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert told(numbered(TEXT, 0), numbering=numbering) == [first + TEXT]


def numbered(text: str, level: int) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>{run(text)}</w:p>'


def test_a_level_may_write_all_its_numbers_in_digits() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    body = numbered("甲节", 0) + numbered("乙节", 0) + numbered("丙节", 1)
    assert told(body, numbering=numbering) == ["一、甲节", "二、乙节", "2.1 丙节"]
