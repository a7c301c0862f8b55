"""Articles at addresses: fetched politely and within bounds, and never from where no public page can lie."""

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from hospital_tui.ingest.links import Fetched, Fetcher, Terms, issue
from hospital_tui.ingest.links.address import address, is_public
from hospital_tui.ingest.links.robots import robots
from hospital_tui.parsing.inputs import InputError, interpret
from hypothesis import given
from hypothesis import strategies as some

from . import newspaper_site as made

TERMS = Terms(private=True, pause=0, seconds=0.6, silence=0.3, largest=1 << 20)


@pytest.fixture
def site() -> Iterator[made.Site]:
    with made.site() as found:
        yield found


def refused(site: made.Site, path: str, terms: Terms = TERMS) -> InputError:
    with pytest.raises(InputError) as raised:
        Fetcher(terms).fetch(site.address + path)
    assert raised.value.file == site.address + path
    return raised.value


def test_a_page_keeps_its_address_and_day(site: made.Site) -> None:
    site.pages |= {"/old.htm": "/paper/content_7.htm", "/paper/content_7.htm": made.article(7)}
    found = Fetcher(TERMS).fetch(site.address + "/old.htm#top")
    assert str(found.at) == site.address + "/paper/content_7.htm"
    assert found.name == "content_7.htm" and found.data == made.article(7)
    assert len(found.day) == 10
    assert all(agent.startswith("hospital-tui/") for agent in site.agents)


@pytest.mark.parametrize(
    "name", ["read.php?id=3", "show.jsp", "view.aspx?a=%2e%2e%2f..", "", "文章.htm", "a%00b"]
)
def test_a_page_is_named_as_one_whatever_made_it(site: made.Site, name: str) -> None:
    where = address(f"{site.address}/x/{name}")
    site.pages[where.target] = made.article(1)
    found = Fetcher(TERMS).fetch(str(where))
    assert found.name.endswith((".html", ".htm")) and "/" not in found.name and "\0" not in found.name
    assert interpret(found.data, found.name).form == "page"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (made.endless, "too-large"),
        (made.bomb, "too-large"),
        (made.dribbling_head, "link-slow"),
        (made.dribbling_body, "link-slow"),
        (made.silent, "link-slow"),
        (made.half, "link-cut"),
        (made.half_packed, "link-cut"),
        (made.unknown_packing, "link-packing"),
        (made.no_http, "link-broken"),
        (404, "link-status"),
        (500, "link-status"),
        (403, "link-status"),
        (204, "link-status"),
        ("/page.htm", "link-redirects"),
        ("file:///etc/passwd", "link-scheme"),
        ("ftp://127.0.0.1/x", "link-scheme"),
        ("http://user:word@127.0.0.1/", "link-form"),
        ("http://[", "link-form"),
    ],
)
def test_what_a_host_does_wrong_ends_in_a_sentence(site: made.Site, answer: made.Answer, reason: str) -> None:
    site.pages["/page.htm"] = answer
    began = time.monotonic()
    assert refused(site, "/page.htm").reason == reason
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("answer", [made.packed, made.wrong_charset, made.article(1)])
def test_a_page_is_read_however_it_is_sent(site: made.Site, answer: made.Answer) -> None:
    site.pages["/page.htm"] = answer
    found = Fetcher(TERMS).fetch(site.address + "/page.htm")
    assert made.words(1) in interpret(found.data, found.name).text


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-8"])
def test_the_encoding_is_that_of_the_page(site: made.Site, codec: str) -> None:
    text = made.article(1).decode().replace("utf-8", "gbk" if codec == "gb18030" else codec)
    if codec == "big5":
        text = text.replace("医", "醫").translate(
            str.maketrans("级层满东众开张显继续", "級層滿東眾開張顯繼續")
        )
    site.pages["/page.htm"] = lambda asked: asked.give(
        text.encode(codec, "ignore"), Content_Type="text/html; charset=latin-1"
    )
    found = Fetcher(TERMS).fetch(site.address + "/page.htm")
    assert "人民" in interpret(found.data, found.name).text


# Where nothing is asked for


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "127.1", "0x7f000001", "2130706433", "10.1.2.3",
     "192.168.0.1", "172.16.5.5", "169.254.169.254", "[fe80::1]", "[fd00::1]", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1",
     "192.0.0.8", "168.63.129.16", "[fec0::1]", "[3fff::1]", "[::7f00:1]", "[64:ff9b:1::a00:1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_no_private_place_is_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    with pytest.raises(InputError) as raised:
        Fetcher(Terms(pause=0)).fetch(f"http://{host}/x.htm")
    assert raised.value.reason in ("link-private", "link-unreachable")


def test_a_redirect_to_a_private_place_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    with made.site() as public, made.site() as private:
        private.pages["/secret.htm"] = made.article(1)
        public.pages["/page.htm"] = private.address + "/secret.htm"
        _name(monkeypatch, {"paper.example": ["93.184.216.34"]}, int(public.address.rpartition(":")[2]))
        with pytest.raises(InputError) as raised:
            Fetcher(Terms(pause=0)).fetch(
                f"http://paper.example:{public.address.rpartition(':')[2]}/page.htm"
            )
        assert raised.value.reason == "link-private"
        assert public.pages_asked() == ["/page.htm"] and private.asked == []


