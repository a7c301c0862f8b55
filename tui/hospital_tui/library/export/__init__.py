"""What is taken along: tables in every form, citations."""

from hospital_tui.library.export.beside import beside_table
from hospital_tui.library.export.bookmarks import bookmark_table, markdown
from hospital_tui.library.export.citing import reference
from hospital_tui.library.export.corrections import correction_table
from hospital_tui.library.export.exporting import (
    BINARY,
    FORMS,
    Form,
    form_of,
    harmless,
    number_text,
    pieces,
    save,
)
from hospital_tui.library.export.figures import comparison_table, figure_table
from hospital_tui.library.export.findings import finding_table
from hospital_tui.library.export.frequencies import frequency_table
from hospital_tui.library.export.references import STYLES, Reference, Style, refer
from hospital_tui.library.export.references import write as write_references
from hospital_tui.library.export.table import Cell, MissingLibraryError, Table, TooManyRowsError
from hospital_tui.library.export.tags import tag_counts, tag_table

__all__ = [
    "BINARY",
    "FORMS",
    "STYLES",
    "Cell",
    "Form",
    "MissingLibraryError",
    "Reference",
    "Style",
    "Table",
    "TooManyRowsError",
    "beside_table",
    "bookmark_table",
    "comparison_table",
    "correction_table",
    "figure_table",
    "finding_table",
    "form_of",
    "frequency_table",
    "harmless",
    "markdown",
    "number_text",
    "pieces",
    "refer",
    "reference",
    "save",
    "tag_counts",
    "tag_table",
    "write_references",
]
