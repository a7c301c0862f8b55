"""Article files on disk: YAML in and out, where they lie, what is kept when one is parsed again."""
