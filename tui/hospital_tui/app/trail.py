"""Where the reader has been: back and forward, as in a browser. Pure."""

from typing import NamedTuple

MOST = 200
"""Places kept each way."""


class Stop(NamedTuple):
    """A place that the reader left."""

    article_id: str
    passage_id: str | None


class Trail:
    """The places left by jumps, and those gone back from."""

    def __init__(self) -> None:
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    def leave(self, stop: Stop) -> None:
        """The reader jumps away from a place; what was ahead is void."""
        if not self._behind or self._behind[-1] != stop:
            self._behind = [*self._behind[-MOST + 1 :], stop]
        self._ahead = []

    def go(self, by: int, now: Stop) -> Stop | None:
        """Back (-1) or forward (+1) from where the reader is; none where there is nothing."""
        taken, given = (self._behind, self._ahead) if by < 0 else (self._ahead, self._behind)
        while taken:
            stop = taken.pop()
            if stop != now:
                given.append(now)
                return stop
        return None
