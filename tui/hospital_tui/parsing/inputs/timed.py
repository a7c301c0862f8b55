"""Text in which every line says when it was said: subtitles, lyrics, records of talks and chats.

Times, counters and what sets the letters are marks and none of the text (`layout.Part`); positions count in the file itself.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from hospital_tui.model import Span
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import Part, PartKind
from hospital_tui.parsing.shape import COMMAS, SENTENCE_ENDS, ends_sentence, starts_inside
from hospital_tui.text.script import han_count

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_DAY = r"\d{2,4}(?:[-/.]\d{1,2}){1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_CUE = re.compile(rf"[ \t]*{_CLOCK}[ \t]*(?:-->|,)[ \t]*{_CLOCK}(?:[ \t]+\S[^\n]*)?[ \t]*")
"""When a subtitle is shown: a line of its own."""
_SPOKEN = re.compile(r"[ \t]*(Dialogue:[ \t]*(?:[^,\n]*,){9})", re.IGNORECASE)
"""Before the words of a subtitle of Advanced SubStation."""
_SUNG = re.compile(r"((?:[ \t]*\[\d{1,2}:\d{2}(?:[.:]\d{1,3})?\])+)")
_SAID_OF = re.compile(r"\[[a-z]{2,6}:[^\]\n]*\]", re.IGNORECASE)
"""What lyrics say of themselves."""
_SETS = re.compile(r"</?[a-z][^<>\n]{0,80}>|<\d[\d:.]{4,12}>|\{\\[^{}\n]{0,80}\}|\\[Nnh]", re.IGNORECASE)
_UNSEEN = re.compile(r"\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)\b")
"""First words of the blocks of a WebVTT file that are not shown."""
_STAMP = (
    rf"[\[【(（]?(?:(?:{_DAY})[ \tT,，]*(?:(?:星期|周)[一二三四五六日天][ \t]*)?(?:[上下中]午|凌晨|早上|晚上|AM|PM)?[ \t]*{_CLOCK}|\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?"
    rf"|(?<=\[){_CLOCK}(?=\]))(?:[ \t]*(?:AM|PM|Z|[+-]\d{{2}}:?\d{{2}}))?[\]】)）]?"
)
_FIRST = re.compile(rf"[ \t]*({_STAMP})(?![\d.:]|以|之|[前后至到起])", re.IGNORECASE)
_LAST = re.compile(
    rf"[ \t]*[^\n，。；！？]{{1,30}}?[ \t]+({_STAMP}|(?<=\d[ \t]){_CLOCK}|(?<=[人者][ \t]){_CLOCK})[ \t]*",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"[(（<]\d{5,12}[)）>]|[(（<][\w.+-]+@[\w.-]+[)）>]|(?<=[人者r])[ \t]?\d{1,3}(?=[ \t:：])"
)
"""Number or address of who speaks."""
_NAME = 16
"""Characters up to which all that stands beside a time, without a mark, is who speaks."""
_FEWEST = 3
"""Lines with a time from which a text is a record of what was said."""
_SHARE = 4
"""One line of so many."""
_POINTED = 4
"""One line of so many ends with a mark: what ends without one goes on."""


def is_subtitles(text: str) -> bool:
    """Whether a text, or its beginning, is one of subtitles or lyrics."""
    lines = [line for line in text.splitlines() if line.strip()][:200]
    if lines and re.match(r"\ufeff?(?:WEBVTT\b|\[Script Info\])", lines[0]):
        return True
    cues = sum(_CUE.fullmatch(line) is not None for line in lines)
    sung = sum(_SUNG.match(line) is not None for line in lines)
    return cues * 6 >= len(lines) > 1 or (sung >= _FEWEST and sung * 2 > len(lines))


def subtitles(reading: Reading) -> Reading:
    """Subtitles as running text: the lines of one sentence, where sentences are marked, as one paragraph."""
    text = reading.text
    kept = list(_words(text, [(start, text[start:end]) for start, end in _lines(text)]))
    texts = ["".join(text[a:b] for a, b in spans) for spans in kept]
    said = [words for words in texts if words.strip()]
    pointed = sum(words.rstrip()[-1] in SENTENCE_ENDS + COMMAS for words in said) * _POINTED >= len(said)
    shown: list[list[Span]] = []
    before = ""
    for spans, words in zip(kept, texts, strict=True):
        if not words.strip():
            continue
        if before and _goes_on(before, words, pointed):
            shown[-1] += spans
        else:
            shown.append(list(spans))
        before = words
    return reading._replace(parts=_parts(text, shown))


def record(reading: Reading) -> Reading:
    """The text with its times as marks where it is a record of what was said; else as it is."""
    lines = list(_lines(reading.text))
    stamps = [_stamps(reading.text, start, end) for start, end in lines]
    full = sum(bool(reading.text[start:end].strip()) for start, end in lines)
    stamped = sum(map(bool, stamps))
    if stamped < _FEWEST or stamped * _SHARE < full:
        return reading
    shown = [_outside(line, marks) for line, marks in zip(lines, stamps, strict=True)]
    kinds = [_kind(reading.text, spans, marks) for spans, marks in zip(shown, stamps, strict=True)]
    return reading._replace(parts=_parts(reading.text, shown, kinds))


def _kind(text: str, spans: list[Span], stamps: list[Span]) -> PartKind:
    """What a line is: who speaks, or what was said."""
    words = "".join(text[start:end] for start, end in spans).strip(" \t:：")
    return "caption" if stamps and len(words) <= _NAME and words.isalnum() else "text"


def _stamps(text: str, start: int, end: int) -> list[Span]:
    """Where a line says when it was said, and by whose account."""
    found = _FIRST.match(text, start, end) or _LAST.fullmatch(text, start, end)
    if found is None:
        return []
    accounts = [match.span() for match in _ACCOUNT.finditer(text, start, min(end, start + 80))]
    return sorted(
        [found.span(1), *(span for span in accounts if span[0] >= found.end(1) or span[1] <= found.start(1))]
    )


def _goes_on(before: str, text: str, pointed: bool) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if (
        text.lstrip()[:1] in "-—–"
        or ends_sentence(before.rstrip())
        or not (han_count(before) and han_count(text))
    ):
        return False
    return pointed or text.lstrip()[:1].isdigit() or starts_inside(text.lstrip())


def _words(text: str, lines: list[tuple[int, str]]) -> Iterator[list[Span]]:
    """Where the words of each line stand; nothing for one that only says when, which, or how they are shown."""
    first = lines[0][1].lstrip("\ufeff") if lines else ""
    scripted, headed = first.startswith("[Script Info]"), first.startswith("WEBVTT")
    above, unseen = "", False
    for (at, line), (_, below) in zip(lines, [*lines[1:], (0, "")], strict=True):
        if not above.strip():
            unseen = headed and _UNSEEN.match(line) is not None
        number = _CUE.fullmatch(below) is not None and (not above.strip() or line.strip().isdigit())
        above = line
        start = _SPOKEN.match(line) if scripted else _SUNG.match(line)
        silent = unseen or number or _CUE.fullmatch(line) or _SAID_OF.fullmatch(line.strip())
        if silent or (scripted and start is None):
            yield []
            continue
        marks = [(at + match.start(), at + match.end()) for match in _SETS.finditer(line)]
        yield _outside((at, at + len(line)), [(at, at + start.end()), *marks] if start else marks)


def _outside(line: Span, marks: list[Span]) -> list[Span]:
    """What of a line stands outside its marks."""
    edges = [(line[0], line[0]), *marks, (line[1], line[1])]
    return [(one[1], other[0]) for one, other in pairwise(edges) if one[1] < other[0]]


def _lines(text: str) -> Iterator[Span]:
    """Where each line stands, its end not counted."""
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text):
        yield match.start(), match.start() + len(match[0].rstrip("\r\n"))


def _parts(text: str, shown: list[list[Span]], kinds: list[PartKind] | None = None) -> tuple[Part, ...]:
    """A part for what is shown of each paragraph (an item where nothing is said of it), and marks for all between."""
    parts: list[Part] = []
    at = 0
    for index, paragraph in enumerate(shown):
        spans = [trimmed for span in paragraph if (trimmed := _trimmed(text, span))]
        if not spans:
            continue
        parts += _marks(text, at, spans[0][0])
        for one, other in pairwise(spans):
            parts += _marks(text, one[1], other[0])
        parts.append(Part(tuple(spans), kinds[index] if kinds else "item"))
        at = spans[-1][1]
    return (*parts, *_marks(text, at, len(text)))


def _trimmed(text: str, span: Span) -> Span | None:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def _marks(text: str, start: int, end: int) -> Iterator[Part]:
    """Marks for what stands between; none over a line break."""
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        if span := _trimmed(text, (start + match.start(), start + match.end())):
            yield Part((span,), "mark")