def test_a_name_is_not_asked_again_once_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere the second time is connected to where it led the first time."""
    connected = _name(monkeypatch, {"paper.example": ["93.184.216.34", "127.0.0.1"]}, 80)
    with pytest.raises(InputError):
        Fetcher(Terms(pause=0)).fetch("http://paper.example/page.htm")
    assert connected and set(connected) == {"93.184.216.34"}


def test_one_private_number_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [(0, 0, 0, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.1")],
    )
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    with pytest.raises(InputError) as raised:
        Fetcher(Terms(pause=0)).fetch("http://paper.example/page.htm")
    assert raised.value.reason == "link-private"


def _name(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]], port: int) -> list[str]:
    """Names that give their numbers one after the other; a line to a public number is one to our own site."""
    real_names, real_line = socket.getaddrinfo, socket.create_connection
    connected: list[str] = []

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host not in names:
            return real_names(host, *rest, **more)  # type: ignore[arg-type]
        number = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        return [(0, 0, 0, "", (number, port))]

    def connect(place: tuple[str, int], *rest: object) -> socket.socket:
        connected.append(place[0])
        return real_line(("127.0.0.1", port) if is_public(place[0]) else place, 0.3)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


# Politeness


def test_what_robots_forbid_is_not_asked_for(site: made.Site) -> None:
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /closed/\n\nUser-agent: others\nDisallow: /\n",
        "/closed/a.htm": made.article(1),
        "/open/a.htm": "/closed/a.htm",
    }
    assert refused(site, "/closed/a.htm").reason == "link-robots"
    assert refused(site, "/open/a.htm").reason == "link-robots"
    assert "/closed/a.htm" not in site.asked


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)]
)
def test_rules_that_cannot_be_had(site: made.Site, status: int, allowed: bool) -> None:
    site.pages |= {"/robots.txt": status, "/a.htm": made.article(1)}
    if allowed:
        assert Fetcher(TERMS).fetch(site.address + "/a.htm").data
    else:
        assert refused(site, "/a.htm").reason == "link-robots"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /\nUser-agent: hospital-tui\nDisallow: /b", "/a", True),
        ("User-agent: one\nUser-agent: Hospital-TUI # us\nDisallow: /", "/a", False),
        ("user-agent:*\ndisallow:/%E5%8C%BB", "/医", False),
        ("Disallow: /", "/a", True),
        ("\ufeffnonsense\n\0\nUser-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: *", "/", False),
    ],
)
def test_rules_are_read_as_they_are_written(text: str, path: str, allowed: bool) -> None:
    assert robots(text).allows(path) is allowed


@given(some.text(max_size=300), some.text(max_size=60))
def test_rules_of_any_text_are_read(text: str, path: str) -> None:
    robots("User-agent: *\nDisallow: " + text).allows("/" + path)
    try:
        assert address("http://example.com/" + path).target.isascii()
    except InputError as error:
        assert error.reason == "link-form"


def test_a_host_is_let_rest_between_pages(site: made.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    site.pages |= {
        "/robots.txt": b"User-agent: *\nCrawl-delay: 7",
        "/1": made.article(1),
        "/2": made.article(2),
    }
    fetcher = Fetcher(TERMS)
    for page in "12":
        fetcher.fetch(f"{site.address}/{page}")
    assert len(waits) == 1 and 6 < waits[0] <= 7
    assert site.asked.count("/robots.txt") == 1


# An issue


@pytest.mark.parametrize("form", made.FORMS)
def test_an_issue_is_all_its_articles_and_nothing_else(
    site: made.Site, form: Callable[[dict[str, made.Answer]], str]
) -> None:
    start = form(site.pages)
    found = [page for page in issue(Fetcher(TERMS), site.address + start) if isinstance(page, Fetched)]
    assert sorted(page.data for page in found) and len(found) == 3
    assert all(any(made.words(number).encode() in page.data for page in found) for number in (1, 2, 3))
    assert len(site.pages_asked()) == len(set(site.pages_asked()))
    assert not any("04/30" in path or "0430" in path or "else" in path for path in site.asked)


def test_pages_that_fail_cost_only_themselves(site: made.Site) -> None:
    start = made.day_folders(site.pages)
    site.pages["/html/2024-05/01/content_2.htm"] = 500
    found = list(issue(Fetcher(TERMS), site.address + start))
    assert sum(isinstance(page, Fetched) for page in found) == 2
    assert [page.reason for page in found if isinstance(page, InputError)] == ["link-status"]


def test_an_issue_without_end_is_bounded(site: made.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hospital_tui.ingest.links.issues.MOST_PAGES", 12)

    class Endless(dict[str, made.Answer]):
        def get(self, path: str, default: object = None) -> made.Answer:  # type: ignore[override]
            return 404 if "robots" in path else made.listing(path + "1.htm", path + "2.htm")

    site.pages = Endless()
    found = list(issue(Fetcher(TERMS), site.address + "/x/"))
    assert [page.reason for page in found if isinstance(page, InputError)] == ["link-none"]
    assert len(site.pages_asked()) == 12
