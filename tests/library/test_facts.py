"""What the reader says an article is: kept, shown, cited, undone; its figures are dated by it."""

from pathlib import Path

import msgspec
import pytest
from hospital_tui.library import Library, citation
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.reader import ReaderError
from hospital_tui.library.reader.facts import redated
from hospital_tui.model import Article

from .conftest import Open, figure, made

TEXT = "全院开放床位800张，骨科手术120例，2019年引进人才47人。5月12日开诊，当日接诊30人。"


def article(year: str | None = "2023") -> Article:
    origin = {"time": year, "time_from": "article" if year else None}
    found = [
        figure("800张", TEXT, value=800, unit="张", label="开放床位", metric="床位", **origin),
        figure("120例", TEXT, value=120, unit="例", label="骨科手术", **origin),
        figure("2019年", TEXT, kind="date", value="2019"),
        figure("47人", TEXT, value=47, unit="人", label="引进人才", time="2019", time_from="sentence"),
        figure("5月12日", TEXT, kind="date", value="2023-05-12" if year else "--05-12"),
        figure(
            "30人", TEXT, value=30, unit="人", time="2023-05-12" if year else "--05-12", time_from="sentence"
        ),
    ]
    return msgspec.structs.replace(made(1, (TEXT, "无。"), figures=[found]), year=year)


def times(library: Library) -> list[object]:
    return [one.figure.time if one.figure.kind != "date" else one.figure.value for one in library.figures()]


def shown(library: Library) -> dict[str, object]:
    return {fact.name: fact.value for fact in library.facts(article().id)}


def test_facts_are_kept_and_shown_everywhere(opened: Open) -> None:
    library = opened([article()])
    assert shown(library)["hospital"] == "长治市第二人民医院"
    said = {
        "hospital": "秋水医院",
        "aliases": ["秋水", "秋院"],
        "title": "秋水之变",
        "date": "2024-03-01",
        "year": "2024",
        "newspaper": "秋水日报",
        "page": "A05",
        "author": "某某",
        "link": "https://example.org/a",
    }
    library.set_facts_of([article().id], said)
    with Library.open() as again:
        assert shown(again) == {**said, "aliases": ("秋水", "秋院")}
        assert all(fact.corrected for fact in again.facts(article().id))
        (card,) = again.shelf()
        assert (card.hospital, card.title, card.newspaper) == ("秋水医院", "秋水之变", "秋水日报")
        assert again.tally(again.query("医院:秋院")).articles == 1
        assert (
            citation(again.article(card.id))
            == "秋水医院，某某，《秋水之变》，秋水日报，2024-03-01(A05)，1.txt"
        )


def test_figures_are_dated_anew_at_once(opened: Open) -> None:
    library = opened([article()])
    library.set_facts_of([article().id], {"year": "2021"})
    assert times(library) == ["2021", "2021", "2019", "2019", "2023-05-12", "2023-05-12"]
    assert library.tally(library.query("年:2021 床位")).passages == 1
    library.set_facts_of([article().id], {"year": None})
    assert times(library) == [None, None, "2019", "2019", "2023-05-12", "2023-05-12"]


def test_what_an_open_year_left_open_is_dated(opened: Open) -> None:
    library = opened([article(None)])
    assert times(library) == [None, None, "2019", "2019", "--05-12", "--05-12"]
    library.set_facts_of([article().id], {"date": "2024-06-01"})
    assert times(library) == ["2024", "2024", "2019", "2019", "2024-05-12", "2024-05-12"]
    assert {one.figure.time_from for one in library.figures() if one.figure.time == "2024"} == {"article"}


def test_facts_are_taken_back_and_undone(opened: Open) -> None:
    library = opened([article()])
    as_read = shown(library)
    library.set_facts_of([article().id], {"year": "2021", "newspaper": "秋水日报"})
    library.set_facts_of([article().id], {}, ["year"])
    assert shown(library) == {**as_read, "newspaper": "秋水日报"}
    assert library.undo().what == "facts" and shown(library)["year"] == "2021"
    library.undo()
    assert shown(library) == as_read and library.article(article().id) == article()


@pytest.mark.parametrize(
    ("said", "fault"),
    [({"year": "23"}, "no-year"), ({"date": "2024-02-30"}, "no-date"), ({"title": ("a", "b")}, "one-value")],
)
def test_what_is_no_such_fact_is_refused(opened: Open, said: dict[str, str], fault: str) -> None:
    library = opened([article()])
    with pytest.raises(ReaderError, match=fault):
        library.set_facts_of([article().id], said)
    assert library.article(article().id) == article()


def test_facts_find_their_article_when_the_source_is_taken_apart_otherwise(opened: Open, rooms: Path) -> None:
    library = opened([article()])
    library.set_facts_of([article().id], {"newspaper": "秋水日报"})
    library.close()
    renamed = msgspec.structs.replace(article(), id=article().id[:-1] + "2")
    (rooms / "data" / f"{article().id}.yaml").write_text(dump(renamed), "utf-8")
    with Library.open() as again:
        assert again.article(renamed.id).newspaper == "秋水日报"


def test_a_figure_that_the_reader_corrected_is_not_dated_anew() -> None:
    one = msgspec.structs.replace(article().sections[0].passages[0].figures[0], corrected=True)
    assert redated(one, "2023", "2021") == one
