"""Places in an order, batches and grades: 第2名, 首批, 二等奖, 前三, 三级甲等, A+, ⅢB期."""

import re
from decimal import Decimal

from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.numerals import Numeral, numeral_at
from hospital_tui.figures.read.amounts import LINK
from hospital_tui.figures.read.mentions import Mention

_FIRST_UNITS = re.compile(
    "[批届台家例个次位名款座支轮条张项所间期部本枚辆架篇组创份颗幅艘栋幢处册卷剂](?![创])"
)
_PLACE_UNITS = re.compile(
    "[代名位批届个家台例次期轮款版座所支季集栋间条本部张辆架篇项株幢枚只种类份套卷册](?!图)|任(?![务职])"
)
_AWARD = re.compile("(?P<n>[一二三四])等(?P<what>奖|功)")
_GRADE = re.compile("[一二三][级甲乙]|三级[甲乙丙特]等")
_FULL_GRADE = re.compile("([一二三])级([甲乙丙特])等?(?![级类])|[一二三]级医院(?:甲|乙)等")
_SHORT_GRADE = re.compile("[二三][甲乙](?![双酰基级醇烷胺酸酯醚])")
_LETTER_GRADE = re.compile(r"[A-D]{1,4}\+{1,4}(?![A-Za-z0-9+])")
_LETTER_LEVEL = re.compile(r"[A-D]{1,5}级(?![A-Za-z])")
_LEVEL_BEFORE = re.compile(
    "(?:获评|评为|评定为|获|为|达到?|列为?|获得|等级|荣获|蝉联|保持|连续[一二三四五六七八九十\\d]年)[“]?$"
)
_STAGE = re.compile(r"(?:[ⅠⅡⅢⅣ]|I{1,3}V?|IV)[ABCabc]?期(?!临床[试研]|工程|项目|建设|康复)")
_TOP = re.compile(
    "前(?P<n>[一二三四五六七八九十百]{1,3}|\\d{1,3})(?P<u>[名位强])?(?=$|[，。；！？、）”》」的 ]|行列|甲)"
)
_BARE_FIRST = re.compile(
    "第[一二三四五六七八九十\\d]{1,4}(?=$|[，。；！？、）”]|的好|和第|至第|[升降跃]|[上提]升|下降)"
)
_PLACE_CONTEXT = re.compile(
    "(?:排名|位居|位列|名列|居|列|跻身|全国|全省|全市|全县|全区|省|市|区|县|综合|世界|亚洲|行业|同类|医院|同级|评比|竞赛|获|连续|稳居|荣膺|总分|团体|个人|(?:排名|位[居列次]|名列|[居列升降跃至到]|跻身)[^，。；！？第0-9]{0,16})$"
)
_OWN_GRADE = re.compile(
    "[一二三]级(?=(?!医院[一-鿿]{1,6}中心)(?:[一-鿿]{0,8})(?:医院|保健院|中医院|医疗机构)(?![一-鿿])|(?:[一-鿿]{0,8})(?:医院|保健院)(?:的|并|且|和|后)(?![一-鿿]{0,8}中心))"
)
_COPULA = re.compile(
    "(?:是|为|系|属|作为|成为|建成|创建了?|创成|晋升为?|晋级为?|升格为?|升为|跻身|获评|评为|确定为|命名为|认定为|定为|批准为|迈入|(?:^|“)一所|(?:^|“)一家|首家|通过|荣获|获得|挂牌)"
    "(?:一所|一家|了|全?国家?|全?省|全?市|省级|市级|的|当地|本地|该[省市县区]|我[省市县区]|[一-鿿]{2,4}[省市县区]|唯一|一|首家|首批|现代化|大型|综合性?|公立|集[^，。；]{2,38}(?:于一体|为一体)的?){0,6}$"
)
_GOAL = re.compile(
    "(?:力争|争取|争创|目标|筹备|迎接|准备|启动|推进|全力|创建.{0,3}工作|冲刺|努力|将|确保|为创|对标)"
)
_CLASS_AFTER = re.compile(
    "(?<!通过)[一二三][级甲乙](?:[甲乙]等)?(?:公立|综合)?(?:医院|医疗机构)(?:标准|评审|服务能力|医疗服务|建设标准|要求|水平|以上|绩效|创建|评审标准|设置|周期|复审)"
)
_OTHERS = re.compile(
    "(?:[\\d多数余几各十百]+(?:多|余)?[家所个]|所有|其他|知名|多家|大型|外地|省城|城市|上级|与|和|同)(?:[一-鿿]{0,4})$"
)
_MANY = re.compile("(?:[2-9]|\\d\\d|[二三四五六七八九十两多数几])家")
_TITLE_GRADE = re.compile("[一二三四]级(?!医院)(?=教授|主任|[一-鿿A-Z]{0,6}中心(?!医院|卫生院))")
_TITLE_BEFORE = re.compile("(?:国家|[A-Z]{2,8}|省级?|为|是|聘为)$")


def rank_at(text: str, start: int) -> Mention | None:
    """The rank that begins at `start` of a reading."""
    char = text[start]
    if char == "首":
        return _first(text, start)
    if char == "第":
        return _place(text, start)
    if char == "前":
        return _top(text, start)
    if char in "ABCD":
        return _letters(text, start)
    if char in "ⅠⅡⅢⅣI":
        match = _STAGE.match(text, start)
        return _grade(match) if match and not _after_latin(text, start) else None
    if text[start + 1 : start + 2] not in ("等", "级", "甲", "乙"):
        return None
    return _award(text, start) or _assessed(text, start) or _hospital_grade(text, start)


