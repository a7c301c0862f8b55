"""Finding the line of a field in an article file, for messages."""

import re
from typing import Any

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def locate(data: bytes, path: str) -> int | None:
    """1-based line of the field `path` (`sections[0].passages[1].text`), as far as it can be followed."""
    import yaml

    try:
        node: Any = yaml.compose(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):
        return None
    line = node.start_mark.line + 1 if node is not None else None
    for name, index in _STEP.findall(path):
        node = _child(node, name, index)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _child(node: Any, name: str, index: str) -> Any:
    import yaml

    if name and isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    if index.isdigit() and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
        return node.value[int(index)]
    return None
