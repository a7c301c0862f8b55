"""The words of a figure: its sentence with the figure lit, and where that stands."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hospital_tui.app.typography import Setting, break_text
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library import FigureRow
from hospital_tui.model import Article, Span
from hospital_tui.speech import t

_ENDS = "。！？；!?;"


class FigureWords(Widget):
    """Two lines of the sentence and one for its place; where rows are few, one line of the sentence."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"words--figure", "words--place", "words--corrected"}
    DEFAULT_CSS = """
    FigureWords {
        height: 4;
        border-top: solid $rule;
        background: $surface;
        padding: 0 1;
        & > .words--figure { background: $match; color: $match-text; text-style: bold; }
        & > .words--place { color: $quiet; }
        & > .words--corrected { color: $warning; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._before, self._figure, self._after = "", "", ""
        self._place = ""
        self._corrected = ""

    def show(self, row: FigureRow | None, article: Article | None) -> None:
        """Show the words of a figure, or nothing."""
        self._before = self._figure = self._after = self._place = self._corrected = ""
        if row is not None and article is not None:
            if (passage := article.passage(row.passage_id)) is not None:
                self._take_up(passage.text, row.figure.at)
            section = f" › {row.section}" if row.section else ""
            line = t("detail.source_line", file=article.source.file, line=row.line)
            self._place = visible(f"{row.hospital}{section} · {line}")
            looked = "corrected" if row.figure.corrected else "confirmed"
            self._corrected = t(f"figure.{looked}") if row.figure.checked else ""
        self.refresh()

    def _take_up(self, text: str, at: Span) -> None:
        """The sentence of a figure, in three pieces."""
        start, end = sentence_span(text, at[0])
        first, last = at
        self._before, self._figure = visible(text[start:first]), visible(text[first:last])
        self._after = visible(text[last : max(end, last)])

    def render_line(self, y: int) -> Strip:
        """The sentence above, its place below."""
        width, height = self.content_size.width, self.content_size.height
        base = self.rich_style
        if height > 1 and y == height - 1:
            place = base + self.get_component_rich_style("words--place", partial=True)
            edited = base + self.get_component_rich_style("words--corrected", partial=True)
            said = f"  {self._corrected}" if self._corrected else ""
            room = width - cell_len(said)
            return Strip(
                [Segment(shorten(self._place, room), place), Segment(said, edited)]
            ).adjust_cell_length(width, base)
        lines = max(1, height - 1)
        return self._sentence(lines, width)[y] if y < lines else Strip.blank(width, base)

    def _sentence(self, lines: int, width: int) -> list[Strip]:
        """So many rows of the sentence, those with the figure among them; an ellipsis where it goes on."""
        base = self.rich_style
        lit = base + self.get_component_rich_style("words--figure", partial=True)
        text = self._before + self._figure + self._after
        start, end = len(self._before), len(self._before) + len(self._figure)
        setting = Setting(width=max(2, width - 1), ambiguous_wide=cell_len("—") == 2)
        rows = break_text(text, setting, [(start, end)] if self._figure else [])
        at = next((number for number, row in enumerate(rows) if row.end > start), 0)
        first = max(0, min(at - (lines > 1), len(rows) - lines))
        strips = []
        for number, row in enumerate(rows[first : first + lines], first):
            pieces = [
                Segment(text[row.start : min(row.stop, start)], base),
                Segment(text[max(row.start, start) : min(row.stop, end)], lit),
                Segment(text[max(row.start, end) : row.stop], base),
            ]
            if number == first + lines - 1 and row.end < len(text):
                pieces.append(Segment("…", base))
            strips.append(Strip([piece for piece in pieces if piece.text]).adjust_cell_length(width, base))
        return (strips + [Strip.blank(width, base)] * lines)[:lines]


def sentence_of(text: str, at: int) -> str:
    """The sentence that holds an offset."""
    return text[slice(*sentence_span(text, at))].strip()


def sentence_span(text: str, at: int) -> Span:
    """[start, end) of the sentence that holds an offset, blanks at its start left out."""
    start = max((text.rfind(end, 0, at) for end in _ENDS), default=-1) + 1
    stops = [place for end in _ENDS if (place := text.find(end, at)) >= 0]
    while start < at and text[start].isspace():
        start += 1
    return start, min(stops) + 1 if stops else len(text)
