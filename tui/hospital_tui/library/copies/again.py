"""The same article again: an edited file, or a text nearly the same as one at hand; and which passage became which."""

from collections.abc import Iterable
from typing import NamedTuple

from hospital_tui.library.copies.differences import differences
from hospital_tui.model import Article, Passage
from hospital_tui.text.folding import fold

_RUN = 6
"""Characters of a run that two texts are compared by."""
_EDITED = 0.5
"""Share of common runs from which a file of the same name is the same article, edited."""
_NEAR = 0.85
"""Share from which a text of any other file is."""


class Again(NamedTuple):
    """The article at hand that a new one is again."""

    article_id: str
    same_file: bool
    """It came from a file of the same name and says nothing else of itself: the new one is its newer state."""


def again(new: Article, held: Iterable[Article]) -> Again | None:
    """Which of the articles at hand a new one is again, the likest; a file of the same name goes before others."""
    said = _runs(new)
    found: list[tuple[bool, float, str]] = []
    for old in held:
        if old.source.sha256 == new.source.sha256:
            continue  # the same bytes: nothing was edited
        same_file = old.source.file == new.source.file and not _another(old, new)
        share = _share(said, _runs(old))
        if share >= (_EDITED if same_file else _NEAR):
            found.append((same_file, share, old.id))
    if not found:
        return None
    same_file, _, article_id = max(found)
    return Again(article_id, same_file)


def _another(old: Article, new: Article) -> bool:
    """Whether two articles name different titles, days or years: next year's report shares most of its words with this one."""
    said = ((fold(old.title), fold(new.title)), (old.date, new.date), (old.year, new.year))
    return any(before and after and before != after for before, after in said)


def carried(old: Article, new: Article) -> list[tuple[Passage, Passage]]:
    """The passages of an article, each with the one that it became; those that are gone are left out."""
    before, after = list(old.selectable()), list(new.selectable())
    pairs = differences([passage.text for passage in before], [passage.text for passage in after])
    return [
        (before[pair.left], after[pair.right])
        for pair in pairs
        if pair.left is not None and pair.right is not None
    ]


def _runs(article: Article) -> frozenset[str]:
    return frozenset(
        passage.text[at : at + _RUN]
        for passage in article.selectable()
        for at in range(max(1, len(passage.text) - _RUN + 1))
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Runs that both have, of all that either has (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 1.0
