"""Blocks and rows of the page, without a screen."""

import pytest
from hospital_tui.app.panes import reading_layout
from hospital_tui.app.panes.reading_blocks import page_blocks
from hospital_tui.app.panes.reading_layout import Layout, PageStyle, Spot

from .pages import Maker, article, drawn


def looks(**choices: object) -> list[str]:
    return [block.look for block in page_blocks(article(sections=2, passages=2), **choices)]  # type: ignore[arg-type]


def test_blocks_stand_in_reading_order() -> None:
    section = ["heading", "summary", "body", "body", "list-item", "caption"]
    assert looks() == ["kicker", "title", "subtitle", "byline", *section, *section]


def test_margins_stand_at_the_end_when_asked_for() -> None:
    assert looks(margins=True)[-1] == "margin"


def test_narrowing_keeps_the_headings_above_and_counts_the_rest() -> None:
    made = article(sections=2, passages=2)
    wanted = made.sections[1].passages[1].id
    blocks = page_blocks(made, only={wanted})
    assert [block.look for block in blocks] == ["title", "gap", "heading", "gap", "body", "gap"]
    assert [block.hidden for block in blocks if block.look == "gap"] == [5, 1, 3]


@pytest.mark.parametrize("leading", [0, 1, 2])
@pytest.mark.parametrize("width", [16, 40, 76])
def test_every_row_is_a_line_or_blank(width: int, leading: int) -> None:
    layout = Layout(page_blocks(article()), PageStyle(width=width, leading=leading))
    layout.complete(10**9)
    seen = [spot for row in range(layout.height) if (spot := layout.spot(row)) is not None and spot.line >= 0]
    assert seen == [
        Spot(block, line) for block in range(len(layout.blocks)) for line in range(len(layout.lines(block)))
    ]


def test_rows_lead_to_offsets_and_back() -> None:
    layout = Layout(page_blocks(article()), PageStyle(width=40))
    for block in range(len(layout.blocks)):
        for number, line in enumerate(layout.lines(block)):
            assert layout.spot(layout.row(block, line.start)) == Spot(block, number)


def test_a_page_is_broken_only_as_far_as_asked() -> None:
    layout = Layout(page_blocks(article(sections=40)), PageStyle(width=40))
    layout.reach(30)
    assert not layout.is_complete
    guess = layout.height
    layout.complete(10**9)
    assert 0.7 < guess / layout.height < 1.4


@pytest.mark.parametrize(("sentences", "kept"), [(3, 1), (2000, 0)])
def test_rows_are_remembered_but_for_those_of_a_text_without_end(sentences: int, kept: int) -> None:
    blocks = page_blocks(article(sections=1, passages=1, sentences=sentences))
    block = next(one for one in blocks if one.look == "body")
    reading_layout._broken_text.cache_clear()
    Layout((block,), PageStyle(width=30)).complete(10**9)
    assert reading_layout._broken_text.cache_info().currsize == kept


def test_a_long_title_is_broken_into_even_rows() -> None:
    maker = Maker()
    made = article(sections=0)
    title = maker.passage("某市人民医院做精做专赋能医疗卫生事业高质量发展综述", "title")
    layout = Layout(
        page_blocks(
            type(made)(**{**{f: getattr(made, f) for f in made.__struct_fields__}, "head": (title,)})
        ),
        PageStyle(width=40),
    )
    widths = [line.cells for line in layout.lines(0)]
    assert len(widths) == 2
    assert max(widths) - min(widths) <= 4


def test_a_paragraph_begins_two_characters_in() -> None:
    layout = Layout(page_blocks(article()), PageStyle(width=76))
    body = next(index for index, block in enumerate(layout.blocks) if block.look == "body")
    lines = layout.lines(body)
    assert drawn(layout.blocks[body].text, lines[0]).startswith("    多措并举")
    assert lines[1].indent == 0


def test_list_items_hang_behind_their_marker() -> None:
    layout = Layout(page_blocks(article()), PageStyle(width=32))
    item = next(index for index, block in enumerate(layout.blocks) if block.look == "list-item")
    first, second = layout.lines(item)
    assert layout.blocks[item].text[: layout.blocks[item].marker] == "- ①"
    assert (first.indent, second.indent) == (0, 3)
