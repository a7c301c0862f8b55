"""The Markdown parser: CommonMark with tables and struck-out text, and emphasis beside Han characters.

CommonMark tells by blanks and punctuation where emphasis begins and ends, which full-width punctuation beside Han characters
hides (**重点：**医院); there such marks count as they do between words (the amendment for Chinese, Japanese and Korean).
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


class _State(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 (the parser's names)
        """Whether marks can begin or end emphasis; punctuation is no hindrance beside a Han character, nor to what strikes out."""
        found = super().scanDelims(start, canSplitWord)
        before, after = self.src[max(0, start - 1) : start], self.src[start + found.length : self.posMax][:1]
        if not canSplitWord or not before or not after:
            return found
        free = self.src[start] == "~" or _WIDE.match(before) is not None or _WIDE.match(after) is not None
        return found._replace(
            can_open=found.can_open or (free and not after.isspace()),
            can_close=found.can_close or (free and not before.isspace()),
        )


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a paragraph."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def parser() -> MarkdownIt:
    """The parser, made once."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    inline = _Inline()
    inline.ruler, inline.ruler2 = made.inline.ruler, made.inline.ruler2
    made.inline = inline
    return made
