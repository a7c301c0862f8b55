"""The compiled library: SQLite schema, compiling, opening, connections."""
