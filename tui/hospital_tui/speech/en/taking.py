"""Taking along: ticks, exports, the command that makes the same rows."""

WORDS: dict[str, str] = {
    "command.tags": "all tags",
    "command.tags.tip": "All tags: on how many passages, of which hospitals; Enter filters by one, x exports.",
    "command.tags.also": "tag list counts",
    "tags.title": "Tags",
    "tags.keys": "Enter filter by it · x export · Esc close",
    "tags.none": "No tags yet. Press # on a passage.",
    "setting.citation": "Citations",
    "setting.citation.also": "references style GB/T 7714 BibTeX RIS",
    "citation.plain": "one line",
    "citation.gbt": "GB/T 7714",
    "citation.bibtex": "BibTeX",
    "citation.ris": "RIS",
    "citation.csl": "CSL-JSON",
    "command.beside": "side by side",
    "command.beside.tip": (
        "Copies of one report once, with the characters that differ marked paper by paper; or two years of the hospital in two"
        " columns, what changed between them, last year's plans facing what is said of them."
    ),
    "command.beside.also": "copies two years plans compare articles",
    "beside.none": "Nothing to set beside it: no copy of this report, no other article of its hospital.",
    "beside.copies": "{n} copies of one report",
    "beside.years": "two years",
    "beside.count": "{n} places, {differ} differ",
    "beside.plan": "plan →",
    "beside.not_said": "(not mentioned)",
    "beside.unknown": "no such article in the library: {id}",
    "hint.side": "other side",
    "hint.others": "other article",
    "column.row": "row",
    "column.differs": "differs",
    "column.changed": "changed",
    "column.plan": "plan",
    "help.beside": (
        "Set articles side by side: copies of one report once, with what differs; or two articles passage by passage. With one"
        " alone its copies, else the year before."
    ),
    "help.beside.form": "md (default), csv, json, xlsx, sqlite, parquet.",
    "command.family": "same metric",
    "command.family.tip": "Below the figures: the same metric in other years and hospitals; go to the comparison there. → steps in, Enter goes.",
    "command.family.also": "years others family",
    "family.others": " · others {values}",
    "family.none": "no other year or hospital to compare this figure with",
    "command.tick": "tick",
    "command.tick.tip": "Tick the row, or untick it; where any is ticked, only ticked rows are exported.",
    "command.copy_command": "copy command",
    "command.copy_command.tip": "Copy the command that lists the same rows, for a methods section.",
    "copy.command": "the command",
    "table.ticked": ", {n} ticked",
    "help.figures.hospital": "Only those of this hospital.",
    "help.figures.article": "Only those of this article (its ID: see list).",
    "help.figures.section": "With --article: only those of the section that starts at OFFSET of the source.",
    "help.figures.passage": "Only those of this passage.",
    "help.figures.named": (
        "Only those whose label, metric or unit the words are, as the table of figures does; where there are none, those of"
        " the passages that hold them."
    ),
    "help.figures.unchecked": (
        "Only those that nobody has checked, the least sure first, those put off last, as the checking screen does."
    ),
    "help.timeline": "List dates and figures in the order of the time they speak of.",
    "help.timeline.hospital": "Only those of this hospital.",
    "help.timeline.shown": "all (default), only dates, or only figures.",
    "help.timeline.form": "table (default), or csv, json, md, xlsx, sqlite, parquet with citation and place in the source.",
    "help.chart": "List the figures that a chart draws of one metric, in the order of the chart.",
    "help.chart.metric": "The metric to draw (names: see compare --metrics).",
    "help.chart.hospitals": "Only this hospital (its name or a part of it); can be repeated.",
    "help.chart.over": "hospitals (default, side by side) or time.",
    "help.chart.form": "table (default), or csv, json, md, xlsx, sqlite, parquet with citation and place in the source.",
    "help.count.by": "What a row is of: hospital_year (default), hospital or year.",
    "help.count.in_order": "In the library's order and by year, not by how frequent they are.",
    "help.check.aside": "Only what was set aside; without it only what was not.",
}
