"""The app on a page of a browser: textual-serve behind a gate of our own, which it does not have."""
