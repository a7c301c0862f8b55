"""词频：词在各医院各年份出现多少次。"""

WORDS: dict[str, str] = {
    "command.counts": "词频图",
    "command.counts.tip": "筛选的词在各医院、各年份每万字出现几次。",
    "command.counts.also": "计数 频率 次数 词频 cipin",
    "hint.counted_by": "医院/年份",
    "counts.by_hospital_year": "按医院和年份",
    "counts.by_hospital": "按医院",
    "counts.by_year": "按年份",
    "counts.in_order": "按次序排",
    "counts.per": "每 {n} 字出现次数",
    "counts.found": "{n} 次 / {rows} 行",
    "counts.none": "没有这样的词。",
    "counts.how": "按 / 输入要数的词。",
}
