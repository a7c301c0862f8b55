"""A line-API widget whose content may grow and shrink without the screen being laid out anew."""

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from hospital_tui.app.widgets.quick import PlainScrollBar


class LineView(ScrollView):
    """A ScrollView with a scrollbar column that is always there.

    Textual lays the whole screen out again whenever the size of a widget's content changes, since a widget may be as
    high as its content. These are not, so that a new filter result or another passage costs no more than drawing it.
    A subclass that is sized by its content calls `refresh(layout=True)` itself.
    """

    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    line_width = 0
    """Cells of a line while lines are drawn: worked out once for all of them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines asked for."""
        self.line_width = self.scrollable_content_region.width
        return super().render_lines(crop)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = PlainScrollBar(
                vertical=True, name="vertical", thickness=self.scrollbar_size_vertical
            )
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to the content."""
        if self.is_attached:
            self._scroll_update(size)

    def _scroll_update(self, virtual_size: Size) -> None:
        """Fit the scrollbar to content and room; it draws itself where that changes it.

        Textual's own draws every scrollbar after every layout, which is a second frame for each.
        """
        self._refresh_scrollbars()
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = virtual_size.height
            self.vertical_scrollbar.window_size = self.container_size.height
        self.scroll_x = self.validate_scroll_x(self.scroll_x)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
