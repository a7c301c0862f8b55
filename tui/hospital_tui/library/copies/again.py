"""The same article again: an edited file, or a text nearly the same as one at hand; and which passage became which."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from hospital_tui.library.copies.differences import paired
from hospital_tui.model import Article, Passage
from hospital_tui.text.folding import fold

_RUN = 6
"""Characters of a run that two texts are compared by."""
_EDITED = 0.5
"""Share of common runs from which a file of the same name is the same article, edited."""
_SAME_TITLE = 0.6
"""Likeness from which two titles are one, edited."""
_NEAR = 0.85
"""Share from which a text of any other file is."""


class Again(NamedTuple):
    """The article at hand that a new one is again."""

    article_id: str
    same_file: bool
    """It came from a file of the same name: the new one is its newer state."""
    other: bool = False
    """It says of itself that it is another article: of another day, year or title. It is never replaced."""


def again(new: Article, held: Iterable[Article]) -> Again | None:
    """Which of the articles at hand a new one is again, the likest; a file of the same name goes before others."""
    said = _runs(new)
    found: list[tuple[bool, bool, float, str]] = []
    for old in held:
        if old.source.sha256 == new.source.sha256:
            continue  # the same bytes: nothing was edited
        if old.hospital.name != new.hospital.name and "hospital" not in old.corrected:
            continue
        same_file = old.source.file == new.source.file
        share = _share(said, _runs(old))
        other = _another(new, old)
        if share >= (_EDITED if same_file and not other else _NEAR):
            found.append((not other, same_file, share, old.id))
    if not found:
        return None
    alike, same_file, _, article_id = max(found)
    return Again(article_id, same_file and alike, not alike)


def _another(one: Article, other: Article) -> bool:
    """Whether two articles say of themselves that they are two, however alike their texts are."""
    told = [name for name in ("date", "year") if name not in other.corrected]
    if any(None is not getattr(one, name) != getattr(other, name) is not None for name in told):
        return True
    titles = [fold("".join(_own_title(it).replace(it.hospital.name, "").split())) for it in (one, other)]
    if not all(titles):
        return False
    numbers = [re.findall(r"\d+", title) for title in titles]
    return (
        numbers[0] != numbers[1]
        or SequenceMatcher(None, titles[0], titles[1], autojunk=False).ratio() < _SAME_TITLE
    )


def _own_title(article: Article) -> str:
    """The title in the text, whatever the reader calls the article."""
    return next((block.text for block in article.head if block.role == "title"), "")


def carried(old: Article, new: Article) -> list[tuple[Passage, Passage]]:
    """The passages of an article, each with the one that it became; those that are gone are left out."""
    before, after = list(old.selectable()), list(new.selectable())
    pairs = paired([passage.text for passage in before], [passage.text for passage in after])
    return [(before[place], after[other]) for place, other in sorted(pairs.items())]


def _runs(article: Article) -> frozenset[str]:
    return frozenset(
        passage.text[at : at + _RUN]
        for passage in article.selectable()
        for at in range(max(1, len(passage.text) - _RUN + 1))
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Runs that both have, of all that either has (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 1.0
