"""Grammar: a sentence in chunks, clauses and noun phrases; knows no labels."""
