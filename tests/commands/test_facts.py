"""facts, and the same by options of add: shown with evidence, corrected for one or many, taken back in one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.library import Library
from hospital_tui.library.reader import FACTS

Run = Callable[..., Result]


def facts_of(run: Run, *places: object) -> list[dict[str, dict[str, object]]]:
    """Facts by name, an article each."""
    lines = run("facts", *places, "--format", "json").stdout.splitlines()
    return [{fact["name"]: fact for fact in json.loads(line)["facts"]} for line in lines]


def test_each_fact_is_listed_with_its_evidence(run: Run, added: None) -> None:
    done = run("facts", "医院:春江", "--lang", "zh")
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert "李明华" in lines["作者"] and "署名" in lines["作者"]
    assert "未写明" in lines["报纸"]
    assert done.stdout.count("\n") == 1 + len(FACTS)


@pytest.mark.parametrize("by", ["file", "id", "query"])
def test_an_article_is_named_by_file_id_or_query(run: Run, added: None, article: Path, by: str) -> None:
    with Library.open() as library:
        (card,) = [one for one in library.shelf() if one.origin == "own"]
    place = {"file": article, "id": card.id, "query": "医院:春江"}[by]
    done = run(
        "facts", place, "--newspaper", "春江日报", "--year", "2024", "--alias", "春江", "--alias", "中心"
    )
    assert done.exit_code == 0, done.stderr
    (after,) = facts_of(run, place)
    assert (after["newspaper"]["value"], after["aliases"]["value"]) == ("春江日报", ["春江", "中心"])
    with Library.open() as library:
        assert {
            row.figure.time for row in library.figures(library.query("医院:春江")) if row.figure.unit == "张"
        } == {"2024"}
    assert "春江日报" in run("cite", card.id).stdout


def test_many_are_corrected_at_once_and_taken_back_in_one(run: Run) -> None:
    before = facts_of(run)
    assert run("facts", "医院", "--newspaper", "山城日报", "--page", "3").exit_code == 0
    after = facts_of(run, "医院")
    assert len(after) > 2 and all(one["newspaper"]["value"] == "山城日报" for one in after)
    assert run("undo").exit_code == 0
    assert facts_of(run) == before


def test_empty_is_open_and_as_read_takes_back(run: Run, added: None) -> None:
    (read,) = facts_of(run, "医院:春江")
    run("facts", "医院:春江", "--author", "", "--year", "")
    (after,) = facts_of(run, "春江")
    assert (after["author"]["value"], after["year"]["value"], after["author"]["corrected"]) == (
        None,
        None,
        True,
    )
    run("facts", "春江", "--as-read", "author", "--as-read", "year")
    assert facts_of(run, "春江") == [read]


@pytest.mark.parametrize(
    "wrong",
    [
        ("春江", "--year", "23"),
        ("春江", "--date", "2024-02-30"),
        ("--year", "2024"),
        ("没有这样的词", "--page", "1"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(run: Run, added: None, wrong: tuple[str, ...]) -> None:
    before = facts_of(run)
    done = run("facts", *wrong)
    assert done.exit_code == 2 and done.stderr
    assert facts_of(run) == before


def test_a_file_that_was_not_added_is_said(run: Run, article: Path) -> None:
    done = run("facts", article, "--year", "2024")
    assert done.exit_code == 2 and "add" in done.stderr


def test_add_says_what_the_sources_are(run: Run, article: Path) -> None:
    done = run("add", "--no-vocabulary", article, "--newspaper", "春江日报", "--date", "2024-01-05")
    assert done.exit_code == 0, done.stderr
    (after,) = facts_of(run, article)
    assert (after["newspaper"]["value"], after["date"]["value"]) == ("春江日报", "2024-01-05")
    run("add", "--no-vocabulary", article, "--page", "A05")
    assert facts_of(run, article)[0]["page"]["value"] == "A05"


def test_add_refuses_a_wrong_fact_before_it_begins(run: Run, article: Path) -> None:
    assert run("add", "--no-vocabulary", article, "--year", "24").exit_code == 2
    assert run("facts", article).exit_code == 2
