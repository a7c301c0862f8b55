"""The first sight of what a query finds is the beginning of the whole, and says whether it is all."""

import threading

import pytest
from hospital_tui.library import Cancelled, Library, Scope
from hospital_tui.library.query import articles, glancing

from .conftest import Open, made

TEXTS = ("医院骨科，床位八百张。", "医院护理；人才的培养。", "医疗质量与医院服务。")
QUERIES = ("医院", "医", "医 -骨", "的", "骨科", "医院:长治 医院", "没有", "-医", "节:学科 医院", "医院 的")


@pytest.fixture
def library(opened: Open) -> Library:
    """Six articles."""
    return opened([made(number + 1, TEXTS) for number in range(6)])


@pytest.fixture(params=["index", "passages", "in vain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How single characters are found: by the index, by reading passages, or by the index after reading led nowhere."""
    if request.param != "index":
        monkeypatch.setattr(articles, "_COMMON", 0)
        monkeypatch.setattr(articles, "_EVEN", 0)
    if request.param == "in vain":
        monkeypatch.setattr(glancing, "_MOST_READ", 1)
    return str(request.param)


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("cap", [1, 4, 500])
def test_is_the_beginning_of_the_whole(library: Library, way: str, text: str, cap: int) -> None:
    query = library.query(text)
    first, whole = library.glance(query, cap=cap), library.hits(query)
    assert list(first.places) == [(hit.article_id, hit.passage_id) for hit in whole[: len(first.places)]]
    assert first.tally.passages == len(first.places) <= cap
    assert first.tally.capped >= (len(whole) > len(first.places))
    if way != "in vain":
        assert first.tally.capped == (len(whole) > cap)
    assert first.tally.articles == len({article for article, _ in first.places})
    if not first.tally.capped:
        assert list(first.shelf) == list(library.shelf(query))
        assert first.tally == library.shelf(query).tally() == library.tally(query)
    for place, (article_id, passage_id) in enumerate(first.places):
        assert first.places.place(article_id, passage_id) == place


def test_stops_at_a_screenful_where_passages_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_COMMON", 0)
    monkeypatch.setattr(articles, "_EVEN", 0)
    monkeypatch.setattr(glancing, "_SCREENFUL", 2)
    monkeypatch.setattr(glancing, "_READ", 6)
    first = library.glance(library.query("医"))
    assert first.tally.capped
    assert 2 <= first.tally.passages < library.tally(library.query("医")).passages


def test_the_open_article_is_on_the_shelf_if_it_matches(library: Library) -> None:
    last = library.shelf()[5].id
    query = library.query("医院")
    first = library.glance(query, cap=4, here=last)
    assert first.shelf.capped
    place = first.shelf.index(last)
    assert place == len(first.shelf) - 1
    assert first.shelf[place].matches == library.shelf(query)[5].matches == 3
    assert library.glance(query, cap=4).shelf.index(last) is None
    assert library.glance(query, cap=4, here="gone").shelf.index(last) is None


def test_every_article_but_the_last_has_all_its_matches(library: Library) -> None:
    query = library.query("医院")
    counted = {card.id: card.matches for card in library.shelf(query)}
    first = library.glance(query, cap=4)
    assert {card.id: card.matches for card in first.shelf}.items() <= counted.items()


def test_in_one_article_all_others_stay_on_the_shelf(library: Library) -> None:
    one = library.shelf()[2].id
    first = library.glance(library.query("医院"), Scope(article_id=one))
    assert len(first.shelf) == 6
    assert {article for article, _ in first.places} == {one}
    assert first.places.place(one, "gone") is None
    assert first.places.place("gone", "gone") is None


def test_nothing_asked_is_everything_on_the_shelf(library: Library) -> None:
    first = library.glance(library.query(""))
    assert (len(first.shelf), len(first.places), first.tally.passages) == (6, 0, 0)


def test_only_the_thread_that_is_meant_is_called_off(library: Library) -> None:
    """A question without end, in a thread of its own; calling off another thread does not touch it."""
    begun, ended = threading.Event(), threading.Event()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def ask() -> None:
        def question(connection: object) -> None:
            connection.create_function("begun", 0, begun.set)  # type: ignore[attr-defined]
            connection.execute("SELECT begun()").fetchone()  # type: ignore[attr-defined]
            connection.execute(endless).fetchone()  # type: ignore[attr-defined]

        try:
            library._ask(question)
        except Cancelled:
            ended.set()

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(10)
    library.cancel(threading.get_ident())
    assert not ended.is_set()
    while asking.is_alive():  # until the endless question has begun, there is nothing to be called off
        library.cancel(asking.ident)
        asking.join(0.01)
    assert ended.is_set()
