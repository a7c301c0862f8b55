"""A metric's name stands whole beside its marks wherever a quarter of the screen holds it."""

import pytest
from hospital_tui.app.panes.grid import CompareGrid, _name
from rich.cells import cell_len

from .conftest import Start


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
@pytest.mark.parametrize("filtered", ["", "骨科|心内科", "床位"])
async def test_names_are_whole_beside_their_marks(start: Start, size: tuple[int, int], filtered: str) -> None:
    async with start(size=size) as session:
        if filtered:
            await session.press("/")
            await session.type(filtered)
            await session.press("enter")
        await session.press("6")
        await session.settle()
        grid = session.app.screen.query_one(CompareGrid)
        assert grid.comparison.rows
        for row in grid.comparison.rows:
            (shown, _), (marks, _) = grid._name_pieces(row)
            whole = cell_len(_name(row)) + cell_len(marks) <= size[0] // 4
            assert shown.rstrip() == _name(row) or not whole
            assert cell_len(shown) + cell_len(marks) == grid.name_width()
