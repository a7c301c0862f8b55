"""The names of the filter language: fields and kinds, as people write them in Chinese and English.

Every name serves on every screen; the first of a language is the one that help, messages and completion use there.
"""

from typing import Literal

from hospital_tui.model import Kind

What = Literal["figures", "bookmark", "note", "correction", "tag", "unchecked", "recognised"]
"""What a passage can have."""

FIELDS: dict[str, str] = {
    "医院": "hospital",
    "节": "section",
    "所指": "label",
    "指标": "metric",
    "类": "kind",
    "年": "year",
    "有": "has",
    "批注": "note",
    "标": "tag",
    "来源": "newspaper",
    "日期": "date",
    "hospital": "hospital",
    "section": "section",
    "label": "label",
    "metric": "metric",
    "kind": "kind",
    "year": "year",
    "has": "has",
    "note": "note",
    "tag": "tag",
    "newspaper": "newspaper",
    "date": "date",
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
"""What can follow 年: 来源: 日期: (year:, newspaper:, date:) in place of a value: none is told."""

HAS_NAMES: dict[What, tuple[str, ...]] = {
    "figures": ("数据", "figures", "figure"),
    "bookmark": ("书签", "bookmark", "bookmarks"),
    "note": ("批注", "note", "notes"),
    "correction": ("更正", "correction", "corrections"),
    "tag": ("标签", "tag", "tags"),
    "unchecked": ("未核对", "unchecked"),
    "recognised": ("识别", "recognised", "recognized"),
}
"""What can follow 有: (has:), in Chinese, in English, and what else is taken for it."""

HAS: dict[str, What] = {name: what for what, names in HAS_NAMES.items() for name in names}

OR = frozenset({"or", "或", "或者"})
"""Stands between two of which one is enough; the Latin one in capitals, as the two that follow."""
AND = "and"
"""Says what a blank says."""
NOT = "not"
"""Says what a minus says."""
