"""Tags: words put on passages."""

WORDS: dict[str, str] = {
    "command.tag": "Tags",
    "command.tag.tip": "Put tags on the passage, several with commas between them; an empty line removes them.",
    "command.tag.also": "label code category",
    "tag.keys": "commas between tags · Enter saves · Esc cancels",
    "tag.here": "tags: {tags}",
    "tag.saved": "Tags kept: {tags}",
    "tag.removed": "Tags removed",
    "field.tag": "tag",
    "column.tag": "Tag",
    "column.passages": "Passages",
    "help.filter.tag": "tag:beds  has:unchecked  has:recognised",
    "help.filter.tag.is": "passages with this tag; passages with a figure that nobody has reviewed, or that a machine read and nobody has",
    "help.tags": "The tags you put on passages; counted by hospital when no command is named.",
    "help.tags.count": "A line a tag, a column a hospital: how many passages.",
    "help.tags.export": "Export the tagged passages with citations.",
    "tags.counted": "{count:tag|tags}",
}
