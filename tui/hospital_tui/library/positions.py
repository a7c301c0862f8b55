"""Where figures stand: the way between a passage's text and its source."""

from hospital_tui.model import Passage, Span


def source_span(passage: Passage, at: Span) -> Span:
    """[start, end) in the source of a stretch of a passage's text; it may run over a joint."""
    start, end = at
    first = passage.source_offset(start)
    return first, passage.source_offset(end - 1) + 1 if end > start else first


def words_at(passage: Passage, offset: int, words: str) -> Span | None:
    """Where words stand in a passage's text, from an offset in the source on; none where others do, or none."""
    start = text_offset(passage, offset)
    if start is None or not passage.text.startswith(words, start):
        return None
    return start, start + len(words)


def text_offset(passage: Passage, offset: int) -> int | None:
    """Offset in a passage's text of an offset in the source; none where the passage does not hold it."""
    before = 0
    for start, end in passage.spans:
        if start <= offset < end:
            return before + offset - start
        before += end - start
    return None


def nearest(text: str, words: str, at: int) -> int | None:
    """Where the words stand, the place nearest to an offset."""
    places = []
    place = text.find(words) if words else -1
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return min(places, key=lambda found: abs(found - at), default=None)
