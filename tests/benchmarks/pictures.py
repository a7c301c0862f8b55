"""README's pictures, of the bundled articles as the screens are now.

python tests/benchmarks/pictures.py
"""

import asyncio
import os
import re
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from hospital_tui.app.start import prepare

FOLDER = Path(__file__).parents[2] / ".assets"
FONTS = "Noto Sans Mono CJK SC, Sarasa Mono SC, monospace"
PICTURES = {
    "screenshot": ("1", "down", "down", "3", "home", *["down"] * 46, "4", "down"),
    "comparison": ("6", "down", "down", "right", "right"),
    "checks": ("9", "down"),
}
"""Keys that lead to each screen."""


async def picture(keys: tuple[str, ...], home: Path) -> str:
    """The screen after some keys, as SVG in fonts that have Chinese."""
    from hospital_tui.app.hospital_app import HospitalApp
    from hospital_tui.library import Library
    from hospital_tui.library.reader import Reader

    with Library.open(home) as library, closing(Reader.open(home)) as reader:
        reader.set("greeted", True)
        app = HospitalApp(library, reader)
        async with app.run_test(size=(120, 40)) as pilot:
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            drawn = app.export_screenshot(title="hospital-tui", simplify=True)
    without_web_fonts = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.S)
    without_web_fonts = without_web_fonts.replace(
        "<!-- Generated with Rich https://www.textualize.io -->", ""
    )
    return re.sub(r"font-family: Fira Code, monospace", f"font-family: {FONTS}", without_web_fonts)


def main() -> int:
    """Draw all of them."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOSPITAL_TUI_HOME"] = os.environ["HOSPITAL_TUI_CACHE"] = folder
        for name, keys in PICTURES.items():
            svg = asyncio.run(picture(keys, Path(folder)))
            (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
