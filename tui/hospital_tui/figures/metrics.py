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
        )
        for entry in load("metrics")["metrics"]
    )


def metric_of(label: str, kind: Kind, unit: str | None, changed: bool) -> str | None:
    """The metric of a figure; none where the label is not surely one. A change in percent has none."""
    if not label or changed:
        return None
    for metric in metrics():
        if (
            kind not in metric.kinds
            or (kind == "rank" and unit is not None)
            or (metric.units and unit not in metric.units)
        ):
            continue
        if metric.pattern.search(label) and not (metric.unless and metric.unless.search(label)):
            return metric.name
    return None
