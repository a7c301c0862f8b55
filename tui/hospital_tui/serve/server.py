"""The server: our page, the gate before it, and a session for each page that is open."""

import asyncio
import contextlib
import secrets
import shutil
import ssl
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from aiohttp import WSMessage, WSMsgType, web
from textual_serve import download_manager
from textual_serve.server import Server, to_int

from hospital_tui.serve.gate import READER, Gate
from hospital_tui.serve.session import Session, environment, program
from hospital_tui.serve.uploads import LARGEST, TooMuchError, received
from hospital_tui.speech import t

_PAGE = Path(__file__).with_name("page")
_BEAT = 10.0
"""Seconds between two signs of life of a page; one that misses its answer is gone after half as many more."""
_LOOK = 5.0
_WORDS = (
    "serve.opening",
    "serve.ended",
    "serve.again",
    "serve.choose",
    "serve.send",
    "serve.not",
    "serve.refused",
)
"""What our page says."""
download_manager.DOWNLOAD_TIMEOUT = 120
"""Seconds that a piece of a file may take on a busy machine, which textual-serve cuts off after four; a page that closes ends its own."""
_LARGEST = 1 << 20
"""Bytes of one message of a page."""


class Rules(NamedTuple):
    """What the server allows."""

    host: str
    port: int
    library: Path
    """The published file that all read."""
    homes: Path
    """The folder of the readers' own folders."""
    lang: str
    at_once: int
    idle: float
    """Seconds without a key after which a page is ended."""
    read_only: bool
    """Whether nothing that readers make is kept."""
    tls: ssl.SSLContext | None = None


class ReadingServer(Server):
    """textual-serve's server with doors: nothing of it answers before the gate."""

    def __init__(self, rules: Rules, gate: Gate) -> None:
        super().__init__("hospital-tui", host=rules.host, port=rules.port, title="hospital-tui")
        self.rules, self.gate = rules, gate
        self.open = 0
        """How many pages are open."""
        self._sessions: set[Session] = set()

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self.gate.middleware()])
        app.add_routes(
            [
                web.get("/", self.handle_page),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.post("/upload/{key}", self.handle_upload),
                web.static("/page", _PAGE),
                web.static("/static", self.statics_path),
            ]
        )
        return app

    async def handle_page(self, request: web.Request) -> web.StreamResponse:
        """Our page, in the language of the server."""
        page = (_PAGE / "index.html").read_text("utf-8")
        for key in _WORDS:
            page = page.replace("{" + key + "}", t(key))
        return web.Response(text=page.replace("{lang}", self.rules.lang), content_type="text/html")

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that the app of this very reader hands over."""
        try:
            found = await self.download_manager.get_download_metadata(request.match_info["key"])
        except KeyError as error:
            raise web.HTTPNotFound from error
        if getattr(found.app_service, "reader", None) != request[READER]:
            raise web.HTTPNotFound
        return await super().handle_download(request)

    async def handle_upload(self, request: web.Request) -> web.StreamResponse:
        """Files that the app of this very reader asked for, to be added; they are gone with the page."""
        key = request.match_info["key"]
        asked = (one for one in self._sessions if one.upload and secrets.compare_digest(one.upload, key))
        session = next((one for one in asked if one.reader == request[READER]), None)
        if session is None:
            raise web.HTTPNotFound
        folder = Path(tempfile.mkdtemp(prefix="sent-", dir=session.folder))
        try:
            await received(await request.multipart(), folder)
        except (TooMuchError, ValueError, AssertionError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, TooMuchError):
                raise web.HTTPRequestEntityTooLarge(LARGEST, LARGEST + 1) from error
            raise web.HTTPBadRequest from error
        session.upload = ""
        await session.uploaded(str(folder))
        return web.Response(status=204)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A page: the app runs as long as it is open, and no longer."""
        socket = web.WebSocketResponse(heartbeat=_BEAT, max_msg_size=_LARGEST)
        await socket.prepare(request)
        if self.open >= self.rules.at_once:
            await socket.send_json(["failed", t("serve.full", n=self.rules.at_once)])
            await socket.close()
            return socket
        self.open += 1
        try:
            with self._home(request[READER]) as home:
                await self._session(request, socket, home)
        finally:
            self.open -= 1
        return socket

    @contextlib.contextmanager
    def _home(self, reader: str) -> Iterator[str]:
        """The reader's own folder; one that does not last where nothing is to be kept."""
        if self.rules.read_only:
            with tempfile.TemporaryDirectory(prefix="hospital-tui-", ignore_cleanup_errors=True) as folder:
                yield folder
        else:
            yield str(self.rules.homes / reader)

    async def _session(self, request: web.Request, socket: web.WebSocketResponse, home: str) -> None:
        async def shut() -> None:
            await socket.close()

        session = Session(
            "hospital-tui",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=shut,
            download_manager=self.download_manager,
        )
        told = environment(home, request[READER], uploads=not self.rules.read_only)
        session.reading(request[READER], program(str(self.rules.library), self.rules.lang), told)
        width = min(max(to_int(request.query.get("width", ""), 80), 20), 1000)
        height = min(max(to_int(request.query.get("height", ""), 24), 5), 500)
        with tempfile.TemporaryDirectory(
            prefix="hospital-tui-", ignore_cleanup_errors=True
        ) as session.folder:
            self._sessions.add(session)
            try:
                await session.start(width, height)
                await self._listen(socket, session)
            except (ConnectionError, OSError):
                pass
            finally:
                self._sessions.discard(session)
                await asyncio.shield(session.stop())

    async def _listen(self, socket: web.WebSocketResponse, session: Session) -> None:
        """Pass on what the page sends, until it is closed, or nothing was typed for too long."""
        last = time.monotonic()
        while not socket.closed:
            try:
                message = await socket.receive(timeout=_LOOK)
            except TimeoutError:
                if time.monotonic() - last > self.rules.idle:
                    await socket.send_json(["failed", t("serve.idle")])
                    await socket.close()
                continue
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return
            if message.type is WSMsgType.TEXT and await _taken(session, socket, message):
                last = time.monotonic()


async def _taken(session: Session, socket: web.WebSocketResponse, message: WSMessage) -> bool:
    """Take in one message of the page; whether the reader did something. What is no message of ours is passed over."""
    try:
        kind, data = message.json()[:2]
        if kind == "stdin":
            await session.send_bytes(str(data).encode("utf-8", "replace"))
            return True
        if kind == "resize":
            width, height = int(data["width"]), int(data["height"])
            await session.set_terminal_size(min(max(width, 20), 1000), min(max(height, 5), 500))
        elif kind == "ping":
            await socket.send_json(["pong", data])
        elif kind in ("blur", "focus"):
            await (session.blur() if kind == "blur" else session.focus())
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return False
    return False


async def run(server: ReadingServer) -> None:
    """Serve until cancelled. Raises OSError where the port cannot be had."""
    runner = web.AppRunner(await server._make_app(), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, server.host, server.port, ssl_context=server.rules.tls).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
