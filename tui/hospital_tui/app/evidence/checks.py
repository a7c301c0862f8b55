"""Checks: what articles claim, recomputed; each finding with its arithmetic, each of its figures a key from the words."""

from collections import Counter
from collections.abc import Container, Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import EXPORT, FILTER, HELP, IN, NOTE, OUT, SWITCH
from hospital_tui.app.evidence.along import Taken, options, waiting_words
from hospital_tui.app.evidence.screen import BACK, SHORT_CORRECT, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Origin
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.checks import VERDICTS, Finding, Verdict
from hospital_tui.library.export import finding_table
from hospital_tui.library.reader import ReaderError, put_aside, set_aside
from hospital_tui.speech import t, why
from hospital_tui.speech.figures import label_text, measured

SHOWN: tuple[Verdict | Literal["all", "aside"], ...] = ("all", *VERDICTS, "aside")
"""What is listed: all that was not set aside, one verdict of these, or what was set aside."""
INKS: dict[Verdict, str] = {"fails": "warn", "unknown": "strong", "rounding": "quiet", "holds": "faint"}
_NARROW = 70


class FindingRows(RowList):
    """Findings as rows; the figures of the one under the cursor are gone through with ← and →."""

    empty = "checks.none"

    def __init__(self, library: Library) -> None:
        super().__init__(id="rows")
        self._library = library
        self.findings: Sequence[Finding] = ()
        self.reasons: dict[str, str] = {}
        self.point = 0
        """Which figure of the finding under the cursor the words are of."""

    def show(self, findings: Sequence[Finding], reasons: dict[str, str], cursor: int) -> None:
        """Take up findings; reasons: of those set aside, by their key."""
        self.findings, self.reasons, self.point = findings, reasons, 0
        self.rows_changed(cursor)

    def row_count(self) -> int:
        """One row a finding."""
        return len(self.findings)

    def finding(self, row: int) -> Finding | None:
        """The finding of a row."""
        return self.findings[row] if 0 <= row < len(self.findings) else None

    def figure(self, row: int, point: int = 0) -> FigureRow | None:
        """A figure that a finding rests on; none where its article has changed meanwhile."""
        found = self.finding(row)
        return self._library.figure_at(found.points[point].key) if found else None

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Verdict, check, arithmetic, the statement that was checked; then whose it is, or why it was set aside."""
        found, stated = self.finding(row), self.figure(row)
        if found is None or stated is None:
            return (Line([]),)
        ink = INKS[found.verdict]
        rule = shorten(t(f"rule.{found.rule}"), 18 if width < _NARROW else 24)
        said = f"{label_text(stated.figure)} {measured(stated.figure)}".strip()
        left: list[Piece] = [
            (t(f"verdict.{found.verdict}.sign") + " ", ink),
            (rule + " ", "quiet"),
            (found.arithmetic, ink if found.verdict == "fails" else ""),
        ]
        if width >= _NARROW:
            left.append((f"  {said}", "quiet"))
        reason = self.reasons.get(found.key)
        return (Line(left, [(reason or stated.hospital, "warn" if reason else "faint")]),)


class ChecksScreen(EvidenceScreen):
    """Filter, findings, words."""

    SHOWS: ClassVar[str] = "checks"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OUT, IN, SWITCH), NOTE.binding("set_aside")]
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        hint(IN, "sources", shown="← →"),
        FILTER,
        hint(SWITCH, "verdict"),
        hint(NOTE, "set_aside", action="set_aside"),
        HELP,
        EXPORT,
        SHORT_CORRECT,
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.shown: Verdict | Literal["all", "aside"] = "all"
        self._under: Finding | None = None
        """The finding whose figures are gone through."""

    def hidden(self, width: int) -> Sequence[str]:
        """The statement that was checked stands below where there is no room for it."""
        return [t("table.label")] if width < _NARROW else []

    def inside(self) -> Sequence[Widget]:
        """The findings."""
        return (FindingRows(self.library),)

    @property
    def list(self) -> FindingRows:
        """The rows."""
        return self.query_one(FindingRows)

    def look(self) -> None:
        """Ask for findings; the cursor stays on its own."""
        question = self.question
        self.ask(lambda: self.library.findings(question), self._show)

    def _show(self, found: Sequence[Finding]) -> None:
        """Take up those that are to be listed, and say how many of each verdict there are."""
        kept, cursor = self.list.finding(self.list.cursor), self.list.cursor
        reasons = set_aside(self.library.reader)
        rest = [one for one in found if one.key not in reasons]
        listed = self._listed(found, reasons)
        place = listed.index(kept) if kept in listed else min(cursor, max(0, len(listed) - 1))
        self.list.show(listed, reasons, place if kept is not None else 0)
        counted = Counter(one.verdict for one in rest)
        said = [f"{t(f'verdict.{verdict}.sign')} {counted[verdict]}" for verdict in VERDICTS]
        if aside := len(found) - len(rest):
            said.append(t("checks.aside", n=aside))
        self.found("  ".join(said) + waiting_words(self.library))
        self.show_words()

    def _listed(self, found: Sequence[Finding], reasons: Container[str]) -> Sequence[Finding]:
        """Those set aside, or of the others those of a verdict, or all."""
        listed = [one for one in found if (one.key in reasons) == (self.shown == "aside")]
        return [one for one in listed if one.verdict == self.shown or self.shown not in VERDICTS]

    def figure_row(self) -> FigureRow | None:
        """The figure of the finding under the cursor that the words are of."""
        return self.list.figure(self.list.cursor, self.list.point) if self.standing else None

    def show_words(self) -> None:
        """The words, and in the status line which of the finding's figures they are of."""
        found = self.list.finding(self.list.cursor)
        if found is not self._under:
            self._under, self.list.point = found, 0
        super().show_words()
        shown = (
            t(f"checks.shown.{self.shown}") if self.shown in ("all", "aside") else t(f"verdict.{self.shown}")
        )
        said = [t("command.checks"), shown]
        if found:
            said += [
                t(f"verdict.{found.verdict}"),
                t("checks.point", n=self.list.point + 1, of=len(found.points)),
            ]
        self.status.path = tuple(said)

    # The figures of a finding

    def sidestep(self, by: int) -> None:
        """The next figure that the finding rests on, or the one before."""
        found = self.list.finding(self.list.cursor)
        if found is not None:
            self.list.point = (self.list.point + by) % len(found.points)
            self.show_words()

    # Choosing, setting aside

    def action_widen(self) -> None:
        """All, one verdict after the other, what was set aside, and round again."""
        self.shown = SHOWN[(SHOWN.index(self.shown) + 1) % len(SHOWN)]
        self.look()

    def action_set_aside(self) -> None:
        """Set the finding aside with a reason; an empty one takes it back."""
        from hospital_tui.app.dialogs.note import NoteScreen

        found = self.list.finding(self.list.cursor)
        if found is None:
            return

        seen = set_aside(self.library.reader).get(found.key, "")

        def given(reason: str | None) -> None:
            if reason is None:
                return
            try:
                put_aside(self.library.reader, found.key, reason, seen)
            except ReaderError as error:
                self.say(t("keep.failed", reason=why(error)), warning=True)
                return
            self.look()
            kept = set_aside(self.library.reader).get(found.key)
            self.say(t("checks.was_set_aside" if kept else "checks.was_taken_back"))

        self.app.push_screen(NoteScreen(found.arithmetic, seen), given)

    def taken(self) -> Taken:
        """The findings, every figure with its citation."""
        found = self.list.findings
        return Taken(
            "checks", len(found), lambda: finding_table(found, self.library.figure_at, self.library.article)
        )

    def command(self) -> tuple[str, ...]:
        """The verdict, or what was set aside."""
        if self.shown == "aside":
            return ("check", "--aside")
        return ("check", *options(verdict=None if self.shown == "all" else self.shown))
