"""Columns of characters with boxes: what goes on at the head of the next column, and what stands apart."""

from collections.abc import Iterator, Sequence

import pytest
from hospital_tui.parsing.inputs.page_runs import Box
from hospital_tui.parsing.inputs.reading_order import paragraphs
from hospital_tui.parsing.inputs.scan import SeenLine, SeenPage, page_paragraphs
from hypothesis import given
from hypothesis import strategies as st

SIZE, MEASURE = 10.0, 12
"""Size of type, and characters of a full line."""


def column(texts: Sequence[str], left: float, *, begins: bool, top: float = 0.0) -> Iterator[Box]:
    """Paragraphs one below the other, first lines set in by two characters; the first may go on from before."""
    for number, text in enumerate(texts):
        rest = text if not begins and number == 0 else "　　" + text
        while rest:
            for place, letter in enumerate(rest[:MEASURE]):
                if letter != "　":
                    x = left + place * SIZE
                    yield Box(x, top, x + SIZE, top + SIZE, SIZE, letter)
            rest, top = rest[MEASURE:], top + 16.0


def said(length: int, last: str) -> str:
    return "".join(chr(0x4E00 + 37 * length + at) for at in range(length - 1)) + last


@given(st.integers(2, 5), st.integers(1, 5), st.sampled_from("。！？…字，"), st.integers(20, 60))
def test_a_sentence_that_fills_the_last_line_of_a_column_ends_no_paragraph(
    full: int, more: int, last: str, other: int
) -> None:
    before, after = said(full * MEASURE - 2, last), said(more * MEASURE + 5, "。")
    page = [
        *column([said(other, "。"), before], 0.0, begins=True),
        *column([after, said(other + 1, "。"), said(30, "。")], 160.0, begins=False),
    ]
    assert before + after in [one.text for one in paragraphs(page)]


@given(st.integers(2, 5), st.integers(20, 60))
def test_a_line_that_is_set_in_begins_one_at_the_head_of_a_column(full: int, other: int) -> None:
    texts = [said(other, "。"), said(full * MEASURE - 2, "。"), said(other + 1, "。"), said(30, "。")]
    page = [*column(texts[:2], 0.0, begins=True), *column(texts[2:], 160.0, begins=True)]
    assert [one.text for one in paragraphs(page)] == texts


@given(st.integers(3, 6), st.integers(3, 8), st.floats(60.0, 300.0))
def test_the_number_of_the_page_takes_no_last_line_along(rows: int, last: int, below: float) -> None:
    text = said(rows * MEASURE - 2 + last, "。")
    page = list(column([text], 0.0, begins=True))
    end = max(box.bottom for box in page)
    page = [box if box.bottom < end else box._replace(top=box.top + 2, bottom=box.bottom + 2) for box in page]
    page += [
        Box(40.0 + 18 * at, end + below, 46.0 + 18 * at, end + below + 6, 8.0, sign)
        for at, sign in enumerate("-17-")
    ]
    found = [one.text for one in paragraphs(page)]
    assert found[0] == text and len(found) == 2


@pytest.mark.parametrize("last", ["84%。", "长1.02%。", "6619万元。", "台。", "292682平方米。"])
@given(st.floats(-0.09, 0.09), st.booleans())
def test_a_short_last_line_is_of_the_size_of_the_line_above(last: str, amiss: float, large: bool) -> None:
    """Two articles of different type on one page; a line of few characters is measured between the two."""
    lines = []
    for size, left in ((20.0, 100.0), (23.0, 600.0)):
        for row in range(6):
            top, right = 100 + 36.0 * row, left + 12 * size
            text = said(12 * 7 + row, "字")[:12]
            letters = tuple((left + at * size, left + (at + 1) * size) for at in range(12))
            lines.append(SeenLine(text, 1.0, left, top, right, top + size, size, letters))
    size, left = (23.0, 600.0) if large else (20.0, 100.0)
    step, top = 0.7 * size, 100 + 36.0 * 6
    letters = tuple((left + at * step, left + (at + 1) * step) for at in range(len(last)))
    lines.append(
        SeenLine(last, 1.0, left, top, left + len(last) * step, top + size, size * (1 + amiss), letters)
    )
    found = page_paragraphs(SeenPage(1, 1, 0.48, True, tuple(lines)))
    assert len(found) == 2 and sum(one.text.endswith(last) for one in found) == 1
