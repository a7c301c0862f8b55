"""Word documents made by hand: the parts of a .docx around the XML of its body."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def document(body: str, **parts: str) -> bytes:
    """A document; `parts` are the insides of styles, numbering, footnotes, endnotes, or the whole of core."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document {SPACES}><w:body>{body}</w:body></w:document>',
        )
        for name, inside in parts.items():
            if name == "core":
                made.writestr("docProps/core.xml", inside)
            else:
                made.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inside}</w:{name}>")
    return file.getvalue()


def p(*inside: str, style: str = "") -> str:
    """A paragraph; what is no markup is a run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(map(run, inside))}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of characters; markup is left as it is."""
    if text.startswith("<"):
        return text
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def table(*rows: list[str]) -> str:
    """A table of cells; a cell that is markup holds it as it is."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
