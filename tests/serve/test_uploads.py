"""A reader on a page adds files of their own machine: theirs alone, within bounds, and nobody else's key opens."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from hospital_tui.serve import uploads

from .conftest import Serving, ended, serve
from .test_gate import SOON, drawn, let_in, reached

ARTICLE = "松林县人民医院2023年发展纪实\n2023年，松林县人民医院开放床位512张。\n".encode()


@contextlib.asynccontextmanager
async def at_a_page(
    serving: Serving, reader: str
) -> AsyncIterator[tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]]:
    async with aiohttp.ClientSession(serving.url) as page:
        await let_in(page, serving, reader)
        ours = {"Origin": serving.url}
        async with page.ws_connect("/ws?width=120&height=40", headers=ours) as socket:
            await drawn(socket, "医院")
            yield page, socket


async def asked(socket: aiohttp.ClientWebSocketResponse) -> str:
    """The key under which the app takes files, once its key for adding is pressed; it is pressed until it is heard."""
    while True:
        await socket.send_json(["stdin", "+"])
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                while True:
                    message = await socket.receive()
                    if message.type is aiohttp.WSMsgType.TEXT and json.loads(message.data)[0] == "upload":
                        return str(json.loads(message.data)[1])


def form(name: str, data: bytes) -> aiohttp.FormData:
    sent = aiohttp.FormData()
    sent.add_field("file", data, filename=name)
    return sent


async def test_what_is_sent_is_added_to_the_readers_own(serving: Serving) -> None:
    await asyncio.wait_for(reached(serving), SOON)
    ours = {"Origin": serving.url}
    async with at_a_page(serving, "one") as (page, socket):
        key = await asyncio.wait_for(asked(socket), SOON)
        assert (await page.post("/upload/wrong", data=form("a.txt", ARTICLE), headers=ours)).status == 404
        assert (await page.post(f"/upload/{key}", data=form("a.txt", ARTICLE))).status == 403
        async with aiohttp.ClientSession(serving.url) as other:
            await let_in(other, serving, "two")
            refused = await other.post(f"/upload/{key}", data=form("a.txt", ARTICLE), headers=ours)
            assert refused.status == 404
        done = await page.post(f"/upload/{key}", data=form("../../松林.txt", ARTICLE), headers=ours)
        assert done.status == 204
        await drawn(socket, "松林县人民医院")
        again = await page.post(f"/upload/{key}", data=form("b.txt", ARTICLE), headers=ours)
        assert again.status == 404, "a key is good once"
    readers = serving.home / "served" / "readers"
    assert len(list((readers / "one" / "articles").rglob("*.yaml"))) == 1
    assert not (readers / "two" / "articles").exists()


async def test_where_nothing_is_kept_nothing_is_taken(tmp_path: Path) -> None:
    running = serve(tmp_path, "--read-only")
    try:
        await asyncio.wait_for(reached(running), SOON)
        async with at_a_page(running, "") as (_, socket):
            await socket.send_json(["stdin", "+"])
            assert '["upload"' not in await drawn(socket, "for reading only")
    finally:
        ended(running)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/a.txt", "a.txt"),
        ("C:\\texts\\a.txt", "a.txt"),
        ("..", "text"),
        ("", "text"),
        ("a\x1b[2J\n.txt", "a[2J.txt"),
        ("医" * 100 + ".txt", "医" * 65 + ".txt"),
    ],
)
def test_names_that_a_disk_bears(tmp_path: Path, told: str, kept: str) -> None:
    place = uploads._place(tmp_path, told, 1)
    assert place.parent == tmp_path and place.name == kept
    place.touch()
    assert uploads._place(tmp_path, told, 2) == tmp_path / "2" / kept


async def test_more_than_is_taken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it stays."""
    from aiohttp import web
    from aiohttp.test_utils import TestClient, TestServer

    monkeypatch.setattr(uploads, "LARGEST", 100)
    monkeypatch.setattr(uploads, "_MOST", 2)

    async def take(request: web.Request) -> web.Response:
        folder = tmp_path / request.match_info["n"]
        folder.mkdir()
        try:
            await uploads.received(await request.multipart(), folder)
        except uploads.TooMuchError:
            return web.Response(status=413)
        return web.Response(text=" ".join(sorted(path.name for path in folder.iterdir())))

    app = web.Application()
    app.add_routes([web.post("/{n}", take)])
    async with TestClient(TestServer(app)) as client:
        assert (await client.post("/1", data=form("a.txt", b"x" * 101))).status == 413
        many = aiohttp.FormData()
        for name in ("a", "b", "c"):
            many.add_field("file", b"x", filename=name)
        assert (await client.post("/2", data=many)).status == 413
        assert await (await client.post("/3", data=form("a.txt", b"x" * 100))).text() == "a.txt"
