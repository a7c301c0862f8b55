"""A spreadsheet program opens what is exported and gives every value back."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from hospital_tui.library.export.exporting import Cell, Form, Table, save

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
UTF8_CSV = "44,34,76,1"
"""LibreOffice's words for commas, quotes, UTF-8, from the first line."""
ROWS: list[tuple[Cell, Cell]] = [
    ("=1+1", -5),
    ("+86 355", 1e-7),
    ("@某某", 123456789012345),
    ("-5℃", -0.25),
    ("1/3", 44.8),
    ("12:30", None),
    ("2023-07", 2023),
    ("2020/2025", 629000),
    ("“骨科”，18.6%", 58288),
    ('说"好"', 0),
]


def back(path: Path, into: Path) -> list[list[str]]:
    """The rows that LibreOffice reads out of a file, its header left out."""
    assert OFFICE is not None
    into.mkdir()
    asked = [f"--infilter=CSV:{UTF8_CSV}"] if path.suffix == ".csv" else []
    wanted = f"csv:Text - txt - csv (StarCalc):{UTF8_CSV},,0,false,false,false"
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", *asked, "--convert-to", wanted, "--outdir", into, path]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    with (into / f"{path.stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_values_come_back_unchanged(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"figures.{form}"
    save(Table(("words", "value"), ROWS), path, form, {"words": "原词", "value": "数值"})
    rows = back(path, tmp_path / "back")
    assert len(rows) == len(ROWS)
    for (words, value), (said, number) in zip(ROWS, rows, strict=True):
        assert said.removeprefix("'") == words
        assert (float(number) if number else None) == value
