"""What the tests of the parser share."""

import hashlib
from collections.abc import Iterator

from hospital_tui.model import Article, Block, Passage, Source
from hospital_tui.parsing.parse import parse, read_articles


def lay_out(text: str) -> tuple[Article, ...]:
    """The articles of a text, without figures."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_articles(text, Source(file="test.txt", sha256=digest))


def years(text: str) -> list[str | None]:
    """The year that each article of a text speaks of."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return [article.year for article in parse(text, file="test.txt", sha256=digest)]


def rows(articles: tuple[Article, ...]) -> list[tuple[str, str]]:
    """Role and text of every block in source order; a section's heading has the role H1, H2 … by its level."""
    found: list[tuple[int, str, str]] = []
    for article in articles:
        headed = [
            (section.level, section.heading) for section in article.walk() if section.heading is not None
        ]
        found += [(heading.spans[0][0], f"H{level}", heading.text) for level, heading in headed]
        found += [(block.spans[0][0], block.role, block.text) for block in blocks(article)]
    return [(role, text) for _, role, text in sorted(found)]


def blocks(article: Article) -> Iterator[Passage | Block]:
    """Passages and margins of an article."""
    yield from article.selectable()
    yield from article.margins


def read(text: str) -> list[tuple[str, str]]:
    """Role and text of every block of a text."""
    return rows(lay_out(text))


def page(text: str) -> list[tuple[str, str]]:
    """Expected rows from lines `role| text`; the text of a source is what stands behind the bars."""
    return [
        (role.strip(), rest)
        for role, _, rest in (line.partition("|") for line in text.splitlines() if line.strip())
    ]


def check_page(text: str) -> None:
    """Parse the text of a page whose lines begin with their roles, empty lines kept as they are."""
    source = "\n".join(line.partition("|")[2] for line in text.strip("\n").splitlines())
    assert read(source) == page(text)
