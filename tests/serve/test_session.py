"""What a page gets beside its picture: files and copied words; and how it ends."""

import asyncio
import contextlib
import json
import shutil
import ssl
import subprocess
from collections.abc import Awaitable
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import AsyncMock

import aiohttp
import pytest
from hospital_tui.serve import server
from hospital_tui.serve.gate import Gate
from hospital_tui.serve.server import ReadingServer, Rules
from textual_serve import download_manager

from .conftest import Serving, ended, free_port, serve
from .test_gate import SOON, let_in, reached
from .test_uploads import at_a_page


async def told(socket: aiohttp.ClientWebSocketResponse, kind: str, *keys: str) -> list[object]:
    """What the page is told of a kind; keys are pressed, one after the other, until it is."""
    async with asyncio.timeout(SOON):
        while True:
            for key in keys:
                await socket.send_json(["stdin", key])
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    while True:
                        message = await socket.receive()
                        if message.type is aiohttp.WSMsgType.TEXT and json.loads(message.data)[0] == kind:
                            return list(json.loads(message.data))


async def test_copied_words_go_to_the_browser(serving: Serving) -> None:
    await asyncio.wait_for(reached(serving), SOON)
    async with at_a_page(serving, "one") as (_, socket):
        words = str((await told(socket, "copied", "c"))[1])
        assert any("一" <= char <= "鿿" for char in words)


async def test_an_export_is_a_download_of_its_reader(serving: Serving) -> None:
    await asyncio.wait_for(reached(serving), SOON)
    async with at_a_page(serving, "one") as (page, socket):
        found = await told(socket, "deliver_file_start", "x", "\r")
        async with aiohttp.ClientSession(serving.url) as other:
            await let_in(other, serving, "two")
            assert (await other.get(f"/download/{found[1]}")).status == 404
        answer = await page.get(f"/download/{found[1]}")
        assert answer.status == 200 and "attachment" in answer.headers["Content-Disposition"]
        assert "citation" in (await answer.text()) or "出处" in (await answer.text())


async def test_a_piece_of_a_file_that_comes_late_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that is busy: the piece comes when the library's own patience would be over."""
    waited: list[float] = []

    async def late(coming: Awaitable[bytes], patience: float) -> bytes:
        waited.append(patience)
        return await coming

    monkeypatch.setattr(download_manager.asyncio, "wait_for", late)
    manager = download_manager.DownloadManager()
    await manager.create_download(
        app_service=SimpleNamespace(send_meta=AsyncMock(return_value=True)),  # type: ignore[arg-type]
        delivery_key="k",
        file_name="a.csv",
        open_method="download",
        mime_type="text/csv",
    )
    for piece in (b"one", b""):
        await manager.chunk_received("k", piece)
    assert [piece async for piece in manager.download("k")] == [b"one"]
    assert min(waited) >= 60


async def test_a_page_without_a_key_for_long_is_ended(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_LOOK", 0.05)
    monkeypatch.setattr(server, "program", lambda *_: ["sleep", "60"])
    port = free_port()
    rules = Rules("localhost", port, tmp_path, tmp_path, "en", 1, 0.2, False)
    gate = Gate("localhost", "http", {"lasting": "one"})
    running = asyncio.create_task(server.run(ReadingServer(rules, gate)))
    here = serving._replace(port=port, tokens={"one": "lasting"})
    try:
        await asyncio.wait_for(reached(here), SOON)
        async with aiohttp.ClientSession(here.url) as page:
            await let_in(page, here, "one")
            async with page.ws_connect("/ws", headers={"Origin": here.url}) as socket:
                said = await asyncio.wait_for(socket.receive(), SOON)
                assert json.loads(said.data) == ["failed", server.t("serve.idle")]
                assert (await asyncio.wait_for(socket.receive(), SOON)).type is aiohttp.WSMsgType.CLOSE
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to make a certificate")
async def test_encrypted_with_the_certificate_that_is_named(tmp_path: Path) -> None:
    certificate, key = tmp_path / "page.pem", tmp_path / "page.key"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    running = serve(tmp_path, "--certificate", str(certificate), "--key", str(key))
    try:
        await asyncio.wait_for(reached(running), SOON)
        context = ssl.create_default_context(cafile=str(certificate))
        context.check_hostname = False
        async with aiohttp.ClientSession(f"https://localhost:{running.port}") as page:
            answer = await page.get("/", params={"token": running.tokens[""]}, ssl=context)
            assert answer.status == 200
            cookie = next(iter(page.cookie_jar))
            assert cookie["secure"] and cookie["httponly"]
    finally:
        ended(running)


async def test_another_host_is_warned_of(tmp_path: Path) -> None:
    """Whoever opens it to a network is told so, and that nothing is encrypted."""
    running = serve(tmp_path, "--host", "0.0.0.0")
    try:
        await asyncio.wait_for(reached(running), SOON)
        async with aiohttp.ClientSession(running.url) as page:
            assert (await page.get("/", params={"token": running.tokens[""]})).status == 200
    finally:
        ended(running)
    assert running.process.stderr is not None
    said = running.process.stderr.read()
    assert "0.0.0.0" in said and "encrypt" in said
