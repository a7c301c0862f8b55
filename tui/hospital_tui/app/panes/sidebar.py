"""The sidebar: the figures of the selected passage, or of more, each a step from the words that state it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len, chop_cells
from textual import events
from textual.content import Content
from textual.events import Resize
from textual.message import Message

from hospital_tui.app.typography import Setting, break_text
from hospital_tui.app.widgets.rows import Line, Piece, RowList, cells_of
from hospital_tui.app.widgets.visible import visible
from hospital_tui.model import Figure
from hospital_tui.speech import t
from hospital_tui.speech.figures import KINDS, Shown, bounded, shown
from hospital_tui.text.folding import fold

if TYPE_CHECKING:
    from hospital_tui.library.figures import Family

Reach = Literal["passage", "section", "article", "matches"]
"""How much the sidebar shows the figures of."""

REACHES: tuple[Reach, ...] = ("passage", "section", "article", "matches")

Order = Literal["reading", "kind", "value"]
"""As they stand; under a line for each kind; the largest of a kind and unit first."""

ORDERS: tuple[Order, ...] = ("reading", "kind", "value")

_ONE_LINE = 46
"""Cells from which a figure and its label stand on one line."""


class Entry(NamedTuple):
    """A figure with its place."""

    article_id: str
    passage_id: str
    place: int
    """Place among the passage's figures."""
    figure: Figure
    hospital: str = ""
    """Named only where the sidebar shows several hospitals."""


