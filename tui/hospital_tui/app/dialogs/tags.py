"""The tags: how many passages each stands on, and of which hospitals; Enter filters by one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from hospital_tui.app.command import twins
from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.widgets.rows import Line
from hospital_tui.library import Library
from hospital_tui.library.export import tag_counts, tag_table
from hospital_tui.speech import listed, t


class TagsScreen(Dialog[str]):
    """A row a tag, the commonest first; handed back is the tag to filter by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(("x", *twins("x"), "ctrl+x")), "export", "export", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(t("command.tag"), t("tags.keys"))
        self._library = library
        self._tags = library.tags()
        self._names: list[str] = []

    def inside(self) -> Sequence[Widget]:
        """The list, and a line for what happened."""
        counts = tag_counts(self._tags)
        hospitals, lines = counts.columns[2:], []
        for tag, count, *times in counts.rows:
            self._names.append(str(tag))
            of = [
                f"{name or t('hospital.unnamed')} {n}" for name, n in zip(hospitals, times, strict=True) if n
            ]
            lines.append(Line([(f"{tag}  ", "strong"), (listed(of), "quiet")], [(str(count), "accent")]))
        return Choices(lines, empty=t("tags.none")), Static("", classes="below", markup=False)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Choices).focus()

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        """Filter by the tag under the cursor."""
        if self._names:
            self.dismiss(self._names[self.query_one(Choices).cursor])

    def action_export(self) -> None:
        """Every tagged passage as a file."""
        from hospital_tui.app.dialogs.export import ExportScreen

        if self._tags:
            table = tag_table(self._tags, self._library.article)
            self.app.push_screen(ExportScreen(lambda: table, "tags", len(self._tags)), self.say)
