"""What follows a place in a chunked sentence: the noun phrase behind a classifier, the object of the verb behind it."""

import re
from collections.abc import Sequence

from hospital_tui.figures.lexicon import words
from hospital_tui.figures.phrase.chunks import Chunk, Sort, is_verb
from hospital_tui.figures.phrase.phrases import NOMINAL, clause_end, kind_of, text_of
from hospital_tui.figures.phrase.trimming import head, trimmed

_DIMENSIONS = frozenset(["高", "长", "宽", "厚", "深", "远", "大", "重", "外", "以外"])

_REGIONS = frozenset(["县", "市", "省", "区", "村", "镇", "乡", "国家", "州", "地市", "县区", "乡镇"])

_SCOPES = frozenset(["全国", "全省", "全市", "全县", "全区", "全院"])

_PRAISE = frozenset(
    words(
        "优秀 先进 专业 知名 特色 著名 资深 年轻 全新 重点 主要 大型 高端 现代化 国家级 省级 市级 县级 完整 独立 普通 不同 最大"
    )
)
"""Attributes that stand before 的 and are not themselves counted (3名优秀的护士)."""
_QUALITIES = ("难度", "水平", "质量", "规模", "型", "级", "式", "化", "性")
"""Endings of attributes (四例高难度的手术)."""

_ADJECTIVES = frozenset(["新", "全", "总", "优秀", "最新", "主要", "重点", "各", "大型", "所有", "相关"])

_PREDICATES = frozenset((Sort.VERB, Sort.ADVERB, Sort.CHANGE, Sort.PREPOSITION))

_INSTITUTIONS = re.compile("医院|单位|机构|卫生院|卫生室|学校|高校|企业|公司")


def after(text: str, chunks: Sequence[Chunk], place: int, *, ranks: bool = False, limit: int = 26) -> str:
    """The noun phrase that begins after `place`: behind the classifier, behind 的, or behind a clause that ends in 的."""
    index = place + 1
    while index < len(chunks) and (
        chunks[index].sort is Sort.OF
        or chunks[index].word in _ADJECTIVES
        or chunks[index].word in _SCOPES
        or (chunks[index].mention is not None and (ranks or kind_of(chunks[index]) == "rank"))
        or (kind_of(chunks[index]) == "money" and chunks[index].word.endswith(("以上", "以下")))
    ):
        index += 1
    if index + 1 < len(chunks) and chunks[index].word in _DIMENSIONS and chunks[index + 1].sort is Sort.OF:
        index += 2
    opened = index > place + 1
    while (
        opened
        and index < len(chunks)
        and chunks[index].sort is Sort.ADVERB
        and chunks[index].word not in ("了", "着")
    ):
        index += 1
    begin = index
    if (
        opened
        and index + 1 < len(chunks)
        and chunks[index].sort is Sort.VERB
        and chunks[index + 1].sort in NOMINAL
    ):
        index += 1
    if index + 1 < len(chunks) and chunks[index].sort is Sort.VERB and chunks[index + 1].sort in NOMINAL:
        index += _attributive(chunks, place, index)
    owner_end = 0
    while index < len(chunks):
        chunk = chunks[index]
        if index > begin and chunk.sort is Sort.VERBAL and chunks[begin].word in _REGIONS:
            break
        if chunk.sort is Sort.OF and index > begin and not owner_end:
            owner_end = index
        if (
            chunk.sort in NOMINAL
            or chunk.sort is Sort.OF
            or _grade(chunk)
            or (ranks and chunk.sort is Sort.VERB and _in_name(chunks, index, begin))
            or (
                chunk.sort is Sort.AND
                and index > begin
                and not _listed(chunks, place)
                and _joins_on(chunks, index)
            )
            or (chunk.sort is Sort.PAUSE and index > begin and not ranks and _lists_on(chunks, begin, index))
        ):
            index += 1
        elif chunk.sort is Sort.OPEN and index > begin and _closes(chunks, index):
            index = _closes(chunks, index)
        else:
            break
    phrase = text_of(text, chunks, begin, index)
    if owner_end and begin == place + 1 and not ranks:
        owner = text_of(text, chunks, begin, owner_end)
        if (
            (len(owner) >= 2 and owner not in _PRAISE and not owner.endswith(_QUALITIES))
            or owner in _REGIONS
            or chunks[place].word.endswith("大")
        ):
            phrase = owner
    relative = ""
    if index < len(chunks) and chunks[index].sort in _PREDICATES:
        relative = _relative(text, chunks, index, ranks)
    if not phrase or (
        relative and begin == place + 1 and index == begin + 1 and chunks[begin].sort is Sort.VERBAL
    ):
        return trimmed(relative, False)
    if (
        0 < len(phrase) <= 2
        and begin > place + 1
        and len(chunks[begin - 1].word) > 1
        and chunks[begin - 1].word in _ADJECTIVES
    ):
        phrase = chunks[begin - 1].word + phrase  # 12项重点工作: 工作 alone says little
    if chunks[place].word.endswith("个") and _PERSONAL_NOUN.match(phrase):
        phrase = "个" + phrase  # 5个人调研重点: the classifier is swallowed by 个人
    phrase = _people(chunks[place], _institution(chunks[place], trimmed(phrase, False)))
    return head(phrase)[:limit] if len(phrase) > limit else phrase


_REGION = re.compile(
    "(?:省区市|省市|县区|县市区?|区县|市县|市区县|乡镇|街道|社区|国家|地州市?|州市|地市|兄弟省市)(?=向|对|由|与|派|共同|联合|支援|参与)"
)
"""Regions, and what they do (19个省市对口支援新疆)."""


def _institution(chunk: Chunk, phrase: str) -> str:
    """7个人民医院 of 7个人民医院专科建设: institutions are counted, not what is done with them."""
    mention = chunk.mention
    if mention is None or mention.unit not in ("家", "所", "个"):
        return phrase
    region = _REGION.match(phrase)
    if region is not None:
        return region[0]
    found = _INSTITUTIONS.search(phrase, 2)
    if (
        found is None
        or len(phrase) - found.end() < (1 if mention.unit in ("家", "所") else 4)
        or phrase[found.end()] in "（级"
    ):
        return phrase
    return phrase[: found.end()]


_PERSONAL_NOUN = re.compile(
    "人(?![民工才员群口体类文力物机造道家大的事流缘格手头均情生影像参次均数气心选质和，])[一-鿿]{3}"
)

_PERSON = re.compile(
    "(?:医生|医师|护士|患者|病人|学生|专家|队员|人员|成员|职工|员工|党员|群众|儿童|孩子|老人|居民|村民|牧民|市民|骨干|工作者|志愿者|干部|学员|病号|产妇|孕妇|婴儿|患儿|宝宝|教授"
    "|医者|医护|弟子|徒弟|先生|女士|大爷|大妈|大娘|大叔|大伯|奶奶|爷爷|阿婆|婆婆|阿姨|老汉|师傅|大姐|大哥|小伙子?|姑娘)+"
)
_PERSONAL = re.compile("[员者师生人家士手长工属表干部友童儿妇民授众户]$|^[（、和与及]|队伍|团队|以上|中心")


_AGED = ("岁", "周岁", "个月大", "天大", "周大", "岁大")

_NAME = re.compile("[一-鿿]{2,4}")
"""A person's name behind what the person is (68岁的居民周桂芳)."""


def _people(chunk: Chunk, phrase: str) -> str:
    """学生 of 6.4万名学生筛查视力: people are counted, not what they do or what is done with them."""
    mention = chunk.mention
    if mention is None or mention.unit not in ("名", "位", "人", "个", *_AGED):
        return phrase
    found = _PERSON.match(phrase) if mention.unit == "个" else _PERSON.search(phrase)
    if found is None or len(phrase) - found.end() < 2 or _PERSONAL.search(phrase[found.end() :]):
        return phrase
    if mention.unit in _AGED and _NAME.fullmatch(phrase, found.end()) and not is_verb(phrase[found.end() :]):
        return phrase
    return phrase[: found.end()]


def _attributive(chunks: Sequence[Chunk], place: int, index: int) -> bool:
    """Whether the verb behind a classifier belongs to the noun (八大支撑平台, 开展5台直播手术), not to 其中26个获批重点专科."""
    if chunks[place].word.endswith("大"):
        return True
    governed = (
        place > 0 and chunks[place - 1].sort in (Sort.VERB, Sort.VERBAL) and not kind_of(chunks[place - 1])
    )
    return governed and len(chunks[index].word) == 2 and chunks[index].word not in _PREDICATIVE


_PREDICATIVE = frozenset(
    words(
        "获得 荣获 获批 获评 入选 通过 达到 成为 完成 填补 属于 列入 纳入 用于 来自 超过 开展 取得 位列 位居 前来 参加 参与 接受 加入"
    )
)
"""Verbs that say something of what was counted."""


def _in_name(chunks: Sequence[Chunk], index: int, begin: int) -> bool:
    """Whether a verb stands inside the name of a thing: 第一个中医联合诊所."""
    word = chunks[index].word
    return (
        begin < index < len(chunks) - 1
        and chunks[index + 1].sort in NOMINAL
        and len(word) > 1
        and not word.endswith(_ARRIVES)
    )


_ARRIVES = ("来到", "前往", "抵达", "赶到", "奔赴", "走进", "进入", "回到", "到达", "进驻", "赶赴")
"""Verbs that say where one went: no part of a name (援疆医疗队来到喀什)."""


def _joins_on(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether 和 goes on with the same phrase: a noun follows that has no number of its own."""
    place = index + 1
    if place >= len(chunks) or chunks[place].sort not in NOMINAL:
        return False
    while place < len(chunks) and chunks[place].sort in (*NOMINAL, Sort.OF):
        place += 1
    return place >= len(chunks) or chunks[place].mention is None


def _listed(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether the figure counts one item of a list of nouns (心脏、肝脏、两枚肾脏和角膜): 和 goes on with the list."""
    return (
        place > 1
        and chunks[place - 1].sort is Sort.PAUSE
        and chunks[place - 2].mention is None
        and chunks[place - 2].sort in NOMINAL
    )


def _lists_on(chunks: Sequence[Chunk], begin: int, index: int) -> bool:
    """Whether 、 parts attributes of one noun (12个临床、医技科室): the last one has the noun, the first is bare."""
    if index != begin + 1 or len(chunks[begin].word) > 3:
        return False
    stop = index + 1
    while stop < len(chunks) and chunks[stop].sort in (*NOMINAL, Sort.PAUSE, Sort.AND):
        stop += 1
    ends = stop >= len(chunks) or chunks[stop].sort is Sort.STOP
    return ends and stop > index + 1 and chunks[stop - 1].sort in NOMINAL and len(chunks[stop - 1].word) >= 4


def _grade(chunk: Chunk) -> bool:
    """Whether a chunk is a grade inside a name (三乙综合医院)."""
    return chunk.mention is not None and chunk.mention.kind == "rank" and isinstance(chunk.mention.value, str)


def _closes(chunks: Sequence[Chunk], index: int) -> int:
    """Index after the bracket that closes the one at `index`; 0 where it stays open in the clause or holds a figure."""
    for place in range(index + 1, min(len(chunks), index + 8)):
        if chunks[place].sort is Sort.CLOSE:
            return place + 1
        if chunks[place].sort is Sort.STOP or chunks[place].mention is not None:
            return 0
    return 0


def _relative(text: str, chunks: Sequence[Chunk], index: int, ranks: bool) -> str:
    """The head of 凸显妇幼保健专业的特色门诊: what stands behind the clause's last 的, if the clause ends with it."""
    end = index
    last = -1
    while end < len(chunks) and chunks[end].sort is not Sort.STOP and kind_of(chunks[end]) in ("", "count"):
        if chunks[end].sort is Sort.OF and (ranks or chunks[end].word == "的"):
            last = end
        end += 1
    if last < 0:
        return ""
    stop = last + 1
    while stop < end and chunks[stop].sort in NOMINAL:
        stop += 1
    counted = any(chunk.mention is not None for chunk in chunks[index:last])
    if counted and not text.startswith("之一", chunks[stop - 1].end):
        return ""
    return text_of(text, chunks, last + 1, stop) if stop > last + 1 else ""


def sent_for(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What people were sent for: 选送260余人次到北京等地进修深造."""
    index = place + 1
    if index >= len(chunks) or chunks[index].word not in ("到", "赴", "去", "前往", "外出", "参加"):
        return ""
    end = clause_end(chunks, place)
    tail = end
    while tail > index and chunks[tail - 1].sort is Sort.VERBAL:
        tail -= 1
    return text[chunks[tail].start : chunks[end - 1].end] if tail < end else ""


def object_of(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The object of the verb that follows: 3人荣获“优秀教学管理者”."""
    end = clause_end(chunks, place)
    index = place + 1
    while index < end and chunks[index].sort in (Sort.ADVERB, Sort.PREPOSITION):
        index += 1
    if index < end and chunks[index].sort is Sort.NOUN and chunks[index - 1].word in ("在", "于", "赴", "到"):
        index += 1  # 58名在东岸接受免费手术
        while index < end and chunks[index].sort is Sort.ADVERB:
            index += 1
    if index >= end or chunks[index].sort not in (Sort.VERB, Sort.VERBAL, Sort.CHANGE):
        return ""
    verb = index - 1 if chunks[index - 1].word == "通过" else index
    while index < end and chunks[index].sort in (Sort.VERB, Sort.ADVERB, Sort.CHANGE):
        index += 1
    begin = index
    while index < end and chunks[index].sort in (*NOMINAL, Sort.OF, Sort.AND, Sort.PAUSE):
        index += 1
    phrase = trimmed(text_of(text, chunks, begin, index))
    if len(phrase) <= 2 and all(chunk.sort is Sort.VERBAL for chunk in chunks[begin:index]):
        phrase = ""  # 通过认证, 接受免费手术: what was done takes its verb in
    return phrase or trimmed(text_of(text, chunks, verb, index))


def grouped(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """9批 of 9批300多名医疗队员: what the next figure counts."""
    index = place + 1
    if index < len(chunks) and chunks[index].word in ("共", "共计", "计", "累计", "总计"):
        index += 1
    nearest = chunks[index].mention if index < len(chunks) else None
    if nearest is None or not (nearest.kind == "count" or nearest.unit in ("岁", "周岁")):
        return ""
    return after(text, chunks, index)


def described(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """最小的17岁: what stands before 的."""
    begin = place - 1
    while begin > 0 and chunks[begin - 1].sort in (Sort.NOUN, Sort.VERBAL, Sort.ADVERB):
        begin -= 1
    return text[chunks[begin].start : chunks[place - 1].start] if begin < place - 1 else ""


def opens(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a noun phrase follows at once that the number belongs to (的 between them, or nothing before)."""
    return place + 1 < len(chunks) and chunks[place + 1].sort is Sort.OF
