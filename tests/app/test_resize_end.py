"""The last passage stays in sight when the window grows or shrinks."""

import pytest

from .conftest import Start

SIZES = ((80, 24), (120, 40), (200, 60), (60, 20))


@pytest.mark.parametrize("first", SIZES)
@pytest.mark.parametrize("key", ["end", "home"])
async def test_the_cursor_stays_in_sight(start: Start, first: tuple[int, int], key: str) -> None:
    async with start(size=first) as session:
        await session.press("3", key)
        reading = session.main.panes.reading
        for size in (*SIZES, first, *reversed(SIZES)):
            await session.pilot.resize_terminal(*size)
            await session.settle()
            block = reading._layout.place(reading._cursor_key or "")
            top, height = reading.scroll_offset.y, reading.scrollable_content_region.height
            assert block is not None
            assert top <= reading._layout.top(block) < top + height, (size, key)
