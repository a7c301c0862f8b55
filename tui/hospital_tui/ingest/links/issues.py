"""All articles of one issue of a digital newspaper: its pages are followed from the one that is named.

A page belongs to the issue when it lies on the same host, in the same folder or under the same day. What has running text of its
own, outside links, is an article; what only leads on (frames, maps over the picture of a page, lists) is not.
"""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote

from hospital_tui.formats import by_ending
from hospital_tui.ingest.links.address import Address, address
from hospital_tui.ingest.links.fetch import Fetched, Fetcher
from hospital_tui.parsing.inputs import InputError
from hospital_tui.text.script import han_count

MOST_PAGES = 500
"""Pages of one issue that are asked for."""
MOST_LINKS = 5000
_FAILURES = 10
"""Pages that fail one after the other, from which the rest is not asked for."""
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_.年]?(\d\d)[-/_.月]?(\d\d)(?!\d{2})")
_LEADS = {"a": "href", "area": "href", "frame": "src", "iframe": "src"}
_TEXT = 30
"""Han characters of a paragraph from which it is running text."""


def fetch(fetcher: Fetcher, text: str) -> Iterator[Fetched | InputError]:
    """What lies at one address."""
    try:
        yield fetcher.fetch(text)
    except InputError as error:
        yield error


def issue(fetcher: Fetcher, text: str) -> Iterator[Fetched | InputError]:
    """The articles of an issue, page by page as they are found; what could not be fetched as an error."""
    try:
        start = fetcher.fetch(text)
    except InputError as error:
        yield error
        return
    seen, waiting = {start.at}, deque[Address]()
    day = _day(start.at)
    found: Fetched | None = start
    failures = articles = 0
    while True:
        if found is not None and not found.page:
            articles += 1
            yield found._replace(waiting=len(waiting))
        elif found is not None:
            has_text, leads = _looked_at(found)
            for lead in leads:
                if lead not in seen and len(seen) < MOST_PAGES and _belongs(lead, start.at, day):
                    seen.add(lead)
                    waiting.append(lead)
            if has_text:
                articles += 1
                yield found._replace(waiting=len(waiting))
        if not waiting or failures >= _FAILURES:
            break
        try:
            found, failures = fetcher.fetch(str(waiting.popleft())), 0
            seen.add(found.at)
            if not _belongs(found.at, start.at, day):
                found = None
        except InputError as error:
            found, failures = None, failures + 1
            yield error
    if not articles:
        yield InputError(text, "link-none")


def _day(at: Address) -> str:
    match = _DAY.search(unquote(at.target))
    return "".join(match.groups()) if match else ""


def _belongs(lead: Address, start: Address, day: str) -> bool:
    """Whether a page is of the issue that begins at `start`, which is of `day` where its address says so."""
    path = lead.target.partition("?")[0]
    form = by_ending(path)
    if lead.origin != start.origin or (form is not None and form.name not in ("page", "code")):
        return False
    if other := _day(lead):
        return other == day or (not day and _folder(lead) == _folder(start))
    return _folder(lead).startswith(_folder(start))


def _folder(at: Address) -> str:
    return at.target.partition("?")[0].rpartition("/")[0] + "/"


def _looked_at(page: Fetched) -> tuple[bool, list[Address]]:
    """Whether a page has running text of its own, and where it leads; neither where it cannot be read."""
    from selectolax.lexbor import LexborHTMLParser

    from hospital_tui.parsing.inputs.page import LARGEST, bound, page_source, page_text
    from hospital_tui.parsing.inputs.refusals import RefusedError

    try:
        if len(page.data) > LARGEST:
            return False, []
        bound(page.data)
        tree = LexborHTMLParser(page_source(page.data, None)[0])
        said = page_text(page.data, None).text
    except RefusedError:
        return False, []
    linked = {"".join(node.text().split()) for node in tree.css("a")[:MOST_LINKS]}
    own = [line for line in said.splitlines() if "".join(line.split()) not in linked]
    base_node = tree.css_first("base[href]")
    base = _address(base_node.attributes.get("href") if base_node is not None else None, page.at) or page.at
    leads = [
        lead
        for node in tree.css(",".join(_LEADS))[:MOST_LINKS]
        if (lead := _address(node.attributes.get(_LEADS[node.tag or ""]), base)) is not None
    ]
    return any(han_count(line) >= _TEXT for line in own), leads


def _address(text: str | None, base: Address) -> Address | None:
    if not text or text.startswith("#"):
        return None
    try:
        return address(text, base)
    except InputError:
        return None
