"""How often words occur."""

import csv
import io

from hospital_tui.library import Library

from .conftest import Run


def test_counts_are_those_of_the_texts(run: Run) -> None:
    done = run("count", "医院|患者", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))
    with Library.open() as library:
        articles = [library.article(card.id) for card in library.shelf()]
        assert len(rows) == sum(1 for one in library.frequencies(library.query("医院|患者")) if one.times)
    texts = ["".join(passage.text for passage in article.selectable()) for article in articles]
    assert sum(int(list(row.values())[2]) for row in rows) == sum(
        text.count("医院") + text.count("患者") for text in texts
    )
    assert sum(int(list(row.values())[3]) for row in rows) == sum(map(len, texts))


def test_a_word_that_nothing_holds_has_no_rows(run: Run) -> None:
    done = run("count", "“没有这样的词”", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.split() == ["hospital", "year", "occurrences", "characters", "per", "10,000"]
