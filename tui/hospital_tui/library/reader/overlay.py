"""All that the reader says of what the articles' files say, laid over an article when it is compiled."""

from pathlib import Path
from typing import NamedTuple

from hospital_tui.library.files.places import reader_home
from hospital_tui.library.reader import confirmations, correction_store, corrections, facts
from hospital_tui.library.reader.confirmations import Confirmation
from hospital_tui.library.reader.corrections import Correction
from hospital_tui.library.reader.facts import Facts
from hospital_tui.library.reader.opening import seen
from hospital_tui.model import Article


class Overlay(NamedTuple):
    """Corrections, facts and confirmations in force."""

    corrections: list[Correction]
    facts: list[Facts]
    confirmations: list[Confirmation]

    @classmethod
    def of(cls, home: Path) -> "Overlay":
        """What the reader's file in a home says now; nothing where it cannot be read (the reader's layer says so)."""
        state = seen(reader_home(home) / "reader.db", ("correction", "fact", "confirmation"))
        return cls(correction_store.in_force(state), facts.in_force(state), confirmations.in_force(state))

    def sources(self) -> dict[str, "Overlay"]:
        """What concerns each source, under the first 12 hex digits of its SHA-256."""
        found: dict[str, Overlay] = {}
        for correction in self.corrections:
            found.setdefault(correction.source, Overlay([], [], [])).corrections.append(correction)
        for said in self.facts:
            found.setdefault(said.source, Overlay([], [], [])).facts.append(said)
        for one in self.confirmations:
            if not one.later:
                found.setdefault(one.source, Overlay([], [], [])).confirmations.append(one)
        return found

    def mark(self) -> str:
        """What tells whether a compiled article has it all."""
        told = [f"{one.id}:{one.made}" for one in self.corrections]
        told += [f"{one.article_id}:{one.made}" for one in self.facts]
        return " ".join(told + [f"{one.start}:{one.made}" for one in self.confirmations])

    def applied(self, article: Article) -> Article:
        """An article of the source that this concerns, as the reader says."""
        for said in self.facts:
            if facts.belongs(said, article):
                article = facts.apply(article, said)
        return corrections.apply(confirmations.apply(article, self.confirmations), self.corrections)


NOTHING = Overlay([], [], [])
