"""What holds for every test: properties are tried on the same examples each time, and no example is timed."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
