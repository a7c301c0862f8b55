"""Style sheets, read once: by every app of the process, and kept from one start to the next.

Textual reads them word by word, which is a twentieth of a start. What they come to is kept in a file of the cache, under their text
and the theme's colours, for one Textual. Where anything is not as expected, they are read as ever.
"""

import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from textual.cache import LRUCache
from textual.css import model, styles, stylesheet
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from hospital_tui import patterns

_read: LRUCache[tuple[Any, ...], list[RuleSet]] = LRUCache(256)
"""Those of a few themes: who looks through all of them need not have all at hand."""
_kept: patterns.Kept = {}
_new: patterns.Kept = {}


class Sheets(Stylesheet):
    """A style sheet that remembers what it has read. What was read is never changed."""

    _theme: str | None = None
    """All its colours; one text for all of its rules, which is written down once."""

    def copy(self) -> Stylesheet:
        """Another one with the same sources."""
        other = Sheets(variables=self._variables.copy())
        other.source = self.source.copy()
        return other

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take up other colours."""
        super().set_variables(variables)
        self._theme = None

    def _parse_rules(self, css: str, read_from: tuple[str, str], *how: Any, **named: Any) -> list[RuleSet]:
        if self._theme is None:
            self._theme = repr(sorted(self._variables.items()))
        key = (css, *read_from, *how, *named.values(), self._theme)
        rules = _read.get(key)
        if rules is None and key in _kept:
            with suppress(Exception):  # a file that somebody else wrote
                rules = pickle.loads(_kept[key])
        if rules is None:
            rules = super()._parse_rules(css, read_from, *how, **named)
            with suppress(Exception):
                _new[key] = pickle.dumps(rules)
        _read[key] = rules
        return rules


def keep(folder: Callable[[], Path]) -> Callable[[], None]:
    """Take what is kept in a folder; what is returned writes down there what was not. Neither ever raises."""
    try:
        stamps = [Path(str(part.__file__)).stat() for part in (model, styles, stylesheet)]
        here = crc32(repr([(one.st_size, one.st_mtime_ns, one.st_ino) for one in stamps]).encode())
        path = folder() / f"styles-{here:08x}"
    except OSError:
        return lambda: None
    _kept.update(patterns.read(path))

    def write() -> None:
        if _new:
            patterns.write_down(path, _new)
            _new.clear()

    return write
