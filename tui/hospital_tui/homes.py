"""Where the reader's own things lie. Beside the model, since the language of a first word is looked up there too."""

import os
import sys
from pathlib import Path


def default_home() -> Path:
    """The reader's own folder: HOSPITAL_TUI_HOME, else where the system keeps a user's data."""
    if told := os.environ.get("HOSPITAL_TUI_HOME"):
        return Path(told).expanduser()
    return system_folder("user_data_dir", "XDG_DATA_HOME", "~/.local/share")


def system_folder(kind: str, variable: str, usual: str) -> Path:
    """The program's folder of a kind; on Linux by the rule that platformdirs follows there, without its 8 ms."""
    if sys.platform == "linux":
        return Path(os.environ.get(variable, "").strip() or usual).expanduser() / "hospital-tui"
    import platformdirs

    return Path(getattr(platformdirs, kind)("hospital-tui", appauthor=False))
