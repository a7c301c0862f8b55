"""Figures, bookmarks and corrections as tables and citations for elsewhere."""
