"""One pass over a reading: which numbers in it are figures, and of what kind."""

import re
from collections.abc import Iterator

from hospital_tui.figures.lexicon import barred, in_word, unit_at
from hospital_tui.figures.numerals import HAN, numeral_at, run_end
from hospital_tui.figures.read.dates import date_at, plan_at, slash_date
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.qualifiers import bounded
from hospital_tui.figures.read.quantities import doubling_at, quantity_at
from hospital_tui.figures.read.ranks import rank_at
from hospital_tui.figures.read.republic import republic_at
from hospital_tui.figures.read.sizes import TIMES, size_at
from hospital_tui.figures.read.steps import step

_BEGIN = re.compile(
    rf"[0-9{HAN}半]|\.(?=\d)|首(?=[批届台家例个次位名款座支轮条张项所间期部本枚辆架篇组份颗幅艘栋幢处册卷剂])|第(?=[{HAN}0-9])|前(?=[{HAN}0-9])|前年"
    rf"|今年|去年|上年|本年|明年|后年|当年|同年|次年|翌年|[上下]半年|[上本]世纪|上个世纪|本月|[上下]个?月|民[国國](?=[0-9{HAN}元])"
    r"|[A-D]{1,4}\+|(?<![A-Za-z])[A-D]{1,5}级|翻了?[一二两三]番|[ⅠⅡⅢⅣ]|(?<![A-Za-z])I[IV]{0,2}(?=[ABCabc]?期)"
)
_CANDIDATE = re.compile(rf"[0-9{HAN}半.首第前今去上本明后当同次翌下民A-D翻ⅠⅡⅢⅣI](?<=(?={_BEGIN.pattern}).)")
"""A character with which `_BEGIN` fits: a class first, which is searched several times as fast as alternatives."""
_NAME_QUOTE = re.compile(
    '“[^“”，。！？；：]{1,40}”|‘[^‘’，。！？；：]{1,40}’|「[^「」，。！？；：]{1,40}」|『[^『』]{1,40}』|"[^"，。！？；：]{1,40}"'
)
_TITLE_QUOTE = re.compile("《[^《》]{1,80}》")
_SPEECH = re.compile("(?:[：:]|[说道称讲问答表示]，?|坦言，?|感慨，?)$")
_URL = re.compile(
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9.-]{1,99}|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
)
_PHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{4}|\d{7,8}(?![\d.,元个人例张台万亿余多美]))(?:转\d{1,4})?(?!\d)"
)
"""Telephone numbers; seven or eight bare digits are one where no unit follows."""
_MARKER = re.compile(
    rf"(?:^|(?<=[。；：\n！？ ]))[（]?(?:\d{{1,2}}[、）．]|\d{{1,2}}\.(?!\d(?!\d{{3}}年))|[{HAN}]{{1,3}}[、）])"
)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:：∶]\d{1,2}){1,2}|\d{1,2}[点时](?:(?:[0-5]?\d分?|半|整|钟|一刻)|(?!间|代|候|段|刻|，共))|[一二三四五六七八九十]{1,3}点(?:[钟半整]|[一二三四五]?十?[一二三四五六七八九]?分)"
)
_CLOCK_BEFORE = re.compile(
    "(?:上午|下午|晚上|凌晨|早上|中午|清晨|傍晚|夜里|晚|早|日|号|夜间|午后|[至到—-]|当天|次日|每天)$"
)
_TIMES_AHEAD = re.compile(r"[\d.]+[a-zA-Z一-鿿㎝㎜]{0,2}[×xX*]\d")
_RATIO = re.compile(r"\d{1,9}+(?:\.\d{1,9}+)?[:：∶×+＋]|\d{1,9}+(?:\.\d{1,9}+)?[xX*]\d")
_PROPORTION = re.compile(r"(?<![\d.])\d{1,6}+(?:\.\d{1,4}+)?[:：∶]\d{1,6}(?:\.\d{1,4})?")
_CHAIN = re.compile(r"\d++(?:/\d{1,2}[A-Z]++(?![A-Za-z])|(?:[-—]{1,2}\d{1,4})++(?![\d.%]|[一-鿿]))")
"""4/5G, 15—2: numbers that are one with a name."""
_ORDINAL_NAME = re.compile(rf"第[{HAN}0-9]+")
_PREDICATE = re.compile(
    "(?:^|是|为|达|在|到|至|有|等于|[，。、；：,！？ ]|突破|降|升|增|超|分别|值|约|近|指数)$"
)
_BARE_END = re.compile(
    r"$|[，。；、！？）,.;!?”’\s—]|这|那|而|不是|并|且|左右|以上|以下|分别|或|和|与|至|升|降"
)
_DIGIT_END = re.compile(r"$|[，。；、！？）,;!?”’\s—且并和与至升降提下，只.]|左右")
_CHANGE_BEFORE = re.compile("(?:[增提升涨扩降减翻高长加大多低]|增长|增加|提高|下降|扩大)了?$")
_PHYSICAL = frozenset(
    (
        "小时",
        "个小时",
        "个钟头",
        "钟头",
        "分钟",
        "吨",
        "公斤",
        "千克",
        "公里",
        "升",
        "亩",
        "平方公里",
        "公顷",
        "千比特",
        "刻钟",
        "两",
        "斤",
        "米",
        "倍",
        "岁",
        "周岁",
    )
)
_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d(?!\d)(?![余多万亿.%個个名人例项张台次篇种件户家位元米平件份])")
_COUNT_WORD_BEFORE = re.compile(r"(?:[几数好每]|成[百千]上)$")


