"""A plain Textual app with the same four panes and the same content, the ordinary way: the yardstick of `start.py`.

It composes what Textual offers for the job: OptionList, Tree, a scrolling Static with the whole article, and a
DataTable of the figures. Articles come from the same library, and a cursor key moves the highlight, nothing more.
"""

import sys

from hospital_tui.library import Library
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DataTable, Input, OptionList, Static, Tree


class Plain(App[None]):
    """Four widgets, one article."""

    CSS = """
    #left { width: 30; }
    OptionList { height: 45%; }
    Tree { height: 1fr; }
    VerticalScroll { width: 1fr; }
    DataTable { width: 36; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def compose(self) -> ComposeResult:
        """All four at once."""
        shelf = self.library.shelf()
        article = self.library.article(shelf[0].id)
        text = "\n\n".join(passage.text for passage in article.selectable())
        yield Input(placeholder="filter")
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList(*(card.hospital for card in shelf))
                tree: Tree[None] = Tree(article.title)
                tree.root.expand()
                for section in article.walk():
                    tree.root.add_leaf(section.heading.text if section.heading else "lead")
                yield tree
            with VerticalScroll():
                yield Static(text, markup=False)
            table: DataTable[str] = DataTable()
            table.add_columns("value", "unit", "label", "time")
            for passage in article.passages():
                for figure in passage.figures:
                    table.add_row(str(figure.value), figure.unit or "", figure.label, figure.time or "")
            yield table
        yield Static("status", markup=False)

    def on_mount(self) -> None:
        """The cursor key moves in the text, as in the program."""
        self.query_one(VerticalScroll).focus()


def main() -> int:
    """Run until q or the terminal closes."""
    library = Library.open()
    Plain(library).run()
    library.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
