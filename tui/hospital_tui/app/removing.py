"""Taking an article out of the library: `hospital-tui remove` as a child process, as adding is `hospital-tui add`."""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path

from hospital_tui.speech import spoken, t


async def remove(program: Sequence[str], home: Path, article_id: str) -> str:
    """Take one of the reader's own articles out of the library in `home`; returns why that failed, "" where it did not.

    program: what is run, before the words of the command.
    """
    words = ["--lang", spoken(), "remove", "--library", str(home), "--", article_id]
    try:
        child = await asyncio.create_subprocess_exec(
            *program, *words, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
        )
    except OSError as error:
        return t("remove.cannot_start", program=program[0], reason=error.strerror or str(error))
    _, complaint = await child.communicate()
    if child.returncode == 0:
        return ""
    *_, last = complaint.decode("utf-8", "replace").strip().split("\n")
    return last.removeprefix("hospital-tui: ") or t("remove.ended", code=child.returncode)
