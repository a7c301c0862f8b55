"""How the screens of evidence look: pictures at three sizes, light and dark, of three hospitals made up for it."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hospital_tui import speech as text
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.model import Article, Figure, Heading, Hospital, Passage, Section, Source
from textual.pilot import Pilot

from .made import only

SIZES = [(80, 24), (120, 40), (200, 60)]
LOOKS = [("zh", "hospital-dark"), ("en", "hospital-light")]
LOOK_NAMES = ["zh-dark", "en-light"]
KEYS = {"table": "5", "compare": "6", "timeline": "7", "charts": "8"}
STATED = {
    "清河市中心医院": ("2023", 860, 1200, "exact", 47, 12.5),
    "云山县人民医院医疗集团": ("2023", 1404, 1753, "at_least", 134, 44.8),
    "临江市妇幼保健院": ("2024", 320, 508, "exact", 11, 3),
}
"""Hospital to year, beds, staff and how they are bounded, recruits, growth of visits in percent."""


def article(number: int, hospital: str) -> Article:
    """A lead with dates and figures that all three state, in different years."""
    year, beds, staff, bound, recruits, growth = STATED[hospital]
    words = (
        f"{hospital}始建于1952年，{year}年7月迁入新址，现有职工{staff}人，开放床位{beds}张，"
        f"引进人才{recruits}名，门诊量同比增长{growth}%。"
    )
    common: dict[str, Any] = {"time": year, "time_from": "article"}

    def figure(said: str, **fields: Any) -> Figure:
        start = words.index(said)
        return Figure(text=said, at=(start, start + len(said)), **{"kind": "count", **common, **fields})

    def date(said: str, value: str, label: str) -> Figure:
        return figure(said, kind="date", value=value, time=value, label=label, time_from="sentence")

    figures = (
        date("1952年", "1952", "始建"),
        date(f"{year}年7月", f"{year}-07", "迁入新址"),
        figure(f"{staff}人", value=staff, unit="人", label="职工", metric="在职职工", qualifier=bound),
        figure(f"{beds}张", value=beds, unit="张", label="开放床位", metric="开放床位"),
        figure(f"{recruits}名", value=recruits, unit="名", label="引进人才", metric="引进人才"),
        figure(
            f"{growth}%", kind="percent", value=growth, unit="%", label="门诊量", metric="门诊量", change="up"
        ),
    )
    sha = f"{number:064x}"[::-1]
    lead = Passage(
        id=f"{sha[:12]}@100",
        role="body",
        text=words,
        spans=((100, 100 + len(words)),),
        lines=(3,),
        figures=figures,
    )
    title = Passage(id=f"{sha[:12]}@0", role="title", text="仁心筑梦", spans=((0, 4),), lines=(1,))
    heading = Heading(text="基本情况", spans=((50, 54),), lines=(2,))
    return Article(
        id=f"{sha[:12]}-1",
        hospital=Hospital(name=hospital),
        source=Source(file=f"made-{number}.txt", sha256=sha),
        year=year,
        head=(title,),
        sections=(Section(level=1, heading=heading, passages=(lead,)),),
    )


@pytest.fixture
def made(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose library holds these articles alone."""
    articles = [article(number, hospital) for number, hospital in enumerate(STATED, 0xA1)]
    return only(articles, home, tmp_path, monkeypatch)


@pytest.fixture
def app(made: Path, request: pytest.FixtureRequest) -> Iterator[HospitalApp]:
    """The app in the language and theme of the test."""
    lang, theme = request.getfixturevalue("look")
    text.speak(lang)
    library, reader = Library.open(made), Reader.open(made)
    shown = HospitalApp(library, reader)
    shown.theme = theme
    yield shown
    library.close()
    reader.close()
    text.speak("zh")


async def pressed(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each to its end."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()


@pytest.mark.parametrize(
    ("screen", "size", "look"),
    [
        pytest.param(screen, size, LOOKS[turn % 2], id=f"{screen}-{size[0]}x{size[1]}-{LOOK_NAMES[turn % 2]}")
        for turn, (screen, size) in enumerate(itertools.product(KEYS, SIZES))
    ],
)
def test_screen(
    app: HospitalApp, snap_compare: Any, screen: str, size: tuple[int, int], look: tuple[str, str]
) -> None:
    """The second row is under the cursor."""

    async def before(pilot: Pilot[int]) -> None:
        await pressed(pilot, KEYS[screen], "down")

    assert snap_compare(app, terminal_size=size, run_before=before)


DIALOGS = {
    "correcting": ("5", "down", "down", "a"),
    "exporting": ("5", "x"),
    "choosing": ("6", "w"),
    "over-time": ("8", "s"),
    "struck": ("5", "down", "down", "a", "ctrl+d"),
}
"""Keys that open what stands above the screens."""


@pytest.mark.parametrize(
    ("keys", "look"),
    [
        pytest.param(keys, LOOKS[turn % 2], id=f"{name}-{LOOK_NAMES[turn % 2]}")
        for turn, (name, keys) in enumerate(DIALOGS.items())
    ],
)
def test_dialog(
    app: HospitalApp,
    snap_compare: Any,
    keys: tuple[str, ...],
    look: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What opens above the screens, at the middle size."""
    monkeypatch.chdir("/")  # the folder that an export is written to is shown

    async def before(pilot: Pilot[int]) -> None:
        await pressed(pilot, *keys)

    assert snap_compare(app, terminal_size=(120, 40), run_before=before)
