"""PDFs that mean harm: loops, depth, sizes that only claim to be. Each ends in a sentence, soon, within memory."""

import time
import zlib

import pytest
from hospital_tui.parsing.inputs import InputError, interpret

pytest.importorskip("pypdfium2")


def made(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, trailer.replace(b"HERE", b"%d" % start), start)
    )


def stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), head, packed)


def page(content: bytes, resources: bytes = b"", box: bytes = b"0 0 600 800", *more: bytes) -> bytes:
    return made(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources <<%s>>>>" % (box, resources),
        content,
        *more,
    )


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A 5 0 R>>>>"
HOSTILE = {
    "pages that hold themselves": made(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R] /Count 9>>"),
    "a count that lies": made(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 2000000000>>"),
    "tables that follow each other": made(b"<</Type /Catalog>>", trailer=b"/Prev HERE"),
    "arrays in arrays": page(stream(b"["  * 200_000 + b"]" * 200_000 + b" TJ")),
    "states in states": page(stream(b"q " * 500_000)),
    "a stream that unpacks without end": page(stream(b"0 0 m 9 9 l S\n" * 300_000)),
    "a form that draws itself": page(stream(b"/A Do"), b"/XObject <</A 5 0 R>>", b"0 0 600 800", stream(b"/A Do", FORM)),
    "a picture of a million millions": page(
        stream(b"/A Do"), b"/XObject <</A 5 0 R>>", b"0 0 600 800",
        stream(b"x", b"/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"),
    ),
    "a sheet without bounds": page(stream(b"0 0 m 9 9 l S"), b"", b"-1e30 -1e30 1e30 1e30"),
    "more letters than a page has": page(
        stream(b"BT /F 9 Tf " + b"(%s) Tj " % (b"x" * 1000) * 400 + b"ET"), b"/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"
    ),
    "nothing but a head": b"%PDF-1.7\n" + b"\0" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_sentence(name: str) -> None:
    began = time.process_time()
    with pytest.raises(InputError) as refused:
        interpret(HOSTILE[name], "page.pdf")
    assert refused.value.reason in ("damaged", "scanned", "too-large", "no-unicode")
    assert time.process_time() - began < 20
