"""The characters of a Markdown paragraph that are its text, each at its place in the source.

The parser's tokens come in the order of the source but without their places, so a cursor goes along: every token tells what
stands before the next one.
"""

import re
from collections.abc import Sequence
from typing import Any

from hospital_tui.model import Span
from hospital_tui.parsing.lines import BLANKS
from hospital_tui.parsing.shape import ends_sentence
from hospital_tui.text.script import han_pattern

_TARGET = re.compile(r"\](?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\[[^\[\]]*\])?", re.DOTALL)
_LEFT = han_pattern(
    r"\[\^[^\]\s]{1,40}\]|\^\[[^\[\]\n]{0,400}\]|\*{2,}|(?<![=\w])==(?=[^\s=])|(?<=[^\s=])==(?![=\w])|(?<=[\p{Han}])==(?=\S)|(?<=\S)==(?=[\p{Han}])"
)
"""What stands in text and is none: a note or its mark, and marks of emphasis or highlighting that CommonMark does not see."""
_NOTHING = re.compile(r"(?!)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_HOLE = "\ue000"


class TextLine:
    """One line of the paragraph."""

    __slots__ = ("said", "spans")

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.said = ""

    @property
    def length(self) -> int:
        """Characters of its text."""
        return len(self.said)

    @property
    def ends(self) -> bool:
        """Whether it ends a sentence."""
        return ends_sentence(self.said.strip())


class Inline:
    """Goes along the tokens of one paragraph, heading or cell."""

    def __init__(self, token: Any, where: Sequence[int]) -> None:
        self._content: str = token.content
        self._children: list[Any] = token.children or []
        self._where = where
        self._at = 0
        self._struck = 0
        self._lines = [TextLine()]

    def lines(self) -> list[TextLine]:
        """The lines, ends without blanks; what is struck out is in none."""
        task = _TASK.match(self._content)
        self._at = task.end() if task else 0
        for child in self._children:
            self._take(child, len(self._content[: task.end()]) if task else 0)
        for line in self._lines:
            _trim(line)
        return self._lines

    def _take(self, child: Any, task: int) -> None:
        name, markup = child.type, child.markup
        if name == "text":
            self._text(child.content, task)
        elif name == "text_special":
            self._special(child)
        elif name in ("softbreak", "hardbreak"):
            self._at = self._content.find("\n", self._at) + 1 or self._at
            self._lines.append(TextLine())
        elif name == "code_inline":
            self._skip(markup)
            self._text(child.content, 0, code=True)
            self._skip(markup)
        elif name in ("s_open", "s_close"):
            self._skip(markup)
            self._struck += 1 if name == "s_open" else -1
        elif name == "link_open":
            self._skip("<" if markup == "autolink" else "[")
        elif name == "link_close":
            self._close(markup)
        elif name == "image":
            self._skip("![")
            self._at += len(child.content)
            self._close("")
        elif name == "html_inline":
            self._skip(child.content)
            if child.content.lower().startswith("<br"):
                self._lines.append(TextLine())
        else:
            self._skip(markup)

    def _special(self, child: Any) -> None:
        """An escaped character, or one that an entity stands for, which is kept as it stands."""
        at = self._content.find(child.markup, self._at)
        if at < 0:
            return
        escaped = child.info == "escape" and len(child.content) < len(child.markup)
        self._emit(at + escaped, at + len(child.markup))
        self._at = at + len(child.markup)

    def _text(self, words: str, task: int, *, code: bool = False) -> None:
        if task and self._at == task and not self._content.startswith(words, self._at):
            words = words[task:]
        at = self._content.find(words, self._at)
        if at < 0 or not words:
            return
        edge = at
        for note in (_NOTHING if code else _LEFT).finditer(words):
            self._emit(edge, at + note.start())
            edge = at + note.end()
        self._emit(edge, at + len(words))
        self._at = at + len(words)

    def _skip(self, markup: str) -> None:
        at = self._content.find(markup, self._at) if markup else -1
        if at >= 0:
            self._at = at + len(markup)

    def _close(self, markup: str) -> None:
        """The end of a link and its target."""
        if markup == "autolink":
            self._skip(">")
            return
        match = _TARGET.search(self._content, self._at)
        if match:
            self._at = match.end()

    def _emit(self, start: int, end: int) -> None:
        """Take characters [start, end) of the content as text."""
        if self._struck:
            return
        for match in re.finditer(f"[^{_HOLE}\n]+", self._content[start:end]):
            first, last = self._where[start + match.start()], self._where[start + match.end() - 1] + 1
            if last - first != match.end() - match.start():
                first = last  # a bar that was escaped within a cell: character by character
                self._lines[-1].spans += [
                    (at, at + 1) for at in self._where[start + match.start() : start + match.end()]
                ]
            if first < last:
                self._lines[-1].spans.append((first, last))
            self._lines[-1].said += match[0]


def _trim(line: TextLine) -> None:
    """Take blanks from both ends of a line."""
    said = line.said
    lead, tail = len(said) - len(said.lstrip(BLANKS)), len(said) - len(said.rstrip(BLANKS))
    if lead == len(said):
        line.spans, line.said = [], ""
        return
    while lead:
        start, end = line.spans[0]
        cut = min(lead, end - start)
        line.spans[:1] = [(start + cut, end)] if start + cut < end else []
        lead -= cut
    while tail:
        start, end = line.spans[-1]
        cut = min(tail, end - start)
        line.spans[-1:] = [(start, end - cut)] if start < end - cut else []
        tail -= cut
    line.said = said.strip(BLANKS)
