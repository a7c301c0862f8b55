"""Sentences made from the grammar itself: numerals of every shape with units, bounds, dates and words of comparison.

A seed makes the same sentences everywhere. They need not mean anything: what reads them must not raise, point outside
the text, or take more steps than their length allows.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml
from hospital_tui.figures.lexicon import load, words

_PIECES = yaml.load(
    (Path(__file__).parent / "made_sentences.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_HAN = "零一二两三四五六七八九十百千万亿兆廿卅半几多余来点壹贰叁伍拾佰仟"


def sentences(seed: int, number: int) -> Iterator[str]:
    """So many sentences, the same for a seed."""
    chance = Random(seed)
    units = [unit for group in load("units")["groups"] for unit in words(group["units"])]
    kinds = (_PIECES["numerals"], units, _PIECES["words"], _PIECES["dates"])
    for _ in range(number):
        pieces = [_piece(chance, kinds) for _ in range(chance.randint(1, 6))]
        text = chance.choice(("", "", " ", "，")).join(pieces)
        way = chance.random()
        if way < 0.1:
            text += text
        elif way < 0.3:
            text = text[chance.randint(0, len(text) // 2) :][: chance.randint(1, 24)]
        elif way < 0.34:
            text = text[:12] * chance.randint(2, 12)
        yield text


def _piece(chance: Random, kinds: tuple[list[str], ...]) -> str:
    """A numeral, unit, date or word; or a numeral put together character by character."""
    which = chance.random()
    if which < 0.2:
        return "".join(chance.choice(_HAN) for _ in range(chance.randint(1, 5)))
    if which < 0.3:
        return str(chance.randint(0, 10 ** chance.randint(1, 24)))
    return chance.choice(chance.choice(kinds))
