"""Where the cursor and the view go: pure functions from one view of the page to the next.

The cursor moves by passage, but no line goes by unread: a passage that reaches below the view is scrolled through
before the next one is selected, and the headings between two passages come into view with the second.
"""

from typing import NamedTuple

from hospital_tui.app.panes.reading_layout import Layout


class View(NamedTuple):
    """What the reader sees."""

    scroll: int
    """Row of the page at the top of the view."""
    height: int
    """Rows of the view."""
    selected: int | None
    """Block under the cursor."""

    @property
    def end(self) -> int:
        """Row of the page below the view."""
        return self.scroll + self.height


def is_selectable(layout: Layout, block: int) -> bool:
    """Whether the cursor can stand on a block."""
    return layout.blocks[block].passage is not None


def next_block(layout: Layout, block: int, step: int) -> int | None:
    """The selectable block after (step 1) or before (step -1) a block."""
    block += step
    while 0 <= block < len(layout.blocks):
        if is_selectable(layout, block):
            return block
        block += step
    return None


def first_block(layout: Layout) -> int | None:
    """The first selectable block."""
    return next_block(layout, -1, 1)


def last_block(layout: Layout) -> int | None:
    """The last selectable block."""
    return next_block(layout, len(layout.blocks), -1)


def reach_top(layout: Layout, block: int) -> int:
    """Row from which a block is read: that of the headings right above it; the page's top for the first block."""
    while block > 0 and not is_selectable(layout, block - 1):
        block -= 1
    return 0 if block == 0 else layout.top(block)


def down(layout: Layout, view: View) -> View:
    """One step down."""
    if view.selected is None or not is_in_view(layout, view, view.selected):
        return _enter(layout, view, _first_in_view(layout, view))
    bottom = layout.bottom(view.selected)
    if bottom > view.end:
        return view._replace(scroll=min(view.scroll + _step(view), bottom - view.height))
    block = next_block(layout, view.selected, 1)
    if block is None:
        return view._replace(scroll=max(view.scroll, layout.height - view.height))
    return shown(layout, view._replace(selected=block))


def up(layout: Layout, view: View) -> View:
    """One step up."""
    if view.selected is None or not is_in_view(layout, view, view.selected):
        return _enter(layout, view, _last_in_view(layout, view))
    top = reach_top(layout, view.selected)
    if top < view.scroll:
        return view._replace(scroll=max(view.scroll - _step(view), top))
    block = next_block(layout, view.selected, -1)
    if block is None:
        return view._replace(scroll=0)
    scroll = view.scroll
    top, bottom = reach_top(layout, block), layout.bottom(block)
    if top < scroll:
        scroll = max(top, bottom - view.height)
    return View(scroll, view.height, block)


def page(layout: Layout, view: View, direction: int) -> View:
    """A screen down (1) or up (-1), two rows of the old one kept in sight; the cursor follows."""
    layout.reach(view.end + view.height)
    lowest = max(0, layout.height - view.height)
    scroll = max(0, min(lowest, view.scroll + direction * max(1, view.height - 2)))
    moved = view._replace(scroll=scroll)
    if scroll == view.scroll:
        return moved._replace(selected=last_block(layout) if direction > 0 else first_block(layout))
    if direction < 0 and scroll == 0:
        return moved._replace(selected=first_block(layout))
    return moved._replace(selected=_first_in_view(layout, moved))


def shown(layout: Layout, view: View, offset: int | None = None, *, at_top: bool = False) -> View:
    """The view moved as little as it takes to read the selected block, or the line of an offset in it."""
    block = view.selected
    if block is None:
        return view
    top, bottom = reach_top(layout, block), layout.bottom(block)
    if at_top:
        return view._replace(scroll=top)
    if offset is not None and bottom - top > view.height - 2:
        row = layout.row(block, offset)
        if not view.scroll + 1 <= row < view.end - 2:
            return view._replace(scroll=max(0, row - view.height // 3))
        return view
    if bottom > view.end:
        return view._replace(scroll=max(0, min(bottom - view.height, top)))
    if top < view.scroll:
        return view._replace(scroll=max(0, min(top, layout.top(block))))
    return view


def _step(view: View) -> int:
    """Rows that one key goes through a passage longer than the view."""
    return max(1, view.height // 4)


def _enter(layout: Layout, view: View, block: int | None) -> View:
    """The cursor put on a block that is in view already."""
    return view._replace(selected=block) if block is not None else view


def is_in_view(layout: Layout, view: View, block: int) -> bool:
    """Whether a row of the block, or of the headings that are read with it, is in view."""
    return reach_top(layout, block) < view.end and layout.bottom(block) > view.scroll


def _first_in_view(layout: Layout, view: View) -> int | None:
    """The first selectable block that begins in the view, else the one that runs through it."""
    spot = layout.spot(view.scroll)
    if spot is None:
        return last_block(layout)
    block: int | None = spot.block if is_selectable(layout, spot.block) else next_block(layout, spot.block, 1)
    while block is not None and layout.top(block) < view.scroll:
        after = next_block(layout, block, 1)
        if after is None or layout.top(after) >= view.end:
            return block
        block = after
    return block if block is not None else last_block(layout)


def _last_in_view(layout: Layout, view: View) -> int | None:
    """The last selectable block that ends in the view, else the one that runs through it."""
    spot = layout.spot(view.end - 1)
    block = last_block(layout) if spot is None else spot.block
    if block is not None and (not is_selectable(layout, block) or layout.top(block) >= view.end):
        block = next_block(layout, block, -1)
    while block is not None and layout.bottom(block) > view.end:
        before = next_block(layout, block, -1)
        if before is None or layout.bottom(before) <= view.scroll:
            return block
        block = before
    return block if block is not None else first_block(layout)
