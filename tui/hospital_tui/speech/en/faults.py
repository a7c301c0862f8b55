"""Why a file cannot be read or written, in English."""

WORDS: dict[str, str] = {
    "fault.missing": "there is no such folder; make it first, or check the path",
    "fault.denied": "no permission; change the permissions, or choose another place",
    "fault.read-only": "it can only be read; make it writable, or choose another place",
    "fault.full": "the disk is full; make room and try again",
    "fault.is-folder": "it is a folder, no file; choose another name",
    "fault.not-folder": "a part of the path is no folder; check the path",
    "fault.bad-name": "the name is too long or cannot be used; choose another",
    "fault.exists": "it is there already; choose another name",
    "fault.many-files": "too many files are open; close some programs and try again",
    "fault.disk": "the disk cannot be read or written; check the disk",
    "fault.busy": "another program is using it; try again later",
    "fault.too-large": "the file is too large; choose another place, or write it in parts",
    "fault.cannot-open": "it cannot be opened; check path and permissions",
    "fault.damaged": "the file is damaged; move it aside, or put a copy in its place",
    "fault.newer": "a newer version has written it; bring this program up to date",
    "fault.other": "the system refused ({code}); try another place",
}
