"""Reading: which characters of a passage are a figure, and its value."""
