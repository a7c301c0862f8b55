"""What is taken along: tables in every form, citations."""

from hospital_tui.library.export.bookmarks import bookmark_table, markdown
from hospital_tui.library.export.corrections import correction_table
from hospital_tui.library.export.exporting import (
    FORMS,
    Cell,
    Form,
    NoSpreadsheetLibraryError,
    Table,
    TooManyRowsError,
    form_of,
    harmless,
    number_text,
    pieces,
    save,
)
from hospital_tui.library.export.figures import comparison_table, figure_table
from hospital_tui.library.export.findings import finding_table
from hospital_tui.library.export.references import STYLES, Reference, Style, refer
from hospital_tui.library.export.references import write as write_references

__all__ = [
    "FORMS",
    "STYLES",
    "Cell",
    "Form",
    "NoSpreadsheetLibraryError",
    "Reference",
    "Style",
    "Table",
    "TooManyRowsError",
    "bookmark_table",
    "comparison_table",
    "correction_table",
    "figure_table",
    "finding_table",
    "form_of",
    "harmless",
    "markdown",
    "number_text",
    "pieces",
    "refer",
    "save",
    "write_references",
]
