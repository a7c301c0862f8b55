"""What can be searched for in articles, cut into words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from hospital_tui.model import Article
from hospital_tui.parsing import vocabulary


def words(articles: Iterable[Article]) -> Counter[str]:
    """Words of articles with the number of passages, headings and names that hold them."""
    found = (text for article in articles for text in texts(article))
    return Counter(word for text in found for word in vocabulary([text]))


def texts(article: Article) -> Iterator[str]:
    """All that a reader can search for in an article: names, headings and passages."""
    yield article.hospital.name
    yield from article.hospital.aliases
    for section in article.walk():
        if section.heading:
            yield section.heading.text
    for passage in article.selectable():
        yield passage.text
