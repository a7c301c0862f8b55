"""The app at a terminal: bytes in through the parser of the keyboard, escape sequences out to an emulated screen."""

import codecs
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pyte
import pytest
from hospital_tui.app import terminal
from hospital_tui.app.hospital_app import HospitalApp
from textual import constants
from textual._xterm_parser import XTermParser

from .conftest import Session, Start
from .random_walk import KEYS

PASTE = "\x1b[200~{}\x1b[201~"


class Terminal:
    """What a reader sees of a session, and the keyboard in front of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        width, height = session.app.size
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._parser = XTermParser()
        driver = session.app._driver
        assert driver is not None
        self._driver = driver
        driver.write = self._show  # type: ignore[method-assign]

    def _show(self, data: str) -> None:
        self._stream.feed(data.replace("\x1b[?2026h", "").replace("\x1b[?2026l", ""))  # synchronized output

    async def send(self, words: str, *, by: int | None = None) -> None:
        """Send what the keyboard sends, in reads of so many bytes, or in one."""
        data = words.encode()
        by = by or len(data)
        for at in range(0, len(data), by):
            whole = self._decoder.decode(data[at : at + by])
            for event in self._parser.feed(whole) if whole else ():
                self._driver.process_message(event)
        await self.session.settle()

    def differences(self) -> list[tuple[str, str]]:
        """Rows of the app and of the terminal that are not the same."""
        held = [strip.text for strip in self.session.app.screen._compositor.render_strips()]
        pairs = zip(held, self.screen.display, strict=True)
        return [(ours, shown) for ours, shown in pairs if ours.rstrip() != shown.rstrip()]

    def colours(self) -> Iterator[str]:
        """Every colour on the screen, once for each character that has it."""
        for row in self.screen.buffer.values():
            for character in row.values():
                yield from (character.fg, character.bg)


AtTerminal = Callable[[], AbstractAsyncContextManager[Terminal]]


@pytest.fixture
def at_terminal(start: Start, monkeypatch: pytest.MonkeyPatch) -> AtTerminal:
    """Start the app before an emulated terminal that has drawn its first screen."""
    monkeypatch.setattr(HospitalApp, "is_headless", property(lambda app: False))

    @asynccontextmanager
    async def run() -> AsyncIterator[Terminal]:
        async with start() as session:
            terminal = Terminal(session)
            session.app.screen.refresh()
            session.app.refresh(layout=True)
            await session.settle()
            yield terminal

    return run


@pytest.mark.parametrize("by", [None, 1, 2, 5], ids=["at once", "byte by byte", "two bytes", "five bytes"])
async def test_chinese_is_typed_into_the_filter(at_terminal: AtTerminal, by: int | None) -> None:
    """An input method commits a word at once; a slow line delivers it in pieces of characters."""
    async with at_terminal() as terminal:
        await terminal.send("/机器人", by=by)
        assert terminal.session.main.panes.filter_bar.text == "机器人"
        await terminal.send("手术\x7f", by=by)
        assert terminal.session.main.panes.filter_bar.text == "机器人手"


async def test_full_width_keys_of_an_input_method_are_commands(at_terminal: AtTerminal) -> None:
    async with at_terminal() as terminal:
        await terminal.send("／机器人")
        assert terminal.session.main.panes.filter_bar.text == "机器人"
        await terminal.send("\r？")
        assert len(terminal.session.app.screen_stack) == 2


@pytest.mark.parametrize("by", [None, 3])
async def test_what_is_pasted_becomes_one_line(at_terminal: AtTerminal, by: int | None) -> None:
    async with at_terminal() as terminal:
        await terminal.send("/" + PASTE.format("机器人\r\n手术\t量\n"), by=by)
        assert terminal.session.main.panes.filter_bar.text == "机器人 手术 量"


async def test_a_paste_outside_the_filter_does_no_commands(at_terminal: AtTerminal) -> None:
    async with at_terminal() as terminal:
        marks = len(terminal.session.main.state.reader.bookmarks())
        await terminal.send(PASTE.format("mqm?"))
        assert terminal.session.app.is_running
        assert len(terminal.session.app.screen_stack) == 1
        assert len(terminal.session.main.state.reader.bookmarks()) == marks


async def test_a_dialog_gets_what_is_typed_ahead(at_terminal: AtTerminal) -> None:
    """The key that opens it, what is written into it and the key that closes it, all in one go."""
    async with at_terminal() as terminal:
        main = terminal.session.main
        await terminal.send("3je复核床位数\r")
        mark = main.state.reader.bookmark(main.state.passage_id)
        assert mark is not None
        assert mark.note == "复核床位数"


@pytest.mark.parametrize(
    ("back", "forward"), [("\x1b[1;3D", "\x1b[1;3C"), ("\x1bb", "\x1bf"), ("\x0f", "\x1b[1;5C")]
)
async def test_back_and_forward_as_terminals_send_them(
    at_terminal: AtTerminal, monkeypatch: pytest.MonkeyPatch, back: str, forward: str
) -> None:
    """Alt and an arrow is no Escape: the filter stays."""
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    async with at_terminal() as terminal:
        main = terminal.session.main
        await terminal.send("3/机器人\r")
        first = main.state.passage_id
        await terminal.send("n")
        second = main.state.passage_id
        assert first != second
        await terminal.send(back)
        assert (main.state.passage_id, main.panes.filter_bar.text) == (first, "机器人")
        await terminal.send(forward)
        assert (main.state.passage_id, main.panes.filter_bar.text) == (second, "机器人")


async def test_enter_pressed_before_the_program_had_the_terminal(at_terminal: AtTerminal) -> None:
    """The terminal has made a line feed of it."""
    async with at_terminal() as terminal:
        await terminal.send("/机器人\n")
        assert terminal.session.main.panes.reading.has_focus
        assert terminal.session.main.panes.filter_bar.text == "机器人"


def test_bytes_that_are_no_utf_8_do_not_end_the_keyboard() -> None:
    pytest.importorskip("termios")
    from textual.drivers import linux_driver

    driver = terminal.lasting(linux_driver.LinuxDriver, lambda: None)
    assert issubclass(driver, linux_driver.LinuxDriver)
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode("手".encode()[:2]) + decode("术".encode()) + decode(b"\xe9a") == "\ufffd术\ufffda"
    with pytest.raises(EOFError):
        decode(b"")


async def test_alt_and_a_digit_goes_to_a_pane(
    at_terminal: AtTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    async with at_terminal() as terminal:
        await terminal.send("/\x1b4")
        assert terminal.session.app.focused is terminal.session.main.panes.sidebar
        await terminal.send("\x1b1")
        assert terminal.session.app.focused is terminal.session.main.panes.hospitals


async def test_sequences_nobody_knows_are_ignored(at_terminal: AtTerminal) -> None:
    async with at_terminal() as terminal:
        await terminal.send("/机\x1b[99;99;99u\x1b[<0;500;500M\x1b[<0;500;500m器")
        await terminal.send("\ufffd\u200b")
        assert terminal.session.app.is_running
        assert "机" in terminal.session.main.panes.filter_bar.text


@pytest.mark.parametrize("seed", range(2))
async def test_the_terminal_shows_what_the_app_holds(at_terminal: AtTerminal, seed: int) -> None:
    """No half of a character is left behind where lists drop down over the text, and none is wiped out."""
    chance = random.Random(seed)
    async with at_terminal() as terminal:
        await terminal.send("/")
        for _ in range(40):
            word = chance.choice(("机", "器", "人", "医", "院", "\x7f", "\x7f", "-", "\x1b[B", "\t"))
            await terminal.send(word)
            assert not terminal.differences()
        await terminal.session.press("escape")
        for _ in range(25):
            await terminal.session.press(chance.choice(KEYS))
            assert not terminal.differences()


async def test_no_color_is_kept_to(at_terminal: AtTerminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """No colour is sent, whatever theme is chosen; what matters is marked all the same."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_terminal() as terminal:
        await terminal.session.press("t", "down", "enter")
        await terminal.send("/机器人\r1")
        assert set(terminal.colours()) == {"default"}
        rows = terminal.screen.buffer.values()
        reverse = "".join(row[x].data for row in rows for x in sorted(row) if row[x].reverse)
        assert "机器人" in reverse
        assert terminal.session.main.state.article.hospital.name in reverse


async def test_a_dialog_that_shrinks_leaves_no_half_of_a_character(at_terminal: AtTerminal) -> None:
    """The list of metrics gets shorter as it is searched, and the comparison behind it shows again."""
    async with at_terminal() as terminal:
        for key in ("6", "z", "y", "\x7f", "医"):
            await terminal.send(key)
            assert not terminal.differences(), key
