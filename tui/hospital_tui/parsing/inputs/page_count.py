"""What a page shows, counted without a tree: tokens as the HTML standard cuts them (WHATWG HTML 13.2.5)."""

import re
from html import unescape

from hospital_tui.parsing.inputs.assembling import counted, unescaped

_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?].*?(?:>|\Z)|</(?![a-zA-Z]).*?(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)(?P<said>(?>(?:[^>=]|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*))(?:>|\Z)",
    re.DOTALL,
)
_RAW = frozenset(
    ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"]
)
"""Elements in which no tag is one but their own end."""
_UNSEEN = frozenset(["script", "style", "noscript", "template", "iframe", "noframes", "noembed", "title"])
_ESCAPES = re.compile(r"<!--|-->|<(/?)script(?=[\s/>])", re.IGNORECASE)
_FRAME = re.compile(r"(?<![\w-])srcdoc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_SHADOW = re.compile(r"(?<![\w-])shadowroot(?:mode)?(?![\w-])", re.IGNORECASE)
_DEEPEST = 3


def shown(page: str, within: int = 0) -> int:
    """Han characters and digits outside of elements that no browser shows."""
    total = at = 0
    unseen: list[str] = []
    while match := _TOKEN.search(page, at):
        total += 0 if unseen else _told(page[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if match["end"]:
            if name in unseen:
                del unseen[len(unseen) - 1 - unseen[::-1].index(name) :]
            continue
        if name == "iframe" and not unseen and within < _DEEPEST and (frame := _FRAME.search(match["said"])):
            total += shown(unescape(frame[1].strip("\"'")), within + 1)
        if name in _RAW:
            end = _raw_end(page, at, name)
            total += 0 if unseen or name in _UNSEEN else _told(page[at:end])
            at = end
        elif name in _UNSEEN and not (name == "template" and _SHADOW.search(match["said"])):
            unseen.append(name)
    return total + (0 if unseen else _told(page[at:]))


def _told(markup: str) -> int:
    return counted(unescaped(unescape(markup)))


def _raw_end(page: str, at: int, name: str) -> int:
    """Where an element ends in which no tag is one."""
    if name == "plaintext":
        return len(page)
    if name != "script":
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, at)
        return found.start() if found else len(page)
    escaped = nested = False
    for match in _ESCAPES.finditer(page, at):
        if match[0] == "<!--":
            escaped = True
        elif match[0] == "-->":
            escaped = nested = False
        elif match[1] and not nested:
            return match.start()
        elif escaped:
            nested = not match[1]
    return len(page)