def scan(
    text: str, *, marker: bool = False, dated: bool = False, republic: bool = False
) -> Iterator[Mention]:
    """The mentions of a reading in reading order; they do not overlap. `marker`: a list number opens the text.

    `dated`: the day of writing is known, so that 12/1 alone is a day and no fraction. `republic`: 112年 is a year.
    """
    end = 0
    for mention in _candidates(text, marker, dated, republic):
        if mention.start < end:
            mention.start = max(end, min(mention.start, mention.number[0]))
            if mention.start >= mention.end or mention.number[0] < end:
                continue
        end = mention.end
        yield mention


def _candidates(text: str, marker: bool, dated: bool, republic: bool) -> Iterator[Mention]:
    whole = slash_date(text) if dated else None
    if whole is not None:
        yield whole
        return
    if not _CANDIDATE.search(text):
        return
    skips = _Stretches(_skipped(text, marker))
    names = _Stretches([m.span() for m in _NAME_QUOTE.finditer(text) if not _spoken(text, m.start())])
    titles = _Stretches([m.span() for m in _TITLE_QUOTE.finditer(text)])
    at = 0
    while True:
        step()
        match = _CANDIDATE.search(text, at)
        if match is None:
            return
        start = match.start()
        skip = skips.end_at(start)
        if skip is not None:
            at = max(skip, start + 1)
            continue
        mention = (republic_at(text, start) if republic else None) or _recognise(text, start)
        if mention is None:
            at = _past(text, start)
            continue
        at = max(mention.end, start + 1)
        name, title = names.end_at(start), titles.end_at(start)
        if (name is not None and not mention.silent and not _kept_in_name(mention)) or (
            title is not None and not _kept_in_title(text, mention)
        ):
            continue
        yield mention


def _spoken(text: str, start: int) -> bool:
    """Whether a quotation that opens at `start` is speech, and no name."""
    return _SPEECH.search(text, max(0, start - 4), start) is not None


def _skipped(text: str, marker: bool) -> list[tuple[int, int]]:
    """Stretches without figures: addresses of the net, list numbers, clock times."""
    spans: list[tuple[int, int]] = []
    if "@" in text or "http" in text or "www." in text or text.count(".") >= _ADDRESS_DOTS:
        spans += [m.span() for m in _URL.finditer(text)]
    if marker:
        spans.append((0, run_end(text, 0)))
    if not _MAY_BE_SKIPPED.search(text):
        return spans
    if _MAY_BE_PHONE.search(text):
        spans += [m.span() for m in _PHONE.finditer(text) if len(text) > m.end() - m.start()]
    if _MAY_BE_PROPORTION.search(text):
        spans += [m.span() for m in _PROPORTION.finditer(text)]
    if _MAY_BE_MARKER.search(text):
        spans += [m.span() for m in _MARKER.finditer(text)]
    if _MAY_BE_CLOCK.search(text):
        spans += [
            m.span()
            for m in _CLOCK.finditer(text)
            if ":" in m[0] or "：" in m[0] or "∶" in m[0] or _is_clock(text, m)
        ]
    return spans


