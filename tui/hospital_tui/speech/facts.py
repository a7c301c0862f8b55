"""Facts of an article in words, the same on the screen and in commands."""

from typing import Protocol

from hospital_tui.model import Evidence
from hospital_tui.speech import t


class SaidFact(Protocol):
    """A fact as the library gives it."""

    @property
    def value(self) -> str | tuple[str, ...] | None:
        """As it is shown."""

    @property
    def evidence(self) -> Evidence | None:
        """The words it was read from."""

    @property
    def corrected(self) -> bool:
        """The reader says so."""


def fact_text(fact: SaidFact) -> str:
    """The value as a reader would type it; "" where it is open."""
    return " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value or ""


def evidence_words(fact: SaidFact) -> str:
    """Where a fact was read, with the words; that the reader says so; that it was inferred; "" where it is open."""
    if fact.corrected:
        return t("figure.corrected")
    if fact.evidence is not None:
        return t("fact.evidence", origin=t(f"fact.from.{fact.evidence.origin}"), words=fact.evidence.text)
    return t("fact.inferred") if fact.value else ""
