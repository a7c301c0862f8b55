"""Nobody comes in without a token, from another page, or under another name; what is open is one reader's own."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from .conftest import Serving, ended, serve

SOON = 60.0


async def reached(serving: Serving) -> None:
    """Wait until the server listens."""
    while True:
        try:
            _, writer = await asyncio.open_connection("localhost", serving.port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return


@pytest.fixture
async def page(serving: Serving) -> AsyncIterator[aiohttp.ClientSession]:
    await asyncio.wait_for(reached(serving), SOON)
    async with aiohttp.ClientSession(serving.url) as session:
        yield session


async def let_in(page: aiohttp.ClientSession, serving: Serving, reader: str) -> None:
    answer = await page.get("/", params={"token": serving.tokens[reader]})
    assert answer.status == 200 and "token" not in str(answer.url)


async def drawn(socket: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """What is drawn until these words are."""
    seen = ""
    while words not in seen:
        message = await asyncio.wait_for(socket.receive(), SOON)
        assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), seen[-300:]
        seen += message.data.decode() if isinstance(message.data, bytes) else message.data
    return seen


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?token=",
        "/?token=wrong",
        "/page/page.js",
        "/static/js/textual.js",
        "/ws",
        "/download/x",
        "/../x",
    ],
)
async def test_nothing_without_a_token(page: aiohttp.ClientSession, path: str) -> None:
    assert (await page.get(path)).status == 403


async def test_our_page_asks_nothing_from_outside(page: aiohttp.ClientSession, serving: Serving) -> None:
    await let_in(page, serving, "one")
    answer = await page.get("/")
    text = await answer.text()
    assert answer.status == 200 and "://" not in text and "Opening" in text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "://" not in await (await page.get("/page/page.css")).text()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost.evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
async def test_another_page_is_turned_away(
    page: aiohttp.ClientSession, serving: Serving, headers: dict[str, str]
) -> None:
    await let_in(page, serving, "one")
    for path in ("/", "/static/js/textual.js"):
        assert (await page.get(path, headers=headers)).status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await page.ws_connect("/ws", headers={"Origin": serving.url, **headers})
    assert refused.value.status == 403


async def test_a_socket_needs_an_origin(page: aiohttp.ClientSession, serving: Serving) -> None:
    await let_in(page, serving, "one")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await page.ws_connect("/ws")


async def test_readers_have_homes_of_their_own_and_are_not_too_many(
    page: aiohttp.ClientSession, serving: Serving
) -> None:
    await let_in(page, serving, "one")
    async with aiohttp.ClientSession(serving.url) as other:
        await let_in(other, serving, "two")
        ours = {"Origin": serving.url}
        async with page.ws_connect("/ws?width=120&height=40", headers=ours) as first:
            await drawn(first, "医院")
            async with other.ws_connect("/ws?width=120&height=40", headers=ours) as second:
                await drawn(second, "医院")
                async with other.ws_connect("/ws", headers=ours) as third:
                    assert json.loads((await third.receive()).data)[0] == "failed"
                for odd in (
                    "",
                    "[]",
                    "{}",
                    '["stdin"]',
                    '["resize", {"width": "x"}]',
                    '["nothing", 1]',
                    "[" * 9999,
                ):
                    await first.send_str(odd)
                await first.send_json(["stdin", "b"])
    for reader in ("one", "two"):
        assert (serving.home / "served" / "readers" / reader / "reader.db").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
async def test_a_closed_page_ends_its_program(page: aiohttp.ClientSession, serving: Serving) -> None:
    async def gone() -> None:
        while children(serving.process.pid):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(gone(), 30)
    await let_in(page, serving, "one")
    async with page.ws_connect("/ws", headers={"Origin": serving.url}) as socket:
        await drawn(socket, "医院")
        assert children(serving.process.pid)
    await asyncio.wait_for(gone(), 30)


def children(process: int) -> list[str]:
    """The processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if int(parent) == process and state != "Z":
            found.append(stat.parent.name)
    return found


async def test_a_token_is_good_once_and_nothing_lasts_where_nothing_may(tmp_path: Path) -> None:
    running = serve(tmp_path, "--read-only")
    try:
        await asyncio.wait_for(reached(running), SOON)
        async with aiohttp.ClientSession(running.url) as page:
            await let_in(page, running, "")
            async with page.ws_connect("/ws", headers={"Origin": running.url}) as socket:
                await drawn(socket, "医院")
        async with aiohttp.ClientSession(running.url) as again:
            assert (await again.get("/", params={"token": running.tokens[""]})).status == 403
        assert not (running.home / "served" / "readers").exists()
    finally:
        ended(running)


async def test_a_start_that_fails_says_why(tmp_path: Path) -> None:
    from hospital_tui.serve.session import Session
    from textual_serve.download_manager import DownloadManager

    said: list[str | bytes] = []

    async def send(words: str | bytes) -> None:
        said.append(words)

    async def shut() -> None:
        said.append("shut")

    session = Session("x", write_bytes=send, write_str=send, close=shut, download_manager=DownloadManager())
    session.reading("one", ["sh", "-c", "echo no library here >&2; exit 2"], {"PATH": os.environ["PATH"]})
    await session.start(80, 24)
    await session._task
    await session.stop()
    assert said == ['["failed", "no library here"]', "shut"]
