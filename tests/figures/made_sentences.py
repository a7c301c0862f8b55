"""Sentences made from the grammar itself: numerals of every shape with units, bounds, dates and words of comparison.

A seed makes the same sentences everywhere. They need not mean anything: what reads them must not raise, point outside
the text, or take more steps than their length allows.
"""

from collections.abc import Iterator
from random import Random

from hospital_tui.figures.lexicon import load, words

_HAN = "零一二两三四五六七八九十百千万亿兆廿卅半几多余来点壹贰叁伍拾佰仟"
_NUMERALS = (
    "0 1 7 12 80 365 1949 2023 20000 18446744073709551616 3.0 0.92 44.8 1,250 ３００ 12.5万 6个多亿 3个亿 十点六七亿 一亿亿亿 百分之五 三又四分之一 "
    "万分之三 10万分之3.5 5.6/10万 2/3 4/5 两三 七八十 三五 十几 二十余 两千四百五 一千零一 3万5千 120/80 63.2±5.1 -7 负3 ¥20 HK$5 A+ 三级甲等 ⅢB期"
).split()
_DATES = (
    "2023年 去年 今年5月 上半年 6月31日 2月30日 13月1日 0月0日 29日 2月29日 1949年10月1日 2020-2025年 5.12 8.1985年7月 十四五 90年代 次年2月 "
    "民国98年 23年底 一至三季度 9点30分 同年 上世纪80年代 近三年 五年前 12/1 2010、2011年 第一季度 5月3日至5日 24小时"
).split()
_WORDS = (
    "近 约 超过 至少 不到 以上 左右 以内 多 余 半 第 前 首 比 较 从 到 至 由 增至 升至 下降 增长 同比 翻一番 翻两番 其中 分别 占 达 为 突破 每 各 共 "
    "— - ~ × ± / ： 、 ， 。 （ ） “ ” 《 》 的 和 等 了 职工 床位 手术 门诊人次 建筑面积 总投资 满意度 三年生存率 长 名列 排名 \u200b ％ CT mm2 ℃ 第一"
).split()


def sentences(seed: int, number: int) -> Iterator[str]:
    """So many sentences, the same for a seed."""
    chance = Random(seed)
    units = [unit for group in load("units")["groups"] for unit in words(group["units"])]
    kinds = (_NUMERALS, units, _WORDS, _DATES)
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
