"""How fast text is broken into rows, and how fast a long article opens, beside what Rich and Textual offer.

Run `python tests/benchmarks/typography_speed.py [characters]`. Everything is measured in one process on the text of the
seeds, repeated to the length asked for; times are medians of several runs, ratios are to our own.
"""

import asyncio
import itertools
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.themes import THEMES, role_defaults
from hospital_tui.app.typography import Setting, break_text
from hospital_tui.model import Article, Hospital, Passage, Section, Source
from rich.console import Console
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Markdown, Static

SEEDS = Path(__file__).parents[2] / "seeds"
RUNS = 5
WIDTH = 76


def paragraphs(characters: int) -> list[str]:
    """Lines of the seeds, over and over, until they have so many characters."""
    lines = [
        line.strip()
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    chosen: list[str] = []
    size = 0
    while size < characters:
        chosen.append(lines[len(chosen) % len(lines)])
        size += len(chosen[-1])
    return chosen


def timed(work: Callable[[], object]) -> float:
    """Median seconds of a call."""
    taken = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def breaking(texts: list[str]) -> None:
    """Characters a second of our breaker and of others, on the same paragraphs."""
    size = sum(map(len, texts))
    console = Console(width=WIDTH)
    ragged, full = Setting(WIDTH, indent=4), Setting(WIDTH, indent=4, justify=True, gap=True, hang=True)
    measured = {
        "break_text, ragged": timed(lambda: [break_text(text, ragged) for text in texts]),
        "break_text, justified, gaps, hanging": timed(lambda: [break_text(text, full) for text in texts]),
        "rich Text.wrap": timed(lambda: [Text(text).wrap(console, WIDTH) for text in texts]),
        "textual Content.wrap": timed(lambda: [Content(text).wrap(WIDTH) for text in texts]),
    }
    own = measured["break_text, ragged"]
    print(f"breaking {size:,} characters in {len(texts):,} paragraphs at {WIDTH} cells")
    for name, seconds in measured.items():
        print(f"  {name:40}{size / seconds / 1e6:8.2f} M characters/s {seconds / own:8.2f}×")


class Opening(App[None]):
    """Three widgets that can show an article, one at a time."""

    CSS = "ReadingPane, VerticalScroll { display: none; } .-shown { display: block; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The roles of the app's themes."""
        return role_defaults()

    def compose(self) -> ComposeResult:
        """All three, hidden."""
        yield ReadingPane()
        with VerticalScroll(id="static"):
            yield Static(markup=False)
        with VerticalScroll(id="markdown"):
            yield Markdown()


def article(texts: list[str]) -> Article:
    """One article of one section."""
    passages = []
    offset = 0
    for text in texts:
        passages.append(
            Passage(id=f"bench@{offset}", role="body", text=text, spans=((offset, offset + len(text)),))
        )
        offset += len(text) + 1
    section = Section(level=1, passages=tuple(passages))
    return Article(
        id="bench-1",
        hospital=Hospital(name=""),
        source=Source(file="bench.txt", sha256="0" * 64),
        sections=(section,),
    )


async def until_shown(pilot: Pilot[None], work: Callable[[], Awaitable[None]], runs: int) -> float:
    """Median seconds from a call until the screen has settled."""
    taken = []
    for _ in range(runs):
        start = perf_counter()
        await work()
        await pilot.app.animator.wait_until_complete()
        await pilot._wait_for_screen()
        taken.append(perf_counter() - start)
    return median(taken)


async def opening(texts: list[str]) -> None:
    """Time to open an article and to turn a page."""
    made, text = article(texts), "\n\n".join(texts)
    app = Opening()
    print(f"an article of {len(text):,} characters on a screen of 120×40")
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.query_one(ReadingPane)
        count = itertools.count()

        async def show() -> None:
            pane.show(made)

        async def static() -> None:
            # Another text each time: Textual keeps what it made of the last one.
            app.query_one(Static).update(f"{next(count)} {text}")

        async def markdown() -> None:
            await app.query_one(Markdown).update(f"{next(count)} {text}")

        opened: dict[str, float] = {}
        paged: dict[str, float] = {}
        for name, holder, work, runs in (
            ("ReadingPane", "ReadingPane", show, RUNS),
            ("Static", "#static", static, 3),
            ("Markdown", "#markdown", markdown, 1),
        ):
            widget = app.query_one(holder)
            widget.add_class("-shown")
            widget.focus()
            await pilot.pause()
            opened[name] = await until_shown(pilot, work, runs)
            paged[name] = await until_shown(pilot, lambda: pilot.press("pagedown"), RUNS)
            widget.remove_class("-shown")
        start = perf_counter()
        pane.show(made)
        first_rows = [pane.render_line(y) for y in range(40)]
        ready = perf_counter() - start
        start = perf_counter()
        pane.action_page_down()
        first_rows = [pane.render_line(y) for y in range(40)]
        turned = perf_counter() - start
        assert len(first_rows) == 40
    print(
        f"  ReadingPane alone: first rows ready {ready * 1e3:.1f} ms, page turned and drawn {turned * 1e3:.1f} ms"
    )
    for name, seconds in opened.items():
        ratio, page_ratio = seconds / opened["ReadingPane"], paged[name] / paged["ReadingPane"]
        print(
            f"  {name:12} opened {seconds * 1e3:9.1f} ms {ratio:8.1f}×"
            f"   PgDn settled {paged[name] * 1e3:7.1f} ms {page_ratio:5.1f}×"
        )


if __name__ == "__main__":
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    breaking(paragraphs(1_000_000))
    asyncio.run(opening(paragraphs(characters)))
