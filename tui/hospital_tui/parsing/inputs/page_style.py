"""What a page's own style says of its elements, as far as text is concerned: not shown, struck out, raised, set in lines.

Style sheets that the page brings along and style attributes are read; the later and the more specific rule wins (CSS cascade),
and a value that names a variable is what that stands for (CSS Variables 1).
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hospital_tui.parsing.inputs.page_elements import BOXES, by_role
from hospital_tui.parsing.inputs.page_seen import Seen
from hospital_tui.parsing.inputs.page_sheets import Said, declared, holds, rules, specificity
from hospital_tui.parsing.tables import table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_LONGEST_SHEET = 500_000
_MOST_RULES = 400
"""Selectors that are looked for: each costs a walk through the page."""
_MOST_COLOURS = 200
"""The same of those that say nothing but colours."""
_MOST_APPLIED = 1_000_000
"""Elements, rule by rule, that what a sheet says is noted of."""
_MOST_PICTURES = 100
_UP, _NAMED = 200, 8
"""Elements around that a variable is looked for in, and variables that stand for each other."""
_COLOURS = _names(
    "color -webkit-text-fill-color text-shadow background background-color background-image background-clip -webkit-background-clip"
)
_HIDING = _names(
    "display opacity content-visibility clip clip-path filter zoom scale translate left top right inset inset-inline-start margin-left "
    "text-indent height width max-height max-width overflow overflow-x overflow-y transform"
)
"""In the order in which the patterns look for them."""
_TOLD = frozenset(
    [
        *_HIDING,
        *_COLOURS,
        *_names("visibility font font-size position z-index vertical-align white-space"),
        *_names("text-decoration text-decoration-line animation animation-name"),
    ]
)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_HIDES = re.compile(
    r"display:none|opacity:(?:0*\.?0+%?(?![.\d])|0*\.00)|content-visibility:hidden|clip:rect\((?:[01](?:px)?[,\s]*){4}\)"
    r"|clip-path:(?:(?:circle|ellipse)\(0|polygon\((?:0(?:px|%)?[\s,]*)+\))|filter:opacity\(0[%)]|(?:zoom|scale):0*\.?0+%?(?![.\d])"
    r"|(?:left|top|right|inset|start|text-indent|translate):(?:[^;-]* )?-(?:\d{4}|999)|text-indent:\d{3,}%.*overflow(?:-x)?:(?:hidden|clip)"
    r"|height:(?:0(?:px|r?em|%)?|1px)(?![.\d]).*overflow(?:-y)?:(?:hidden|clip)|width:(?:0(?:px|r?em|%)?|1px)(?![.\d]).*overflow(?:-x)?:(?:hidden|clip)"
    r"|transform:(?:scale(?:3d|[xy])?\(0(?:[,)]|\.0+\))|translate(?:3d|[xy])?\(-\d{4}|rotate[xy]\(-?90deg)"
)
_INSET = re.compile(r"inset\(\s*([^()]*?)\s*(?:round[^()]*)?\)")
_SIDES = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of so many lengths top, right, bottom and left are."""
_HIDDEN = re.compile(r"(?<![\w=-])hidden(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_STYLE = re.compile(r"(?<![\w-])style\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_NAME = re.compile(r"[.#]((?:[^\s.#:>+~*,\\]|\\.)+)")
"""A class or id in a selector."""
_PAINTS = frozenset(["color", "bgcolor", "background"])
"""Attributes that say a colour."""
_BLOCK = frozenset(["block", "flex", "grid", "table", "list-item", "flow-root"])
_TABLES = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_KEPT = frozenset(["pre", "pre-wrap", "pre-line", "break-spaces"])

_Told = tuple[tuple[int, int, int], str, tuple[Said, Said]]
"""How strong a rule is, its selector, and what it says plainly and urgently."""


class Styles:
    """Styles of the elements of a page."""

    def __init__(self, waits: bool = False) -> None:
        self._whole = True
        """All style sheets of the page are at hand."""
        self._pictures = _MOST_PICTURES
        """Elements that are still asked whether a picture may lie below their letters."""
        self._waits = waits
        """The page waits for its script to show its text: what is only not visible yet is shown."""
        self._plain: dict[int, Said] = {}
        self._urgent: dict[int, Said] = {}
        """What style sheets say with !important."""
        self._unseen = frozenset(table("pages")["unseen_names"].split())

    def take(self, tree: "LexborHTMLParser", sheets: Mapping[str, str]) -> None:
        """Take in what style sheets say of the elements of a page, which must live as long as this does; `sheets`: those
        that stand beside it, by their addresses.
        """
        found = [
            _sheet(node, sheets) for node in tree.css("style, link[rel~=stylesheet]") if _on_screen(node)
        ]
        self._whole = None not in found
        known = _known(tree) if any(found) else frozenset()
        plain: list[_Told] = []
        colours: list[_Told] = []
        for sheet in filter(None, found):
            for selector, words in rules(sheet[:_LONGEST_SHEET]):
                said = declared(words, _TOLD, urgent=False), declared(words, _TOLD, urgent=True)
                names = said[0].keys() | said[1].keys()
                if names and _may_meet(selector, known):
                    (colours if names.issubset(_COLOURS) else plain).append(
                        (specificity(selector), selector, said)
                    )
        told = plain[:_MOST_RULES] + colours[:_MOST_COLOURS]
        self._apply(tree, sorted(told, key=lambda one: one[0]))

    def _apply(self, tree: "LexborHTMLParser", told: "list[_Told]") -> None:
        """Note what rules say of the elements that they name, the stronger later."""
        from selectolax.lexbor import SelectolaxError

        left = _MOST_APPLIED
        named: dict[str, list[LexborNode]] = {}
        for _, selector, (plain, urgent) in told:
            if selector not in named:
                try:
                    named[selector] = tree.css(selector)
                except (SelectolaxError, ValueError):
                    named[selector] = []  # nothing that the engine knows
            left -= len(named[selector])
            if left < 0:
                return
            for node in named[selector]:
                for said, where in ((plain, self._plain), (urgent, self._urgent)):
                    if said:
                        where.setdefault(node.mem_id, {}).update(said)

    def of(self, node: "LexborNode") -> Said:
        """What is said of an element: its own style goes before the sheets, and what is urgent before both."""
        said = self._written(node)
        if not any("var(" in value for value in said.values()):
            return said
        return {
            name: whole for name, value in said.items() if (whole := self._meant(node, value)) is not None
        }

    def _written(self, node: "LexborNode") -> Said:
        said, urgent = self._plain.get(node.mem_id, {}), self._urgent.get(node.mem_id, {})
        own = (node.attributes.get("style") or "").lower()
        if not own:
            return {**said, **urgent} if urgent else said
        return {
            **said,
            **declared(own, _TOLD, urgent=False),
            **urgent,
            **declared(own, _TOLD, urgent=True),
        }

    def _meant(self, node: "LexborNode", value: str) -> str | None:
        """A value with what its variables stand for; None where one stands for nothing."""
        for _ in range(_NAMED):
            found = _VARIABLE.search(value)
            if found is None:
                return value
            meant = self._variable(node, found[1])
            meant = found[2] if meant is None else meant
            if meant is None or len(value) + len(meant) > 2000:
                return None
            value = value[: found.start()] + meant.strip() + value[found.end() :]
        return None

    def _variable(self, node: "LexborNode", name: str) -> str | None:
        """What a variable stands for in an element, said of it or of one around."""
        around: LexborNode | None = node
        for _ in range(_UP):
            if around is None or (value := self._written(around).get(name)) is not None:
                return value if around is not None else None
            around = around.parent
        return None

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
        if self._waits or said.get("animation", said.get("animation-name", "none")) != "none":
            said = {name: value for name, value in said.items() if name != "opacity"}
        return bool(said) and node.tag not in ("html", "body") and _hides(said)

    def first_seen(self, tree: "LexborHTMLParser") -> Seen:
        """How letters of a page are seen where nothing is said; its ground is not known where its sheets are not at hand."""
        seen = Seen() if self._whole else Seen(ground=None)
        return self.seen(seen, tree.root) if tree.root is not None else seen

    def seen(self, around: Seen, node: "LexborNode") -> Seen:
        """How the letters of an element are seen; a page that hides all of itself waits for its script."""
        said, attributes = self.of(node), node.attributes
        if not said and _PAINTS.isdisjoint(attributes):
            return around
        seen = around.within(said, attributes)
        if said.get("position") == "relative" and self._pictures:
            self._pictures -= 1
            seen = seen._replace(ground=None) if node.css_first("img, video, picture, canvas") else seen
        if node.tag in ("html", "body"):
            seen = seen._replace(sized=True)
        return seen._replace(visible=True) if self._waits or node.tag in ("html", "body") else seen


def _known(tree: "LexborHTMLParser") -> frozenset[str]:
    """Classes and ids of the elements of a page, in small letters."""
    said = (node.attributes for node in tree.css("[class], [id]"))
    return frozenset(
        word for one in said for word in f"{one.get('class') or ''} {one.get('id') or ''}".lower().split()
    )


def _may_meet(selector: str, known: frozenset[str]) -> bool:
    """Whether a page has the classes and ids that a selector names, so far as they are told outside of brackets."""
    if "(" in selector or "[" in selector:
        return True
    return all(name.replace("\\", "").lower() in known for name in _NAME.findall(selector))


def _sheet(node: "LexborNode", sheets: Mapping[str, str]) -> str | None:
    """The words of a style sheet; None where they are not at hand."""
    return node.text() or "" if node.tag == "style" else sheets.get(node.attributes.get("href") or "")


def _on_screen(sheet: "LexborNode") -> bool:
    """Whether a style sheet holds for a screen, and not only where scripts do not run."""
    media = (sheet.attributes.get("media") or "all").strip()
    inside = sheet.parent is not None and sheet.parent.tag == "noscript"
    return not inside and holds(media)


def attributes_hide(attributes: str) -> bool:
    """Whether the attributes of a tag, as they are written, say that it is not shown or struck out."""
    if _HIDDEN.search(_QUOTED.sub("=", attributes)):
        return True
    style = _STYLE.search(attributes)
    said = declared((style[1] or style[2] or "").lower(), _TOLD, urgent=None) if style else {}
    return bool(said) and (_hides(said) or strikes(said) or Seen(ground=None).within(said, {}).unseen)


def _hides(said: Said) -> bool:
    if _HIDES.search(";".join(f"{name}:{said[name]}" for name in _HIDING if name in said)):
        return True
    inset = _INSET.match(said.get("clip-path", ""))
    return inset is not None and _cut_away(inset[1].split())


def _cut_away(sides: list[str]) -> bool:
    """Whether nothing is left between the sides of a box that is cut (top, right, bottom, left, as margins are said)."""
    shares = [float(side[:-1]) if re.fullmatch(r"[\d.]{1,6}%", side) else 0.0 for side in sides[:4]] or [0.0]
    top, right, bottom, left = (shares[side] for side in _SIDES[len(shares)])
    return top + bottom >= 100 or left + right >= 100


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
