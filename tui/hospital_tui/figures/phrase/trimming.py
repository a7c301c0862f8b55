"""What of a phrase makes a label: particles, owners and adverbs at its ends taken off."""

import re
from functools import cache, lru_cache

from hospital_tui.figures.lexicon import load, words

GENERIC = frozenset(
    ["费用", "资金", "金额", "数量", "人数", "人次", "总数", "次数", "时间", "比例", "规模", "总额", "水平"]
)


@cache
def subjects() -> tuple[str, ...]:
    """Words for whose something is, the longest first."""
    return tuple(sorted(words(load("grammar")["subjects"]), key=len, reverse=True))


@cache
def _subject_letters() -> frozenset[str]:
    """The first characters of subjects."""
    return frozenset(subject[0] for subject in subjects())


@lru_cache(maxsize=4096)
def trimmed(phrase: str, owner: bool = True) -> str:
    """A noun phrase without what says only whose it is (该院, 本部), without particles at its ends."""
    phrase = phrase.lstrip("的、，和与及了 ：:；—").rstrip("的、，和与及了等之 ：:；—")
    if (
        phrase.endswith("中")
        and (len(phrase) > 4 or (len(phrase) > 2 and phrase[-2] in "者员儿士师民众"))
        and (phrase[-2] not in "集卒高初术其院途" or phrase.endswith("医院中"))
    ):
        phrase = phrase[:-1]
    if phrase.startswith("个") and len(phrase) > 2 and phrase[1] not in "人体性案":
        phrase = phrase[1:]
    if "等" in phrase[2:-2]:
        listed, _, kind = phrase.rpartition("等")
        if (
            len(listed) >= 3
            and listed[-1] not in "高中初同平上下优特何一二三甲乙丙"
            and len(kind) >= 2
            and kind[0] not in "级于待到候同距效次离"
        ):
            phrase = kind.lstrip("的").removeprefix("地")
    if not owner or phrase[:1] not in _subject_letters():
        return phrase
    for subject in subjects():
        rest = phrase[len(subject) :]
        if (
            phrase.startswith(subject)
            and len(rest) >= 2
            and rest[0] != "（"
            and rest not in GENERIC
            and (len(subject) > 1 or rest.startswith("的"))
        ):
            return trimmed(rest)
    return phrase


_AT_END = re.compile(
    "(?:(?<=[一-鿿]{4})以来|均可|均能|都能|也可|(?<=”)[便就也均都]|(?<=室)里|居多|较少|较多|偏多|偏少|一度|最好|仅仅|只有|已经|仍然|依然|持续|不断|均已|就能|便能|平均|大约|将近|接近|突破|高达|多达|的?(?:较|比)(?:改革|组建|集采|实施)前"
    "|(?<=[率度量数费日比间额长值])[已仅只均也都就仍约近达]|(?<=[师生员者人])[仍新]|(?:患者|病人)仍)$"
)
_AT_BEGINNING = re.compile(
    "^(?!就[业读诊医职餐]|都[市江昌安匀]|便[秘民利]|将军|还款|才[能智艺]|均[匀衡]|再[生次]|只有)"
    "(?:[又再也还就仅只将便才均都仍]|一度|已经|先后|累计|其中|随后|同时)(?=[一-鿿]{2})(?!生|现|有|近)"
)


@lru_cache(maxsize=4096)
def sound(phrase: str) -> str:
    """A label without the adverbs at its ends and without marks that close nothing."""
    phrase = phrase.strip("、，：；。的了 ")
    for _ in range(2):
        rest = _AT_END.sub("", phrase)
        rest = _AT_BEGINNING.sub("", rest)
        if rest == phrase:
            break
        if len(rest) >= 2:
            phrase = rest.strip("、，：；。的了 ")
    for opening, closing in ("（）", "“”", "《》"):
        if phrase.count(opening) < phrase.count(closing):
            phrase = (
                phrase.replace(closing, "", 1).strip()
                if phrase[-1] == closing
                else phrase.rpartition(closing)[2]
            )
        elif phrase.count(opening) > phrase.count(closing):
            kept = phrase.rpartition(opening)[0]
            phrase = kept if len(kept) >= 2 else phrase.replace(opening, "", 1)
    return phrase


def head(phrase: str) -> str:
    """The last part of a long phrase with 的 in it: 慕名前来手术的外地患者 is 外地患者."""
    if "的" not in phrase or "“" in phrase:
        return phrase
    _owner, _, thing = phrase.rpartition("的")
    return thing if len(thing) >= 2 else phrase
