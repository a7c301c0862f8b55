"""Processes of our own and the pipes to them: frames after their length, ends that are noticed, bounded memory.

Pipes end with the process at either side, however it ends; so one whose asker was killed stops by itself.
"""

import contextlib
import os
import signal
import struct
import sys
import threading
from queue import SimpleQueue
from typing import IO, Any

from hospital_tui.packing import packed

_LENGTH = struct.Struct(">Q")
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG (Linux, prctl(2))."""


def send(pipe: IO[bytes], said: Any) -> None:
    """Write a structure as a frame. Raises OSError when the other side is gone."""
    frame = packed(said)
    pipe.write(_LENGTH.pack(len(frame)) + frame)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def listening(tasks: IO[bytes]) -> "SimpleQueue[bytes]":
    """Frames as they come, read by a thread of its own: where the pipe ends nobody waits any more, whatever is at work."""
    frames = SimpleQueue[bytes]()

    def listen() -> None:
        while (frame := receive(tasks)) is not None:
            frames.put(frame)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return frames


def serving(parent: int, memory: int) -> IO[bytes]:
    """Be a process that answers another, `parent`, in so many bytes of address space; where the answers go.

    Ctrl+C is for the other, which closes the pipe; what a library prints must not fall between the frames.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    _bound_memory(memory)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _end_with(parent: int) -> None:
    """On Linux: be killed when the parent dies, even in the middle of work that lets no thread run."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it was asked for
            os._exit(0)


def _bound_memory(most: int) -> None:
    """What unfolds without end fails alone, and not the machine."""
    if sys.platform != "win32" and sys.maxsize > 1 << 32:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
