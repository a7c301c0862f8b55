"""The page in a real browser, over its debugging protocol: drawn in columns, typed by composition, alone with us."""

import asyncio
import itertools
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from .conftest import Serving
from .test_gate import SOON, reached

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here: the page was not seen by a browser"
)

LISTEN = """
window.sent = []; window.got = 0;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) { window.sent.push(data); return send.call(this, data); };
Object.defineProperty(Object.prototype, "fitAddon", { configurable: true, set(addon) {
  window.terminal = this.terminal;
  Object.defineProperty(this, "fitAddon", { value: addon, writable: true });
} });
window.rows = () => Array.from({ length: terminal.rows }, (_, y) => {
  const line = terminal.buffer.active.getLine(y);
  return Array.from({ length: terminal.cols }, (_, x) => line.getCell(x)).map(
    (cell) => cell.getWidth() ? cell.getChars() || " " : "");
});
"""
"""What the page sends, and the terminal's cells: "" behind a wide character."""


class Tab:
    """A tab of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket, self.numbers = socket, itertools.count(1)
        self.asked: list[str] = []
        """Addresses that the page asked for."""

    async def do(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self.numbers)
        await self.socket.send_json({"id": number, "method": method, "params": params})
        while True:
            said = await asyncio.wait_for(self.socket.receive_json(), SOON)
            if said.get("method") in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                self.asked.append(said["params"].get("url") or said["params"]["request"]["url"])
            if said.get("id") == number:
                assert "error" not in said, said
                return dict(said["result"])

    async def value(self, expression: str) -> Any:
        found = await self.do(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        return found["result"].get("value")

    async def until(self, expression: str) -> None:
        async def wait() -> None:
            while not await self.value(expression):
                await asyncio.sleep(0.05)

        await asyncio.wait_for(wait(), SOON)


@pytest.fixture
async def tab(serving: Serving) -> AsyncIterator[Tab]:
    await asyncio.wait_for(reached(serving), SOON)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = [
            str(CHROMIUM),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
        ]
        words += [f"--user-data-dir={profile}", "--window-size=1200,800", "--no-first-run", "about:blank"]
        browser = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert browser.stderr is not None
        try:
            lines = iter(browser.stderr.readline, "")
            found = next(match for line in lines if (match := re.search(r"ws://(\S+?)/devtools", line)))
            async with aiohttp.ClientSession() as session:
                pages = await (await session.get(f"http://{found[1]}/json")).json()
                address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    yield Tab(socket)
        finally:
            browser.kill()
            browser.wait()


async def opened(tab: Tab, serving: Serving, reader: str = "one") -> None:
    await tab.do("Network.enable")
    await tab.do("Page.enable")
    await tab.do("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)
    await tab.do("Page.navigate", url=f"{serving.url}/?token={serving.tokens[reader]}")
    await tab.until("document.body && document.body.classList.contains('-first-byte')")


async def drawn(tab: Tab, words: str) -> list[list[str]]:
    """The cells of all rows, once these words are among them."""
    await tab.until(f"window.terminal && rows().some((row) => row.join('').includes({json.dumps(words)}))")
    found: list[list[str]] = await tab.value("rows()")
    return found


async def typed(tab: Tab, words: str) -> None:
    await tab.value("document.querySelector('.xterm-helper-textarea').focus()")
    await tab.do("Input.insertText", text=words)


def in_columns(rows: list[list[str]]) -> bool:
    """Whether the list's years stand under each other and no character lies across the edge of a pane."""
    top = next((y for y, row in enumerate(rows) if "─Hospitals" in "".join(row)), None)
    if top is None or "─Figures" not in "".join(rows[top]):
        return False
    heads = "".join(rows[top])
    left, right = heads.index("  "), heads.rindex("  ") + 2
    years = [row[:left].index("2") if "2" in row[:left] else 0 for row in rows[top + 1 : top + 7]]
    panes = rows[top:-2]
    whole = all(row[edge] for row in panes for edge in (left, right))
    return whole and 0 not in years and len(set(years)) == 1 and all(row[left] == " " for row in panes)


