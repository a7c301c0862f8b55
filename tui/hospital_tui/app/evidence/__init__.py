"""The screens of figures: table, comparison, timeline, charts."""
