"""A folder of article files, as `parse -o` writes it: one file an article, beside them the vocabulary.

What a person corrected in a file is kept; a file that would not change is not touched; a file is there whole or not at
all.
"""

import glob
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from hospital_tui.commands.failure import refused
from hospital_tui.commands.output import tell, write_if_changed
from hospital_tui.ingest.sources import Parsed, SourceError
from hospital_tui.library.files import ArticleFileError, dump, dump_json, load
from hospital_tui.model import Article
from hospital_tui.speech import t, why
from hospital_tui.text.visible import visible

VOCABULARY = "vocabulary.txt"
_NUMBERED = re.compile("(-[0-9]+)?")
"""What stands behind a source's name in those of its article files."""


class ArticleFolder:
    """The folder that a call of `parse -o` writes."""

    def __init__(self, path: Path, form: Literal["yaml", "json"]) -> None:
        """Make the folder where there is none. Raises CommandError."""
        self.path = path
        self.suffix = f".{form}"
        self._text = dump if form == "yaml" else dump_json
        self._written: dict[Path, str] = {}
        with refused("cannot-write", OSError, file=path):
            path.mkdir(parents=True, exist_ok=True)

    def write(self, parsed: Parsed) -> None:
        """Write the articles of a source, and take away files of it that hold none any more. Raises SourceError."""
        paths = [self.path / name for name in self._names(parsed)]
        for path in paths:
            if path in self._written:
                words = t("same-name", file=path.name, other=self._written[path])
                raise SourceError(f"{parsed.shown}: {words}")
        for path, article in zip(paths, parsed.articles, strict=True):
            self._written[path] = parsed.shown
            self._put(path, article)
        self._clear(parsed, set(paths))

    def finish(self) -> None:
        """Write the vocabulary of all articles in the folder. Raises CommandError."""
        from hospital_tui.ingest.words import words as words_of
        from hospital_tui.library.store import counted, lines

        articles = list(self._articles())
        words = counted(words_of(articles))
        for article in articles:
            # Hospital names are no words of jieba's, but are typed in pinyin all the same.
            words.update(counted([article.hospital.name, *article.hospital.aliases]))
        path = self.path / VOCABULARY
        with refused("cannot-write", OSError, file=path):
            write_if_changed(path, lines(words).encode())

    def _names(self, parsed: Parsed) -> Iterator[str]:
        stem = Path(parsed.source.file).stem or "article"
        if len(parsed.articles) == 1:
            yield stem + self.suffix
            return
        for number in range(1, len(parsed.articles) + 1):
            yield f"{stem}-{number}{self.suffix}"

    def _put(self, path: Path, article: Article) -> None:
        """Write one article, with the corrections of the file that stands there."""
        try:
            if path.exists() and corrected(old := load(path)):
                from hospital_tui.library.reader import merge

                article = merge(old, article)
            write_if_changed(path, self._text(article).encode())
        except ArticleFileError as error:
            raise SourceError(t("article-file.kept", error=_words(error))) from error
        except OSError as error:
            raise SourceError(t("cannot-write", file=path, reason=why(error))) from error

    def _clear(self, parsed: Parsed, written: set[Path]) -> None:
        """Remove files of this source's earlier parse that it holds no article for any more; keep corrected ones."""
        for path, article in self._of_source(parsed.source.file, written):
            if corrected(article):
                tell("stale.kept", file=path)
            else:
                path.unlink()
                tell("stale.removed", file=path)

    def _of_source(self, file: str, but: set[Path]) -> Iterator[tuple[Path, Article]]:
        """The article files of a source but some: its name, or its name and a number; one that is broken the library names."""
        stem = Path(file).stem
        for path in sorted(self.path.glob(f"{glob.escape(stem)}*{self.suffix}")):
            if path not in but and _NUMBERED.fullmatch(path.stem.removeprefix(stem)):
                with suppress(ArticleFileError):
                    article = load(path)
                    if article.source.file == file:
                        yield path, article

    def _articles(self) -> Iterator[Article]:
        """The articles of the folder in the order of their names; broken files are named and left out."""
        for path in sorted(self.path.glob(f"*{self.suffix}")):
            try:
                yield load(path)
            except ArticleFileError as error:
                tell("article-file.left-out", error=_words(error))


def corrected(article: Article) -> bool:
    """Whether a person corrected anything in the article."""
    headings = (section.heading for section in article.walk() if section.heading)
    passages = list(article.selectable())
    figures = (figure for passage in passages for figure in passage.figures)
    parts: Iterator[Any] = chain([article], article.margins, headings, passages, figures)
    return any(part.corrected for part in parts)


def _words(error: ArticleFileError) -> str:
    """What is wrong with an article file, and where; why the system does not let it be read, in the language in use."""
    refused = error.__cause__
    return visible(f"{error.file}: {why(refused)}" if isinstance(refused, OSError) else str(error))
