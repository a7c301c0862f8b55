"""Sources: the files that articles came in, kept as they came."""

import codecs
from pathlib import Path

from hospital_tui.library.files.places import bundled, shard
from hospital_tui.model import Article

EXTRACTED = ".extracted.txt"
"""Ending of the text, as UTF-8, that was taken out of a source that is no plain text."""


def folder_of(sha256: str, home: Path) -> Path:
    """The folder that holds a source of the reader's own library."""
    return home / "sources" / shard(sha256)


def picture(name: str, home: Path) -> Path:
    """Where the picture of a recognised line lies, whose name begins with the digest of its source."""
    name = Path(name).name
    return home / "pictures" / shard(name) / name


def at_hand(sha256: str, home: Path) -> bool:
    """Whether the reader's own library holds a source, which is written when all its articles are."""
    return any(not path.name.endswith(EXTRACTED) for path in folder_of(sha256, home).glob(f"{sha256}.*"))


def text_of(article: Article, home: Path) -> str | None:
    """The decoded source that an article's spans count in; none where it is not at hand."""
    found = sorted(_candidates(article, home), key=lambda path: not path.name.endswith(EXTRACTED))
    for path in found:
        encoding = "utf-8" if path.name.endswith(EXTRACTED) else article.source.encoding
        try:
            return _decode(path.read_bytes(), encoding)
        except OSError:
            continue
    return None


def _candidates(article: Article, home: Path) -> list[Path]:
    seed = bundled().seeds / Path(article.source.file).name
    sha256 = article.source.sha256
    own = sorted(folder_of(sha256, home).glob(f"{sha256}.*")) if sha256.isalnum() else []
    return own + ([seed] if seed.is_file() else [])


def _decode(data: bytes, encoding: str) -> str:
    """Bytes as text without a byte order mark; what cannot be decoded becomes U+FFFD, as in parsing."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "utf-8"
    return data.decode(encoding, "replace").removeprefix("\ufeff")
