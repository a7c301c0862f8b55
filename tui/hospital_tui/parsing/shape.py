"""What the characters of a line say of its shape: does a sentence end here, is it a couplet, is something left open."""

import re

from hospital_tui.text.script import han_count, han_pattern

SENTENCE_ENDS = "。！？!?…．｡"
CLAUSE_ENDS = "；;：:"
COMMAS = "，、,"
CLOSERS = "”’」』）)】》〉］]〕\"'"

BRACKET = 64
"""Characters at the end of a text in which a bracket after its last sentence is looked for."""

_PAIRS = dict(zip("”’」』）】》〉］〕", "“‘「『（【《〈［〔", strict=True))
_BRACKET_AT_END = re.compile(r"[（(【\[][^（()）【】\[\]]{1,56}[）)】\]]$")
_DOT_ENDS_SENTENCE = han_pattern(r"[\p{Han}A-Za-z”）)%％\d]\.$")
_DOT_INSIDE = han_pattern(r"[\p{Han}”）)%％]\.(?=[\p{Han}“\d])|[a-z]\. (?=[A-Z])")
_YEAR_FIRST = re.compile(r"\d{4}年|\d{1,2}月\d{1,2}日")
_BLANK_RUN = re.compile(r"[ \t\u3000\xa0]+")


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence can end: 。！？…… or a dot, quotes and brackets after it not counted."""
    core = text.rstrip(CLOSERS)
    if not core:
        return False
    if core[-1] in SENTENCE_ENDS:
        return True
    if core[-1] == "." and _DOT_ENDS_SENTENCE.search(core):
        return True
    tail = text[-BRACKET:]
    bracket = _BRACKET_AT_END.search(tail)
    return bracket is not None and tail[: bracket.start()].rstrip(CLOSERS + " ")[-1:] in tuple(SENTENCE_ENDS)


def ends_paragraph(text: str) -> bool:
    """Whether a paragraph can end here: at the end of a sentence, or at ； and ： before a list or a quotation."""
    return ends_sentence(text) or text[-1:] in tuple(CLAUSE_ENDS) or text.rstrip(CLOSERS)[-1:] in tuple("；;")


def holds_sentence_end(text: str) -> bool:
    """Whether a sentence ends inside the text, before its last character."""
    inner = text[:-1]
    if "。" in inner or "！" in inner or "？" in inner or "；" in inner:
        return True
    return "." in inner and _DOT_INSIDE.search(inner) is not None


def has_comma(text: str) -> bool:
    """Whether a comma of any kind stands in the text."""
    return "，" in text or "," in text


def opened_and_not_closed(text: str) -> bool:
    """Whether a quotation mark or bracket is still open at the end of the text."""
    for close, opening in _PAIRS.items():
        if text.count(opening) > text.count(close) and text.rfind(opening) > text.rfind(close):
            return True
    return text.count("(") > text.count(")") and text.rfind("(") > text.rfind(")")


def starts_inside(text: str) -> bool:
    """Whether the text begins with something that can only stand inside a sentence (，。、；：！？ or a closing mark)."""
    return text[:1] in tuple("，。、；：！？”’」』）)】》〉,;!?%％")


def parts(text: str) -> list[str]:
    """The pieces of a line that blanks separate."""
    return _BLANK_RUN.split(text)


def is_couplet(text: str) -> bool:
    """Whether the line is two or three clauses set side by side, as newspapers set headings (党建领航 综合实力再上新台阶)."""
    if len(text) > 48 or not (" " in text or "\u3000" in text or "\t" in text or "\xa0" in text):
        return False
    if any(mark in text for mark in "。；，,;") or _YEAR_FIRST.match(text):
        return False
    pieces = parts(text)
    return 2 <= len(pieces) <= 3 and all(3 <= len(p) <= 22 and han_count(p) >= 2 for p in pieces)
