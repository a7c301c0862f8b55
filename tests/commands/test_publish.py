"""`hospital-tui publish`, and the commands on what was published."""

from pathlib import Path

from .conftest import Run


def test_published_and_read_by_another(run: Run, tmp_path: Path, home: Path) -> None:
    office = tmp_path / "office"
    done = run("publish", office)
    assert done.exit_code == 0 and str(office / "published.db") in done.stdout
    listed = run("list", "--library", office)
    assert listed.exit_code == 0 and listed.stdout == run("list").stdout
    assert run("publish", office, "--library", office).exit_code == 0, "what was published can be passed on"


def test_what_is_published_takes_no_articles(run: Run, tmp_path: Path, home: Path) -> None:
    office = tmp_path / "office"
    run("publish", office)
    (tmp_path / "a.txt").write_text("秋水医院开放床位800张。", "utf-8")
    refused = run("add", tmp_path / "a.txt", "--library", office)
    assert refused.exit_code == 2 and "published.db" in refused.stderr
    assert run("remove", "any", "--library", office).exit_code == 2
    assert not (home / "articles").exists()


def test_not_into_a_readers_own_library(run: Run, home: Path) -> None:
    (home / "articles").mkdir(parents=True)
    refused = run("publish", home)
    assert refused.exit_code == 2 and not (home / "published.db").exists()
