"""How article files look as YAML, and a loader that reads only the types they need."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import yaml

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_ONE_LINE = frozenset({"spans", "lines", "at", "cells", "aliases", "corrected"})
"""Lists that are written on one line."""
_LINES = frozenset({"figures", "doubts", "evidence"})
"""Lists whose items are written on one line each."""


class Mapped:
    """A mapping whose pairs are worked out when it is written."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self.pairs = pairs


def dumped(value: Mapped) -> str:
    """A mapping of scalars, lists and mappings as YAML text, without aliases, which would puzzle a person.

    Every part is written as it is reached: a book-length article needs no second copy of itself in memory.
    """
    stream = io.StringIO()
    dumper = _Dumper(stream, allow_unicode=True, width=1 << 30)
    try:
        dumper.emit(yaml.StreamStartEvent())
        dumper.emit(yaml.DocumentStartEvent(explicit=False))
        for event in _Events(dumper.resolve).of(value, ""):
            dumper.emit(event)
        dumper.emit(yaml.DocumentEndEvent(explicit=False))
        dumper.emit(yaml.StreamEndEvent())
    finally:
        dumper.dispose()
    return stream.getvalue()


class _Events:
    """The events of which an emitter makes text."""

    def __init__(self, resolve: Any) -> None:
        self._resolve = resolve

    def of(self, value: Any, key: str, line: bool = False) -> Iterator[yaml.Event]:
        """The events of a value that stands under `key`; `line`: on one line."""
        if isinstance(value, Mapped):
            yield yaml.MappingStartEvent(None, _TAG + "map", True, flow_style=line)
            for name, item in value.pairs:
                yield self._scalar(name)
                yield from self.of(item, name)
            yield yaml.MappingEndEvent()
        elif isinstance(value, (list, tuple)):
            yield yaml.SequenceStartEvent(None, _TAG + "seq", True, flow_style=key in _ONE_LINE)
            for item in value:
                yield from self.of(item, "", key in _LINES)
            yield yaml.SequenceEndEvent()
        else:
            yield self._scalar(value)

    def _scalar(self, value: Any) -> yaml.Event:
        """A scalar, written bare where a reader takes the bare words for what they are."""
        kind, words = _spelled(value)
        bare = self._resolve(yaml.ScalarNode, words, (True, False)) == _TAG + kind
        return yaml.ScalarEvent(None, _TAG + kind, (bare, kind == "str"), words)


def _spelled(value: Any) -> tuple[str, str]:
    """The kind of a scalar in YAML, and its words."""
    if isinstance(value, str):
        return "str", value
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, int):
        return "int", str(value)
    words = repr(value).lower()
    if "." not in words and "e" in words:
        words = words.replace("e", ".0e", 1)  # YAML's floats have a point
    return "float", words


class Loader(_Loader):  # type: ignore[misc]
    """A safe loader that leaves dates and yes/no as the text they are, and refuses aliases.

    None is ever written, and nine levels of nine of them unfold to more than a memory holds.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node that stands in one place only. Raises yaml.YAMLError."""
        if node in self.constructed_objects or node in self.recursive_objects:
            raise yaml.constructor.ConstructorError(None, None, "alias", node.start_mark)
        return super().construct_object(node, deep)

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:timestamp"
            and not (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")
        ]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }
