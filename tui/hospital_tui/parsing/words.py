"""Questions about words: does a paragraph begin so, is this a line of names, does a word run over a break."""

import re
from functools import cache

from hospital_tui.parsing.lines import BLANKS
from hospital_tui.parsing.segmenting import segmenter, tag
from hospital_tui.parsing.tables import table
from hospital_tui.text.folding import simplified
from hospital_tui.text.script import han_pattern

_HAN_ONLY = han_pattern(r"[\p{Han}·]+")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s*年|\d{1,2}月(?:\d{1,2}日|[，初末底])")
_OFFICE = han_pattern(r"^[\p{Han}]{2,}(?:医院|院|科|中心|部|处|大学|报|社)")
LONGEST_SIGNATURE = 32
"""Characters behind the last sentence of a paragraph in which its writer is named."""
LONGEST_SPEAKER = 12
"""Characters of a speaker's name and office."""
LONGEST_COLLECTION = 7
"""Characters up to which a line may be the name of a column of news items."""
LONGEST_CUE = 16
"""Characters up to which a line may be the name of an added part."""
_SAYS = re.compile(r"(?:曰|道|说|表示|写道|介绍|认为|指出|如下)[：:]$")
_FIELD = re.compile(r"[^。！？；：:，,“”\"『「]{1,20}[：:](?=[ \u3000]?[^“「『\s].{2})")
_STORY = re.compile(
    r"[了我你她它们]|(?<!其)他|说|表示|告诉|认为|透露|今年|去年|近日|日前|显示|记者|先生|女士|https?$|^\d+$"
)
"""What stands in no noun that a line opens with."""
_PARTS = re.compile(r"[·|｜丨/]")
_WORKPLACE = han_pattern(
    r"编译|(?!.*[的把了是])[\p{Han}（）()·]{2,24}(?:院|院区|中心|科|部|处|室|局|委|报|社|台|网|融媒|传媒|组|站|队|公司|大学|学校|[中小]学|学院|厂|村|社区|教授|主任|院长|书记|[者民生人员友侨师属长])"
)
"""Where a writer works, or as what, who signs with the name behind it."""
_WRITERS_MARKS = "□■●◎◆○▲ \u3000\t"
_POST_BEHIND = re.compile(r"(?<=..)(?:教授|主任|医[生师]|博士)$")
_OFFICE_BEHIND = han_pattern(
    r"([\p{Han}]{2,4})[（(][\p{Han}]{3,24}(?:院|中心|科|部|处|室|局|委|社|站|队|公司|大学)[）)]$"
)
_REPORTER = han_pattern(
    r"(?:[\p{Han}]{0,8}(?:报|网|台|社|新闻|在线|媒体|首席|见习|实习|特约))?(?:记者|通讯员|实习生)([\p{Han}]{2,4}(?:[、 \u3000][\p{Han}]{2,4})*)"
)
_SALUTE = re.compile(r"(?:尊敬|敬爱|亲爱)的[^。，]{2,40}[：:]|(?:[你您]们?|大家)好[！!]")
_COLUMN = han_pattern(r"(?:今日|本期|本版|每日|一周)[\p{Han}]{2}")
_LATIN = re.compile(r"^[A-Za-z ]{4,}|[A-Za-z ]{4,}$")
"""The name of a column in letters, before or behind its own (HEALTH 健康)."""
_NAME_BREAKS = re.compile(r"[ \t\u3000\xa0、，,/／|]+")

_SPACE = BLANKS.replace("\ufeff", "")
_CUE_BEGINS, _CUE_ENDS = "【[［〖<＜*■●◆★▲◎·※#" + _SPACE, "】]］〗>＞*■●◆★▲◎·※：:" + _SPACE
"""What the name of an added part is framed with."""


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list of tables/words.yaml."""
    value = table("words")[name]
    return tuple(value)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(word_list("openers"), key=len, reverse=True))
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(table("words")["surnames"]) | frozenset(word_list("compound_surnames"))


def opens_paragraph(text: str) -> bool:
    """Whether the text begins as paragraphs do."""
    return text.startswith(("“", "「", "——")) or bool(_openers().match(text) or _YEAR_FIRST.match(text))


def is_column(text: str) -> bool:
    """Whether the line is the name of a newspaper's section or column, letters spaced or not (健 康 周 刊)."""
    known = len(text) <= 16 and "".join(_LATIN.sub("", text).split()) in word_list("columns")
    return known or _collects(text) or bool(_COLUMN.fullmatch(text))


def _collects(text: str) -> bool:
    """Whether a short line is the name of a column of news items (卫生短波, 医讯速递)."""
    return len(text) <= LONGEST_COLLECTION and text.strip("【】[]［］■●◆ ").endswith(word_list("collections"))


def is_series(text: str) -> bool:
    """Whether the line is the name under which a paper runs features, which may stand above a title (护士节特别策划)."""
    return len(text) <= 16 and any(
        part.endswith(word_list("series")) for part in _PARTS.split("".join(text.split()))
    )


def is_name(text: str) -> bool:
    """Whether the text can be the name of a person: a surname and one or two characters more."""
    if not 2 <= len(text) <= 4 or not _HAN_ONLY.fullmatch(text):
        return False
    if text[:2] in _surnames():
        return len(text) >= 3
    return len(text) <= 3 and text[0] in _surnames()


def names(text: str) -> list[str]:
    """The names of a line that holds nothing but names; empty for any other line (王磊 陈恺祺)."""
    if len(text) > 40:
        return []
    found = [part for part in _NAME_BREAKS.split(text.strip("（）()")) if part]
    spaced = len(found) > 2 and all(len(part) == 1 for part in found)
    found = _closed_up(found)
    if spaced and text.startswith(("（", "(")):
        return (
            found if any(is_name(part) for part in found) else []
        )  # a rare surname among those of two characters
    return found if found and all(is_name(part) for part in found) else []


def is_salute(text: str) -> bool:
    """Whether a line is the salutation of a letter, or greets those it is written to (尊敬的张院长：, 你们好！)."""
    return _SALUTE.fullmatch(text) is not None


def is_turn(text: str) -> bool:
    """Whether a line is nothing but who speaks next in an interview (记者：, [主持人]：)."""
    return text.endswith(("：", ":")) and text.strip("[]【】［］：: ") in word_list("speakers")


def signs(text: str) -> bool:
    """Whether a line says who wrote the article: a mark or an office, and nothing behind it but names (某医院 李明)."""
    if len(text) > LONGEST_SIGNATURE:
        return False
    core, behind = text.lstrip(_WRITERS_MARKS), _OFFICE_BEHIND.match(text)
    reporter = _REPORTER.fullmatch(core)
    parts = core.split()
    people = [part for part in parts if is_name(part) or not _WORKPLACE.fullmatch(part)]
    named = names(" ".join(_POST_BEHIND.sub("", part) for part in people))
    marked = core != text or len(people) < len(parts)
    told = reporter or behind
    return bool(marked and named) or (told is not None and bool(names(told[1])))


def _closed_up(parts: list[str]) -> list[str]:
    """The parts of a line of names, those of two characters that were set apart joined again (宣 轩 马 跃, 王 磊 陈恺祺)."""
    joined: list[str] = []
    waiting = ""
    for part in parts:
        if len(part) > 1 and not waiting:
            joined.append(part)
        elif len(part) == 1:
            joined, waiting = ([*joined, waiting + part], "") if waiting else (joined, part)
        else:
            return parts
    return parts if waiting else joined


def is_signed(text: str) -> bool:
    """Whether whoever wrote a paragraph is named behind its last sentence, without a bracket (…就诊。某某医院骨科 李明)."""
    at = text.rfind("。", -LONGEST_SIGNATURE)
    tail = text[at + 1 :].strip()
    return (
        at > 0
        and len(tail) >= 6
        and any(is_name(tail[-size:]) for size in (2, 3))
        and bool(_OFFICE.search(tail))
    )


@cache
def _section_cues() -> frozenset[str]:
    return frozenset(word_list("section_cues"))


def is_section_cue(text: str) -> bool:
    """Whether the line is the name of an added part (专家简介, 相关链接)."""
    core = simplified(text.lstrip(_CUE_BEGINS).rstrip(_CUE_ENDS)) if len(text) <= LONGEST_CUE else ""
    parts = core.split()
    return ("".join(parts) if all(len(part) == 1 for part in parts) else core) in _section_cues()


