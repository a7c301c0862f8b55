"""The reader's own keys: a TOML file of command ids and keys, beside the library.

    filter = "ctrl+f"
    bookmark = ["b", "insert"]

What is wrong in it is told with its line, and the rest holds. A key that is given to a command is taken from the one that
usually has it. Nothing here imports Textual: the commands of the shell print the map as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hospital_tui.app.command import MAPPED, Command
from hospital_tui.app.commands import COMMANDS
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.library import Notice

FILE = "keys.toml"
_NAMED = (
    "up down left right home end pageup pagedown tab enter escape space insert delete backspace comma backslash "
    "right_square_bracket circumflex_accent underscore"
)
_KEY = re.compile(
    rf"(?:(?:ctrl|alt|shift)\+)*(?:{_NAMED.replace(' ', '|')}|f(?:[1-9]|1\d|2[0-4]))|(?:ctrl|alt)\+[a-z0-9]|[^\s\x00-\x1f\x7f]"
)
_PLACE = re.compile(r"\(at line (\d+)")


class Wrong(NamedTuple):
    """Something in the file that cannot be used."""

    line: int
    """From 1; 0 where the file cannot be read at all."""
    key: str
    """Names the reason in the catalogue (`keys.<key>`)."""
    said: str = ""
    """What it is about: a command, a key."""

    @property
    def reason(self) -> str:
        """In words."""
        return t(f"keys.{self.key}", said=self.said)


_wrong: list[tuple[Path, Wrong]] = []
"""What is wrong in the file that was taken up."""


def use(home: Path) -> None:
    """Take up the reader's keys. Before the app's classes are made, which bind them."""
    mapped, wrong = read(home / FILE)
    MAPPED.clear()
    MAPPED.update(mapped)
    _wrong[:] = [(home / FILE, one) for one in wrong]


def notices() -> "list[Notice]":
    """What is wrong in the reader's keys, as the app tells of it."""
    from hospital_tui.library import Notice

    return [
        Notice("keys-file", {"file": str(path), "line": str(one.line), "reason": one.reason})
        for path, one in _wrong
    ]


def read(path: Path) -> tuple[dict[str, tuple[str, ...]], list[Wrong]]:
    """Ids of commands whose keys are not the usual ones, with their keys; and what is wrong in the file."""
    try:
        if path.exists() and not path.is_file():
            raise ValueError(path)  # nobody waits for a pipe
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError):
        return {}, [Wrong(0, "unreadable")]
    import tomllib

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        return {}, [Wrong(int(place[1]) if place else text.count("\n") + 1, "toml")]
    own: dict[str, tuple[str, ...]] = {}
    wrong = list(_sort_out(told, text, own))
    return _without_taken(own), wrong


def _sort_out(told: Mapping[str, Any], text: str, own: dict[str, tuple[str, ...]]) -> Iterator[Wrong]:
    """Fill `own` with what can be used; what cannot."""
    known = {command.id: command for command in COMMANDS}
    holders: dict[str, Command] = {}
    for name, value in told.items():
        line, keys = _line_of(text, name), _keys_in(value)
        if name not in known:
            yield Wrong(line, "command", name)
        elif keys is None:
            yield Wrong(line, "value", name)
        else:
            wrong = dict(_wrong_keys(known[name], line, keys, holders))
            yield from wrong.values()
            good = [key for key in keys if key not in wrong]
            holders = dict.fromkeys(good, known[name]) | holders
            if good or not keys:
                own[name] = tuple(good)


def _keys_in(value: Any) -> list[str] | None:
    """The keys that a value names, each once; None where it is neither a key nor a list of keys."""
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        return None
    return list(dict.fromkeys(keys))


def _wrong_keys(
    command: Command, line: int, keys: Iterable[str], holders: Mapping[str, Command]
) -> Iterator[tuple[str, Wrong]]:
    """Keys that a command cannot have, each with what is wrong with it."""
    for key in keys:
        if not _KEY.fullmatch(key):
            yield key, Wrong(line, "key", key)
        elif key in holders and not _share(holders[key], command):
            yield key, Wrong(line, "twice", f"{key}: {holders[key].id}, {command.id}")


def _line_of(text: str, name: str) -> int:
    """The line of a file, from 1, in which a command is named; 0 where none names it."""
    named = re.compile(rf"[\s\[\"']*{re.escape(name)}\b")
    return next((number for number, row in enumerate(text.splitlines(), 1) if named.match(row)), 0)


def _share(one: Command, other: Command) -> bool:
    """Whether two commands have a key in common by custom: they stand on screens of their own then."""
    return not set(one.usual).isdisjoint(other.usual)


def _without_taken(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The map, and what is left of the keys of commands that others took some of."""
    known = {command.id: command for command in COMMANDS}
    left = dict(own)
    for command in COMMANDS:
        if command.id in own:
            continue
        others = (keys for name, keys in own.items() if not _share(known[name], command))
        taken = set(chain.from_iterable(others))
        if not taken.isdisjoint(command.usual):
            left[command.id] = tuple(key for key in command.usual if key not in taken)
    return left


def printed(home: Path) -> tuple[list[str], list[Wrong]]:
    """All commands by id with their keys and names, as lines of such a file; and what is wrong in the reader's."""
    mapped, wrong = read(home / FILE)
    lines, group = list[str](), ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines += ["", f"# {t(f'help.group.{group}')}"]
        keys = ", ".join(_quoted(key) for key in mapped.get(command.id, command.usual))
        lines.append(f"{command.id} = [{keys}]  # {command.name}")
    return lines[1:], wrong


def _quoted(key: str) -> str:
    """A key as TOML writes it."""
    return f"'{key}'" if "\\" in key or '"' in key else f'"{key}"'
