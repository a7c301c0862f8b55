"""The section tree: headings and run-in headings; its mark follows the reader through the text."""

from collections.abc import Mapping, Sequence

from textual.message import Message

from hospital_tui.app.outline import Node, name_of, narrowed, node_of
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.speech import t


class SectionTree(RowList):
    """The nodes of an article, of which those under a folded node are hidden."""

    DEFAULT_CSS = """
    SectionTree { background: $surface; }
    """

    class StepIn(Message):
        """The reader wants to go on from the tree into the text."""

    def __init__(self) -> None:
        super().__init__(id="outline")
        self.nodes: list[Node] = []
        self._shown: list[int] = []
        self._folded: set[int] = set()
        self._matching: Mapping[str, int] | None = None
        self._kept: Mapping[str, str] = {}

    def show(self, nodes: list[Node], matching: Mapping[str, int] | None, passage_id: str | None) -> None:
        """Take up the nodes of an article.

        matching: passage id → number of matches, or none where no filter is set; narrows the tree.
        """
        if nodes is not self.nodes:
            self._folded = set()
        self.nodes, self._matching = nodes, matching
        self._lay_out(node_of(nodes, passage_id) if nodes else 0)

    def keep(self, signs: Mapping[str, str]) -> None:
        """Show at the edge what the reader keeps of the passages under a heading: passage id to a sign."""
        if signs != self._kept:
            self._kept = signs
            self.refresh()

    def _lay_out(self, place: int) -> None:
        """Work out which nodes are shown, with the cursor on a node or on the shown one above it."""
        places = range(len(self.nodes)) if self._matching is None else narrowed(self.nodes, self._matching)
        self._shown = [step for step in places if not self._hidden(step)]
        self.border_title = t("pane.outline")
        self.rows_changed(self._row_of(place))

    def _hidden(self, place: int) -> bool:
        """Whether a node above this one is folded."""
        above = self.nodes[place].parent
        while above is not None:
            if above in self._folded:
                return True
            above = self.nodes[above].parent
        return False

    def _row_of(self, place: int | None) -> int:
        """The row of a node, or of the nearest shown one above it."""
        while place is not None:
            if place in self._shown:
                return self._shown.index(place)
            place = self.nodes[place].parent if place < len(self.nodes) else None
        return 0

    def follow(self, passage_id: str) -> None:
        """Put the mark on the node of a passage, without a message."""
        current = self.node()
        if current is not None and current.anchor == passage_id:
            return
        self.place_cursor(self._row_of(node_of(self.nodes, passage_id) if self.nodes else None))

    def node(self, row: int | None = None) -> Node | None:
        """The node of a row, or under the cursor."""
        row = self.cursor if row is None else row
        return self.nodes[self._shown[row]] if 0 <= row < len(self._shown) else None

    def row_count(self) -> int:
        """One row a node that is shown."""
        return len(self._shown)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Indent, fold sign and heading; at the edge, how many passages match."""
        place = self._shown[row]
        node = self.nodes[place]
        right: list[Piece] = []
        if self._matching is not None:
            count = sum(self._matching.get(passage, 0) > 0 for passage in node.covers)
            right = [(str(count), "accent")] if count else []
        if node.kind != "title" and (kept := {self._kept[one] for one in node.covers if one in self._kept}):
            right.insert(0, ("".join(sorted(kept)) + " " * bool(right), "warn"))
        indent = "  " * node.depth
        sign = ("▸ " if place in self._folded else "▾ ") if self._has_below(place) else "  "
        style = {"title": "strong", "lead": "quiet", "section": "", "run_in": "quiet"}[node.kind]
        return [Line([(indent, ""), (sign, "faint"), (name_of(node), style)], right)]

    def _has_below(self, place: int) -> bool:
        """Whether nodes hang under this one."""
        return place + 1 < len(self.nodes) and self.nodes[place + 1].parent == place

    def action_step_out(self) -> None:
        """Fold the node, or go to the one above it."""
        if not self._shown:
            return
        place = self._shown[self.cursor]
        if self._has_below(place) and place not in self._folded:
            self._folded.add(place)
            self._lay_out(place)
        elif (parent := self.nodes[place].parent) is not None:
            self.cursor = self._row_of(parent)

    def action_step_in(self) -> None:
        """Unfold the node, or go on into the text."""
        if not self._shown:
            return
        place = self._shown[self.cursor]
        if place in self._folded:
            self._folded.discard(place)
            self._lay_out(place)
        else:
            self.post_message(self.StepIn())

    def empty_text(self) -> str:
        """Why there is no section here."""
        return t("outline.none") if self._matching is None else t("outline.no_match")
