"""What letters look like that a page sets: whether they are seen at all (CSS 2 inheritance, Color 4).

Colour, size and visibility go on to what stands within; a ground that is not known for sure hides nothing.
"""

import re
from typing import NamedTuple

from hospital_tui.parsing.inputs.page_sheets import Said

Colour = tuple[float, float, float, float]
"""Red, green and blue from 0 to 255, and how much it covers from 0 to 1."""
_LIKE = 8.0
"""Colours that differ by no more in any part are one."""
_NAMES = {
    "white": "#fff", "black": "#000", "snow": "#fffafa", "whitesmoke": "#f5f5f5", "ivory": "#fffff0", "ghostwhite": "#f8f8ff",
    "red": "#f00", "blue": "#00f", "yellow": "#ff0", "green": "#008000", "lime": "#0f0", "navy": "#000080", "teal": "#008080",
    "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "maroon": "#800000", "orange": "#ffa500", "purple": "#800080",
    "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9", "gainsboro": "#dcdcdc", "linen": "#faf0e6",
    "beige": "#f5f5dc", "azure": "#f0ffff", "canvas": "#fff", "canvastext": "#000",
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-f])")
_FUNCTION = re.compile(
    r"(rgb|hsl)a?\(\s*([\d.]+)(?:deg)?(%?)[\s,]+([\d.]+)(%?)[\s,]+([\d.]+)(%?)(?:\s*[,/]\s*([\d.]+)(%?))?\s*\)"
)
_NOTHING = re.compile(r"0*\.?0+(?:px|pt|r?em|ex|ch|vw|vh|%|rem)?(?:\s*/.*)?")
_WORDS = re.compile(r"[a-z-]+\([^()]*\)|[^\s()]+")


class Seen(NamedTuple):
    """How the letters of an element are seen."""

    colour: Colour | None = (0.0, 0.0, 0.0, 1.0)
    """None where it is not known."""
    ground: Colour | None = (255.0, 255.0, 255.0, 1.0)
    """None where it is not known: pictures, what floats over others, sheets that are not at hand."""
    visible: bool = True
    sized: bool = True

    def within(self, said: Said, attributes: "dict[str, str | None]") -> "Seen":
        """How those of an element within are, by what is said of it."""
        colour, ground, visible, sized = self
        if value := said.get("-webkit-text-fill-color") or said.get("color") or attributes.get("color"):
            colour = self.colour if value in ("inherit", "currentcolor", "unset") else _colour(value.lower())
        if said.get("text-shadow", "none") != "none":
            colour = None
        if _floats(said):
            ground = None
        if value := said.get("background-color") or said.get("background") or attributes.get("bgcolor"):
            ground = _ground(value.lower(), ground)
        clipped = "text" in (said.get("background-clip"), said.get("-webkit-background-clip"))
        if clipped or said.get("background-image", "none") != "none" or "background" in attributes:
            ground = None
        if value := said.get("visibility"):
            visible = visible if value == "inherit" else value not in ("hidden", "collapse")
        if value := said.get("font-size") or _size_of(said.get("font", "")):
            sized = bool(sized) if value in ("inherit", "100%", "1em") else _NOTHING.fullmatch(value) is None
        return Seen(colour, ground, visible, sized)

    @property
    def unseen(self) -> bool:
        """Whether nothing is seen of its letters."""
        if not self.visible or not self.sized:
            return True
        if self.colour is None or self.ground is None:
            return self.colour is not None and self.colour[3] == 0 and self.ground is not None
        return self.colour[3] == 0 or all(
            abs(one - other) <= _LIKE for one, other in zip(self.colour[:3], self.ground[:3], strict=True)
        )


def _floats(said: Said) -> bool:
    """Whether an element may stand over what is not around it."""
    place = said.get("position", "")
    return place in ("absolute", "fixed", "sticky") or (place == "relative" and "z-index" in said)


def _size_of(font: str) -> str:
    """The size that a font is set in (0/0 a)."""
    return next((word for word in font.split() if word[0].isdigit() or word[0] == "."), "")


def _ground(value: str, around: Colour | None) -> Colour | None:
    """The ground that a value gives over the one around; None where it is a picture or not known."""
    if "url(" in value or "gradient(" in value or "image" in value:
        return None
    if value in ("inherit", "initial", "unset", "none", "transparent", "0", "0 0"):
        return around
    found = next((colour for word in _WORDS.findall(value) if (colour := _colour(word))), None)
    if found is None or found[3] == 1:
        return found
    return around if found[3] == 0 else None


def _colour(value: str) -> Colour | None:
    """A colour that a value names; None where it is none that is known."""
    if value == "transparent":
        return 0.0, 0.0, 0.0, 0.0
    value = _NAMES.get(value, value)
    if found := _HEX.fullmatch(value):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        parts = [int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)]
        return float(parts[0]), float(parts[1]), float(parts[2]), parts[3] / 255 if len(parts) > 3 else 1.0
    found = _FUNCTION.fullmatch(value)
    if found is None:
        return None
    try:
        one, two, three = float(found[2]), float(found[4]), float(found[6])
        cover = float(found[8]) / (100 if found[9] else 1) if found[8] else 1.0
    except ValueError:
        return None
    if found[1] == "hsl":
        from colorsys import hls_to_rgb

        red, green, blue = hls_to_rgb(one % 360 / 360, min(three, 100) / 100, min(two, 100) / 100)
        return red * 255, green * 255, blue * 255, cover
    scale = 2.55 if found[3] else 1.0
    return one * scale, two * scale, three * scale, cover
