"""A web site of our own, on this machine: pages in the forms of digital newspapers, and a host that behaves badly."""

import contextlib
import gzip
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = bytes | str | int | Callable[["Asked"], None]
"""A page, where it leads, a status, or what is done with the line."""


class Asked(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self) -> None:
        site = self.server.site  # type: ignore[attr-defined]
        site.asked.append(self.path)
        site.agents.add(self.headers.get("User-Agent", ""))
        answer = site.pages.get(self.path, 404)
        with contextlib.suppress(OSError):
            if callable(answer):
                answer(self)
            elif isinstance(answer, int):
                self.give(b"<p>" + "没有这一页。".encode() * 30, answer)
            elif isinstance(answer, str):
                self.send_response(302)
                self.send_header("Location", answer)
                self.end_headers()
            else:
                self.give(answer)

    def give(self, data: bytes, status: int = 200, **heads: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(data)), **heads}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@dataclass
class Site:
    """A site, what it gives and what it was asked for."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    tick: threading.Event = field(default_factory=threading.Event)
    """Set when the site closes: what waits then ends."""

    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """The other side hung up."""

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # asks no name service what this machine is called
        self.server_name, self.server_port = "localhost", self.server_address[1]


@contextlib.contextmanager
def site() -> Iterator[Site]:
    server = _Server(("127.0.0.1", 0), Asked)
    server.site = made = Site(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.tick.set()
        server.shutdown()
        server.server_close()


def words(number: int) -> str:
    return (
        f"柳河市第{number}人民医院全年完成手术{number}{number}00台，开放床位{number}50张，"
        f"新引进高层次人才{number}名，群众满意度明显提升。"
    )


def article(number: int, around: str = "") -> bytes:
    """A page of an article, with the list and the map of its newspaper's page beside it."""
    return (
        f"<html><head><meta charset='utf-8'><title>守护健康之{number}</title></head><body>{around}"
        f"<div id='ozoom'><h1>守护健康之{number}</h1><p>　　{words(number)}</p><p>　　{words(number)}医院还将继续努力。</p></div>"
        "</body></html>"
    ).encode()


def listing(*leads: str, more: str = "") -> bytes:
    rows = "".join(
        f"<li><a href='{lead}'>守护健康，第{place}篇报道的题目写得很长很长也只是一个题目而已</a></li>"
        for place, lead in enumerate(leads)
    )
    return f"<html><head><meta charset='utf-8'></head><body><ul>{rows}</ul>{more}</body></html>".encode()


def mapped(*leads: str) -> str:
    return (
        "<map name='page'>"
        + "".join(f"<area shape='rect' coords='0,0,1,1' href='{lead}'>" for lead in leads)
        + "</map>"
    )


def day_folders(pages: dict[str, Answer]) -> str:
    """node_2.htm with a map over the page's picture; the articles beside it; other days in folders of their own."""
    where, other = "/html/2024-05/01/", "../../2024-04/30/node_2.htm"
    pages[where + "node_2.htm"] = listing(
        "content_1.htm", "node_3.htm", other, more=mapped("content_1.htm", "content_2.htm")
    )
    pages[where + "node_3.htm"] = listing(
        "content_3.htm", "page_3.pdf", "node_2.htm#top", "http://example.invalid/x.htm"
    )
    for number in (1, 2, 3):
        pages[f"{where}content_{number}.htm"] = article(number, mapped("content_1.htm", other))
    pages["/html/2024-04/30/node_2.htm"] = listing("content_9.htm")
    return where + "node_2.htm"


def frames(pages: dict[str, Answer]) -> str:
    """A frameset, whose frames are lists; the start of the site leads on to it."""
    pages["/"] = b"<html><script>window.location.href='paper/index.htm'</script></html>"
    pages["/paper/index.htm"] = (
        b"<html><frameset><frame src='left.htm'><frame src='right.htm'></frameset></html>"
    )
    pages["/paper/left.htm"] = listing("a1.htm", "a2.htm")
    pages["/paper/right.htm"] = listing("a3.htm", "/else/a9.htm")
    for number in (1, 2, 3):
        pages[f"/paper/a{number}.htm"] = article(number)
    pages["/else/a9.htm"] = article(9)
    return "/"


def two_trees(pages: dict[str, Answer]) -> str:
    """Pages in one folder, articles in another, both under the day."""
    pages["/pc/layout/202405/01/node_01.html"] = listing(
        "../../../content/202405/01/content_1.html", "node_02.html", "../../202404/30/node_01.html"
    )
    pages["/pc/layout/202405/01/node_02.html"] = listing(
        "../../../content/202405/01/content_2.html", "/pc/content/202405/01/content_3.html"
    )
    for number in (1, 2, 3):
        pages[f"/pc/content/202405/01/content_{number}.html"] = article(number)
    pages["/pc/layout/202404/30/node_01.html"] = article(9)
    return "/pc/layout/202405/01/node_01.html"


def by_query(pages: dict[str, Answer]) -> str:
    """One program for all pages, which says the day in its query."""
    pages["/epaper/read.do?day=20240501&page=1"] = listing(
        "read.do?day=20240501&id=1", "read.do?day=20240501&page=2", "read.do?day=20240430&page=1"
    )
    pages["/epaper/read.do?day=20240501&page=2"] = listing(
        "read.do?day=20240501&id=2", "read.do?day=20240501&id=3"
    )
    for number in (1, 2, 3):
        pages[f"/epaper/read.do?day=20240501&id={number}"] = article(number)
    return "/epaper/read.do?day=20240501&page=1"


FORMS = (day_folders, frames, two_trees, by_query)


def endless(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.end_headers()
    while True:
        asked.wfile.write(b"<p>" + b"x" * 65536)


def dribbling_head(asked: Asked) -> None:
    asked.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        asked.wfile.write(b"X: y\r\n")
        asked.server.site.tick.wait(0.02)  # type: ignore[attr-defined]


def dribbling_body(asked: Asked) -> None:
    asked.send_response(200)
    asked.end_headers()
    while True:
        asked.wfile.write(b"x")
        asked.wfile.flush()
        asked.server.site.tick.wait(0.02)  # type: ignore[attr-defined]


def half(asked: Asked) -> None:
    asked.give(article(1)[:-200], Content_Length=str(len(article(1))))


def half_packed(asked: Asked) -> None:
    asked.give(gzip.compress(article(1))[:-30], Content_Encoding="gzip")


def bomb(asked: Asked) -> None:
    asked.give(gzip.compress(b"<p>" + b"x" * (4 << 20)), Content_Encoding="gzip")


def packed(asked: Asked) -> None:
    asked.give(gzip.compress(article(1)), Content_Encoding="gzip")


def unknown_packing(asked: Asked) -> None:
    asked.give(article(1), Content_Encoding="br")


def no_http(asked: Asked) -> None:
    asked.wfile.write(b"SSH-2.0-OpenSSH\r\n")


def silent(asked: Asked) -> None:
    asked.server.site.tick.wait(5)  # type: ignore[attr-defined]


def wrong_charset(asked: Asked) -> None:
    asked.give(article(1), Content_Type="text/html; charset=iso-8859-1")
