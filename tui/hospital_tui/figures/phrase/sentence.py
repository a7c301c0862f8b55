"""Where sentences begin and end: what a figure is of stands in its own."""

import re
from collections.abc import Iterator

from hospital_tui.figures.phrase.words import cut
from hospital_tui.figures.read.mentions import Draft, Mention, Spoken
from hospital_tui.figures.read.steps import step

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")

_SCENE = re.compile(
    "(?:时间|时针|时钟|镜头|日历|记忆|故事|思绪)[^，。！？；]{0,6}(?:回到|倒回|拨回|回溯|追溯|定格|倒流|翻回)[^，。！？；]*[。！？]?$"
)
"""时间回到3月12日。: what happened on that day, the sentence behind it tells."""

_SHORT = 40

LONGEST = 400
"""Characters after which a sentence is cut: what belongs to a figure stands near it, and time stays linear."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The [start, end) of each sentence of a reading; a very long one in pieces."""
    scene = -1
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start, scene = (scene if scene >= 0 else start), -1
        if end - start < _SHORT and end < len(text) and _SCENE.match(text, start, end):
            scene = start
            continue
        while end - start > LONGEST:
            stop = max(text.rfind(mark, start + 1, start + LONGEST) + 1 for mark in "；，、")
            stop = stop if stop > start else start + LONGEST
            yield start, stop
            start = stop
        yield start, end


def spoken(text: str, mentions: Iterator[Mention]) -> Iterator[Spoken]:
    """The sentences of a reading with the mentions in them, cut into words where there are any."""
    waiting = next(mentions, None)
    for start, end in sentences(text):
        own: list[Mention] = []
        while waiting is not None and waiting.start < end:
            own.append(waiting)
            waiting = next(mentions, None)
        words = cut(text, start, end, own) if own else []
        step(len(words))
        yield Spoken(text, start, end, words, [Draft(mention) for mention in own])