_ASSESSED = re.compile("(?:电子病历|互联互通|智慧服务|智慧管理|智慧医院|成熟度)[^，。；、！？]{0,24}$")
_LEVEL = re.compile("[一二三四五六七八0-9]级(?:[甲乙]等)?(?=$|[，。；、！？）\n]|水平)")


def _assessed(text: str, start: int) -> Mention | None:
    """五级, 四级甲等: a grade in one of the country's assessments of hospital information."""
    match = _LEVEL.match(text, start)
    if match is None or not _ASSESSED.search(text, max(0, start - 40), start):
        return None
    return _grade(match)


def _after_latin(text: str, start: int) -> bool:
    """Whether a Latin letter or a digit stands right before `start`."""
    before = text[max(0, start - 1) : start]
    return before.isascii() and before.isalnum()


def _grade(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), "rank", match[0], None, number=match.span())


def _first(text: str, start: int) -> Mention | None:
    """首批, 首家, 首次: the first of its kind."""
    unit = _FIRST_UNITS.match(text, start + 1)
    if (
        unit is None
        or unit[0] == "创"
        or text[max(0, start - 1) : start] in ("榜", "元", "部", "昂", "颈", "回", "自")
    ):
        return None
    return Mention(start, unit.end(), "rank", Decimal(1), unit[0], number=(start, start + 1))


def _place(text: str, start: int) -> Mention | None:
    """第2名, 第三批; 第一 alone only where something ranks."""
    number = numeral_at(text, start + 1)
    if number is None:
        return None
    value = number.value
    end, high = _last_place(text, number)
    name = _PLACE_UNITS.match(text, end)
    unit = unit_at(text, end)
    if unit is not None and unit.kind == "duration" and high is None:
        return Mention(start, end + len(unit.text), "rank", value, unit.text, number=(start + 1, end))
    if name is not None and (unit is None or unit.text == name[0]):
        if text.startswith(("个百年", "个五年", "家园", "次全国代表大会"), end):
            return None
        return Mention(start, end + 1, "rank", value, name[0], high=high, number=(start + 1, end))
    if _BARE_FIRST.match(text, start) and _PLACE_CONTEXT.search(text, max(0, start - 20), start):
        return Mention(start, number.end, "rank", value, "名", number=(start + 1, number.end))
    if start == 0 and number.end >= len(text):
        return Mention(start, number.end, "rank", value, None, number=(start + 1, number.end))
    return None


def _last_place(text: str, first: Numeral) -> tuple[int, Decimal | None]:
    """Where 第1－3名 or 第一至第三名 ends, and its last place; none where one place is named."""
    link = LINK.match(text, first.end)
    if link is None:
        return first.end, None
    last = numeral_at(text, link.end() + text.startswith("第", link.end()))
    if last is None or last.value <= first.value:
        return first.end, None
    return last.end, last.value


def _top(text: str, start: int) -> Mention | None:
    """前三, 前10名."""
    match = _TOP.match(text, start)
    if match is None or text[max(0, start - 1) : start] in (
        "目",
        "之",
        "以",
        "生",
        "年",
        "天",
        "日",
        "月",
        "术",
        "餐",
        "提",
        "产",
    ):
        return None
    number = numeral_at(text, match.start("n"))
    if number is None or number.end != match.end("n") or number.value < 2:
        return None
    unit = "名" if match["u"] in (None, "强") else match["u"]
    return Mention(start, match.end(), "rank", number.value, unit, number=match.span("n"))


def _letters(text: str, start: int) -> Mention | None:
    """A+, A++."""
    match = _LETTER_GRADE.match(text, start)
    if match is None and _LEVEL_BEFORE.search(text, max(0, start - 8), start):
        match = _LETTER_LEVEL.match(text, start)
    return None if match is None or _after_latin(text, start) else _grade(match)


def _award(text: str, start: int) -> Mention | None:
    """二等奖, 三等功."""
    match = _AWARD.match(text, start)
    if match is None:
        return None
    number = numeral_at(match["n"], 0)
    value = number.value if number else None
    return Mention(start, match.end(), "rank", value, "等" + match["what"], number=match.span("n"))


def _hospital_grade(text: str, start: int) -> Mention | None:
    """三级甲等, 三甲, 三级: the grade this hospital has; not a class of hospitals, not a goal."""
    if text[start] not in "一二三四" or text[max(0, start - 1) : start] in ("第", "十", "百"):
        return None
    before = text[max(0, start - 40) : start]
    clause = re.split("[，。；！？： \n“]", before)[-1]
    title = _TITLE_GRADE.match(text, start)
    if title is not None and _TITLE_BEFORE.search(before):
        return _grade(title)
    match = _FULL_GRADE.match(text, start)
    if match is not None:
        if (
            _CLASS_AFTER.match(text, start)
            or _GOAL.search(clause)
            or (_OTHERS.search(clause) and not _COPULA.search(clause))
        ):
            return None
        return _grade(match)
    match = _SHORT_GRADE.match(text, start) or _OWN_GRADE.match(text, start)
    if match is None or _CLASS_AFTER.match(text, start) or _GOAL.search(clause) or _MANY.search(clause):
        return None
    if not _COPULA.search(clause):
        return None
    return _grade(match)
