"""What the library hands out."""

import re
from pathlib import Path

import hospital_tui.library
from hospital_tui.library.records import NOTICES


def test_every_notice_that_is_given_is_listed() -> None:
    folder = Path(hospital_tui.library.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    assert set(re.findall(r'(?:Notice|OutdatedError)\(\s*"([a-z-]+)"', code)) <= NOTICES.keys()
    assert all(f'"{key}"' in code for key in NOTICES)
