"""What a passage inherits from the article it stands in."""

from dataclasses import dataclass
from datetime import date

from hospital_tui.figures.read.mentions import Date
from hospital_tui.figures.resolve.standing import Recent


@dataclass(frozen=True, slots=True)
class Left:
    """What a passage leaves to those behind it."""

    stated: Date | None = None
    """The date it states last."""
    daily: Date | None = None
    """The date with a day that is stated last, in it or before it."""
    recent: tuple[Recent, ...] = ()
    """The dates that what follows may go on from."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a passage is read. Everything may be unknown."""

    written: str | None = None
    """ISO date of publication, as fine as known: the day that 今年5月 is counted from."""
    year: str | None = None
    """The year the article speaks of."""
    stated: Date | None = None
    """The date stated last in the passages before, where a bare month goes on from it."""
    daily: Date | None = None
    """The date with a day that was stated last in the passages before: a bare day goes on from it."""
    scene: str | None = None
    """The date that the passage before is nothing but: of the figures of this one."""
    story: tuple[Recent, ...] = ()
    """The dates stated last in the passages before, the last first, with the passages in between: in their time this one may go on."""
    dispatch: str | None = None
    """The day that the article is news of, where its year is open; ISO."""
    taiwan: bool = False
    """Whether 112年 is a year: the article is written in traditional characters."""
    signs: tuple[str, ...] = ()
    """What tells how far the whole article is of its year."""
    section_time: str | None = None
    """The period the section's heading names."""
    subject: str = ""
    """What the sentence before spoke of: the label of figures that say none themselves."""
    hospital: tuple[str, ...] = ()
    """Names of the hospital: no labels by themselves."""


def written_text(written: str | date | None) -> str | None:
    """ISO text of the day a text speaks from."""
    return written.isoformat() if isinstance(written, date) else written
