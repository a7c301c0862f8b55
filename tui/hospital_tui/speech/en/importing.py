"""Taking up what a colleague made."""

WORDS: dict[str, str] = {
    "help.import": "Take up a colleague's corrections, confirmations, bookmarks and tags: the JSON of corrections export, bookmarks export, tags export and figures.\nWhat is there otherwise stays as it is and is listed.",
    "help.import.overwrite": "Where theirs differs from yours, take theirs (confirmations left aside).",
    "import.not-ours": "{file}: no export of corrections, confirmations, bookmarks or tags in JSON",
    "import.conflict": "{kind} differs: yours {mine}; theirs {theirs}",
    "import.homeless": "{kind}: these words are not at hand ({theirs})",
    "import.kind.correction": "correction",
    "import.kind.confirmation": "confirmation",
    "import.kind.bookmark": "note",
    "import.kind.tag": "tag",
    "import.counted": "{added} added, {replaced} replaced, {same} there already, {conflict} differ, {homeless} without a place",
    "import.unreadable": "{file}: cannot be read ({reason})",
}
