"""Pages whose text a script makes: what they carry of it as data (schema.org Article, JSON-LD 1.1), and how they are told."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from hospital_tui.text.script import han_count

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_LONGEST = 1 << 20
"""Characters of data above which it is not looked into."""
_MOST = 10_000
"""Values of the data that are looked at."""
_ESCAPED = re.compile(r"\\u[4-9][0-9a-f]{3}", re.IGNORECASE)
_MARKED = re.compile(r"<(?:p|br|div|h\d)\b[^<>]{0,200}>", re.IGNORECASE)


def stated_page(tree: "LexborHTMLParser") -> str | None:
    """A page of the article that the page's data holds in words: the longest articleBody; None where there is none."""
    bodies = [
        value
        for script in tree.css('script[type="application/ld+json"]')
        for key, value in _values(script.text() or "")
        if key == "articlebody"
    ]
    body = max(bodies, key=len, default="")
    if not body.strip():
        return None
    if not _MARKED.search(body):
        body = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    heading = tree.css_first("h1") or tree.css_first("title")
    title = f"<h1>{escape(heading.text(strip=True))}</h1>" if heading is not None else ""
    return f"<!DOCTYPE html><body>{title}{body}"


def _values(words: str) -> Iterator[tuple[str, str]]:
    """Keys in small letters and what words they have, at any depth; nothing where it is no data."""
    if len(words) > _LONGEST:
        return
    try:
        waiting = [json.loads(words, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((str(key).lower(), one) for key, one in value.items() if isinstance(one, str))
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def is_made(tree: "LexborHTMLParser", shown: int) -> bool:
    """Whether a script makes the page's text: scripts hold more Chinese than the `shown` characters, or all there is are scripts."""
    scripts = [script.text() or "" for script in tree.css("script")]
    written = sum(han_count(words) + len(_ESCAPED.findall(words)) for words in scripts)
    return bool(scripts) and (not shown or written > shown)
