"""Filters with a name, and what is new of them."""

import msgspec
import pytest
from hospital_tui.library import Addition, Library

from .conftest import Open, made


def add(library: Library, number: int, text: str = "骨科新开床位30张。") -> str:
    """Add an article of the reader's own; its id."""
    article = made(number, (text,))
    article = msgspec.structs.replace(
        article, source=msgspec.structs.replace(article.source, file=f"{number}.txt")
    )
    library.add_articles([Addition(articles=(article,), data=b"")], ["骨科"])
    return article.id


def new(library: Library, name: str = "骨科") -> set[str]:
    """Ids of the articles that are new of a saved filter."""
    kept = next(one for one in library.saved() if one.name == name)
    return {hit.article_id for hit in library.hits(library.news(kept))}


@pytest.fixture
def library(opened: Open) -> Library:
    """One bundled article, and a filter with a name."""
    library = opened([made(1)])
    library.save_filter("骨科", "骨科|心内科")
    return library


def test_what_came_since_is_new_until_it_was_looked_at(library: Library) -> None:
    assert new(library) == set()
    first = add(library, 2)
    add(library, 3, "护理工作。")
    assert new(library) == {first}
    library.looked("骨科")
    assert new(library) == set()
    second = add(library, 4, "心内科病区。")
    assert new(library) == {second}


def test_new_ones_are_marked_as_the_index_finds_them(library: Library) -> None:
    first = add(library, 2)
    query = library.news(library.saved()[0])
    assert library.matches(query, library.article(first))
    assert not library.matches(query, library.article(made(1).id))
    assert library.tally(query, cap=None).articles == 1


def test_a_filter_of_a_name_replaces_the_former_and_can_be_taken_out_and_brought_back(
    library: Library,
) -> None:
    library.save_filter("护理", "护理")
    library.save_filter("骨科", "骨科 手术")
    assert [(one.name, one.text) for one in library.saved()] == [("骨科", "骨科 手术"), ("护理", "护理")]
    assert library.forget_filter("护理")
    assert not library.forget_filter("护理")
    assert [one.name for one in library.saved()] == ["骨科"]
    library.undo()
    assert [one.name for one in library.saved()] == ["骨科", "护理"]


@pytest.mark.parametrize("kept", [None, 3, [], {"甲": 3}, {"甲": ["乙"]}])
def test_a_setting_that_is_otherwise_is_no_filter(library: Library, kept: object) -> None:
    library.reader.set("saved_filters", kept)
    library.reader.set("looked_at", kept)
    assert library.saved() == []