def is_related_cue(text: str) -> bool:
    """Whether the line is the sign over links to other articles (相关阅读, 往期推荐), the links perhaps with it."""
    core = text.lstrip("【[（(■●◆▶>· ")
    cue = next((cue for cue in word_list("related_cues") if core.startswith(cue)), None)
    return cue is not None and core[len(cue) : len(cue) + 1] in ("", *"】]）)：:·•-—1①●■◆>")


def states_field(text: str) -> bool:
    """Whether the line is a field of a profile (门诊时间：周一上午)."""
    return text.startswith(word_list("fields")) and ("：" in text[:8] or ":" in text[:8])


def is_tip(text: str) -> bool:
    """Whether a line begins as tips do and goes on (温馨提示：…)."""
    core = text.lstrip("【[［■●★◆ ")
    return core.startswith(word_list("tips")) and len(core) >= 10


def says(text: str) -> bool:
    """Whether a short line leads over to what somebody says or writes (有诗赞曰：)."""
    return len(text) <= 40 and bool(_SAYS.search(text))


def shows_people(text: str) -> bool:
    """Whether a short line says what people are seen doing, as captions do (医生为患者讲解病情)."""
    return count_any(text[:10], word_list("people")) > 0 and count_any(text, word_list("doing")) > 0


def speaks(text: str, *, by_name: bool = True) -> bool:
    """Whether the line begins with a speaker and a colon (读者刘先生：…); `by_name`: a bare name will do (宫丽萍：…)."""
    colon = min((at for at in (text.find("："), text.find(":")) if at > 0), default=0)
    if not 0 < colon <= LONGEST_SPEAKER or colon + 2 > len(text):
        return False
    speaker = text[:colon]
    if speaker.startswith(word_list("speakers")) or speaker.endswith(word_list("speaker_ends")):
        return True
    return by_name and is_name(speaker) and not speaker.endswith(("县", "市", "区", "院", "科", "镇", "乡"))


def field_of(text: str) -> str | None:
    """The noun and colon that a line opens with (手术方案：…); None for a speaker, and where the words tell a story."""
    match = _FIELD.match(text)
    if not match:
        return None
    core = match[0][:-1].strip()
    person = (is_name(core) and not tag(core).startswith(("n", "v", "t"))) or tag(core) == "nr"
    said = says(match[0]) or _STORY.search(core) or person or speaks(text, by_name=False)
    return None if said else match[0]


def hangs(text: str) -> bool:
    """Whether the text ends with a word that what follows belongs to (…康复医学科成立了)."""
    return text.endswith(word_list("hanging"))


def ends_with_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text, closing marks not counted, ends with one of the words."""
    return text.rstrip("”’」』）)】。.!！ ").endswith(words)


def count_any(text: str, words: tuple[str, ...]) -> int:
    """How many of the words occur in the text."""
    return sum(map(text.__contains__, words))


_STARTERS = frozenset(
    "在为从对据当经与这那有如以让把将自由于是不也就又再更每各该本我他她它你因但而若凡待谁何曾已正到至随按像比让令使用要能会应看听问答说想走站坐来去过多少大小老新家国党人医院心春夏秋冬一二三四五六七八九十两百千万"
)
"""Characters that paragraphs begin with as words of their own."""


def word_runs_over(before: str, after: str) -> float:
    """How clearly a word lies over the joint of two texts.

    2 by the dictionary (…举办读书 | 班4期…), 0.75 where the second text begins with a character that hardly begins
    a sentence (…遗传代谢 | 病等疑难杂症…), else 0.
    """
    left, right = before[-8:], after[:8]
    if not left or not right or not _HAN_ONLY.fullmatch(left[-1] + right[0]):
        return 0.0
    offset = 0
    for word in segmenter().cut(left + right, HMM=False):
        if offset < len(left) < offset + len(word):
            return 2.0
        offset += len(word)
    first = next(iter(segmenter().cut(right, HMM=False)))
    rest = len(first) == 1 and first not in _STARTERS and first not in _surnames()
    return 0.75 if rest else 0.0
