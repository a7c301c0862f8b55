"""Why a file could not be read or written, in words: what the system or SQLite says, and what can be done about it.

Screens and commands put these words behind the name of the file, in the language they speak; no message of the system's
own reaches the reader. It imports nothing of ours beside the languages.
"""

import errno
import sqlite3
from collections.abc import Mapping

from hospital_tui.languages import Language

_NUMBERS: Mapping[int, str] = {
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
}

_SQLITE = {
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

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "missing": "没有这个文件夹，请先建立它，或检查路径",
        "denied": "没有权限，请改权限或换个地方",
        "read-only": "只读，不能写入，请改为可写或换个地方",
        "full": "磁盘已满，请腾出空间再试",
        "is-folder": "是文件夹，不是文件，请换个名字",
        "not-folder": "路径中有一段不是文件夹，请检查路径",
        "bad-name": "这个名字太长或不能用，请改名",
        "exists": "已经存在，请换个名字",
        "many-files": "打开的文件太多，请关掉一些程序再试",
        "disk": "磁盘读写出错，请检查磁盘",
        "busy": "别的程序正在用它，请稍后再试",
        "too-large": "文件太大，请换个地方或分成几份",
        "cannot-open": "打不开，请检查路径和权限",
        "damaged": "文件已损坏，请移走它或用备份代替",
        "newer": "由更新的版本写成，请升级本程序",
        "other": "系统没有照办（{code}），请换个地方再试",
    },
    "en": {
        "missing": "there is no such folder; make it first, or check the path",
        "denied": "no permission; change the permissions, or choose another place",
        "read-only": "it can only be read; make it writable, or choose another place",
        "full": "the disk is full; make room and try again",
        "is-folder": "it is a folder, no file; choose another name",
        "not-folder": "a part of the path is no folder; check the path",
        "bad-name": "the name is too long or cannot be used; choose another",
        "exists": "it is there already; choose another name",
        "many-files": "too many files are open; close some programs and try again",
        "disk": "the disk cannot be read or written; check the disk",
        "busy": "another program is using it; try again later",
        "too-large": "the file is too large; choose another place, or write it in parts",
        "cannot-open": "it cannot be opened; check path and permissions",
        "damaged": "the file is damaged; move it aside, or put a copy in its place",
        "newer": "a newer version has written it; bring this program up to date",
        "other": "the system refused ({code}); try another place",
    },
}


def fault(error: BaseException) -> str:
    """The name of what is wrong, for `fault_words`; of an error that stands for another, what the other says.

    What is neither of the system nor of SQLite keeps its own words, on one line.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return _NUMBERS.get(error.errno, f"other {errno.errorcode.get(error.errno, error.errno)}")
    said = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        return next((name for words, name in _SQLITE.items() if words in said), f"other {said}")
    if isinstance(error.__cause__, (OSError, sqlite3.Error)):
        return fault(error.__cause__)
    return said


def fault_words(named: str, language: Language) -> str:
    """Reason and remedy for the name of a fault; what is no such name is said as it is."""
    words = _WORDS[language]
    name, _, code = named.partition(" ")
    if name == "other" and code:
        return words["other"].format(code=code)
    return words.get(named, named)


def reason(error: BaseException, language: Language) -> str:
    """Why it failed, and what can be done about it."""
    return fault_words(fault(error), language)
