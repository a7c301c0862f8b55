"""Pages of digital newspapers: title, date, newspaper, all paragraphs, and no furniture."""

import pytest
from hospital_tui.parsing import parse
from hospital_tui.parsing.inputs import interpret
from hospital_tui.parsing.inputs.proof import prove

from .newspaper_pages import DATE, FURNITURE, HEADING, PAGES, PAPER, PARAGRAPHS, TITLE


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_article(name: str, charset: str) -> None:
    source = interpret(
        PAGES[name].replace("<head>", f'<head><meta charset="{charset}">').encode(charset), f"{name}.html"
    )
    proof = prove(source)
    assert proof is not None and proof.missing == 0
    reading = source.reading
    (article,) = parse(
        source.text, file=source.file, sha256=source.sha256, facts=reading.facts, layout=reading.parts
    )
    assert (article.title, article.date, article.newspaper) == (TITLE, DATE, PAPER)
    said = [passage.text for passage in article.passages()]
    assert [text for text in said if text in PARAGRAPHS] == PARAGRAPHS
    headings = [section.heading.text for section in article.walk() if section.heading is not None]
    assert HEADING in headings
    everything = [passage.text for passage in article.selectable()] + headings
    assert not [(word, text) for text in everything for word in FURNITURE if word in text]
