"""What is wrong with a file, by name: what the system or SQLite says, so that it can be put in words.

`speech.why` has the words, behind the name of the file and in the language spoken; no message of the system's own reaches
the reader. It imports nothing of ours.
"""

import errno
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

NUMBERS: Mapping[int, str] = {
    errno.ENOENT: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EISDIR: "is-folder",
    errno.ENOTDIR: "not-folder",
    errno.ENAMETOOLONG: "bad-name",
    errno.EINVAL: "bad-name",
    errno.EILSEQ: "bad-name",
    errno.ELOOP: "bad-name",
    errno.EEXIST: "exists",
    errno.EMFILE: "many-files",
    errno.ENFILE: "many-files",
    errno.EIO: "disk",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
    errno.EAGAIN: "busy",
    errno.EFBIG: "too-large",
    errno.ECONNREFUSED: "refused",
    errno.ENETUNREACH: "no-way",
    errno.EHOSTUNREACH: "no-way",
    errno.EADDRNOTAVAIL: "no-way",
    errno.ECONNRESET: "cut",
    errno.EPIPE: "cut",
}

SQLITE = {
    "readonly": "read-only",
    "full": "full",
    "locked": "busy",
    "busy": "busy",
    "unable to open": "cannot-open",
    "malformed": "damaged",
    "not a database": "damaged",
    "disk I/O": "disk",
    "authorization": "denied",
    "newer than this program": "newer",
}
"""What SQLite's messages hold; its error names would need Python 3.11's attributes on errors that others raise for it."""


class ChangedError(LookupError):
    """What was being read was changed or taken away meanwhile, by another program or beside the screen."""


KINDS: Mapping[type[BaseException], str] = {
    ChangedError: "changed",
    OverflowError: "too-great",
    RecursionError: "deep",
    MemoryError: "too-much",
    UnicodeError: "no-text",
}
"""What a file can hold that goes beyond what a machine takes, and what others do meanwhile."""


def fault(error: BaseException, folder: Path | None = None) -> str:
    """The name of what is wrong, for `speech.fault_words`; of an error that stands for another, what the other says.

    What is neither of the system nor of SQLite keeps its own words, on one line. folder: where a file was to be written, so
    that a full disk is told from a bad one; SQLite says the same of both when it begins.
    """
    named = _named(error)
    return "full" if named == "disk" and folder is not None and _is_full(folder) else named


def _is_full(folder: Path) -> bool:
    try:
        return hasattr(os, "statvfs") and os.statvfs(folder).f_bavail == 0
    except OSError:
        return False


def _named(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return NUMBERS.get(error.errno, f"other {errno.errorcode.get(error.errno, error.errno)}")
    named = next((name for kind, name in KINDS.items() if isinstance(error, kind)), None)
    if named is not None:
        return named
    said = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        return next((name for words, name in SQLITE.items() if words in said), f"other {said}")
    cause = error.__cause__
    if cause is not None and isinstance(cause, (OSError, sqlite3.Error, *KINDS)):
        return _named(cause)
    return said
