"""The command line: every job without a screen."""
