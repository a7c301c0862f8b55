"""Rows of a table stand in columns, and every place in their text can be found again."""

import pytest
from hospital_tui.app.panes.reading_blocks import page_blocks
from hospital_tui.app.panes.reading_layout import Layout, PageStyle
from hospital_tui.parsing import parse
from hospital_tui.parsing.inputs import interpret

from .pages import drawn

LEAD = "海州县人民医院位于县城东部，近年来各项工作取得进步，群众就医更加方便。"
MARKDOWN = f"{LEAD}\n\n| 指标 | 2022年 | 2023年 |\n| --- | --- | --- |\n| 开放床位 | 1800张 | 2100张 |\n| 住院日 | 7.2天 |  |\n\n{LEAD}\n"


def rows(width: int) -> list[str]:
    source = interpret(MARKDOWN.encode(), "a.md")
    (article,) = parse(source.text, file="a.md", sha256=source.sha256, layout=source.reading.parts)
    blocks = page_blocks(article)
    layout = Layout(blocks, PageStyle(width))
    return [
        drawn(block.text, line)
        for index, block in enumerate(blocks)
        if block.look == "row"
        for line in layout.lines(index)
    ]


def test_columns_stand_under_each_other() -> None:
    assert rows(60) == ["指标      2022年  2023年", "开放床位  1800张  2100张", "住院日     7.2天"]


def test_a_narrow_page_breaks_rows_as_text() -> None:
    assert (
        "".join("".join(row.split()) for row in rows(12)) == "指标2022年2023年开放床位1800张2100张住院日7.2天"
    )


@pytest.mark.parametrize("width", [12, 60])
def test_a_character_is_found_where_it_is_drawn(width: int) -> None:
    source = interpret(MARKDOWN.encode(), "a.md")
    (article,) = parse(source.text, file="a.md", sha256=source.sha256, layout=source.reading.parts)
    blocks = page_blocks(article)
    layout = Layout(blocks, PageStyle(width))
    for index, block in enumerate(blocks):
        for line in layout.lines(index) if block.look == "row" else ():
            for offset in range(line.start, line.stop):
                blanks = sum(cells for at, cells in line.blanks if at <= offset)
                column = line.indent + blanks + layout.widths.of(block.text[line.start : offset])
                assert line.offset(block.text, column, layout.widths) == offset
