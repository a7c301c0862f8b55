"""Style sheets of a page to rules that hold on the screen of a desk: selectors, and what they declare (CSS Syntax 3, Nesting 1).

Conditions are asked as a browser does there (Media Queries 5): light, wide, a mouse, nothing printed.
"""

import re
from collections.abc import Iterator

Said = dict[str, str]
"""Properties to their values, in small letters; those that begin with -- are a page's own variables."""

WIDTH, HEIGHT = 1280.0, 800.0
"""CSS pixels of the window that conditions are asked of."""
_DEEPEST = 4
"""Blocks of rules within each other that are read."""
_LONGEST = 2000
"""Characters of a selector."""
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "pt": 4 / 3}
_TRUE = frozenset(
    [
        "screen",
        "all",
        "color",
        "hover",
        "any-hover",
        "pointer",
        "any-pointer",
        "grid:0",
        "update",
        "scripting:enabled",
        "hover:hover",
        "any-hover:hover",
        "pointer:fine",
        "any-pointer:fine",
        "orientation:landscape",
        "prefers-color-scheme:light",
        "prefers-reduced-motion:no-preference",
        "prefers-contrast:no-preference",
        "forced-colors:none",
        "display-mode:browser",
        "color-gamut:srgb",
        "dynamic-range:standard",
        "inverted-colors:none",
        "overflow-block:scroll",
    ]
)
"""What is so on that screen."""
_LENGTH = re.compile(r"(-?[\d.]+)(px|r?em|cm|mm|in|pt)?")
_BOUND = re.compile(r"(min-|max-|)(?:device-)?(width|height):(.+)")
_RANGE = re.compile(r"(?:([\d.]+[a-z]*)(<=?|>=?))?(width|height)(?:(<=?|>=?|=)([\d.]+[a-z]*))?")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]{1,60}|-?[a-z][a-z-]{2,30})\s*:\s*([^;{}]{1,200})")
_BRACES = re.compile("[{}]")
_WHOLE = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*(?:[\"\n]|\\?\Z)|'[^'\\\n]*(?:\\.[^'\\\n]*)*(?:['\n]|\\?\Z)|url\([^)\"']*(?=[)\"']|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, a string or an address: what stands in it is no mark of the sheet."""
_INSIDE = str.maketrans("{};!", "    ")
_PSEUDO = re.compile(r"::|:(?:hover|focus|active|before|after|visited|target|checked|first-l)", re.IGNORECASE)
"""What no element is that nobody touches."""
_BESIDE = re.compile(r"::?(?:before|after)\s*\Z", re.IGNORECASE)
"""What stands in an element and may lie below its letters."""
_UNTOUCHED = re.compile(r":not\(\s*:(?:hover|focus|active|visited|target|checked)[a-z-]*\s*\)", re.IGNORECASE)
"""What every element is that nobody touches."""


def holds(condition: str) -> bool:
    """Whether one of the media of a query is a desk's screen."""
    words = " ".join(condition.lower().split())
    return not words or any(one.strip() and _one_holds(one) for one in _split(words, ","))


def _one_holds(query: str, deep: int = 0) -> bool:
    query = query.strip()
    if deep > _DEEPEST:
        return False
    if query.startswith(("not ", "not(")):
        return not _one_holds(query[3:], deep + 1)
    query = query.removeprefix("only ")
    for word, meet in ((" or ", any), (" and ", all)):
        parts = _split(query, word)
        if len(parts) > 1:
            return meet(_one_holds(part, deep + 1) for part in parts)
    if query.startswith("(") and query.endswith(")"):
        inner = query[1:-1].strip()
        return _one_holds(inner, deep + 1) if inner.startswith(("(", "not ", "not(")) else _is_so(inner)
    return query in _TRUE


def _is_so(feature: str) -> bool:
    """Whether a feature in brackets is one of that screen."""
    feature = "".join(feature.split())
    if bound := _BOUND.fullmatch(feature):
        size, length = (WIDTH if bound[2] == "width" else HEIGHT), _pixels(bound[3])
        return (
            size >= length if bound[1] == "min-" else size <= length if bound[1] == "max-" else size == length
        )
    if (within := _RANGE.fullmatch(feature)) and (within[1] or within[5]):
        size = WIDTH if within[3] == "width" else HEIGHT
        left = not within[1] or _compares(_pixels(within[1]), within[2], size)
        return left and (not within[5] or _compares(size, within[4], _pixels(within[5])))
    return feature in _TRUE or feature in ("width", "height")


def _compares(one: float, sign: str, other: float) -> bool:
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other, "=": one == other}[
        sign
    ]


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    try:
        return float(found[1]) * _PIXELS.get(found[2] or "px", 1.0) if found else float("nan")
    except ValueError:
        return float("nan")


def _supported(condition: str) -> bool:
    """Whether what a rule asks for is there: everything is that it does not ask the absence of."""
    return not re.match(r"@supports\s*\(*\s*not\b", condition, re.IGNORECASE)


def _group_holds(words: str) -> bool | None:
    """Whether the rules in a block hold; None where the words begin no group of rules."""
    name = (re.match(r"@[a-z-]+", words.lower()) or [""])[0]
    if name == "@media":
        return holds(words[6:])
    if name == "@supports":
        return _supported(words)
    return {"@layer": True, "@scope": True, "@starting-style": False, "@container": False}.get(name)


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations, in small letters, of the rules that hold, in order."""
    return _rules(_WHOLE.sub(_without_marks, sheet), "", 0)


def _without_marks(found: re.Match[str]) -> str:
    return " " if found[0].startswith("/*") else found[0].translate(_INSIDE)


def _rules(sheet: str, above: str, within: int) -> Iterator[tuple[str, str]]:
    """The rules in a block, `above` the selector that it stands in."""
    own: list[str] = []
    blocks: list[tuple[str, str]] = []
    for words, inside in _blocks(sheet):
        before, _, selector = words.rpartition(";")
        own.append(before + ";")
        if inside is None:
            own.append(words)
        else:
            blocks.append((selector.strip(), inside))
    if above and "".join(own).strip(" ;\n"):
        yield above, "".join(own).lower()
    for selector, inside in blocks:
        group = _group_holds(selector) if selector.startswith("@") else None
        if group:
            yield from _rules(inside, above, within + 1) if within < _DEEPEST else ()
        if selector.startswith("@") or len(selector) > _LONGEST:
            continue
        for one in _split(selector, ","):
            below = _BESIDE.sub("", one)
            if below != one and "background" in inside and (name := _nested(below.strip(), above)):
                yield name, "background-image:painted"
            if name := _nested(one.strip(), above):
                yield from (
                    _rules(inside, name, within + 1)
                    if "{" in inside and within < _DEEPEST
                    else ((name, inside.lower()),)
                )


def _nested(selector: str, above: str) -> str:
    """A selector as it stands for itself; "" for one that no element meets."""
    selector = _UNTOUCHED.sub("", selector)
    if not selector or _PSEUDO.search(selector):
        return ""
    if not above:
        return selector
    if "&" in selector:
        return selector.replace("&", f":is({above})" if "," in above else above)
    return f"{above} {selector}"


def _blocks(sheet: str) -> Iterator[tuple[str, str | None]]:
    """What stands before each block and in it; last what stands behind all, with None."""
    depth = edge = opened = 0
    for match in _BRACES.finditer(sheet):
        if match[0] == "{":
            opened = match.end() if not depth else opened
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield sheet[edge : opened - 1], sheet[opened : match.start()]
                edge = match.end()
    if depth:  # a sheet that ends within a block ends it
        yield sheet[edge : opened - 1], sheet[opened:]
    else:
        yield sheet[edge:], None


def declared(words: str, told: frozenset[str], *, urgent: bool | None) -> Said:
    """The declarations of a block that tell something; of sheets the urgent (!important) ones, or the others."""
    found: Said = {}
    for name, value in _DECLARED.findall(words):
        value, mark, _ = value.partition("!")
        if (name in told or name.startswith("--")) and (urgent is None or urgent == bool(mark)):
            found[name] = " ".join(value.split()).replace(", ", ",")
    return found


def specificity(selector: str) -> tuple[int, int, int]:
    """Ids, classes and the like, and elements that a selector names (Selectors 4, 17)."""
    bare = re.sub(r":where\([^()]*\)", "", selector)
    bare = re.sub(r":(?:not|is|has|matches)(?=\()", "", _QUOTED.sub("", bare))
    classes = len(re.findall(r"\.[\w-]|\[|:(?!:)", bare))
    return bare.count("#"), classes, len(re.findall(r"(?:^|[\s>+~(,])[a-z]", bare))


def _split(words: str, mark: str) -> list[str]:
    """The parts of a list, what stands in brackets and quotes whole."""
    if mark not in words:
        return [words]
    parts, depth, edge, at = [], 0, 0, 0
    while at < len(words):
        character = words[at]
        if character in "\"'":
            end = words.find(character, at + 1)
            at = end if end > 0 else at
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif not depth and words.startswith(mark, at):
            parts.append(words[edge:at])
            edge = at = at + len(mark)
            continue
        at += 1
    return [*parts, words[edge:]]
