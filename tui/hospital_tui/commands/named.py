"""Hospitals and metrics as a command line names them: the one of this name, else those whose names hold it."""

from collections.abc import Callable, Iterable

from hospital_tui.commands.failure import CommandError
from hospital_tui.library import Library
from hospital_tui.speech import metric_name
from hospital_tui.text.visible import visible


def hospitals_named(library: Library, names: Iterable[str]) -> list[str]:
    """Hospitals, each once. Raises CommandError."""
    return _each(
        names,
        lambda wanted: library.hospitals(library.query(f'医院:"{wanted.replace(chr(34), " ")}"')),
        "compare.no-hospital",
    )


def metrics_named(library: Library, names: Iterable[str]) -> list[str]:
    """Metrics, each once. Raises CommandError."""
    spoken = {metric.name: metric_name(metric.name).lower() for metric in library.metrics()}
    return _each(
        names,
        lambda wanted: [name for name, said in spoken.items() if wanted in name or wanted.lower() in said],
        "compare.no-metric",
    )


def _each(names: Iterable[str], known: Callable[[str], list[str]], none: str) -> list[str]:
    """What the names stand for; where one stands for nothing, `none` is the key of what is said. Raises CommandError."""
    found: dict[str, None] = {}
    for wanted in names:
        those = known(wanted)
        if not those:
            raise CommandError(none, name=visible(wanted))
        found |= dict.fromkeys([wanted] if wanted in those else those)
    return list(found)