class FactSidebar(RowList):
    """Figures in rows: value and unit in a column that aligns, then what they are of."""

    uniform = 0
    DEFAULT_CSS = """
    FactSidebar {
        background: $surface;
        &.-family { border-bottom: solid $rule; border-subtitle-align: left; }
    }
    """

    class FigureHighlighted(Message):
        """The cursor came to a figure, or there is none to point at."""

        def __init__(self, entry: Entry | None) -> None:
            super().__init__()
            self.entry = entry

        def can_replace(self, message: Message) -> bool:
            """Only the last figure of a fast run is pointed at."""
            return isinstance(message, FactSidebar.FigureHighlighted)

    class FamilyWanted(Message):
        """The cursor is on another figure without having been moved there by the reader."""

        def can_replace(self, message: Message) -> bool:
            """Only the last figure's is wanted."""
            return isinstance(message, FactSidebar.FamilyWanted)

    class FamilyChosen(Message):
        """The family is to be compared."""

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self.entries: list[Entry] = []
        self.reach: Reach = "passage"
        self.order: Order = "reading"
        self.wanted = ""
        self._note = ""
        self._note_lines: list[str] = []
        self._all: Sequence[Entry] = ()
        self._parts: list[Shown] = []
        self._column = 4
        self._units = 0
        self._cut = False
        self._nothing = False
        self.family: Family | None = None
        """What stands beside the figure under the cursor, once it is known."""
        self.in_family = False
        """The reader stepped into the strip below: Enter opens the comparison."""

    def show(self, entries: Sequence[Entry], *, cut: bool = False, nothing: bool = False) -> None:
        """Take up figures in reading order; cut: there are more than these; nothing: no passage matches."""
        self._all, self._cut, self._nothing = entries, cut, nothing
        self._arrange(None)

    def tell(self, note: str) -> None:
        """Show the note of the selected passage in full, below the figures; each of its lines is a row, to go through."""
        if note != self._note:
            self._note = note
            self._wrap_note()
            self._entitle()
            self.rows_changed()

    def _wrap_note(self) -> None:
        """Set the note for the width."""
        setting = Setting(width=max(4, self._width() - 2), ambiguous_wide=cell_len("—") == 2)
        self._note_lines = [
            part[row.start : row.stop]
            for part in self._note.splitlines()
            for row in break_text(part, setting)
        ]

    def on_resize(self, event: Resize) -> None:
        """Before the rows are measured anew."""
        self._wrap_note()

    def keep(self, entry: Entry | None) -> None:
        """Put the cursor on a figure where it is shown."""
        for row, shown_entry in enumerate(self.entries):
            if entry is not None and entry[:3] == shown_entry[:3]:
                self.place_cursor(row)

    def widen(self) -> None:
        """Show the figures of more, or of the passage again; whoever asks gives them with `show`."""
        self.reach = REACHES[(REACHES.index(self.reach) + 1) % len(REACHES)]

    def next_order(self) -> None:
        """Go on to the next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._arrange(self.entry())

    def want(self, words: str) -> None:
        """Show only figures whose label, words, unit or kind hold all of the words."""
        self.wanted = words.strip()
        self._arrange(self.entry())

    def _arrange(self, keep: Entry | None) -> None:
        """Sort, narrow and measure the rows."""
        entries = [entry for entry in self._all if _holds(entry.figure, self.wanted)]
        if self.order == "kind":
            entries.sort(key=lambda entry: KINDS.index(entry.figure.kind))
        elif self.order == "value":
            entries.sort(key=_by_value)
        self.entries = entries
        self._parts = [shown(entry.figure) for entry in entries]
        self._column = min(12, max((cell_len(parts.value) for parts in self._parts), default=4))
        self._units = min(10, max((cell_len(parts.unit) for parts in self._parts), default=0))
        self._entitle()
        self.rows_changed(entries.index(keep) if keep in entries else 0)
        self.post_message(self.FamilyWanted())

    def place_cursor(self, row: int) -> None:
        """Follow something else, the family too."""
        super().place_cursor(row)
        self.post_message(self.FamilyWanted())

    def _entitle(self) -> None:
        """Say what is shown in the border."""
        more = "+" if self._cut else ""
        said = [t("pane.sidebar", n=len(self.entries), more=more), t(f"sidebar.{self.reach}")]
        if self.order != "reading":
            said.append(t(f"order.{self.order}"))
        if self.wanted:
            said.append(f"“{visible(self.wanted)}”")
        if self._note:
            said.append(t("command.note"))
        self.border_title = " · ".join(said)

    def entry(self) -> Entry | None:
        """The figure under the cursor."""
        return self.entries[self.cursor] if 0 <= self.cursor < len(self.entries) else None

    def show_family(self, family: "Family | None") -> None:
        """Show a figure's family in the strip below."""
        if family is not None or self.family is not None:  # a title set again is a frame drawn again
            self.family, self.in_family = family, False
            self._show_family()

    def step(self, into: bool) -> None:
        """Into the strip, where there is one, or out of it."""
        self.in_family = into and self.family is not None
        self._show_family()

    def _show_family(self) -> None:
        self.set_class(self.family is not None, "-family")
        if self.family is None:
            self.border_subtitle = ""
            return
        entry = self.entry()
        here = (entry.passage_id, entry.place) if entry else None
        years = [
            Content.styled(bounded(row.figure), "bold reverse" if self.in_family else "bold")
            if (row.passage_id, row.index) == here
            else Content(bounded(row.figure))
            for row in self.family.years
        ]
        said = Content(" → ").join(years)
        if self.family.others:
            values = ", ".join(bounded(row.figure) for row in self.family.others)
            said = Content.assemble(said, t("family.others", values=values))
        self.border_subtitle = said

    def on_click(self, event: events.Click) -> None:
        """A click on the strip opens the comparison."""
        if self.family is not None and event.get_content_offset(self) is None and event.y >= self.size.height:
            event.stop()
            self.post_message(self.FamilyChosen())

    def action_choose(self) -> None:
        """From the strip to the comparison, else to the words."""
        if self.in_family:
            self.post_message(self.FamilyChosen())
        else:
            super().action_choose()

    def on_focus(self) -> None:
        """Point at the figure under the cursor as soon as the sidebar has focus."""
        self.post_message(self.FigureHighlighted(self.entry()))

    def on_blur(self) -> None:
        """Point at nothing any more."""
        self.post_message(self.FigureHighlighted(None))

    # Rows

    def row_count(self) -> int:
        """One row a figure, one a line of the note."""
        return len(self.entries) + len(self._note_lines)

    def row_height(self, row: int, width: int) -> int:
        """As many lines as the row comes to."""
        return len(self.row_lines(row, width))

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """A line for the group where one begins, the value, the label, and the hospital where there are several."""
        if row >= len(self.entries):
            return self._note_row(row - len(self.entries), width)
        entry = self.entries[row]
        hospital = [Line([("   ", ""), (entry.hospital, "faint")])] if entry.hospital else []
        return [*self._group_line(row, width), *self._figure_lines(entry, self._parts[row], width), *hospital]

    def _figure_lines(self, entry: Entry, parts: Shown, width: int) -> Iterator[Line]:
        """A figure: on one line with its label, where there is room, else on lines of its own."""
        figure = entry.figure
        nested = "└ " if figure.part_of and self.order == "reading" else ""
        value: list[Piece] = [
            (parts.mark + " ", figure.kind),
            (" " * max(0, self._column - cell_len(parts.value)) + parts.value, "strong"),
            (" " + parts.unit, figure.kind),
        ]
        time: list[Piece] = (
            [(parts.time, "faint" if parts.time.startswith("‹") else "quiet")] if parts.time else []
        )
        ink = "faint" if figure.label_inferred else ""
        if width >= _ONE_LINE:
            start = cell_len(parts.mark) + 1 + self._column + self._units + 3
            room = max(8, width - start - cells_of(time) - 2)
            first, *rest = wrap(nested + parts.label, room) or [""]
            gap = " " * max(1, start - cells_of(value))
            yield Line([*value, (gap, ""), (first, ink), *_seen(figure)], time)
            yield from (Line([(" " * start, ""), (piece, ink)]) for piece in rest)
            return
        yield Line([*value, *_seen(figure)], time)
        inset = " " * (cell_len(parts.mark) + 1)
        for number, piece in enumerate(wrap(parts.label, width - len(inset) - len(nested))):
            lead = nested if number == 0 else " " * len(nested)
            yield Line([(inset, ""), (lead, "faint"), (piece, ink)])

    def _note_row(self, place: int, width: int) -> list[Line]:
        """A line of the note; above the first, what it is, and that there is no figure where there is none."""
        line = Line([(("✎ " if place == 0 else "  "), "accent"), (self._note_lines[place], "")])
        if place:
            return [line]
        rule: list[Piece] = [(f"{t('command.note')} ", "quiet"), ("─" * max(0, width - 6), "faint")]
        none = [Line([(words, "quiet")]) for words in self.empty_text().splitlines() if not self.entries]
        return [*none, Line(rule), line]

    def _group_line(self, row: int, width: int) -> list[Line]:
        """The name of the kind, above the first figure of it."""
        kind = self.entries[row].figure.kind
        if self.order != "kind" or (row and self.entries[row - 1].figure.kind == kind):
            return []
        count = sum(entry.figure.kind == kind for entry in self.entries)
        name = t(f"kind.{kind}")
        rule = "─" * max(0, width - cell_len(name) - len(str(count)) - 3)
        return [Line([(f"{name} ", "quiet"), (rule, "faint")], [(str(count), "quiet")])]

    def empty_text(self) -> str:
        """A passage without figures says so calmly."""
        if self.wanted and self._all:
            return t("sidebar.none_wanted", words=self.wanted)
        return t("outline.no_match" if self._nothing else f"sidebar.none.{self.reach}")


def wrap(words: str, room: int) -> list[str]:
    """Words in lines of at most `room` cells."""
    return chop_cells(words, max(2, room))


def _seen(figure: Figure) -> list[Piece]:
    """The sign of a person who looked at a figure."""
    if figure.confirmed:
        return [(" ✓", "quiet")]
    return [(" " + t("figure.corrected"), "warn")] if figure.corrected else []


def _holds(figure: Figure, wanted: str) -> bool:
    """Whether a figure has all wanted words in its label, text, unit, metric or the name of its kind."""
    kind = t(f"kind.{figure.kind}")
    said = fold(f"{figure.label}\n{figure.text}\n{figure.unit}\n{figure.metric}\n{figure.time}\n{kind}")
    return all(word in said for word in fold(wanted).split())


def _by_value(entry: Entry) -> tuple[int, str, float]:
    """Kinds and units together, the largest value first; what is no number comes last."""
    value = entry.figure.value
    if isinstance(value, str):
        try:
            value = float(value.partition("/")[0])
        except ValueError:
            value = None
    return (
        KINDS.index(entry.figure.kind),
        entry.figure.unit or "",
        -value if value is not None else float("inf"),
    )
