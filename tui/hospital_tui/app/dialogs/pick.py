"""Choosing some names, or one, out of very many: type to search, tick, take."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from hospital_tui.app.dialogs.dialog import LEAPS, STEPS, Dialog
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.speech import t
from hospital_tui.text.folding import fold

_TICKS = ("space", "ideographic_space")


class Names(RowList):
    """Names with ticks; only those on the screen are drawn."""

    empty = "pick.none"

    DEFAULT_CSS = """
    Names { height: auto; min-height: 3; max-height: 16; }
    """

    def __init__(self, several: bool, said: Callable[[str], str]) -> None:
        super().__init__()
        self._several = several
        self._said = said
        self.names: Sequence[str] = ()
        self.notes: Sequence[str] = ()
        self.ticked: dict[str, None] = {}

    def show(self, names: Sequence[str], notes: Sequence[str], cursor: int = 0) -> None:
        """Take up names, each with a note at the right."""
        self.names, self.notes = names, notes
        self.rows_changed(cursor)
        self.refresh(layout=True)

    def row_count(self) -> int:
        """One row a name."""
        return len(self.names)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Tick, name, note."""
        name = self.names[row]
        tick: list[Piece] = []
        if self._several:
            tick = [("✓ ", "accent")] if name in self.ticked else [("  ", "")]
        return (Line([*tick, (self._said(name), "")], [(self.notes[row], "quiet")]),)


class SearchInput(Input):
    """A field that leaves the blank to the ticks: names hold none."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed into the field."""
        return key not in _TICKS and super().check_consume_key(key, character)


class PickScreen(Dialog[tuple[str, ...]]):
    """A field to search with, and the names; hands back those ticked, in the order in which they were."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *STEPS,
        *LEAPS,
        Binding("ctrl+a", "tick_all", "all", show=False, priority=True),
        Binding(",".join(_TICKS), "tick", "tick", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        names: Sequence[str],
        *,
        notes: Sequence[str] = (),
        ticked: Sequence[str] = (),
        several: bool = True,
        said: Callable[[str], str] = str,
    ) -> None:
        """title: a key of the catalogue that takes the number of ticks as `n`; said: what a name is called on the screen."""
        super().__init__(t(title, n=len(ticked)), t("pick.keys" if several else "pick.keys_one"))
        self._heading = title
        self._names = names
        self._notes = notes or [""] * len(names)
        self._ticked = ticked
        self._several = several
        self._said = said

    def inside(self) -> Sequence[Widget]:
        """The field and the names."""
        return SearchInput(compact=True), Names(self._several, self._said)

    @property
    def rows(self) -> Names:
        """The names."""
        return self.query_one(Names)

    def on_mount(self) -> None:
        """Show all names, the ticked ones first."""
        self.rows.ticked = dict.fromkeys(self._ticked)
        self.narrow("")
        self.query_one(Input).focus()

    def narrow(self, typed: str) -> None:
        """Show the names that hold what was typed."""
        words = fold(typed).split()
        ticked = self.rows.ticked
        found = [
            place
            for place, name in enumerate(self._names)
            if all(word in fold(f"{name} {self._said(name)}") for word in words)
        ]
        if not words and self._several:
            found.sort(key=lambda place: self._names[place] not in ticked)
        self.rows.show([self._names[place] for place in found], [self._notes[place] for place in found])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow as the reader types."""
        self.narrow(event.value)

    def action_tick(self) -> None:
        """Tick the name under the cursor, or take its tick away."""
        rows = self.rows
        if not self._several or not rows.names:
            return
        name = rows.names[rows.cursor]
        if name in rows.ticked:
            del rows.ticked[name]
        else:
            rows.ticked[name] = None
        self._ticks_changed()

    def action_tick_all(self) -> None:
        """Tick all names that are listed; where all are, take their ticks away."""
        rows = self.rows
        if not self._several:
            return
        if rows.ticked.keys() >= set(rows.names):
            rows.ticked = {name: None for name in rows.ticked if name not in set(rows.names)}
        else:
            rows.ticked |= dict.fromkeys(rows.names)
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        self.rows.refresh()
        self.query_one(".box").border_title = t(self._heading, n=len(self.rows.ticked))

    @on(RowList.Highlighted)
    def _clicked(self, event: RowList.Highlighted) -> None:
        """The field keeps the focus when a name is clicked."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _take(self) -> None:
        """Hand back the ticked names; with none ticked, or where one is wanted, the one under the cursor."""
        rows = self.rows
        if self._several and rows.ticked:
            self.dismiss(tuple(rows.ticked))
        elif rows.names:
            self.dismiss((rows.names[rows.cursor],))