_ADDRESS_DOTS = 3
_MAY_BE_PHONE = re.compile(r"\d{7}|\d-\d{3}")
_MAY_BE_PROPORTION = re.compile(r"\d[:：∶]\d")
_MAY_BE_MARKER = re.compile(rf"[\d{HAN}](?:[、）．]|\.(?!\d(?!\d{{3}}年)))")
_MAY_BE_CLOCK = re.compile("[\\d一二三四五六七八九十][:：∶点时]")
_MAY_BE_SKIPPED = re.compile(rf"[\d{HAN}](?:[:：∶点时、）．-]|\.(?!\d(?!\d{{3}}年))|\d{{6}})")
"""What each of the patterns above needs, and what one of them needs at least, quick to search: most texts hold none."""


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether 9点 or 9时 is a time of day."""
    if "点" in match[0]:
        return not re.match("[建要意子心任新]", text[match.end() :][:1] or " ") or bool(
            _CLOCK_BEFORE.search(text, max(0, match.start() - 3), match.start())
        )
    return (
        bool(_CLOCK_BEFORE.search(text, max(0, match.start() - 3), match.start())) or match[0][-1] in "分整"
    )


class _Stretches:
    """Spans of a text, asked in ascending order whether they hold a place."""

    def __init__(self, spans: list[tuple[int, int]]):
        self._spans = sorted(spans)
        self._next = 0

    def end_at(self, at: int) -> int | None:
        """End of the span that holds `at`; none where none does."""
        spans = self._spans
        if not spans:
            return None
        while self._next < len(spans) and spans[self._next][1] <= at:
            self._next += 1
        for start, end in spans[self._next : self._next + 4]:
            if start <= at < end:
                return end
        return None


def _kept_in_name(mention: Mention) -> bool:
    """Ranks stay figures inside the name of an award: “…优秀奖（全国第2名）”."""
    if mention.kind != "rank" or mention.unit is None:
        return False
    return mention.unit in ("名", "位", "等奖", "届", "批", "等功")


def _kept_in_title(text: str, mention: Mention) -> bool:
    """A span of years in the title of a plan stays a date: 《…规划（2020-2025年）》."""
    return mention.kind == "date" and mention.date is not None and mention.date.until is not None


def _past(text: str, start: int) -> int:
    """Where to look on after a place that holds no figure."""
    if text[start] == "第":
        name = _ORDINAL_NAME.match(text, start)
        return name.end() if name else start + 1
    chain = _CHAIN.match(text, start)
    return chain.end() if chain else max(start + 1, run_end(text, start))


def _recognise(text: str, start: int) -> Mention | None:
    """What the words from `start` on state; None where they are no figure."""
    char = text[start]
    plan = plan_at(text, start) if char in "八九十" else None
    if plan is not None:
        return plan
    numeral = char in HAN or char == "半" or char.isdigit()
    if numeral and in_word(text, start) and not _rounds(text, start):
        rank = rank_at(text, start) if char in "一二三" else None
        return rank if rank is not None and rank.unit is None else None
    date = date_at(text, start)
    if date is not None:
        return None if _barred(text, date) else date
    rank = rank_at(text, start)
    if rank is not None:
        return rank
    if char == "翻":
        return doubling_at(text, start)
    return _amount(text, start) if numeral or char == "." else None


def _amount(text: str, start: int) -> Mention | None:
    """The quantity or the size that begins at `start`."""
    char = text[start]
    before = text[max(0, start - 1) : start]
    if char.isdigit() and (before in TIMES or _TIMES_AHEAD.match(text, start)):
        sized = size_at(text, start)
        if sized is not None or before == "×":
            return sized
    if _RATIO.match(text, start) or (before in (":", "∶", "+") and char.isdigit()):
        return None
    mention = quantity_at(text, start)
    if mention is None or _barred(text, mention) or not _counts(text, mention):
        return None
    return mention


def _rounds(text: str, start: int) -> bool:
    """Whether a word of approximation makes a number of what else is a name: 近百名医护 beside 百名专家进社区."""
    return text[start] in "百千" and bounded(text, start)


_TALLIED = re.compile("(?<=立项|获批|论文|专利|课题|项目|著作|专著)一[项篇件部](?=[，。；、（]|$)")
"""One of a tally, behind what is tallied (获专利一项): a count, and no article."""


def _barred(text: str, mention: Mention) -> bool:
    """Whether a rule of rules.yaml says that this is no figure."""
    start = mention.number[0]
    if _TALLIED.match(text, start):
        return False
    return barred(text, start, mention.kind)


def _counts(text: str, mention: Mention) -> bool:
    """Whether a number with or without its unit is a quantity that somebody would note."""
    start = mention.number[0]
    if mention.kind == "percent":
        return True
    number = numeral_at(text, start)
    before = text[max(0, mention.start - 4) : mention.start]
    if number is None:
        return mention.kind == "duration"
    if text[start] in "百千万亿兆" and not _rounded(text, mention):
        return False
    if number.han and text[start] in "十百千万亿" and _COUNT_WORD_BEFORE.search(before):
        return False
    if mention.glued:
        return _stands_alone(text, mention, number.han)
    if not number.han:
        return True
    return _han_counts(text, mention)


def _rounded(text: str, mention: Mention) -> bool:
    """百余名, 近千人, 千人以上: a bare 百 or 千 counts only with a word of approximation."""
    if mention.start < mention.number[0]:
        return True
    number = numeral_at(text, mention.number[0])
    return mention.qualifier != "exact" and (number is None or number.end > mention.number[0])


def _han_counts(text: str, mention: Mention) -> bool:
    """Whether a Chinese numeral with its unit counts something."""
    start, end = mention.number
    value = mention.value
    if value == 1 and mention.high is None and text[start] == "一":
        if mention.kind == "money":
            return mention.unit != "元"
        if mention.unit == "倍":
            return bool(_CHANGE_BEFORE.search(text, max(0, start - 4), start))
        if mention.kind == "duration" and (text[mention.end - 1] == "内" or _LASTED.match(text, mention.end)):
            return text.startswith("后", mention.end) or text[mention.end - 1] == "内" or _lasted(text, start)
        return (
            mention.unit in _PHYSICAL
            or mention.qualifier != "exact"
            or _TALLIED.match(text, start) is not None
        )
    unit = unit_at(text, end)
    strict = unit.han if unit is not None and unit.text == mention.unit else "free"
    if strict == "digits":
        return _listed(text, mention) or (mention.value_is_over_ten() and mention.qualifier != "exact")
    if strict == "named":
        after = text[mention.end : mention.end + 1]
        return (after.isdigit() or "一" <= after <= "鿿") and after not in "的于了在是和与联融合"
    return True


_LASTED = re.compile(r"后|$|[，。；！？、）]")
_NOT_LASTING = re.compile(
    "(?:^|[，。；！？、：（“ \\n每这那同前后上下又另第整头有是于中]|每[周月年天日]|最后|唯|(?:是|作为|成为)[^，。；]{1,40})$"
)


def _lasted(text: str, start: int) -> bool:
    """Whether 一年 ends its clause behind a predicate, and so tells how long that lasted (支援一年)."""
    return not _NOT_LASTING.search(text, max(0, start - 40), start)


def _listed(text: str, mention: Mention) -> bool:
    """市、县、乡三级: a numeral that counts the list before it."""
    if text[max(0, mention.start - 1) : mention.start] in ("个", "项", "类", "种"):
        return False  # 7个二级指标
    clause = re.split("[，。；！？：]", text[max(0, mention.start - 30) : mention.start])[-1]
    items = clause.count("、") + clause.count("和") + 1
    return mention.unit in ("级", "大", "型", "式") and items >= 2 and mention.value == items


def _stands_alone(text: str, mention: Mention, han: bool) -> bool:
    """Whether a number without a unit is a quantity: CMI值1.12, 5万余群众, 答案是四."""
    start, end = mention.number
    if mention.unit == "人":
        return not han or mention.qualifier != "exact"
    if han:
        if end - start > 1 and text[end - 1] in "万亿":
            return True
        single = end - start == 1
        if single and mention.value == 1 and mention.qualifier == "exact" and mention.high is None:
            return False
        return bool(_PREDICATE.search(text, max(0, mention.start - 4), mention.start)) and bool(
            _BARE_END.match(text, mention.end)
        )
    if text[start:end] in ("0", "1") and text[max(0, start - 1) : start] in ("是", "的"):
        return False
    if _YEAR_NUMBER.match(text, start) and mention.qualifier == "exact":
        return False
    if mention.qualifier != "exact" or mention.high is not None:
        return True
    if text[end : end + 1] == "万" or text[end - 1] in "万亿千百":
        return True
    return bool(_DIGIT_END.match(text, mention.end)) and (start > 0 or mention.end == len(text))
