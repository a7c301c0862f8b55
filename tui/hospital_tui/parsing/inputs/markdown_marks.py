"""Marks that other writers of Markdown have than CommonMark: links of wikis, boxes, attributes, code of templates, abbreviations.

MkDocs, Docusaurus, GitHub, Obsidian, Pandoc, kramdown, Jekyll and Hugo each have some; what they say is kept, the marks are not.
"""

import re

from hospital_tui.parsing.inputs.markdown_html import HOLE

_MARKS = re.compile(
    "|".join(
        (
            r"(?<!`)(`+)(?!`)[^`]{0,2000}\1(?!`)",  # nothing is meant by what stands in code
            r"!\[\[[^\[\]\n]{1,200}\]\]",
            r"\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<page>[^\[\]|\n]{1,200})\]\]",
            r"(?<=>)[ \t]*\[![A-Za-z]{2,20}\][+-]?",
            r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]{0,20}(?:[ \t]+\"(?P<title>[^\"\n]{0,100})\")?[ \t]*$",
            r"^[ \t]*:{3,}(?:[ \t]*\{?[.a-z][\w-]{0,20}\}?(?=[\s\[])|[ \t]*$)",
            r"^[ \t]*(?:@?\[toc\]|\[\[_TOC_\]\]|\{:[ ]?toc\})[^\S\n]*$",
            r"^[ ]{0,3}\*\[[^\]\n]{1,40}\]:[^\n]*$",
            r"(?<![ \t])[ \t]*\{:?[ \t]{0,3}[#.][A-Za-z][^{}\n]{0,100}\}[ \t]*$",
            r"\{%[^\n{}]{0,500}%\}|\{\{[^{}\n]{0,500}\}\}",
            r"(?<![\d%])%%(?!%)(?:[^%]|%(?!%)){1,500}%%",
            r"(?<![\w:/.]):(?:[a-z][a-z_]{1,30}|[+-]1):(?![\w:])",
        )
    ),
    re.MULTILINE | re.IGNORECASE,
)


def without_marks(text: str) -> str:
    """The text with holes where such marks stand."""
    return _MARKS.sub(_holed, text)


def _holed(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    start, end = next(
        (match.span(name) for name in ("page", "title") if match[name]), (match.end(), match.end())
    )
    return (
        _hole(match.string[match.start() : start])
        + match.string[start:end]
        + _hole(match.string[end : match.end()])
    )


def _hole(words: str) -> str:
    return re.sub(r"[^\n]", HOLE, words)
