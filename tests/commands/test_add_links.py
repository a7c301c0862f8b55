"""Addresses on the command line: what lies there is added, with address and day, and cited so."""

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.ingest.links import Fetcher
from hospital_tui.ingest.watching import Watch
from hospital_tui.library import Library

from ..ingest import newspaper_site as made

Run = Callable[..., Result]
TODAY = datetime.date.today().isoformat()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Site]:
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)
    with made.site() as found:
        yield found


def test_an_address_is_added_with_its_day_and_cited(run: Run, home: object, site: made.Site) -> None:
    site.pages["/paper/content_4.htm"] = made.article(4)
    link = site.address + "/paper/content_4.htm"
    done = run("add", "--no-vocabulary", "--private", link, "--progress", "json")
    assert done.exit_code == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    (added,) = [one for one in said if one["event"] == "added"]
    assert (added["title"], added["file"]) == ("守护健康之4", link)
    facts = run("facts", added["id"], "--lang", "zh").stdout
    assert link in facts and TODAY in facts and "取自" in facts
    cited = {
        form: run("cite", added["id"], "--style", form).stdout for form in ("gbt", "bibtex", "ris", "csl")
    }
    assert f"[{TODAY}]. {link}" in cited["gbt"]
    assert f"urldate = {{{TODAY}}}" in cited["bibtex"]
    assert f"Y2  - {TODAY.replace('-', '/')}" in cited["ris"]
    assert json.loads(cited["csl"])[0]["accessed"]["date-parts"] == [[int(part) for part in TODAY.split("-")]]
    with Library.open() as library:
        assert library.article(added["id"]).source.link == link
    assert "there already as" in run("add", "--private", link).stdout


def test_a_private_address_needs_a_word_more(run: Run, home: object, site: made.Site) -> None:
    done = run("add", site.address + "/a.htm")
    assert done.exit_code == 2 and "--private" in done.stderr and site.asked == []


def test_an_issue_is_added_whole(run: Run, home: object, site: made.Site) -> None:
    start = site.address + made.day_folders(site.pages)
    done = run("add", "--no-vocabulary", "--private", "--issue", start, "--progress", "json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert said[-1] | {"event": ""} == {"event": "", "added": 3, "known": 0, "failed": 0, "stopped": False}
    progress = [one for one in said if one["event"] == "progress"]
    assert progress[-1]["done"] == progress[-1]["total"] == 3
    assert sorted(one["title"] for one in said if one["event"] == "added") == [
        f"守护健康之{n}" for n in (1, 2, 3)
    ]


def test_what_no_host_gives_is_told_and_the_rest_is_added(
    run: Run, home: object, site: made.Site, article: object
) -> None:
    site.pages["/gone.htm"] = 404
    done = run(
        "add", "--no-vocabulary", "--private", site.address + "/gone.htm", article, "ftp://x.example/a.htm"
    )
    assert done.exit_code == 1
    assert (
        "404" in done.stderr and "ftp" in done.stderr and "added 1, there already 0, failed 2" in done.stderr
    )


def test_a_watched_folder_gives_what_comes(
    run: Run, home: object, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    acts = iter([lambda: article.rename(folder / "a.txt"), None, None, lambda: (folder / "b.exe").touch()])

    def wait(_: float) -> None:
        if act := next(acts, stop):
            act()

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Watch.__init__, "__defaults__", (wait,))
    done = run("add", "--watch", "--no-vocabulary", folder)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("added 1, there already 0, failed 0") == 1
    assert run("add", "--watch", folder / "a.txt").exit_code == 2
