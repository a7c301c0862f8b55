"""Taking figures or bookmarks along as a file: its name, its form, and what became of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

from textual import on, work
from textual.app import App
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from hospital_tui.app.browser import deliver, own_place
from hospital_tui.app.dialogs.dialog import STEPS, Choices, Dialog
from hospital_tui.app.widgets.rows import Line
from hospital_tui.app.widgets.visible import visible
from hospital_tui.faults import ChangedError
from hospital_tui.homes import in_browser
from hospital_tui.library import Cancelled, FigureRow, Library
from hospital_tui.library.export import (
    FORMS,
    Cell,
    Form,
    MissingLibraryError,
    Table,
    TooManyRowsError,
    figure_table,
    form_of,
    save,
)
from hospital_tui.library.files import write_named
from hospital_tui.speech import cells, columns, t, why


class ExportScreen(Dialog[str]):
    """A name and a form; Enter writes. A file that is there already is overwritten only when Enter is pressed again."""

    writing = True

    DEFAULT_CSS = """
    ExportScreen Choices { height: auto; }
    ExportScreen .below { color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = STEPS

    def __init__(
        self, table: Callable[[], Table], name: str, count: int, *, page: Callable[[], str] | None = None
    ) -> None:
        """page: what Markdown is where it is not the table, and what is offered first then."""
        super().__init__(t("export.title", n=count, count=f"{count:,}"), t("export.keys"))
        self._table = table
        self._name = name
        self._page = page
        self._agreed: Path | None = None
        self._writing = False

    def inside(self) -> Sequence[Widget]:
        """The file's name, the forms, and a line for what happened."""
        column = max(map(len, FORMS)) + 3
        lines = [
            Line([(f".{form}".ljust(column), "strong"), (self._form_words(form), "quiet")]) for form in FORMS
        ]
        field = Input(f"hospital-{self._name}.{'md' if self._page else 'csv'}", compact=True)
        below = t("export.browser") if in_browser() else t("export.folder", folder=Path().absolute())
        return field, Choices(lines), Static(visible(below), classes="below", markup=False)

    def _form_words(self, form: Form) -> str:
        """What a form is good for."""
        return t("export.page" if form == "md" and self._page else f"export.{form}")

    def on_mount(self) -> None:
        """The name can be typed at once."""
        self.query_one(Input).focus()

    @on(Choices.Highlighted)
    def _turned(self) -> None:
        """The name's ending follows the form, by key or click."""
        form, field = FORMS[self.query_one(Choices).cursor], self.query_one(Input)
        name = field.value.strip()
        if form_of(Path(name)) is not None:
            name = name[: name.rindex(".")]
        field.value = f"{name}.{form}"

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The form follows the ending that is typed, and another name asks anew."""
        self._agreed = None
        form = form_of(Path(event.value.strip()))
        if form is not None:
            self.query_one(Choices).place_cursor(FORMS.index(form))

    @on(Input.Submitted)
    @on(Choices.Chosen)
    def _write(self) -> None:
        """Write the file, unless there is one already that the reader did not mean."""
        name = self.query_one(Input).value.strip()
        if not name or self._writing:
            return
        path = own_place(name) if in_browser() else Path(name).expanduser().absolute()
        form = form_of(path) or FORMS[self.query_one(Choices).cursor]
        if path.exists() and self._agreed != path:
            self._agreed = path
            self.say(t("export.exists", path=path))
            return
        self._writing = True
        self.say(t("export.writing"))
        self._save(path, form)

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def _save(self, path: Path, form: Form) -> None:
        """Write in a thread: a hundred thousand rows take seconds."""
        page = self._page if form == "md" else None
        worker = get_current_worker()

        def stopped() -> bool:
            return worker.is_cancelled

        try:
            said, written = written_as(
                lambda: _until(stopped, self._table()), path, form, overwrite=self._agreed == path, page=page
            )
        except Cancelled:
            return
        self.app.call_from_thread(self._saved, said, path, written)

    def action_close(self) -> None:
        """Close; what is being written is stopped."""
        self.dismiss(t("export.stopped") if self._writing else None)

    def _saved(self, said: str, path: Path, written: bool) -> None:
        """Close where it went well; else say why it did not. Where the reader has left meanwhile, the screen in front says it."""
        self._writing = False
        if written and in_browser():
            deliver(self.app, path)
            said = t("export.delivered", name=path.name)
        if not self.is_current:
            self.app.say(said, warning=not written)  # type: ignore[attr-defined]
        elif written:
            self.dismiss(said)
        else:
            self.say(said)


def _until(stopped: Callable[[], bool], table: Table) -> Table:
    """The table, as far as nobody stops it; then its rows raise Cancelled, and no file is written."""

    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows:
            if stopped():
                raise Cancelled
            yield row
        if stopped():
            raise Cancelled

    return table._replace(rows=rows())


def written_as(
    table: Callable[[], Table],
    path: Path,
    form: Form,
    *,
    overwrite: bool,
    page: Callable[[], str] | None = None,
) -> tuple[str, bool]:
    """Write a table, or a page in its place, to a file; what to say of it, and whether it was written."""
    try:
        if page is not None:
            write_named(path, page().encode(), overwrite=overwrite)
            return t("export.written", path=path), True
        save(table(), path, form, columns(), cells(), overwrite=overwrite)
    except MissingLibraryError as error:
        return t("export.no-library", form=form, library=error.library, extra=error.extra), False
    except TooManyRowsError:
        return t("export.too_many"), False
    except FileExistsError:
        return t("export.exists", path=path), False
    except OSError as error:
        return t("export.failed", path=path, reason=why(error)), False
    except LookupError:  # an article was changed, or taken out
        return t("export.failed", path=path, reason=why(ChangedError())), False
    return t("export.written", path=path), True


class Sayer(Protocol):
    """What a screen must be able to do for an export: ask above itself, and say what became of it."""

    library: Library

    @property
    def app(self) -> App[Any]:
        """The app."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something."""


def export_table(screen: Sayer, table: Callable[[], Table], name: str, count: int) -> None:
    """Ask for name and form, write, and say on the screen what became of it."""

    def left(said: str | None) -> None:
        if said is not None:
            screen.say(said)

    if count:
        screen.app.push_screen(ExportScreen(table, name, count), left)
    else:
        screen.say(t("export.nothing"))


def export_figures(screen: Sayer, rows: Sequence[FigureRow], name: str) -> None:
    """Take rows of figures along."""
    export_table(screen, lambda: figure_table(rows, screen.library.article), name, len(rows))
