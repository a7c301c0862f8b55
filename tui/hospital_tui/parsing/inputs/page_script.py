"""Pages whose text a script makes: what they carry of it as data (schema.org Article, JSON-LD 1.1), and how they are told."""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING

from hospital_tui.text.script import han_count

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_LONGEST = 1 << 20
"""Characters of data above which it is not looked into."""
_MOST = 10_000
"""Values of the data that are looked at."""
_WORDS, _FEW, _MANY = 20, 60, 200
"""Han characters of a title or of a word to wait, of a title with what stands around it, and of a page that shows something."""
_MORE = 3
"""Characters in scripts for each that is shown."""
_ESCAPED = re.compile(r"\\u[4-9][0-9a-f]{3}", re.IGNORECASE)
_MARKED = re.compile(r"<(?:p|br|div|h\d)\b[^<>]{0,200}>", re.IGNORECASE)


def stated_page(tree: "LexborHTMLParser", title: str) -> str | None:
    """A page of the article of this title that the page's data holds in words: the longest articleBody; None where there is none."""
    bodies = [
        value
        for script in tree.css('script[type*="ld+json" i]')
        for key, value in _values(script.text() or "")
        if key == "articlebody"
    ]
    body = max(bodies, key=len, default="")
    if not body.strip():
        return None
    body = body if _MARKED.search(body) else unescape(body)
    if not _MARKED.search(body):
        body = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    heading = tree.css_first("h1")
    return f"<!DOCTYPE html><body><h1>{escape(heading.text() if heading is not None else title)}</h1>{body}"


def _values(words: str) -> Iterator[tuple[str, str]]:
    """Keys in small letters and what words they have, at any depth; nothing where it is no data."""
    if len(words) > _LONGEST:
        return
    start = min((at for mark in "{[" if (at := words.find(mark, 0, 200)) >= 0), default=0)
    if words.startswith("[CDATA[", start):
        start = words.find("{", start)
    try:
        waiting = [json.JSONDecoder(strict=False).raw_decode(words, max(0, start))[0]]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((str(key).lower(), one) for key, one in value.items() if isinstance(one, str))
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def is_made(tree: "LexborHTMLParser", shown: str, hidden: int) -> bool:
    """Whether a script makes the page's text or shows it: scripts hold far more Chinese than the little that is `shown`, or that is a few words
    without a number, beside nothing or more that is `hidden`.
    """
    scripts = [script.text() or "" for script in tree.css("script")]
    written = sum(han_count(words) + len(_ESCAPED.findall(words)) for words in scripts)
    count = han_count(shown)
    bare = count < _FEW and not any(map(str.isdigit, shown)) and (count < _WORDS or hidden > count)
    return bool(scripts) and (bare or (count < _MANY and written > _MORE * count))
