"""An engine for tests: it sees the lines that a file names, wherever the page it is given shows ink."""

import json
import os
import time
from pathlib import Path
from typing import Any

LINES = "SCAN_LINES"
"""Environment variable: the file, a list of (text, confidence, [left, top, right, bottom])."""


class StandIn:
    name = "stand-in 1"

    def read(self, page: Any) -> list[Any]:
        from hospital_tui.parsing.inputs.scan.seeing import Found

        said = json.loads(Path(os.environ[LINES]).read_text("utf-8"))
        if said == "dies":
            os._exit(3)
        if said == "hangs":
            time.sleep(3600)
        if said == "fails":
            raise RuntimeError("no model")
        found = []
        for text, confidence, (left, top, right, bottom) in said:
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            found.append(Found(text, confidence, corners))
        return found
