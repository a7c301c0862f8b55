"""The names of the filter language: fields and kinds, as people write them in Chinese and English.

Every name serves on every screen; the first of a language is the one that help, messages and completion use there.
"""

from hospital_tui.model import Kind

FIELDS: dict[str, str] = {
    "医院": "hospital",
    "节": "section",
    "类": "kind",
    "年": "year",
    "有": "has",
    "hospital": "hospital",
    "section": "section",
    "kind": "kind",
    "year": "year",
    "has": "has",
}
"""Names a field goes by, to the field."""

KIND_NAMES: dict[Kind, tuple[str, ...]] = {
    "count": ("数量", "count", "数", "#"),
    "percent": ("比例", "percent", "百分比", "率", "%"),
    "money": ("金额", "money", "钱", "¥"),
    "measure": ("度量", "measure", "量", "m"),
    "duration": ("时长", "duration", "期", "d"),
    "date": ("日期", "date", "日", "@"),
    "rank": ("名次", "rank", "名", "no"),
}
"""A kind's name in Chinese, in English, and what else is taken for it: the sidebar's marks among them; all folded."""

KINDS: dict[str, Kind] = {name: kind for kind, names in KIND_NAMES.items() for name in names}
"""Names a kind goes by."""

CHINESE_FIELDS = tuple(name for name in FIELDS if not name.isascii())
LATIN_FIELDS = tuple(name for name in FIELDS if name.isascii())

UNDATED = ("未知", "unknown")
"""What can follow 年: (year:) in place of a year: no year is told."""
FIGURES = ("数据", "figures")
"""What can follow 有: (has:)."""
