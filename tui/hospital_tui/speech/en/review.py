"""Review: figures compared with their words one by one."""

WORDS: dict[str, str] = {
    "command.review": "Review",
    "command.review.tip": "Go through the figures, the least sure first: . is right and goes on, a corrects, - leaves it for later.",
    "command.review.also": "confirm verify proofread",
    "command.right": "Right",
    "command.right.tip": "Review: the figure says what the text says; on to the next.",
    "command.later": "Later",
    "command.later.tip": "Review: put the figure off to the end; on to the next.",
    "review.none": "Nothing left to review. Esc clears the filter or goes back.",
    "review.progress": "reviewed {done} / {of}",
    "review.order": "least sure first",
    "hint.wrong": "wrong",
    "table.confirmed_mark": "✓ ",
    "figure.confirmed": "reviewed",
}
