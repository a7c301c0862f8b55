"""并入同事做的。"""

WORDS: dict[str, str] = {
    "help.import": "并入同事的更正、核对、书签和标签：corrections export、bookmarks export、tags export、figures 的 JSON。\n已有而不同的照旧不动，逐条列出。",
    "help.import.overwrite": "与自己的不同时，以同事的为准（核对除外）。",
    "import.not-ours": "{file}：不是更正、核对、书签或标签的 JSON 导出",
    "import.conflict": "{kind}不一致：自己 {mine}；对方 {theirs}",
    "import.homeless": "{kind}：手头的原文里没有这些字（{theirs}）",
    "import.kind.correction": "更正",
    "import.kind.confirmation": "核对",
    "import.kind.bookmark": "批注",
    "import.kind.tag": "标签",
    "import.counted": "并入 {added}，替换 {replaced}，本来就有 {same}，不一致 {conflict}，无处可放 {homeless}",
    "import.unreadable": "{file}：读不了（{reason}）",
}
