"""Articles that are nearly the same as ones at hand: the reader is asked, one by one or once for the rest."""

import json
import sys
from pathlib import Path

import pytest
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.dialogs.same import SameScreen

from .conftest import Start
from .test_adding import until

SAYING = """
import json, sys
log, *words = sys.argv[1:]
with open(log, "a") as file:
    file.write(json.dumps(words) + chr(10))
def say(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)
say("start", total=3)
if words[words.index("--same") + 1] == "ask":
    for name in "abc":
        say("asked", file=f"/x/{name}.txt", title=name, same_as="000000000000-1")
say("finished", added=0, known=0, failed=0, stopped=False)
"""
"""A program that asks about three sources, and notes what it is called with."""


def calls(log: Path) -> list[tuple[str, list[str]]]:
    """What `--same` said at each call, and the paths."""
    words = [json.loads(line) for line in log.read_text().splitlines()]
    return [(one[one.index("--same") + 1], one[one.index("--") + 1 :]) for one in words]


@pytest.mark.parametrize(
    ("keys", "then"),
    [
        (("r", "b", "s"), [("replace", ["/x/a.txt"]), ("both", ["/x/b.txt"])]),
        (("s", "a", "r"), [("replace", ["/x/b.txt", "/x/c.txt"])]),
        (("a", "b"), [("both", ["/x/a.txt", "/x/b.txt", "/x/c.txt"])]),
        (("r", "escape"), [("replace", ["/x/a.txt"])]),
        (("escape",), []),
        (("a", "a", "s", "s", "s"), []),
    ],
)
async def test_the_reader_is_asked(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], then: list[object]
) -> None:
    log = tmp_path / "log"
    monkeypatch.setattr(Grow, "program", (sys.executable, "-c", SAYING, str(log)))
    async with start(size=(80, 24)) as session:
        session.main.grow.add(("/x",))
        await until(session, lambda: isinstance(session.app.screen, SameScreen))
        shown = session.screen_text()
        assert "a（/x/a.txt）" in shown.replace(" ", "") and "2" in shown
        for key in keys:
            await session.pilot.press(key)
            await session.pilot.pause()
        await until(session, lambda: len(calls(log)) == 1 + len(then))
        await until(session, lambda: not session.main.grow.adding.under_way)  # type: ignore[union-attr]
    assert calls(log) == [("ask", ["/x"]), *then]
