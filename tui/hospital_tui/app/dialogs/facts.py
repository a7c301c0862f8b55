"""What an article says of itself: seen with its evidence, and corrected."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import wrapped
from hospital_tui.app.holding import beside
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library import Library
from hospital_tui.library.reader import FACTS, Fact, FactName, FactSaid, ReaderError, checked_fact
from hospital_tui.speech import t, why
from hospital_tui.speech.facts import evidence_words, fact_text


class Asked(NamedTuple):
    """What the reader wants an article to be."""

    said: dict[FactName, FactSaid]
    taken_back: FactName | None = None


class FactsScreen(Dialog[Asked]):
    """A field a fact; below them the words that the one in the field was read from."""

    writing = True

    DEFAULT_CSS = """
    FactsScreen VerticalScroll { height: auto; max-height: 9; }
    FactsScreen Horizontal { height: 1; }
    FactsScreen Label { width: 14; color: $quiet; }
    FactsScreen Input { width: 1fr; }
    FactsScreen .below { margin-top: 1; height: 3; }
    FactsScreen .below.-wrong { color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "take_back", "take_back", show=False, priority=True),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__(t("command.facts"), t("facts.keys"))
        self._facts = {fact.name: fact for fact in facts}

    def inside(self) -> Sequence[Widget]:
        """The fields and the line below."""
        return VerticalScroll(*self._rows(), can_focus=False), Static("", classes="below", markup=False)

    def _rows(self) -> Iterator[Widget]:
        for name in FACTS:
            box = Input(fact_text(self._facts[name]), compact=True, id=f"fact-{name}")
            yield Horizontal(Label(t(f"fact.{name}"), markup=False), box)

    def on_mount(self) -> None:
        """Begin with the first."""
        self._field(FACTS[0]).focus()

    def _field(self, name: FactName) -> Input:
        return self.query_one(f"#fact-{name}", Input)

    @property
    def _here(self) -> FactName | None:
        """The fact whose field has the focus."""
        return next((name for name in FACTS if self._field(name).has_focus), None)

    def on_resize(self) -> None:
        """Words are broken for the width there is."""
        self.call_after_refresh(self._tell_evidence)

    @on(DescendantFocus)
    @on(Input.Changed)
    def _tell_evidence(self) -> None:
        """Where the fact in the field was read; that it is open."""
        if self._here is not None:
            self._below(evidence_words(self._facts[self._here]) or t("fact.open"))

    def _below(self, words: str, *, wrong: bool = False) -> None:
        below = self.query_one(".below", Static)
        below.set_class(wrong, "-wrong")
        lines = wrapped(visible(words), max(2, below.size.width))
        below.update("\n".join([*lines[:2], lines[2] + "…"] if len(lines) > 3 else lines))

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Hand back what says something else than the article; what cannot be is said."""
        said: dict[FactName, FactSaid] = {}
        for name in FACTS:
            typed = self._field(name).value
            if typed.split() == fact_text(self._facts[name]).split():
                continue
            try:
                said[name] = checked_fact(name, typed)
            except ReaderError as error:
                self._field(name).focus()
                words = t("facts.wrong", fact=t(f"fact.{name}"), reason=why(error))
                self.call_after_refresh(self._below, words, wrong=True)
                return
        self.dismiss(Asked(said))

    def action_take_back(self) -> None:
        """The fact in the field as it was read."""
        name = self._here
        if name is None or not self._facts[name].corrected:
            self._below(t("facts.as_it_is"), wrong=True)
        else:
            self.dismiss(Asked({}, name))


def correct_facts(app: App[Any], library: Library, article_id: str, done: Callable[[str], None]) -> None:
    """Show an article's facts, keep what the reader says of them; `done` is told what became of it."""

    def asked(answer: Asked | None) -> None:
        if answer is None:
            return
        back = answer.taken_back
        if not answer.said and back is None:
            done(t("facts.same"))
            return
        words = t("facts.restored", fact=t(f"fact.{back}")) if back else t("facts.kept")
        taken_back = (back,) if back else ()
        beside(
            app,
            lambda: library.set_facts_of([article_id], answer.said, taken_back, seen=facts),
            lambda _: done(words),
            done,
        )

    try:
        facts = library.facts(article_id)
    except KeyError:
        done(t("article.gone"))
    else:
        app.push_screen(FactsScreen(facts), asked)
