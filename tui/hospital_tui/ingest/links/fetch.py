"""One page from the network: asked for by name, whole or not at all, within bounds of size, time and redirects.

The names in answers lead nowhere that the reader did not ask for: each address, the first and those of redirects, is
looked up once, checked, and connected to by the number that was checked. Proxies of the environment are not used: behind
one nobody can tell where a name leads.
"""

import contextlib
import datetime
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple
from urllib.parse import unquote

from hospital_tui import __version__
from hospital_tui.faults import fault
from hospital_tui.formats import by_ending
from hospital_tui.ingest.links.address import Address, address, places
from hospital_tui.ingest.links.robots import LARGEST as LARGEST_ROBOTS
from hospital_tui.ingest.links.robots import NAME, NOTHING, Robots, robots
from hospital_tui.parsing.inputs import InputError

AGENT = f"{NAME}/{__version__} (fetches single pages for a reader)"
_PIECE = 1 << 16
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HTML = ("text/html", "application/xhtml+xml")
_ONWARD = re.compile(
    rb"<meta[^>]{0,80}http-equiv\s*=\s*[\"']?refresh[^>]{0,80}?content\s*=\s*[\"']?\s*[0-5]\s*[;,]\s*url\s*=\s*[\"']?([^\"'> ]{1,1000})"
    rb"|\blocation(?:\.href)?\s*=\s*[\"']([^\"'\s]{1,1000})[\"']|\blocation\.replace\(\s*[\"']([^\"'\s]{1,1000})[\"']",
    re.IGNORECASE,
)
_LITTLE = 60
"""Han characters and digits below which a page that leads onward says nothing itself."""
_HEAD = 1 << 14
_NO_NAME = re.compile(r"[^\w.()=&+-]+")


class Terms(NamedTuple):
    """On what terms pages are fetched."""

    private: bool = False
    """Hosts of private networks may be asked."""
    issue: bool = False
    """An address stands for all the articles of its issue."""
    pause: float = 1.0
    """Seconds between two pages of a host, at least."""
    seconds: float = 60.0
    """What a page may take altogether."""
    silence: float = 15.0
    """Seconds that a host may be silent."""
    largest: int = 64 << 20
    """Bytes of a page, packed out."""


class Fetched(NamedTuple):
    """What lies at an address."""

    asked: str
    """The address that was asked for."""
    at: Address
    """Where it led."""
    day: str
    """ISO date on which it was fetched, of the reader's clock."""
    data: bytes
    page: bool
    """The host says that it is a web page."""
    waiting: int = 0
    """Pages of its issue that are still to come, as far as is known."""

    @property
    def name(self) -> str:
        """A file name for it: the end of its path, which tells its form where the host does not."""
        path, _, query = self.at.target.partition("?")
        last = unquote(path.rstrip("/").rpartition("/")[2]) or self.at.host
        name = _NO_NAME.sub("_", f"{last}_{query}" if query else last).strip("_.")[-120:] or "page"
        known = by_ending(name)
        return name + ".html" if self.page and (known is None or known.name != "page") else name


class _Answer(NamedTuple):
    status: int
    head: Message
    data: bytes


