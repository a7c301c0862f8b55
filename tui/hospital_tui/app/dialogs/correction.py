"""Correcting a figure or striking it out."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.holding import beside
from hospital_tui.app.widgets.line_picture import LinePicture
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.query import read_time, read_value, typed_value
from hospital_tui.library.reader import Correction, Field, Said, differing
from hospital_tui.model import Figure
from hospital_tui.speech import t
from hospital_tui.speech.figures import value_text

FIELDS: tuple[Field, ...] = ("value", "unit", "label", "metric", "time")
"""What the dialog offers, in this order."""


class Asked(NamedTuple):
    """What the reader wants done to a figure."""

    changes: dict[Field, Said]
    struck: bool = False
    taken_back: bool = False


class CorrectionScreen(Dialog[Asked]):
    """A field for each thing that can be corrected, under the words that the article has."""

    writing = True

    DEFAULT_CSS = """
    CorrectionScreen .words { margin-bottom: 1; color: $quiet; }
    CorrectionScreen Horizontal { height: 1; margin-bottom: 1; }
    CorrectionScreen LinePicture { margin-bottom: 1; }
    CorrectionScreen.-seen Horizontal { margin-bottom: 0; }
    CorrectionScreen Label { width: 12; color: $quiet; }
    CorrectionScreen Input { width: 1fr; }
    CorrectionScreen .below { margin-top: 0; color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "strike", "strike", show=False, priority=True),
        Binding("ctrl+z", "take_back", "take_back", show=False, priority=True),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def __init__(
        self,
        figure: Figure,
        correction: Correction | None,
        metrics: Callable[[], Sequence[str]],
        pictures: Sequence[Path] = (),
    ) -> None:
        super().__init__(t("command.correct"), t("correct.keys"))
        self._pictures = pictures
        self.set_class(bool(pictures), "-seen")
        self._figure = figure
        self._correction = correction
        self._metrics = metrics

    def inside(self) -> Sequence[Widget]:
        """The words, the fields, and a line for what is wrong."""
        return list(self._widgets())

    def _widgets(self) -> Iterator[Widget]:
        words = t("correct.words", words=self._figure.text)
        if self._correction is not None:
            words += "　" + t(
                "correct.was", was=correction_words(self._correction, self._correction.original)
            )
        yield Static(visible(words), classes="words", markup=False)
        if self._pictures:
            yield LinePicture(self._pictures)
        for field in FIELDS:
            yield Horizontal(Label(t(f"table.{field}"), markup=False), self._input(field))
        yield Static("", classes="below", markup=False)

    def _input(self, field: Field) -> Input:
        """The field, filled with what the figure says now."""
        suggest = MetricNames(self._metrics) if field == "metric" else None
        return Input(field_text(self._figure, field), compact=True, id=f"correct-{field}", suggester=suggest)

    def on_mount(self) -> None:
        """Begin with the value."""
        self.query_one("#correct-value", Input).focus()

    def _typed(self, field: Field) -> str:
        return self.query_one(f"#correct-{field}", Input).value

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Hand back what was changed; a value that cannot be read is said."""
        wanted: dict[Field, Said] = {}
        for field in FIELDS:
            typed = self._typed(field)
            if typed == field_text(self._figure, field):
                continue
            try:
                wanted[field] = self._read(field, typed)
            except ValueError:
                wrong = (
                    t(f"correct.bad_{field}", typed=visible(typed)) if typed.strip() else t("correct.empty")
                )
                self.query_one(".below", Static).update(wrong)
                self.query_one(f"#correct-{field}", Input).focus()
                return
        changes = differing(self._figure, wanted)
        self.dismiss(Asked(changes) if changes else None)

    def _read(self, field: Field, typed: str) -> Said:
        if field == "value":
            if not typed.strip():  # that there is no value corrects nothing: the figure can be struck out
                raise ValueError(typed)
            return read_value(typed, self._figure.kind)
        if field == "time":
            return read_time(typed)
        return typed.strip() or None

    def action_strike(self) -> None:
        """The words are no figure."""
        self.dismiss(Asked({}, struck=True))

    def action_take_back(self) -> None:
        """As it was parsed."""
        if self._correction is None:
            self.query_one(".below", Static).update(t("correct.nothing_to_undo"))
        else:
            self.dismiss(Asked({}, taken_back=True))


def field_text(figure: Figure, field: Field) -> str:
    """A field as the reader would type it."""
    if field == "value":
        return typed_value(figure)
    return str(getattr(figure, field) or "")


def correction_words(correction: Correction, figure: Figure) -> str:
    """What a figure says in the fields that were corrected; its value and unit where it was struck out."""
    fields: Sequence[Field] = [field for field in FIELDS if field in correction.changes]
    if correction.struck:
        fields = ("value", "unit")
    said = []
    for field in fields:
        value = getattr(figure, field)
        said.append(value_text(value, exact=True) if field == "value" else str(value or t("detail.none")))
    return " ".join(said)


class MetricNames(Suggester):
    """The names of metrics, asked for when the first is typed."""

    def __init__(self, metrics: Callable[[], Sequence[str]]) -> None:
        super().__init__(case_sensitive=True)
        self._ask = metrics
        self._names: Sequence[str] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """The first that begins so."""
        if self._names is None:
            self._names = await asyncio.to_thread(self._ask)
        return next((name for name in self._names if name.startswith(value)), None)


def correct_figure(app: App[Any], library: Library, row: FigureRow, done: Callable[[str], None]) -> None:
    """Ask what is to be corrected and keep it; `done` is told what became of it."""

    def asked(answer: Asked | None) -> None:
        if answer is None:
            return
        changes, struck = answer.changes, answer.struck
        if answer.taken_back and correction is not None:
            number = correction.id
            beside(app, lambda: library.undo_correction(number), lambda _: done(t("correct.undone")), done)
        else:
            said = "correct.struck" if struck else "correct.kept"
            beside(app, lambda: library.correct(row, changes, struck=struck), lambda _: done(t(said)), done)

    correction = library.correction_of(row)

    def metrics() -> list[str]:
        return [metric.name for metric in library.metrics()]

    app.push_screen(CorrectionScreen(row.figure, correction, metrics, library.pictures(row.figure)), asked)
