"""The Textual app: it asks the library, shows what is there, and never parses."""
