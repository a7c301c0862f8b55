"""核对：逐条看数据是否与原文相符。"""

WORDS: dict[str, str] = {
    "command.review": "核对",
    "command.review.tip": "逐条核对数据，把握最小的在先：. 无误并到下一条，a 更正，- 以后再看。",
    "command.review.also": "复核 确认 hedui",
    "command.right": "无误",
    "command.right.tip": "核对：这条数据与原文相符；到下一条。",
    "command.later": "以后再看",
    "command.later.tip": "核对：先放一放，排到最后；到下一条。",
    "review.none": "没有要核对的了。按 Esc 清除筛选或返回。",
    "review.progress": "核对 {done} / {of}",
    "review.order": "把握最小的在先",
    "hint.wrong": "有误",
    "table.confirmed_mark": "✓ ",
    "figure.confirmed": "已核对",
}
