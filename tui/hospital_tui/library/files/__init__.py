"""Article files, their sources and where things lie: what is on disk. Knows YAML, and nothing of the store."""

from hospital_tui.library.files.article_file import ArticleFileError, dump, dump_json, load, loads
from hospital_tui.library.files.atomic import write_bytes, write_named, write_text
from hospital_tui.library.files.places import Bundled, Passing, bundled, cache_folder, lend, shard
from hospital_tui.library.files.sources import at_hand

__all__ = [
    "ArticleFileError",
    "Bundled",
    "Passing",
    "at_hand",
    "bundled",
    "cache_folder",
    "dump",
    "dump_json",
    "lend",
    "load",
    "loads",
    "shard",
    "write_bytes",
    "write_named",
    "write_text",
]