class Fetcher:
    """Fetches pages one after the other, and remembers what hosts ask for."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}
        """Host to when it was asked last."""

    def fetch(self, text: str) -> Fetched:
        """What lies at an address. Raises InputError; its reason begins with link-, or is too-large."""
        try:
            return self._led(text)
        except InputError as error:  # of whatever page on the way
            raise InputError(text, error.reason, error.detail) from error

    def _led(self, text: str) -> Fetched:
        at = address(text)
        for _ in range(_MOST_REDIRECTS + 1):
            rules = self._rules(at)
            if not rules.allows(at.target):
                raise InputError(text, "link-robots", at.origin)
            self._wait(at, rules)
            answer = self._named(at, self.terms.largest)
            onward = self._onward(answer, at)
            if onward is None:
                page = answer.head.get_content_type() in _HTML
                return Fetched(text, at, datetime.date.today().isoformat(), answer.data, page)
            at = onward
        raise InputError(text, "link-redirects", str(_MOST_REDIRECTS))

    def _onward(self, answer: _Answer, at: Address) -> Address | None:
        """Where an answer leads on to; none for one that is what was asked for. Raises InputError."""
        if answer.status in _REDIRECTS and (location := answer.head.get("Location")):
            return address(_text_of(location), at)
        if answer.status != 200:
            raise InputError(str(at), "link-status", str(answer.status))
        match = _ONWARD.search(answer.data[:_HEAD]) if answer.head.get_content_type() in _HTML else None
        if match is None or _says_something(answer.data):
            return None
        onward = address(next(filter(None, match.groups())).decode("utf-8", "replace"), at)
        return onward if onward != at else None

    def _rules(self, at: Address) -> Robots:
        """What the site lets programs fetch; a redirect is followed as for pages, to where rules are not asked for."""
        if at.origin not in self._robots:
            self._robots[at.origin] = self._ask_rules(at)
        return self._robots[at.origin]

    def _ask_rules(self, at: Address) -> Robots:
        where = at._replace(target="/robots.txt")
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._named(where, LARGEST_ROBOTS)
            except InputError as error:
                if error.reason == "too-large":
                    return NOTHING
                raise
            if answer.status in _REDIRECTS and (location := answer.head.get("Location")):
                where = address(_text_of(location), where)
            elif 400 <= answer.status < 500 and answer.status != 429:
                return Robots()
            elif answer.status != 200:
                return NOTHING
            else:
                return robots(answer.data.decode("utf-8", "replace"))
        return Robots()

    def _wait(self, at: Address, rules: Robots) -> None:
        """Let a host rest between two pages."""
        since = time.monotonic() - self._asked.get(at.host, float("-inf"))
        if since < (pause := max(self.terms.pause, rules.wait)):
            time.sleep(pause - since)
        self._asked[at.host] = time.monotonic()

    def _named(self, at: Address, largest: int) -> _Answer:
        """Ask, and say of every fault whose it is. Raises InputError."""
        try:
            return self._ask(at, largest)
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or error.reason or str(error)
            raise InputError(str(at), "link-tls", " ".join(str(reason).split())[:200]) from error
        except (TimeoutError, OSError) as error:
            slow = isinstance(error, TimeoutError)
            raise InputError(
                str(at), "link-slow" if slow else "link-unreachable", "" if slow else fault(error)
            ) from error
        except (http.client.HTTPException, zlib.error, ValueError) as error:
            raise InputError(str(at), "link-broken", type(error).__name__) from error

    def _ask(self, at: Address, largest: int) -> _Answer:
        """One request, one answer. Raises InputError, OSError, HTTPException, zlib.error, ValueError."""
        numbers = places(at, private=self.terms.private)
        until = time.monotonic() + self.terms.seconds
        with (
            contextlib.closing(_connected(numbers, at, self.terms.silence)) as line,
            _hung_up(line, self.terms.seconds) as late,
        ):
            try:
                if isinstance(line, ssl.SSLSocket):
                    line.do_handshake()
                kind = http.client.HTTPSConnection if at.scheme == "https" else http.client.HTTPConnection
                connection = kind(at.host, at.port)
                connection.sock = line
                asked = {
                    "User-Agent": AGENT,
                    "Accept-Encoding": "gzip",
                    "Accept": "text/html, */*;q=0.5",
                    "Connection": "close",
                }
                connection.request("GET", at.target, headers=asked)
                with connection.getresponse() as response:
                    body = b"" if response.status != 200 else _whole(response, largest, until)
                    found = _Answer(response.status, response.msg, body)
            except (OSError, http.client.HTTPException, ValueError) as error:
                if late.is_set():
                    raise TimeoutError from error
                raise
            if late.is_set():  # what a line that was hung up gives looks like the end of a head
                raise TimeoutError
            return found


def _connected(numbers: list[str], at: Address, silence: float) -> socket.socket:
    """A line to the first number that answers, under the host's name where it is secured. Raises OSError."""
    failure: OSError | None = None
    for number in numbers[:4]:
        try:
            line = socket.create_connection((number, at.port), silence)
        except OSError as error:
            failure = error
            continue
        if at.scheme == "http":
            return line
        return ssl.create_default_context().wrap_socket(
            line, server_hostname=at.host, do_handshake_on_connect=False
        )
    raise failure or OSError


@contextlib.contextmanager
def _hung_up(line: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Hang up after so many seconds, whatever the other side dribbles meanwhile; the event says that it happened."""
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _whole(response: http.client.HTTPResponse, largest: int, until: float) -> bytes:
    """The body, packed out; half a body is none. Raises InputError: too-large, link-cut, link-packing; TimeoutError."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise InputError("", "link-packing", packing)
    unpacking = zlib.decompressobj(47) if packing not in ("identity", "") else None
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += unpacking.decompress(piece, largest + 1 - len(data)) if unpacking else piece
        if len(data) > largest:
            raise InputError("", "too-large", f"> {largest >> 20} MB")
        if time.monotonic() > until:
            raise TimeoutError
    if response.length or (unpacking is not None and not unpacking.eof):
        raise InputError("", "link-cut")
    return bytes(data)


def _text_of(header: str) -> str:
    """What a header says; bytes beyond ASCII are UTF-8, as browsers take them."""
    with contextlib.suppress(UnicodeError):
        return header.encode("latin-1").decode("utf-8")
    return header


def _says_something(data: bytes) -> bool:
    """Whether a page shows more than a word on where to go."""
    from hospital_tui.parsing.inputs.page import page_source, visible_count
    from hospital_tui.parsing.inputs.refusals import RefusedError

    try:
        return visible_count(data, page_source(data, None)[1]) > _LITTLE
    except (RefusedError, RecursionError):
        return True
