"""What a page says of its article outside the text: its title and meta data, and the comment that newspaper systems leave."""

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.tables import table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SITE = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|--+|——|\s·\s)\s*")
_PROPERTIES = "<!--enpproperty"
_PROPERTY = re.compile(r"<([a-z]+)>([^<]*)</\1>", re.IGNORECASE)
_LONGEST = 200
_LONGEST_COMMENT = 20_000
_PROPERTY_NAMES = {"title": "title", "date": "date", "author": "author", "nodename": "page", "url": "link"}
"""Names of Founder's e-paper system, and the facts they are."""


def page_facts(tree: "LexborHTMLParser", page: str) -> SourceFacts:
    """What the page's head says; None for what it does not."""
    said = _meta(tree)
    names: dict[str, Any] = table("pages")["meta"]
    facts = {
        fact: next((said[name] for name in keys if said.get(name)), None) for fact, keys in names.items()
    }
    facts.update(_properties(page))
    drawn = {node.mem_id for node in tree.css("svg title")}
    titles = (_clean(node.text()) for node in tree.css("title") if node.mem_id not in drawn)
    whole = next(titles, "")
    parts = [part for part in _SITE.split(whole) if part]
    if not facts.get("title"):
        facts["title"] = next((part for part in parts if not _is_newspaper(part)), None)
    if not facts.get("newspaper"):
        site = said.get("og:site_name", "")
        facts["newspaper"] = next((part for part in [*reversed(parts), site] if _is_newspaper(part)), None)
    canonical = tree.css_first("link[rel=canonical]")
    if not facts.get("link") and canonical is not None:
        facts["link"] = _clean(canonical.attributes.get("href") or "") or None
    return SourceFacts(
        **{fact: facts.get(fact) for fact in ("title", "date", "author", "newspaper", "page", "link")}
    )


def _meta(tree: "LexborHTMLParser") -> dict[str, str]:
    said: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (
            attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        ).lower()
        content = _clean(attributes.get("content") or "")
        if name and content:
            said.setdefault(name, content)
    return said


def _properties(page: str) -> dict[str, str]:
    """What the comment of an e-paper's page says."""
    start = page.find(_PROPERTIES)
    if start < 0:
        return {}
    said = page[start : page.find("-->", start)]
    pairs = (
        (name.lower(), _clean(unescape(value))) for name, value in _PROPERTY.findall(said[:_LONGEST_COMMENT])
    )
    return {_PROPERTY_NAMES[name]: value for name, value in pairs if name in _PROPERTY_NAMES and value}


def _is_newspaper(words: str) -> bool:
    return 2 <= len(words) <= 16 and words.endswith(tuple(table("pages")["newspaper_ends"]))


def _clean(words: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,80}>", "", words).split())[:_LONGEST]