async def test_panes_stand_in_their_columns(tab: Tab, serving: Serving) -> None:
    await opened(tab, serving)

    async def drawn_so() -> None:
        while not in_columns(await tab.value("window.terminal ? rows() : []")):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(drawn_so(), SOON)


async def test_without_a_token_there_is_no_page(tab: Tab, serving: Serving) -> None:
    await tab.do("Page.navigate", url=serving.url)
    await tab.until("document.readyState === 'complete'")
    assert await tab.value("performance.getEntriesByType('navigation')[0].responseStatus") == 403


async def test_a_note_is_its_reader_s_own(tab: Tab, serving: Serving) -> None:
    await opened(tab, serving)
    await drawn(tab, "─Contents")
    await typed(tab, "e")
    await drawn(tab, "Enter saves")
    await typed(tab, "只给一号看")
    await drawn(tab, "只给一号看")
    enter = {"key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13}
    await tab.do("Input.dispatchKeyEvent", type="keyDown", **enter)
    await drawn(tab, "Note saved")
    await opened(tab, serving, "two")
    await drawn(tab, "─Contents")
    await typed(tab, "e")
    assert not any("只给一号看" in "".join(row) for row in await drawn(tab, "Enter saves"))


async def test_opens_and_asks_nobody_else(tab: Tab, serving: Serving) -> None:
    await opened(tab, serving)
    assert await tab.value("location.search") == ""
    own = (serving.url, f"ws://localhost:{serving.port}", "data:")
    assert tab.asked and [one for one in tab.asked if not one.startswith(own)] == []


async def test_composed_words_arrive_once(tab: Tab, serving: Serving) -> None:
    await opened(tab, serving)
    await tab.value("document.querySelector('.xterm-helper-textarea').focus()")
    for begun in ("y", "yi", "yiyuan"):
        await tab.do(
            "Input.imeSetComposition", text=begun, selectionStart=len(begun), selectionEnd=len(begun)
        )
    await tab.do("Input.insertText", text="医院")
    await tab.until("window.sent.some((data) => data.includes('医院'))")
    typed = [json.loads(data)[1] for data in await tab.value("window.sent") if data.startswith('["stdin"')]
    assert "".join(words for words in typed if "\x1b" not in words) == "医院"


async def test_numbers_in_circles_keep_to_their_column(tab: Tab, serving: Serving) -> None:
    await opened(tab, serving)
    width = """
    (async () => {
      await document.fonts.load("16px 'Roboto Mono'", "①医a");
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = "16px 'Roboto Mono', monospace";
      return ["a", "①", "医"].map((one) => pen.measureText(one).width);
    })()"""
    latin, circled, han = await tab.value(width)
    assert circled <= latin * 1.2
    assert han <= latin * 2.1


async def test_a_hostile_page_gets_nothing(tab: Tab, serving: Serving) -> None:
    """The reader is let in, and then looks at a page of another origin, which tries everything."""
    await opened(tab, serving)
    await tab.do("Page.navigate", url=f"http://127.0.0.1:{serving.port}/")  # another origin, the same server
    await tab.until("document.readyState === 'complete'")
    tried = f"""
    (async () => {{
      const gone = (promise) => promise.then(() => "in", () => "out");
      const socket = new Promise((good, bad) => {{
        const one = new WebSocket("ws://localhost:{serving.port}/ws?width=80&height=24");
        one.onopen = good; one.onerror = bad;
      }});
      const read = fetch("{serving.url}/", {{ credentials: "include" }});
      const sent = fetch("{serving.url}/", {{ method: "POST", credentials: "include" }});
      return Promise.all([socket, read, sent].map(gone));
    }})()"""
    assert await tab.value(tried) == ["out", "out", "out"]
