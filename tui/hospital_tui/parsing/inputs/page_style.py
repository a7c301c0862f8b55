"""What a page's own style says of its elements, as far as text is concerned: not shown, struck out, raised, set in lines.

Style sheets that the page brings along and style attributes are read; the later and the more specific rule wins (CSS cascade).
Rules that hold for a medium other than the screen, or for widths, say nothing.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hospital_tui.parsing.inputs.page_elements import BOXES, by_role
from hospital_tui.parsing.tables import table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

Said = dict[str, str]
"""Properties to their values, in small letters."""
_LONGEST_SHEET = 500_000
_MOST_RULES = 400
"""Selectors that are looked for: each costs a walk through the page."""
_DEEPEST = 3
"""Blocks of rules within each other that are read."""
_TOLD = [
    "display",
    "visibility",
    "opacity",
    "font-size",
    "content-visibility",
    "clip",
    "clip-path",
    "left",
    "top",
    "right",
    "text-indent",
    "height",
    "width",
    "max-height",
    "max-width",
    "overflow",
    "transform",
    "margin-left",
    "background-clip",
    "-webkit-background-clip",
    "color",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "white-space",
]
_DECLARED = re.compile(r"(?<![\w-])([a-z-]{3,30})\s*:\s*([^;{}]{1,120})")
_BRACES = re.compile("[{}]")
_MEDIUM = re.compile(r"(?:only\s+)?(?:screen|all)", re.IGNORECASE)
_GROUP = re.compile(r"@layer\b[^{;]*|@supports\b(?!\s*not\b)[^{;]*", re.IGNORECASE)
_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0*\.?0+%?(?![.\d])|font-size:0*\.?0+(?:px|pt|r?em|%)?(?![.\d])"
    r"|content-visibility:hidden|clip:rect\((?:[01](?:px)?[,\s]*){4}\)|clip-path:(?:inset\((?:50|100)%|circle\(0)"
    r"|(?:left|top|right|text-indent):-(?:\d{4}|999)|(?:max-)?(?:height|width):(?:0(?:px|r?em)?|1px);.*overflow:(?:hidden|clip)"
    r"|transform:(?:scale(?:3d|[xy])?\(0(?:[,)]|\.0+\))|translate(?:3d|[xy])?\(-\d{4})"
    r"|\A(?!.*background-clip:text).*(?<!-)color:(?:transparent|rgba\([\d,]*,0\))"
)
_HIDDEN = re.compile(r"(?<![\w=-])hidden(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_STYLE = re.compile(r"(?<![\w-])style\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BLOCK = frozenset(["block", "flex", "grid", "table", "list-item", "flow-root"])
_TABLES = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_KEPT = frozenset(["pre", "pre-wrap", "pre-line", "break-spaces"])


class Styles:
    """Styles of the elements of a page."""

    def __init__(self) -> None:
        self._plain: dict[int, Said] = {}
        self._urgent: dict[int, Said] = {}
        """What style sheets say with !important."""
        self._unseen = frozenset(table("pages")["unseen_names"].split())

    def take(self, tree: "LexborHTMLParser") -> None:
        """Take in what the style sheets of a page say of its elements, which must live as long as this does."""
        rules: dict[str, tuple[Said, Said]] = {}
        for sheet in tree.css("style"):
            if not _on_screen(sheet):
                continue
            for selector, declared in _rules(_without_comments((sheet.text() or "")[:_LONGEST_SHEET])):
                plain, urgent = rules.setdefault(selector, ({}, {}))
                plain.update(_declared(declared.lower(), urgent=False))
                urgent.update(_declared(declared.lower(), urgent=True))
        told = [selector for selector, said in rules.items() if said[0] or said[1]]
        for selector in sorted(told[:_MOST_RULES], key=_specificity):
            self._apply(tree, selector, *rules[selector])

    def _apply(self, tree: "LexborHTMLParser", selector: str, plain: Said, urgent: Said) -> None:
        from selectolax.lexbor import SelectolaxError

        try:
            found = tree.css(selector)
        except (SelectolaxError, ValueError):
            return  # nothing that the engine knows, such as ::before
        for node in found:
            self._plain.setdefault(node.mem_id, {}).update(plain)
            if urgent:
                self._urgent.setdefault(node.mem_id, {}).update(urgent)

    def of(self, node: "LexborNode") -> Said:
        """What is said of an element: its own style goes before the sheets, and what is urgent before both."""
        said, urgent = self._plain.get(node.mem_id, {}), self._urgent.get(node.mem_id, {})
        own = (node.attributes.get("style") or "").lower()
        if not own:
            return {**said, **urgent} if urgent else said
        return {**said, **_declared(own, urgent=False), **urgent, **_declared(own, urgent=True)}

    def shown_as(self, node: "LexborNode") -> str:
        """The name of the element that a node is shown as: a box may be a table, a row or a cell."""
        tag = node.tag or ""
        if tag not in BOXES:
            return tag
        return by_role(node) or _TABLES.get(self.of(node).get("display", ""), tag)

    def hides(self, node: "LexborNode", said: Said) -> bool:
        """Whether an element is not shown; a page that hides all of itself waits for its script."""
        attributes = node.attributes
        if (
            "hidden" in attributes
            or "popover" in attributes
            or (node.tag == "dialog" and "open" not in attributes)
        ):
            return True
        if not self._unseen.isdisjoint((attributes.get("class") or "").split()):
            return True
        return bool(said) and node.tag not in ("html", "body") and _hides(said)


def _on_screen(sheet: "LexborNode") -> bool:
    """Whether a style sheet holds for a screen, and not only where scripts do not run."""
    media = (sheet.attributes.get("media") or "all").strip()
    inside = sheet.parent is not None and sheet.parent.tag == "noscript"
    return not inside and _names_screen(media)


def _names_screen(media: str) -> bool:
    """Whether one of some media is a screen, however wide."""
    return any(_MEDIUM.fullmatch(one.strip()) for one in media.split(","))


def _is_group(words: str) -> bool:
    """Whether the rules in braces behind these words hold for a screen."""
    if words[:6].lower() == "@media":
        return words[6:7].isspace() and _names_screen(words[6:])
    return _GROUP.fullmatch(words) is not None


def attributes_hide(attributes: str) -> bool:
    """Whether the attributes of a tag, as they are written, say that it is not shown or struck out."""
    if _HIDDEN.search(_QUOTED.sub("=", attributes)):
        return True
    style = _STYLE.search(attributes)
    said = _declared((style[1] or style[2] or "").lower(), urgent=None) if style else {}
    return bool(said) and (_hides(said) or strikes(said))


def _hides(said: Said) -> bool:
    return _HIDES.search(";".join(f"{name}:{said[name]}" for name in _TOLD if name in said)) is not None


def strikes(said: Said) -> bool:
    """Whether an element is struck out."""
    return "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")


def raises(said: Said) -> bool:
    """Whether an element stands above the line."""
    return said.get("vertical-align") in ("super", "text-top")


def is_block(said: Said) -> bool:
    """Whether an element stands on lines of its own."""
    return said.get("display") in _BLOCK


def keeps_lines(said: Said) -> bool:
    """Whether line breaks are kept."""
    return said.get("white-space") in _KEPT


def _declared(words: str, *, urgent: bool | None) -> Said:
    """The declarations of a block that tell something; of sheets the urgent (!important) ones, or the others."""
    found: Said = {}
    for name, value in _DECLARED.findall(words):
        value, mark, _ = value.partition("!")
        if name in _TOLD and (urgent is None or urgent == bool(mark)):
            found[name] = " ".join(value.split()).replace(", ", ",")
    return found


def _specificity(selector: str) -> tuple[int, int, int]:
    """Ids, classes and the like, and elements that a selector names."""
    classes = len(re.findall(r"\.[\w-]|\[|:(?!:)(?!not)", selector))
    return selector.count("#"), classes, len(re.findall(r"(?:^|[\s>+~])[a-z]", selector))


def _without_comments(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _rules(sheet: str, within: int = 0) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold on every screen."""
    depth = edge = opened = 0
    for match in _BRACES.finditer(sheet):
        if match[0] == "{":
            opened = match.end() if not depth else opened
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                selectors, inside = (
                    sheet[edge : opened - 1].rpartition(";")[2].strip(),
                    sheet[opened : match.start()],
                )
                edge = match.end()
                if _is_group(selectors):
                    yield from _rules(inside, within + 1) if within < _DEEPEST else ()
                elif "@" not in selectors and len(selectors) < 2000:
                    yield from (
                        (selector.strip(), inside) for selector in selectors.split(",") if selector.strip()
                    )
