"""How article files look as YAML, and a loader that reads only the types they need."""

from typing import Any, ClassVar

import yaml

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Line:
    """A list or mapping that is written on one line."""

    def __init__(self, value: Any) -> None:
        self.value = value

    @classmethod
    def sequence(cls, items: list[Any]) -> "Line":
        """A list on one line."""
        return cls(items)

    @classmethod
    def mapping(cls, items: dict[str, Any]) -> "Line":
        """A mapping on one line."""
        return cls(items)


class Dumper(_Dumper):  # type: ignore[misc]
    """Block style, but `Line` in flow style, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Anchors and aliases would be puzzling to a person."""
        return True


def _line(dumper: Any, line: Line) -> Any:
    if isinstance(line.value, dict):
        return dumper.represent_mapping("tag:yaml.org,2002:map", line.value.items(), flow_style=True)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", line.value, flow_style=True)


Dumper.add_representer(Line, _line)


class Loader(_Loader):  # type: ignore[misc]
    """A safe loader that leaves dates and yes/no as the text they are."""

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:timestamp"
            and not (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")
        ]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }
