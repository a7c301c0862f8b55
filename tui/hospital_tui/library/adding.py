"""Adding articles to the reader's own library, and taking them out.

The files are the library; the compiled store follows them. Each file is written whole or not at all, articles first and
their source last: a source at hand says that all its articles are, so that an interrupted job knows where to go on.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hospital_tui.library.copies import Again, sketch
from hospital_tui.library.copies import again as again_of
from hospital_tui.library.files import article_file as files
from hospital_tui.library.files import aside, sources
from hospital_tui.library.files.atomic import move, private, write_bytes, write_text
from hospital_tui.library.files.places import shard
from hospital_tui.library.reader.merging import merge
from hospital_tui.library.records import Added, Addition, Same
from hospital_tui.library.store import vocabulary
from hospital_tui.library.store.compiling import VOCABULARY, Compiler, Stamp, count_up, transaction
from hospital_tui.library.store.schema import cell, column
from hospital_tui.library.store.writing import digest, unpack
from hospital_tui.model import Article

_MOST_COMPARED = 8
"""Articles of one hospital that a new one is held against, the last first."""

_MOST_SHINGLES = 200
"""Shingles of a new article that others are looked for by."""
_STALE = 3600
"""Seconds after which a half-written file is one that nobody is writing any more."""


class _Fates:
    """What becomes of the articles of one call; pairs are of a new one and one at hand."""

    def __init__(self) -> None:
        self.new: list[tuple[Article, Path]] = []
        self.known: list[tuple[str, str]] = []
        self.replaced: list[tuple[str, str]] = []
        self.near: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str]] = []
        self.adding: dict[bytes, str] = {}
        """What the new ones say, to their ids."""

    @property
    def taken(self) -> set[str]:
        """Those at hand that a new one takes the place of."""
        return {older for _, older in self.replaced}

    def of(self, older: Again, same: Same) -> list[tuple[str, str]]:
        """Where another state of an article at hand belongs."""
        if older.other:
            return self.near
        if same == "skip":
            return self.known
        newer = same == "replace" or (same != "both" and older.same_file)
        return self.replaced if newer else self.near

    def told(self) -> Added:
        """All of it."""
        return Added(
            added=tuple(article.id for article, _ in self.new),
            known=tuple(self.known),
            replaced=tuple(self.replaced),
            near=tuple(self.near),
            asked=tuple(self.asked),
        )


class Lying(NamedTuple):
    """An own article as it lies on disk."""

    hospital: str
    title: str
    stored: list[str]
    """Its file, under `articles`."""
    files: list[str]
    """All files that go with it, by their places in the home."""


class Adder:
    """Puts articles into a home folder and into the library compiled from it."""

    def __init__(self, home: Path, connection: sqlite3.Connection) -> None:
        self.home, self.connection = home, connection

    def add(
        self, additions: Sequence[Addition], words: vocabulary.Words, *, again: bool, same: Same = "auto"
    ) -> Added:
        """Write files, then the store, in one transaction.

        `same`: what is done with an edited state of what is at hand; older states are named in `Added.replaced` and are for
        the caller to take out. again: parse results replace articles that are at hand, hand corrections kept.
        Raises OSError where a file cannot be written (what was written before stays, and is compiled);
        sqlite3.Error where the store cannot be: the files are in place then, and compiled at the next opening.
        """
        fates, counts = _Fates(), vocabulary.counted(words)
        try:
            for addition in additions:
                if same == "ask" and (waits := self._in_doubt(addition, fates.taken, again)):
                    fates.asked += waits
                    continue
                for article in addition.articles:
                    if self._is_new(article, fates, again, same):
                        fates.new.append(self._write(article))
                        counts.update(vocabulary.counted(filter(None, _names(article))))
                self._write_source(addition)
        finally:
            if fates.new:
                self._compile(fates.new, counts)
        return fates.told()

    def _is_new(self, article: Article, fates: "_Fates", again: bool, same: Same) -> bool:
        """Whether an article is to be written; what it is beside those at hand is noted."""
        said = digest(article)
        alike = self._alike(article.id, said) or fates.adding.get(said)
        if alike and not (again and self._is_own(alike)):
            fates.known.append((article.id, alike))
            return False
        older = None if alike else self._older(article, fates.taken)
        if older is not None:
            fate = fates.of(older, same)
            fate.append((article.id, older.article_id))
            if fate is fates.known:
                return False
        fates.adding[said] = article.id
        return True

    def _in_doubt(self, addition: Addition, taken: set[str], again: bool) -> list[tuple[str, str]]:
        """The articles of a source that may be the same as ones at hand, with these; another state of the same file is in no doubt."""
        found: list[tuple[str, str]] = []
        for article in addition.articles:
            alike = self._alike(article.id, digest(article))
            older = None if alike or again else self._older(article, taken)
            if older is not None and not older.same_file and not older.other:
                found.append((article.id, older.article_id))
        return found

    def _older(self, article: Article, taken: set[str]) -> Again | None:
        """The own article that a new one is again: of the same hospital or words, and one that no other new one is."""
        said = list(sketch(article).shingles)[:_MOST_SHINGLES]
        sql = (
            "SELECT body.article FROM article JOIN body USING (number) WHERE origin = 'own' AND number IN ("
            "SELECT * FROM (SELECT number FROM article WHERE hospital = ? AND hospital != '' AND origin = 'own' "
            "ORDER BY number DESC LIMIT ?) UNION SELECT * FROM (SELECT number FROM shingle WHERE hash IN ("
            f"{','.join('?' * len(said))}) GROUP BY number ORDER BY count(*) DESC LIMIT ?))"
        )
        rows = column(self.connection, sql, article.hospital.name, _MOST_COMPARED, *said, _MOST_COMPARED)
        return again_of(article, (old for old in map(unpack, rows) if old.id not in taken))

    def _alike(self, article_id: str, said: bytes) -> str | None:
        """The id of an article at hand that is this one or says the same."""
        sql = "SELECT id FROM article WHERE id = ? OR digest = ? ORDER BY id = ? DESC LIMIT 1"
        found: str | None = cell(self.connection, sql, article_id, said, article_id)
        return found

    def _is_own(self, article_id: str) -> bool:
        return bool(cell(self.connection, "SELECT origin FROM article WHERE id = ?", article_id) == "own")

    def _write(self, article: Article) -> tuple[Article, Path]:
        path = self.home / "articles" / shard(article.id) / f"{article.id}.yaml"
        if path.is_file():
            try:
                article = merge(files.load(path), article)
            except files.ArticleFileError:  # what a person wrote into it may be mended yet
                aside.copy(self.home, [path])
        write_text(path, files.dump_json(article), own=True)
        return article, path

    def _write_source(self, addition: Addition) -> None:
        if not addition.articles:
            return
        sha256 = addition.articles[0].source.sha256
        folder = sources.folder_of(sha256, self.home)
        if addition.text is not None:
            write_text(folder / (sha256 + sources.EXTRACTED), addition.text, own=True)
        for name, picture in addition.pictures.items():
            write_bytes(sources.picture(name, self.home), picture, own=True)
        write_bytes(folder / (sha256 + addition.suffix), addition.data, own=True)

    def _compile(self, new: Sequence[tuple[Article, Path]], counts: dict[str, int]) -> None:
        compiler = Compiler(self.connection, self.home)
        with transaction(self.connection):
            for article, path in new:
                stat = path.stat()
                stamp = Stamp("own", f"{path.parent.name}/{path.name}", stat.st_size, stat.st_mtime_ns)
                compiler.record(stamp, compiler.put(article, "own"))
            if counts:
                self._learn(compiler, counts)
            for name in sorted({path.parent.name for _, path in new}):
                self._note_shard(name)
            count_up(self.connection)

    def _note_shard(self, name: str) -> None:
        """Record a folder as looked through, unless it holds files that the store has not seen."""
        folder = self.home / "articles" / name
        articles = list(folder.glob("[!.]*.yaml"))
        sql = "SELECT count(*) FROM file WHERE origin = 'own' AND path >= ? AND path < ?"
        if len(articles) == cell(self.connection, sql, name + "/", name + "0"):
            mtime = folder.stat().st_mtime_ns
            self.connection.execute("INSERT OR REPLACE INTO shard VALUES (?,?)", (name, mtime))
        _sweep(folder.glob("*.part"))

    def _learn(self, compiler: Compiler, counts: dict[str, int]) -> None:
        """Take new words into the store; those whose count doubled go to the own vocabulary file."""
        path = self.home / VOCABULARY
        stamp = Stamp("own", VOCABULARY, 0, 0)
        query = "SELECT 1 FROM file WHERE origin = 'own' AND path = ?"
        if path.is_file() and cell(self.connection, query, VOCABULARY) is None:
            compiler.take(stamp)
        known = vocabulary.times(self.connection, counts)
        entries, grown = list[vocabulary.Entry](), list[vocabulary.Entry]()
        for word, count in sorted(counts.items()):
            before = known.get(word, 0)
            spelled = "" if before else vocabulary.pinyin(word)
            entries.append(vocabulary.Entry(word, spelled, before + count))
            if (before + count).bit_length() > before.bit_length():
                grown.append(entries[-1])
        vocabulary.store(self.connection, entries)
        if grown:
            with open(path, "a", encoding="utf-8", opener=private) as file:
                file.write(
                    "\n" + "".join(f"{entry.word}\t{entry.pinyin}\t{entry.times}\n" for entry in grown)
                )
        compiler.record(stamp, None)

    def lying(self, article_id: str) -> Lying | None:
        """What there is of an own article, the source with it when no other article came from there; none of another."""
        sql = "SELECT number, origin, hospital, title FROM article WHERE id = ?"
        row = self.connection.execute(sql, (article_id,)).fetchone()
        if row is None or row[1] != "own":
            return None
        sql = "SELECT path FROM file WHERE number = ? AND origin = 'own'"
        stored = column(self.connection, sql, row[0])
        moved = [f"articles/{path}" for path in stored]
        others = (self.home / "articles" / shard(article_id)).glob(f"{article_id.partition('-')[0]}-*.yaml")
        if all(f"{path.parent.name}/{path.name}" in stored for path in others):
            for folder in ("sources", "pictures"):
                lying = (self.home / folder / shard(article_id)).glob(f"{article_id.partition('-')[0]}*")
                moved += sorted(path.relative_to(self.home).as_posix() for path in lying)
        return Lying(row[2], row[3], stored, moved)

    def remove(self, lying: Lying, aside: Path) -> None:
        """Move an article's files into a folder. Raises OSError, sqlite3.Error."""
        compiler = Compiler(self.connection, self.home)
        with transaction(self.connection):
            move(self.home, aside, lying.files)
            for path in lying.stored:
                compiler.forget("own", path)
                self._note_shard(shard(path))
            count_up(self.connection)


def _names(article: Article) -> Iterator[str]:
    yield article.hospital.name
    yield from article.hospital.aliases


def _sweep(leftovers: Iterable[Path]) -> None:
    """Remove what writers that were killed left half done."""
    for path in leftovers:
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()
