"""Plain text: the bytes decoded, nothing else."""

from hospital_tui.parsing.decoding import decode
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading


def plain_text(data: bytes, encoding: str | None) -> Reading:
    """The decoded bytes. Raises RefusedError: they are no text, or none in the encoding that the user named."""
    if encoding is not None:
        return Reading(in_encoding(data, encoding), encoding)
    found = decode(data)
    if found.binary:
        raise RefusedError(found.binary)
    return Reading(found.text, found.encoding, problems=found.problems, notes=found.notes)


def in_encoding(data: bytes, encoding: str) -> str:
    """The bytes in the encoding that the user named. Raises Refused."""
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise RefusedError("codec", encoding) from error
    except (UnicodeError, ValueError) as error:
        raise RefusedError("codec", str(error)) from error
