"""Word documents: every element alone, and within each other; what is shown is read once, what is not is counted."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.parsing.inputs.proof import prove

from .word_maker import document, p, run, table

DELETED = "<w:del><w:r><w:delText>九百</w:delText></w:r></w:del>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWN = "<w:r><w:drawing><wps:txbx>" + BOX + "</wps:txbx></w:drawing></w:r>"
VML = "<w:r><w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict></w:r>"

INLINE: dict[str, tuple[str, str]] = {
    "run": (run("床位"), "床位"),
    "bold": (run("床位", "<w:b/>"), "床位"),
    "inserted": (f"<w:ins>{run('床位')}</w:ins>", "床位"),
    "moved-to": (f"<w:moveTo>{run('床位')}</w:moveTo>", "床位"),
    "moved-from": (f"<w:moveFrom>{run('床位')}</w:moveFrom>", ""),
    "deleted": (DELETED, ""),
    "hidden": (run("床位", "<w:vanish/>"), ""),
    "not-hidden": (run("床位", '<w:vanish w:val="0"/>'), "床位"),
    "hidden-by-style": (run("床位", '<w:rStyle w:val="unseen"/>'), ""),
    "hyperlink": (f"<w:hyperlink>{run('床位')}</w:hyperlink>", "床位"),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('床位')}</w:sdtContent></w:sdt>", "床位"),
    "placeholder": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击')}</w:sdtContent></w:sdt>",
        "",
    ),
    "smart-tag": (f"<w:smartTag>{run('床位')}</w:smartTag>", "床位"),
    "custom": (f"<w:customXml>{run('床位')}</w:customXml>", "床位"),
    "simple-field": (f'<w:fldSimple w:instr="DATE">{run("床位")}</w:fldSimple>', "床位"),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("床位")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "床位",
    ),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('chuang')}</w:rt><w:rubyBase>{run('床')}</w:rubyBase></w:ruby></w:r>{run('位')}",
        "床位",
    ),
    "exponent": (run("10") + run("9", '<w:vertAlign w:val="superscript"/>'), "10⁹"),
    "note-mark": (run("床位") + run("1", '<w:vertAlign w:val="superscript"/>'), "床位"),
    "formula": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "1/2",
    ),
    "power": (
        "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>",
        "10³",
    ),
    "root": ("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>9</m:t></m:r></m:e></m:rad></m:oMath>", "√9"),
    "sign": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>9</w:t></w:r>', "≥9"),
    "sign-of-text": ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "℃"),
    "sign-unknown": ('<w:r><w:sym w:font="Wingdings" w:char="F09A"/></w:r>', "\uf09a"),
    "sign-no-code": ('<w:r><w:sym w:font="Symbol" w:char="D800"/><w:sym w:char="x"/></w:r>', ""),
    "sign-by-font": (run("\uf0a39", '<w:rFonts w:ascii="Symbol"/>'), "≤9"),
    "struck": (run("九", "<w:strike/>"), ""),
    "struck-twice": (run("九", "<w:dstrike/>"), ""),
    "not-struck": (run("床位", '<w:strike w:val="0"/>'), "床位"),
    "struck-by-style": (run("九", '<w:rStyle w:val="gone"/>'), ""),
    "lifted-exponent": (run("10") + run("4", '<w:position w:val="8"/>'), "10⁴"),
    "lifted": (run("床") + run("位", '<w:position w:val="8"/>'), "床位"),
    "lifted-number": (run("床位") + run("9", '<w:position w:val="12"/>'), "床位9"),
    "deleted-in-inserted": (f"<w:ins>{DELETED}{run('床位')}</w:ins>", "床位"),
    "conflict": (
        f"<w:conflictIns>{run('床位')}</w:conflictIns><w:conflictDel>{run('九')}</w:conflictDel>",
        "床位",
    ),
    "soft-hyphen": ("<w:r><w:t>36</w:t><w:softHyphen/><w:t>5</w:t></w:r>", "365"),
    "marks": (
        f'<w:bookmarkStart w:id="1"/><w:proofErr/><w:commentRangeStart w:id="9"/>{run("床位")}<w:commentRangeEnd w:id="9"/><w:bookmarkEnd w:id="1"/>',
        "床位",
    ),
    "either": (
        f"<mc:AlternateContent><mc:Choice>{run('床位')}</mc:Choice><mc:Fallback>{run('床位')}</mc:Fallback></mc:AlternateContent>",
        "床位",
    ),
    "either-in-run": (
        "<w:r><mc:AlternateContent><mc:Choice><w:t>床</w:t></mc:Choice><mc:Fallback><w:t>床</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "床",
    ),
    "properties-before": (
        run("床位", "<w:rPrChange><w:rPr><w:vanish/><w:strike/></w:rPr></w:rPrChange>"),
        "床位",
    ),
    "field-in-field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("九")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("床位")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "床位",
    ),
    "split-text": ("<w:r><w:t>床<![CDATA[位]]></w:t><!-- 九 --></w:r>", "床位"),
    "hyphen": ("<w:r><w:t>CT</w:t><w:noBreakHyphen/><w:t>A</w:t></w:r>", "CT-A"),
}
"""What stands between 开放 and 张 of a paragraph, and what of it is read."""
STYLES = (
    '<w:style w:styleId="unseen"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
)
WITHIN: dict[str, Callable[[str], str]] = {
    "paragraph": lambda inside: inside,
    "inserted": lambda inside: f"<w:ins>{inside}</w:ins>",
    "hyperlink": lambda inside: f"<w:hyperlink>{inside}</w:hyperlink>",
    "control": lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    "field": lambda inside: f'<w:fldSimple w:instr="A">{inside}</w:fldSimple>',
    "smart-tag": lambda inside: f"<w:smartTag><w:smartTagPr/>{inside}</w:smartTag>",
}
AROUND: dict[str, Callable[[str], str]] = {
    "body": lambda paragraph: paragraph,
    "control": lambda paragraph: f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>",
    "custom": lambda paragraph: f"<w:customXml>{paragraph}</w:customXml>",
    "inserted": lambda paragraph: f"<w:ins>{paragraph}</w:ins>",
    "control-around-row": lambda paragraph: (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    ),
    "control-around-cell": lambda paragraph: (
        f"<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{paragraph}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    ),
    "inserted-row": lambda paragraph: (
        f"<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    ),
    "either-block": lambda paragraph: (
        f"<mc:AlternateContent><mc:Choice>{paragraph}</mc:Choice><mc:Fallback>{paragraph}</mc:Fallback></mc:AlternateContent>"
    ),
    "cell": lambda paragraph: f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>",
    "drawn-box": lambda paragraph: p(DRAWN.format(paragraph)),
    "vml-box": lambda paragraph: p(VML.format(paragraph)),
    "either-box": lambda paragraph: p(
        f"<w:r><mc:AlternateContent><mc:Choice>{DRAWN.format(paragraph)}</mc:Choice>"
        f"<mc:Fallback>{VML.format(paragraph)}</mc:Fallback></mc:AlternateContent></w:r>"
    ),
}


def told(data: bytes) -> list[str]:
    """The lines of a document, all its characters accounted for."""
    found = interpret(data, "文.docx")
    proof = prove(found)
    assert proof is not None and proof.missing == 0
    return found.reading.text.split("\n\n")


@pytest.mark.parametrize("name", INLINE)
def test_every_element_in_every_place(name: str) -> None:
    inside, shown = INLINE[name]
    body = "".join(
        around(p("开放", within(inside), "张")) for around in AROUND.values() for within in WITHIN.values()
    )
    lines = [f"开放{shown}张"] * len(AROUND) * len(WITHIN)
    assert told(document(p("前文。") + body + p("后文。"), styles=STYLES)) == ["前文。", *lines, "后文。"]


@pytest.mark.parametrize("outer", AROUND)
def test_every_place_within_every_other(outer: str) -> None:
    for inner, around in AROUND.items():
        for one in WITHIN.values():
            for other in WITHIN.values():
                inside, shown = INLINE["exponent"]
                paragraph = p("开放", one(other(inside + DELETED)), "张")
                data = document(p("前文。") + AROUND[outer](around(paragraph)) + p("后文。"), styles=STYLES)
                assert told(data) == ["前文。", f"开放{shown}张", "后文。"], inner


@pytest.mark.parametrize("outer", AROUND)
def test_a_table_of_data_is_one_in_every_place(outer: str) -> None:
    rows = table(["科室", "2022年"], ["骨科", "3人"], ["内科", p(run("九", "<w:strike/>"), "4人")])
    found = told(document(p("前文。") + AROUND[outer](rows + p()) + p("后文。"), styles=STYLES))
    assert found == ["前文。", "科室\t2022年", "骨科\t3人", "内科\t4人", "后文。"]


@pytest.mark.parametrize("inner", AROUND)
def test_a_table_in_a_cell_is_read_however_it_hangs_there(inner: str) -> None:
    rows = AROUND[inner](table(["科室", "2022年"], ["骨科", "3人"]) + p())
    found = told(document(p("前文。") + table(["床位", rows], ["职工", "9人"]) + p("后文。"), styles=STYLES))
    assert {"科室\t2022年", "骨科\t3人"} <= set(found) and "职工\t9人" in found


def test_the_style_of_a_paragraph_tells_of_its_runs() -> None:
    box = DRAWN.format(p("框中"))
    data = document(
        p("九", box, "九", style="gone") + p("床位", run("九", '<w:rStyle w:val="unseen"/>')), styles=STYLES
    )
    assert told(data) == ["框中", "床位"]


def test_words_that_are_drawn_are_read_once() -> None:
    drawn = '<w:pict><v:shape><v:textpath string="海州&amp;青川纪实"/></v:shape></w:pict>'
    either = f"<mc:AlternateContent><mc:Choice>{DRAWN.format(p('海州&amp;青川纪实'))}</mc:Choice><mc:Fallback><w:r>{drawn}</w:r></mc:Fallback></mc:AlternateContent>"
    assert told(document(p("文。", f"<w:r>{drawn}</w:r>"))) == ["文。", "海州&青川纪实"]
    assert told(document(p("文。", either))) == ["文。", "海州&青川纪实"]


def test_words_outside_of_every_paragraph_are_kept() -> None:
    assert told(document(run("床位") + "<w:tbl><w:tr>" + run("三张") + "</w:tr></w:tbl>" + p("后文。"))) == [
        "床位",
        "三张",
        "后文。",
    ]


def test_a_box_stands_below_the_paragraph_it_hangs_in() -> None:
    data = document(p("前文", DRAWN.format(p("框中一") + p("框中二")), "后文。"))
    assert told(data) == ["前文后文。", "框中一", "框中二"]


def test_a_fallback_is_read_where_the_choice_says_nothing() -> None:
    alternatives = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{VML.format(p('框'))}</mc:Fallback></mc:AlternateContent>"
    assert told(document(p("文", f"<w:r>{alternatives}</w:r>"))) == ["文", "框"]


def test_deleted_ends_of_paragraphs_join_them() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert told(document(f"<w:p>{mark}{run('开放床位')}</w:p>" + p("一百张。"))) == ["开放床位一百张。"]


def test_a_large_first_letter_begins_its_paragraph() -> None:
    letter = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{run("开")}</w:p>'
    other = f'<w:p><w:pPr><w:framePr w:dropCap="none"/></w:pPr>{run("框")}</w:p>'
    assert told(document(letter + p("放床位一百张。") + other + p("后文。"))) == [
        "开放床位一百张。",
        "框",
        "后文。",
    ]


@pytest.mark.parametrize("name", ["toc 1", "TOC Heading", "目录 2", "table of figures"])
def test_a_table_of_contents_is_told_and_left_out(name: str) -> None:
    style = f'<w:style w:styleId="a"><w:name w:val="{name}"/></w:style>'
    data = document(p("床位", "<w:r><w:tab/></w:r>", "3", style="a") + p("床位"), styles=style)
    assert told(data) == ["床位"]
    assert interpret(data, "a.docx").reading.left_out == {"contents": 3}


def test_columns_without_a_cell_are_empty() -> None:
    skipped = '<w:tr><w:trPr><w:grid{} w:val="1"/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>'
    rows = skipped.format("Before", p("1人"), p("2人")) + skipped.format("After", p("内科"), p("3人"))
    found = interpret(
        document(table(["科室", "门诊", "住院"]).replace("</w:tbl>", rows + "</w:tbl>")), "a.docx"
    )
    assert [[end > start for start, end in part.cells] for part in found.reading.parts] == [
        [True, True, True], [False, True, True], [True, True, False],
    ]  # fmt: skip


def test_notes_stand_below_the_text() -> None:
    note = f'<w:footnote w:type="separator" w:id="0">{p("九")}</w:footnote><w:footnote w:id="1">{p("据院办统计。")}</w:footnote>'
    data = document(p("床位", '<w:r><w:footnoteReference w:id="1"/></w:r>', "一百张。"), footnotes=note)
    assert told(data) == ["床位一百张。", "据院办统计。"]
    assert interpret(data, "a.docx").reading.left_out == {"separator": 1}


def test_tables_give_rows_and_merged_cells_once() -> None:
    merged = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("门诊")}'
    down, rest = (
        '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("内科"),
        "<w:tcPr><w:vMerge/></w:tcPr>" + p(),
    )
    data = document(table(["科室", merged], [down, "1人", "2人"], [rest, "3人", "4人"]))
    found = interpret(data, "a.docx").reading
    assert told(data) == ["科室\t门诊", "内科\t1人\t2人", "3人\t4人"]
    assert [len(part.cells) for part in found.parts] == [3, 3, 3]
    assert found.parts[0].cells[1] == found.parts[0].cells[2] == (3, 5)


def test_deleted_rows_and_nested_tables() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('九')}</w:tc></w:tr>"
    outer = f"<w:tbl>{gone}<w:tr><w:tc>{p('左栏文字')}{table(['胃镜', '2例'], ['肠镜', '3例'])}{p()}</w:tc><w:tc>{p('右栏')}</w:tc></w:tr></w:tbl>"
    assert told(document(outer)) == ["左栏文字", "胃镜\t2例", "肠镜\t3例", "右栏"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(text: str, level: int) -> str:
    """A paragraph that Word counts."""
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>{run(text)}</w:p>'


def test_numbers_that_word_counts_are_written_out() -> None:
    body = (
        numbered("抓人才", 0)
        + numbered("引进", 1)
        + numbered("培养", 1)
        + numbered("强服务", 0)
        + numbered("便民", 1)
    )
    assert told(document(body, numbering=NUMBERING)) == [
        "一、抓人才",
        "1. 引进",
        "2. 培养",
        "二、强服务",
        "1. 便民",
    ]


def test_styles_tell_title_and_headings() -> None:
    styles = (
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="H9"><w:name w:val="mine"/><w:basedOn w:val="H"/></w:style>'
    )
    parts = interpret(
        document(p("题", style="T") + p("甲", style="H9") + p("文。"), styles=styles), "a.docx"
    ).reading.parts
    assert [(part.kind, part.level) for part in parts] == [("title", 1), ("heading", 2), ("text", 0)]


def test_core_properties_tell_the_title() -> None:
    core = '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>纪实</dc:title></cp:coreProperties>'
    assert interpret(document(p("文。"), core=core), "a.docx").reading.facts.title == "纪实"


def test_content_decides_not_the_name() -> None:
    assert interpret(document(p("床位。")), "下载").text == "床位。"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:p/>" * 400_000, "unfolds"),
        ("<w:ins>" * 5000 + "</w:ins>" * 5000, "too-deep"),
        (p("文") * 3 + "<w:p>", "damaged"),
    ],
    ids=["unfolds", "too-deep", "damaged"],
)
def test_bounds(body: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        interpret(document(body), "a.docx")
    assert caught.value.reason == reason


def test_wide_spans_are_clamped() -> None:
    cell = f'<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("一")}'
    (part,) = interpret(document(table([cell, "二"])), "a.docx").reading.parts
    assert len(part.cells) == 63


def test_entities_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaa">]><d>&a;</d>')
    with pytest.raises(InputError) as caught:
        interpret(file.getvalue(), "a.docx")
    assert caught.value.reason == "damaged"
