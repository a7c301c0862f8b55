"""From a passage to its figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from hospital_tui.figures.label import label_all
from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.phrase.sentence import sentences
from hospital_tui.figures.phrase.words import cut
from hospital_tui.figures.read.implied import implied
from hospital_tui.figures.read.mentions import Date, Mention, number
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.read.steps import allowed, counting, step
from hospital_tui.figures.resolve.context import Context, written_text
from hospital_tui.figures.resolve.metrics import fitting, metric_of, part_metric
from hospital_tui.figures.resolve.parts import Division
from hospital_tui.figures.resolve.periods import choose, proposals
from hospital_tui.figures.resolve.resolving import Anchor
from hospital_tui.figures.resolve.said import (
    anchor_of,
    dealt_out,
    join,
    lasting,
    reckoned,
    resolved,
    said,
    whole_year,
)
from hospital_tui.figures.resolve.standing import Recent, Said
from hospital_tui.figures.resolve.surroundings import setting_of
from hospital_tui.model import Figure, TimeOrigin
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


def read_passage(text: str, context: Context) -> tuple[list[Figure], Date | None, tuple[Recent, ...]]:
    """The figures of a passage, the date it states last, and those that what follows may go on from."""
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
            return [], None, ()
        flow = _Flow(
            anchor_of(context), (Recent(context.scene, "holds", scene=True),) if context.scene else ()
        )
        found = list(_figures(text, reading, chain((first,), mentions), context, flow))
        return found, flow.anchor.stated, flow.recent


@dataclass(slots=True)
class _Flow:
    """What goes on from sentence to sentence of a passage."""

    anchor: Anchor
    """What dates are counted from."""
    recent: tuple[Recent, ...] = ()
    """The dates of the sentences before."""


_LIST_NUMBER = han_pattern(r"\d{1,2}[^\S\n]+(?=[\p{Han}]{3})")


def _numbered(text: str) -> bool:
    """Whether the text opens with a list number that only a blank parts from it: 1 认真开展调查研究."""
    match = _LIST_NUMBER.match(text)
    return match is not None and unit_at(text, match.end()) is None


def in_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: one in twenty, two at least."""
    return sum(map(text.count, traditional().keys() & set(text))) >= max(2, len(text) / 20)


def _figures(
    text: str, reading: Reading, mentions: Iterator[Mention], context: Context, flow: _Flow
) -> Iterator[Figure]:
    """The figures of a passage, sentence by sentence."""
    words = reading.text
    subject, division = context.subject, Division()
    waiting = next(mentions, None)
    named: dict[int, str | None] = {}
    for start, end in sentences(words):
        own: list[Mention] = []
        while waiting is not None and waiting.start < end:
            own.append(waiting)
            waiting = next(mentions, None)
        if not own:
            division.rest()
            flow.recent = lasting(words, start, (), (), flow.recent)
            continue
        sentence = cut(words, start, end, own)
        step(len(sentence))
        labels = label_all(words, sentence, subject)
        parts = division.wholes(sentence, own)
        values, dates = _dated(words, own, context, flow)
        dealt = dealt_out(words, own, dates)
        dates = join(words, dates)
        for mention, label, whole, value in zip(own, labels, parts, values, strict=True):
            if mention.silent:
                continue
            _without_big(words, mention)
            at = reading.back(mention.start, mention.end)
            time, origin = _time(words, mention, dates, dealt, flow, context)
            if not _goes_on_with_a_share(words, own, mention):
                implied(words, label.text, mention)
            unit = mention.unit
            shown = _cut(reading, label.pieces) or reading.own(label.text, 0, end)
            second = _cut(reading, label.runner_up) if label.inferred else ""
            metric = None
            if label.change is None and fitting(label.text, mention.kind, unit):
                here = setting_of(
                    words, start, sentence, mention, whole, context.hospital, origin == "sentence"
                )
                metric = metric_of(label.text, mention.kind, unit, False, here)
            if whole is not None:
                metric = part_metric(metric, named.get(whole.start))
            named[mention.start] = metric
            yield Figure(
                kind=mention.kind,
                text=text[slice(*at)],
                at=at,
                value=value,
                unit=_own_unit(reading, mention, unit),
                qualifier=mention.qualifier,
                label=_without_unit(_without_owner(shown, context.hospital), unit),
                time=time,
                part_of=None if whole is None else text[slice(*reading.back(whole.start, whole.end))],
                metric=metric,
                change=label.change,
                label_inferred=label.inferred,
                confidence=label.confidence if label.inferred else None,
                runner_up=_without_owner(second, context.hospital) or None,
                time_from=origin,
            )
            if mention.kind != "date" and label.text:
                subject = label.text
        flow.recent = lasting(words, start, own, dates, flow.recent)


def _dated(
    words: str, own: list[Mention], context: Context, flow: _Flow
) -> tuple[list[int | float | str | None], list[Said]]:
    """The value of each mention of a sentence, and the dates among them as the others see them."""
    values: list[int | float | str | None] = []
    dates: list[Said] = []
    for mention in own:
        if mention.date is None:
            values.append(_value(mention))
            back = reckoned(words, mention, context)
            dates += [back] if back is not None else []
            continue
        iso, flow.anchor = resolved(words, mention, flow.anchor)
        values.append(iso)
        if iso != "-" or not whole_year(words, mention):
            dates.append(said(words, mention, iso))
    return values, dates


def _time(
    words: str, mention: Mention, dates: list[Said], dealt: dict[int, str], flow: _Flow, context: Context
) -> tuple[str | None, TimeOrigin | None]:
    """The period of a mention, none of a date, and where it was read."""
    if mention.kind == "date":
        return None, None
    if mention.start in dealt:
        return dealt[mention.start], "sentence"
    return choose(proposals(words, mention, dates, flow.recent, context))


def _without_big(words: str, mention: Mention) -> None:
    """4个月大: by its 大 the label was found; it is no part of the unit. The unit may stand elsewhere (/月大4)."""
    if mention.kind == "duration" and mention.unit is not None and mention.unit.endswith("大"):
        mention.unit, mention.end = mention.unit[:-1], mention.end - words.endswith("大", 0, mention.end)


def _own_unit(reading: Reading, mention: Mention, unit: str | None) -> str | None:
    """A unit in the script of the text (張); 元, % and what stands in Latin letters are one spelling everywhere."""
    if unit is None or unit.isascii() or mention.kind in ("money", "percent"):
        return unit
    return reading.own(unit, mention.start, mention.end)


def _goes_on_with_a_share(words: str, own: list[Mention], mention: Mention) -> bool:
    """Whether a share was said before and this is a part of it (发生率为2%，其中老人为0): its label tells no unit."""
    before = next((one for one in reversed(own) if one.end <= mention.start), None)
    return before is not None and before.kind == "percent" and "其中" in words[before.end : mention.start]


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


def _value(mention: Mention) -> int | float | str | None:
    """The value as the model holds it."""
    if mention.value is None or isinstance(mention.value, str):
        return mention.value
    if mention.high is not None:
        return f"{number(mention.value)}/{number(mention.high)}"
    return number(mention.value)
