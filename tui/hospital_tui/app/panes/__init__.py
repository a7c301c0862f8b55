"""The panes of the main screen; each knows its own data and its own looks."""
