"""Text is selected by the mouse on whatever screen, also on one that is about to go."""

import gc
import warnings

import pytest
from textual.selection import SELECT_ALL

from .conftest import Start


@pytest.mark.parametrize("key", ["?", "comma", "5"])
async def test_a_screen_that_goes_leaves_nothing_undone(start: Start, key: str) -> None:
    """What was selected as it went is not waited for by anybody."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with start() as session:
            await session.press(key)
            screen = session.app.screen
            assert screen is not session.main
            screen.dismiss(None)
            screen.selections = {screen.query("*").first(): SELECT_ALL}
            await session.settle()
            screen.selections = {}
            await session.settle()
            main = session.main
            screen.selections = {screen: SELECT_ALL}
        main.selections = {main: SELECT_ALL}
        del screen, main
        gc.collect()
    assert not [one for one in said if "never awaited" in str(one.message)]
