"""Hospitals and metrics as a command line names them: the one of this name, else those whose names hold it."""

from collections.abc import Iterable

from hospital_tui.commands.failure import CommandError
from hospital_tui.library import Library
from hospital_tui.speech import metric_name
from hospital_tui.text.visible import visible


def hospitals_named(library: Library, names: Iterable[str]) -> list[str]:
    """Hospitals, each once. Raises CommandError."""
    found: dict[str, None] = {}
    for wanted in names:
        known = library.hospitals(library.query(f'医院:"{wanted.replace(chr(34), " ")}"'))
        if not known:
            raise CommandError("compare.no-hospital", name=visible(wanted))
        found |= dict.fromkeys([wanted] if wanted in known else known)
    return list(found)


def metrics_named(library: Library, names: Iterable[str]) -> list[str]:
    """Metrics, each once. Raises CommandError."""
    found: dict[str, None] = {}
    all_known = [metric.name for metric in library.metrics()]
    for wanted in names:
        known = [name for name in all_known if wanted in name or wanted.lower() in metric_name(name).lower()]
        if not known:
            raise CommandError("compare.no-metric", name=visible(wanted))
        found |= dict.fromkeys([wanted] if wanted in known else known)
    return list(found)
