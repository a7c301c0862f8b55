"""How much a text looks like Chinese that somebody wrote: the measure by which readings of the same bytes are compared.

A wrong reading gives characters too, but seldom the everyday ones: GBK read as Big5 falls into Big5's second level and its
gaps, Big5 read as GBK into the rare characters that GBK added, UTF-8 read as GBK into both. So every character outside
ASCII is weighed by how everyday it is, and the mean is the plausibility.
"""

from functools import cache

from hospital_tui.text.script import han_count

_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使"
    "情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给"
    "世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量"
    "再感建务做接必场件计管期市直资命山金指统区保至队形社便空决治展科司五基书非则听白却界达光放强即难且权思完设式色路记南品住"
    "告类求据程北边张该交规万取望觉术领共确传师观清今院让识带导争运医病床护健康患诊疗药县省届级"
    "個們來為國說時會對於過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門兒東聲員論處義幾"
    "條氣題變總電數報結務場計統區隊決書則聽達強難權設記類據邊張該規萬領確傳師觀術覺讓識帶導爭運醫護藥縣級療診"
)
"""The everyday characters of running text, simplified and traditional."""

_MARKS = "，。、：；？！“”‘’（）《》—…·　「」"
_EVERYDAY, _MARK, _FIRST_LEVEL, _FULL_WIDTH, _SECOND_LEVEL = 4.0, 3.0, 1.5, 1.0, -0.5
_OTHER, _RARE, _IMPOSSIBLE, _FAULT = -1.0, -2.0, -6.0, -10.0
_ASCII_ONLY = 2.0


CONVINCING = 1.0
"""Plausibility from which a reading needs no second opinion; Chinese prose scores above 2, a wrong reading below 0.5."""
_CONFUSED = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
)
"""(what a text was taken for, what it was)."""
_GARBLED_SAMPLE = 4000
_FEWEST_HAN = 4


def garbled(text: str) -> bool:
    """Whether a text was decoded wrongly before it was written: undone, it reads as Chinese, and as it stands it does not."""
    sample = text[:_GARBLED_SAMPLE]
    if "锟斤拷" in sample or "烫烫烫烫" in sample:
        return True
    as_it_stands = plausibility(sample, 0)
    if as_it_stands >= CONVINCING:
        return False
    for wrong, right in _CONFUSED:
        undone = sample.encode(wrong, "ignore").decode(right, "ignore")
        han = han_count(undone)
        if han >= _FEWEST_HAN and plausibility(undone, 0) >= max(CONVINCING, as_it_stands + 1):
            return True
    return False


def plausibility(text: str, faults: int) -> float:
    """Mean weight of the characters outside ASCII: above 2 for Chinese prose, below 0.5 for a wrong reading.

    `faults`: how many byte sequences could not be read; they stand in the text as U+FFFD and weigh as faults, not as
    characters.
    """
    weights = _weights()
    total, counted = _FAULT * faults, faults
    for character in text:
        if "\x07" < character < "\x7f" or character == "\ufffd":
            continue
        weight = weights.get(character)
        total += _weight(character) if weight is None else weight
        counted += 1
    return total / counted if counted else _ASCII_ONLY


@cache
def _weights() -> dict[str, float]:
    """Weights of the characters that the two national standards order by frequency."""
    weights = dict.fromkeys(_level("gb2312", 0xD8, 0xF8), _SECOND_LEVEL)
    weights |= dict.fromkeys(_level("big5", 0xC9, 0xFA), _SECOND_LEVEL)
    weights |= dict.fromkeys(_level("gb2312", 0xB0, 0xD8), _FIRST_LEVEL)
    weights |= dict.fromkeys(_level("big5", 0xA4, 0xC7), _FIRST_LEVEL)
    weights |= dict.fromkeys(_COMMON, _EVERYDAY)
    weights |= dict.fromkeys(_MARKS, _MARK)
    return weights


def _level(encoding: str, first: int, end: int) -> str:
    """All characters whose lead byte lies in [first, end)."""
    pairs = (bytes((lead, trail)) for lead in range(first, end) for trail in range(0x40, 0xFF))
    return "".join(pair.decode(encoding, "ignore") for pair in pairs)


def _weight(character: str) -> float:
    """Weight of a character outside both standards, by its block."""
    code = ord(character)
    if (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xF900
        or not (character.isprintable() or character.isspace())
    ):
        return _IMPOSSIBLE
    if 0x3400 <= code < 0xA000 or code >= 0x20000:
        return _RARE
    return _FULL_WIDTH if 0xFF01 <= code < 0xFF5F else _OTHER
