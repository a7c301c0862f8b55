"""From a passage to its figures."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from hospital_tui.figures.label import labelled
from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.phrase.sentence import spoken
from hospital_tui.figures.read.mentions import Mention, Spoken
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.read.steps import allowed, counting
from hospital_tui.figures.resolve.context import Context, Left, written_text
from hospital_tui.figures.resolve.dating import Dating
from hospital_tui.figures.resolve.metrics import named
from hospital_tui.figures.resolve.parts import divided
from hospital_tui.figures.resolve.units import united
from hospital_tui.model import Figure
from hospital_tui.text.folding import traditional
from hospital_tui.text.reading import Reading, read
from hospital_tui.text.script import han_pattern


def extract(text: str, *, written: str | date | None = None, context: Context | None = None) -> list[Figure]:
    """The figures of a passage, in reading order; they do not overlap.

    `written`: the day the text speaks from, for 今年5月. `context`: what else the article says. Raises TooManyStepsError
    where the text takes more steps than its length allows.
    """
    context = context or Context()
    if written is not None:
        context = replace(context, written=written_text(written))
    return read_passage(text, context)[0]


def read_passage(text: str, context: Context) -> tuple[list[Figure], Left]:
    """The figures of a passage, and what it leaves to those behind it.

    One step after the other; each takes the sentences from the step before and adds what it finds to their figures.
    """
    reading = read(text)
    with counting(allowed(len(text))):
        mentions = scan(
            reading.text,
            marker=_numbered(text),
            dated=context.written is not None,
            taiwan=context.taiwan or (reading.text != text and in_traditional(text)),
        )
        first = next(mentions, None)
        if first is None:
            return [], Left(daily=context.daily)
        dating = Dating(context)
        sentences = spoken(reading.text, chain((first,), mentions))
        sentences = divided(labelled(sentences, context.subject))
        sentences = named(united(dating.dated(sentences)), context.hospital)
        return list(_figures(reading, sentences, context.hospital)), dating.left


_LIST_NUMBER = han_pattern(r"\d{1,2}[^\S\n]+(?=[\p{Han}]{3})")


def _numbered(text: str) -> bool:
    """Whether the text opens with a list number that only a blank parts from it: 1 认真开展调查研究."""
    match = _LIST_NUMBER.match(text)
    return match is not None and unit_at(text, match.end()) is None


def in_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: one in twenty, two at least."""
    return sum(map(text.count, traditional().keys() & set(text))) >= max(2, len(text) / 20)


def _figures(reading: Reading, sentences: Iterable[Spoken], names: tuple[str, ...]) -> Iterator[Figure]:
    """The figures as the model holds them, in the text's own characters. `names`: the hospital's."""
    text = reading.source
    for sentence in sentences:
        for draft in sentence.drafts:
            mention, label, whole, unit = draft.mention, draft.label, draft.whole, draft.mention.unit
            if mention.silent:
                continue
            at = reading.back(mention.start, mention.end)
            shown = _cut(reading, label.pieces) or reading.own(label.text, 0, sentence.end)
            second = _cut(reading, label.runner_up) if label.inferred else ""
            yield Figure(
                kind=mention.kind,
                text=text[slice(*at)],
                at=at,
                value=draft.value,
                unit=_own_unit(reading, mention, unit),
                qualifier=mention.qualifier,
                label=_without_unit(_without_owner(shown, names), unit),
                time=draft.time,
                part_of=None if whole is None else text[slice(*reading.back(whole.start, whole.end))],
                metric=draft.metric,
                change=label.change,
                label_inferred=label.inferred,
                confidence=label.confidence if label.inferred else None,
                runner_up=_without_owner(second, names) or None,
                time_from=draft.time_from,
            )


def _own_unit(reading: Reading, mention: Mention, unit: str | None) -> str | None:
    """A unit in the script of the text (張); 元, % and what stands in Latin letters are one spelling everywhere."""
    if unit is None or unit.isascii() or mention.kind in ("money", "percent"):
        return unit
    return reading.own(unit, mention.start, mention.end)


def _cut(reading: Reading, pieces: tuple[tuple[int, int], ...]) -> str:
    """The pieces of a reading as the text has them."""
    return "".join(reading.written(*piece) for piece in pieces)


def _without_owner(label: str, names: tuple[str, ...]) -> str:
    """A label without the hospital's name before it: whose figures these are, the article says."""
    for name in sorted(names, key=len, reverse=True):
        rest = label.removeprefix(name).lstrip("的")
        if len(rest) < len(label) and len(rest) >= 2:
            return rest
    return label


def _without_unit(label: str, unit: str | None) -> str:
    """A label without its figures' unit in brackets at its end (床位（张）：800)."""
    return label[: -len(unit) - 2] if unit and label[1:].endswith((f"（{unit}）", f"({unit})")) else label
