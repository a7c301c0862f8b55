"""The filter language and what it finds."""
