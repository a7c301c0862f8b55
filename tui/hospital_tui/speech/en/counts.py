"""How often words occur in each hospital and year."""

WORDS: dict[str, str] = {
    "command.counts": "Word counts",
    "command.counts.tip": "How often the filter's words occur, by hospital and year, per 10,000 characters.",
    "command.counts.also": "frequency term occurrences count words",
    "hint.counted_by": "hospital/year",
    "counts.by_hospital_year": "by hospital and year",
    "counts.by_hospital": "by hospital",
    "counts.by_year": "by year",
    "counts.in_order": "in order",
    "counts.per": "per {n} characters",
    "counts.found": "{n} times / {rows} rows",
    "counts.none": "Nothing holds these words.",
    "counts.how": "Press / and type the words to count.",
}
