"""Keys: the key file, and the command that lists them."""

WORDS = {
    "help.keys": "List all keys of the app.\n\nA command a line: its id, its keys, its name, as a key file is written. To change keys, put the lines to change into keys.toml in the library's folder, and open the app again.",
    "keys.where": "Your own keys go into: {file}",
    "keys.wrong": "{file}, line {line}: {reason}",
    "keys.command": "no command is called “{said}”",
    "keys.key": "“{said}” is no key",
    "keys.value": "a key or a list of keys must follow “{said}”",
    "keys.twice": "one key for two commands ({said})",
    "keys.toml": "no TOML",
    "keys.unreadable": "cannot be read",
}
