"""Compiled patterns, kept from one start to the next.

`re` compiles a pattern in Python to numbers, of which C makes it in no time. That is a twelfth of the app's start, and a quarter of
a command's that parses. The numbers are kept in a file of the cache, for one Python, under pattern and flags. Where anything is not
as expected, patterns are compiled as ever.
"""

import marshal
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import get_ident
from typing import Any
from zlib import crc32

_MOST = 8 << 20
"""A larger file is none of ours."""
_LEFT = 4
"""Files of a kind that are left: programs of several versions may be in use."""
_OTHERWISE = re.DEBUG | re.LOCALE
"""Flags under which compiling does more, or not always the same."""

Kept = dict[Any, bytes]
"""By pattern and flags (or what else it goes by), what it is made of."""


@cache
def keep(folder: Callable[[], Path]) -> Callable[[], None]:
    """From now on take what is kept in a folder; what is returned writes down there what was not. Neither ever raises.

    A second call does nothing more.
    """
    try:
        engine, compiler = import_module("_sre"), import_module("re._compiler")
        make, compile_anew = engine.compile, compiler.compile
        path = folder() / f"patterns-{sys.implementation.name}-{sys.hexversion:x}-{engine.MAGIC}"
    except (ImportError, AttributeError, OSError):  # another Python, or no folder
        return lambda: None
    kept, new, last = read(path), Kept(), {}

    def making(pattern: Any, *numbers: Any) -> Any:
        last[get_ident()] = pattern, numbers
        return make(pattern, *numbers)

    def compiled(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes) or flags & _OTHERWISE:
            return compile_anew(pattern, flags)
        key = pattern, int(flags)
        if (known := kept.get(key)) is not None:
            with suppress(Exception):  # C looks at the numbers as well
                return make(pattern, *marshal.loads(known))
        found = compile_anew(pattern, flags)
        of, numbers = last.pop(get_ident(), (None, ()))
        if of == pattern:
            of_flags, code, *groups = numbers
            with suppress(ValueError):
                new[key] = marshal.dumps((int(of_flags), [*map(int, code)], *groups))
        return found

    def write() -> None:
        if new:
            write_down(path, new)
            kept.update(new)
            new.clear()

    vars(engine)["compile"], vars(compiler)["compile"] = making, compiled
    return write


def read(path: Path) -> Kept:
    """What is kept in a file: nothing where it is damaged, too large, or not the reader's own alone to write."""
    try:
        found = path.stat()
        own = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
        if found.st_size <= _MOST and own:
            data = path.read_bytes()
            if data[:8] == b"%08x" % crc32(data[8:]):
                kept: Kept = marshal.loads(data[8:])
                return kept
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return {}


def write_down(path: Path, new: Kept) -> None:
    """Keep more in a file, for the reader's eyes only; where that fails, nothing is said."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    data = marshal.dumps(read(path) | new)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(b"%08x" % crc32(data) + data)
        draft.replace(path)
        _sweep(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _sweep(path: Path) -> None:
    """Of files of a kind leave those that were written last: others are of programs that are no more. Raises OSError."""
    kind = path.name.partition("-")[0]
    written = sorted(path.parent.glob(f"{kind}-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in written[_LEFT:]:
        file.unlink()
