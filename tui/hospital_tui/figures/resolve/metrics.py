"""The shared names under which figures of different hospitals can be compared (metrics.yaml)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.read.mentions import Spoken
from hospital_tui.figures.resolve.surroundings import Setting, setting_of
from hospital_tui.model import Kind


@dataclass(frozen=True, slots=True)
class Metric:
    """A shared name, and which labels it fits."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    near: re.Pattern[str] | None
    """What the label or the words before must say."""
    apart: re.Pattern[str] | None
    """What the clause must not say."""
    units: frozenset[str]
    kinds: frozenset[str]
    said: re.Pattern[str] | None
    """What the clause must say."""
    sort: str
    """What kind of statement gives the metric: a key of `_SORTS`, or "" for any (metrics.yaml)."""
    parts: bool
    """Parts of a whole that has the metric have it too."""


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


@cache
def metrics() -> tuple[Metric, ...]:
    """The metrics of metrics.yaml; the first that fits a figure names it."""
    return tuple(
        Metric(
            entry["name"],
            re.compile(entry["label"]),
            _compiled(entry.get("unless")),
            _compiled(entry.get("near")),
            _compiled(entry.get("apart")),
            frozenset(words(entry.get("units", ""))),
            frozenset(words(entry.get("kinds", "count"))),
            _compiled(entry.get("said")),
            entry.get("sort", ""),
            entry.get("parts", False),
        )
        for entry in load("metrics")["metrics"]
    )


@cache
def _with_parts() -> frozenset[str]:
    """Metrics that parts of a whole have too."""
    return frozenset(metric.name for metric in metrics() if metric.parts)


def _beside(metric: str | None, whole: str | None) -> str | None:
    """The metric of a part beside that of its whole: none where the whole already states it."""
    return None if metric == whole and metric not in _with_parts() else metric


@cache
def _said(name: str) -> re.Pattern[str]:
    """A pattern of `settings` in metrics.yaml."""
    return re.compile(load("metrics")["settings"][name])


@cache
def _holding() -> frozenset[str]:
    """Verbs by which a hospital states what it has."""
    return frozenset(words(load("metrics")["holding"]))


_OWN = re.compile("^(?:医院|全院|我院|该院|本院)(?=..)")
"""What a label may say before a metric's name: that it is this hospital's."""


@lru_cache(maxsize=4096)
def fitting(label: str, kind: Kind, unit: str | None) -> tuple[Metric, ...]:
    """The metrics that a label, a kind and a unit can be; what stands around the figure decides between them."""
    if not label or (kind == "rank" and unit is not None):
        return ()
    label = _OWN.sub("", label)
    return tuple(
        metric
        for metric in metrics()
        if kind in metric.kinds
        and (not metric.units or unit in metric.units)
        and metric.pattern.search(label)
        and not (metric.unless and metric.unless.search(label))
    )


def named(sentences: Iterable[Spoken], names: Sequence[str]) -> Iterator[Spoken]:
    """The sentences of a passage with the metrics of their figures. `names`: the hospital's, which say nothing."""
    metric_at: dict[int, str | None] = {}
    for sentence in sentences:
        for draft in sentence.drafts:
            mention, label, whole = draft.mention, draft.label, draft.whole
            fit = () if label.change or mention.silent else fitting(label.text, mention.kind, mention.unit)
            if fit:
                setting = setting_of(sentence, draft, names)
                draft.metric = next((one.name for one in fit if _states(one, label.text, setting)), None)
            if whole is not None:
                draft.metric = _beside(draft.metric, metric_at.get(whole.start))
            metric_at[mention.start] = draft.metric
        yield sentence


_AT_REST = re.compile("[，。、；（和与及]|[里中]|将以|总|的规模|，|$")
"""What may stand behind people or things that are only said to be there (not 15名医生援疆)."""


def _states(metric: Metric, label: str, setting: Setting) -> bool:
    """Whether the sentence says of the hospital itself, as it is or was in the year given, what the metric needs."""
    if setting.leaving or _said("others").search(setting.clause):
        return False
    if metric.near and not metric.near.search(setting.sentence + label):
        return False
    if metric.apart and metric.apart.search(setting.clause):
        return False
    if metric.said and not metric.said.search(setting.clause):
        return False
    return metric.sort not in _SORTS or _SORTS[metric.sort](label, setting)


def _has(label: str, setting: Setting) -> bool:
    """Whether the clause says what the hospital has: not what it does with some, plans, once had, or a ward has."""
    if setting.verbs and setting.verbs[0] not in _holding():
        return False
    if any(_said(name).search(setting.clause) for name in ("acts", "ahead", "some")):
        return False
    if _said("project").search(setting.clause) or _said("project_behind").match(setting.rest):
        return False
    doing = setting.rest.partition(label)[2] if label and label in setting.rest else ""
    if doing and not _AT_REST.match(doing):
        return False
    if not setting.dated and _said("past").search(setting.clause):
        return False
    return not _said("ward").search(setting.sentence)


def _did(label: str, setting: Setting) -> bool:
    """Whether the hospital did it, not one person."""
    return not _said("person").search(setting.passage)


def _whole_site(label: str, setting: Setting) -> bool:
    """Whether an area is the hospital's, not one of its projects'."""
    return not (_said("project").search(setting.sentence) or _said("project_behind").match(setting.rest))


def _of_a_house(label: str, setting: Setting) -> bool:
    """Whether an area is that of a building which stands: one named before it, or right behind it."""
    named = setting.sentence + setting.rest
    return bool(_said("house").search(named)) and not _said("ahead").search(named)


def _recruited(label: str, setting: Setting) -> bool:
    """Whether people came to work in the hospital: recruited, or signed where recruiting is spoken of."""
    clause = setting.clause + label
    if _said("ahead").search(setting.clause) or _said("guests").search(setting.clause):
        return False
    if _said("recruiting").search(clause):
        return True
    return bool(_said("recruiting").search(setting.sentence) and _said("signing").match(setting.rest))


def _added(label: str, setting: Setting) -> bool:
    """Whether the clause says that they were added."""
    return bool(_said("adding").search(setting.clause)) and not _said("ahead").search(setting.clause)


def _sent_to_learn(label: str, setting: Setting) -> bool:
    """Whether people were sent to learn elsewhere."""
    clause = setting.clause + setting.rest
    return (
        bool(_said("sending").search(setting.clause) and _said("learning").search(clause))
        and not _said("helping").search(clause)
        and not _said("ahead").search(setting.clause)
    )


_SORTS: Mapping[str, Callable[[str, Setting], bool]] = {
    "stock": _has,
    "works": _did,
    "building": _whole_site,
    "house": _of_a_house,
    "people": _recruited,
    "added": _added,
    "away": _sent_to_learn,
}
"""Sort of a metric to what its sentence must say."""
