"""Run-in headings: the short clause with a full stop that a paragraph begins with (多措并举引人才。 · 一是完善组织建设。)."""

import re
from collections.abc import Callable
from itertools import accumulate, groupby

from hospital_tui.parsing.headings import wording
from hospital_tui.parsing.hospital import names_hospital
from hospital_tui.parsing.numbering import Numbering
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.words import count_any, field_of, is_section_cue, word_list
from hospital_tui.text.script import han_count, han_pattern

LONGEST = 18
LONGEST_MARKED = 34
"""Characters of a run-in heading, without and with a mark before it."""
LEAST_AFTER = 8
"""Characters of text that must follow."""
MANY = 3
"""Openings with a colon under one heading from which they are run-in headings."""
SEVERAL = 2
"""Unmarked run-in headings from which an article is believed to have them."""
HEADING_WORDS = 0.5
"""What the words of a lone one must weigh."""
_FIRST = han_pattern(r"[^。！？；：:;!?]{2,40}?(?:[。：]|(?<=[\p{Han}])\.(?=[\p{Han}“]))")
_FRAMED = re.compile(r"(?:【[^】]{2,20}】|〖[^〗]{2,20}〗|\[[^\]]{2,20}\]|［[^］]{2,20}］)")
_SPACED = han_pattern(r"([\p{Han}“”、]{4,16})[ \u3000]{1,4}(?=\S{12})")
_DASHES = re.compile(r"[—－─―━]{1,2}|--")
_NARRATIVE = re.compile(
    r"[了是也都还又很我你他她它们这那该其]|就(?![医诊业])|说|表示|介绍|告诉|认为|接受|来到|已经|曾|没有|不是|怎么|什么|吗|呢|吧|今年|去年|近年|日前|近日|目前|"
    r"据|记者|患者|市民|先生|女士|大爷|阿姨|奶奶|爷爷|\d|[“”‘’《》（）()、，,…—]"
)
_PHRASE = re.compile(r"[^\s。！？；，,]{3,24}(?=[ \u3000]\S{8})")
_SPEAKER = re.compile(
    r"^(?:问|答|记者|主持人|编辑|笔者|[QA]|.{1,4}(?:医生|主任|院长|书记|教授|先生|女士|护士长?)|地址|电话|时间|地点|热线|来源|作者|编者按|导语|核心提示|摘要|关键词)$"
)


def run_ins(pieces: list[Piece]) -> dict[int, str]:
    """The run-in headings of paragraphs, by the source offset of the paragraph.

    A dash, number or bullet marks a run-in heading; without one, a lone short clause is believed only where its words
    are those of headings: an article that has run-in headings has several.
    """
    marked: dict[int, str] = {}
    plain: dict[int, str] = {}
    spaced: dict[int, str] = {}
    for piece in pieces:
        if piece.role == "body":
            found = run_in(piece)
            if found is not None:
                (marked if _is_marked(piece) or _FRAMED.match(found) else plain)[piece.start] = found
            elif gap := _SPACED.match(piece.text):
                spaced[piece.start] = gap[1]
    worded = sum(count_any(text, word_list("heading_marks")) > 0 for text in plain.values())
    if len(plain) < SEVERAL or worded * 2 < len(plain):
        plain = {start: text for start, text in plain.items() if wording(text) >= HEADING_WORDS}
    if len(spaced) < SEVERAL:
        spaced = {}
    all_found = _parallel(pieces) | marked | plain | spaced
    return {
        piece.start: _written(piece, all_found[piece.start]) for piece in pieces if piece.start in all_found
    }


def _written(piece: Piece, words: str) -> str:
    """The words that a paragraph begins with, in the script of the source."""
    at = piece.text.index(words)
    return piece.written[at : at + len(words)]


def _parallel(pieces: list[Piece]) -> dict[int, str]:
    """Openings with a colon that prove each other: paragraphs under one heading that open with different nouns.

    An opening that comes back is a speaker; a lone one is believed only where it is the name of an added part.
    """
    found: dict[int, str] = {}
    for _, group in groupby(pieces, key=_counter(pieces)):
        texts = [piece for piece in group if piece.role in ("body", "list_item", "caption")]
        opened = {piece.start: opening for piece in texts if (opening := field_of(piece.text))}
        distinct = len(set(opened.values())) == len(opened)
        if distinct and (len(opened) >= MANY or (len(opened) >= SEVERAL and len(opened) * 2 >= len(texts))):
            found |= opened
        else:
            found |= {start: text for start, text in opened.items() if is_section_cue(text)}
    return found


def _counter(pieces: list[Piece]) -> Callable[[Piece], int]:
    """The number of the heading that a piece stands under."""
    under = accumulate(piece.role == "heading" for piece in pieces)
    numbers = {piece.start: number for piece, number in zip(pieces, under, strict=True)}
    return lambda piece: numbers[piece.start]


def _is_marked(piece: Piece) -> bool:
    return bool(_DASHES.match(piece.text)) or piece.number is not None or piece.bullet > 0


def run_in(piece: Piece) -> str | None:
    """The clause a paragraph begins with, if it can be a run-in heading; a dash or bullet before it not counted."""
    text = piece.text
    dash = _DASHES.match(text)
    rest = text[dash.end() if dash else piece.bullet :]
    framed = _FRAMED.match(rest)
    if framed and len(rest) > framed.end() + LEAST_AFTER:
        return framed[0]
    if piece.number is not None and (phrase := _numbered_phrase(text, piece.number.end)):
        return phrase
    match = _FIRST.match(rest[: LONGEST_MARKED + LEAST_AFTER])
    if not match or len(rest) - match.end() < LEAST_AFTER:
        return None
    first = match[0]
    fits = _fits_marked(first, piece.number) if _is_marked(piece) else _fits(first)
    return first if fits else None


def _numbered_phrase(text: str, end: int) -> str | None:
    """A number and the phrase behind it that a blank parts from the text (特色二：就诊晚 另一不同是…)."""
    match = _PHRASE.match(text, end)
    return text[: match.end()] if match else None


def _fits_marked(first: str, number: Numbering | None) -> bool:
    core = first[number.end if number else 0 : -1]
    return (
        len(core) >= 3
        and len(first) <= LONGEST_MARKED
        and (first[-1] in "。." or number is None or len(core) <= 16)
    )


def _fits(first: str) -> bool:
    core = first[:-1]
    if names_hospital(core) or "医院" in core[:4]:
        return False
    if first[-1] == "：":
        return 4 <= len(core) <= 10 and not _NARRATIVE.search(core) and not _SPEAKER.match(core)
    return 4 <= len(core) <= LONGEST and han_count(core) >= len(core) - 4 and not _NARRATIVE.search(core)
