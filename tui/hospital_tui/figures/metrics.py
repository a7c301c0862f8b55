"""The shared names under which figures of different hospitals can be compared (metrics.yaml)."""

import re
from dataclasses import dataclass
from functools import cache

from ..model import Kind
from .lexicon import load, words


@dataclass(frozen=True, slots=True)
class Metric:
    """A shared name, and which labels it fits."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    units: frozenset[str]
    kinds: frozenset[str]
    staff: bool
    """Counts the hospital's own people."""


@cache
def metrics() -> tuple[Metric, ...]:
    """The metrics of metrics.yaml; the first that fits a figure names it."""
    return tuple(
        Metric(
            entry["name"],
            re.compile(entry["label"]),
            re.compile(entry["unless"]) if entry.get("unless") else None,
            frozenset(words(entry.get("units", ""))),
            frozenset(words(entry.get("kinds", "count"))),
            bool(entry.get("staff")),
        )
        for entry in load("metrics")["metrics"]
    )


_MOVED = re.compile(
    "派|出征|首批|培训|抽调|邀请|组织|慰问|选送|支援|驰援|援|为|引进|招聘|招录|录取|聘请|新增|进修|攻读|带教|帮|组成|退休|来自|平均每"
)
"""Verbs by which a clause counts other people than those a hospital has."""


def metric_of(label: str, kind: Kind, unit: str | None, changed: bool, clause: str = "") -> str | None:
    """The metric of a figure; none where the label is not surely one. A change in percent has none.

    `clause`: the words before the figure in its clause.
    """
    if not label or changed:
        return None
    for metric in metrics():
        if (
            kind not in metric.kinds
            or (kind == "rank" and unit is not None)
            or (metric.units and unit not in metric.units)
        ):
            continue
        if metric.staff and _MOVED.search(clause):
            continue
        if metric.pattern.search(label) and not (metric.unless and metric.unless.search(label)):
            return metric.name
    return None
