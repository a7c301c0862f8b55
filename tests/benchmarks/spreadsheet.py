"""Exports through LibreOffice and back: no value may change.

    python tests/benchmarks/spreadsheet.py

Needs LibreOffice (`soffice`) and openpyxl. The figures of the bundled articles are exported as CSV and XLSX; LibreOffice opens
the CSV and saves it as XLSX, and opens the XLSX and saves it as CSV; every cell is compared. A spreadsheet shows 2023-07-14
and 99.5% in a CSV as a date and a percent of that value: these count as the same.
"""

import csv
import datetime
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import openpyxl

Grid = Sequence[Sequence[object]]


def converted(path: Path, to: str, folder: Path, *options: str) -> Path:
    """What LibreOffice makes of a file; `to` is its ending, or ending and filter."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", "--headless", "--norestore", profile, *options, "--convert-to", to]
    back = folder / "back"
    subprocess.run([*command, "--outdir", str(back), str(path)], check=True, capture_output=True, timeout=180)
    return back / path.with_suffix(f".{to.partition(':')[0]}").name


def cells(path: Path) -> Grid:
    """All cells of a CSV or XLSX file."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def same(one: object, other: object) -> bool:
    """Whether two cells hold one value."""
    texts = sorted((_text(one), _text(other)), key=lambda text: text.endswith("%"))
    if texts[0] == texts[1]:
        return True
    scale = 100 if texts[1].endswith("%") else 1
    try:
        return abs(float(texts[0]) * scale - float(texts[1].removesuffix("%"))) < 1e-9
    except ValueError:
        return False


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def changed(before: Path, after: Path) -> int:
    """How many cells differ; each is shown."""
    count = 0
    for number, (row, back) in enumerate(zip_longest(cells(before), cells(after), fillvalue=()), 1):
        for one, other in zip_longest(row, back):
            if not same(one, other):
                count += 1
                print(f"  {before.name} row {number}: {one!r} became {other!r}")
    return count


def main() -> int:
    """Export, convert, compare; 1 where a value changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, sheet = folder / "table.csv", folder / "sheet.xlsx"
        for path in (table, sheet):
            subprocess.run([sys.executable, "-m", "hospital_tui", "figures", "-o", str(path)], check=True)
        utf8 = "--infilter=CSV:44,34,76,1"
        wrong = changed(table, converted(table, "xlsx", folder, utf8))
        wrong += changed(sheet, converted(sheet, "csv:Text - txt - csv (StarCalc):44,34,76", folder))
        print(f"{len(cells(table)) - 1} figures, {wrong} cells changed")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
