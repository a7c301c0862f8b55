"""A page in a web archive (.mhtml, RFC 2557): the first part that is a page, read as one."""

import email
import email.errors
import email.policy
from email.message import Message

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading

LARGEST = 64 << 20
"""Bytes above which an archive is no article: pictures stand in it too."""
MOST_PARTS = 2000


def archived_page(data: bytes, encoding: str | None) -> Reading:
    """The article's text of the page in the archive. Raises Refused."""
    from hospital_tui.parsing.inputs.page import page_text

    page, charset = page_of(data)
    return page_text(page, encoding or charset)


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """The page's bytes, and the encoding that the archive names for them. Raises Refused."""
    from hospital_tui.parsing.inputs.page import labels

    if len(data) > LARGEST:
        raise RefusedError("too-large")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = _page(message)
        found = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
    except (email.errors.MessageError, LookupError, ValueError, AssertionError, RecursionError) as error:
        raise RefusedError("damaged", " ".join(str(error).split())[:200]) from error
    if not isinstance(found, bytes) or not found:
        raise RefusedError("damaged", "text/html")
    codec = labels().get((charset or "").lower())
    return found, codec if codec and _reads(found, codec) else None


def _page(message: Message) -> Message | None:
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    return None


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True
