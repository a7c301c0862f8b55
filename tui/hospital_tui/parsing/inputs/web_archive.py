"""A page in a web archive (.mhtml, RFC 2557) or a mail: the first part that is a page, or else text, read as one."""

import email
import email.errors
import email.policy
from email.message import Message
from itertools import islice

from hospital_tui.parsing.inputs.plain import plain_text
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading

LARGEST = 64 << 20
"""Bytes above which an archive is no article: pictures stand in it too."""
MOST_PARTS = 2000


def archived_page(data: bytes, encoding: str | None) -> Reading:
    """The article's text of the page in the archive. Raises Refused."""
    from hospital_tui.parsing.inputs.page import page_text

    page, charset, form = part_of(data)
    if form == "page":
        return page_text(page, encoding or charset, _sheets(data))
    text = plain_text(page, encoding or charset)
    return text._replace(extracted=True, text="\n".join(text.text.splitlines()))


def part_of(data: bytes) -> tuple[bytes, str | None, str]:
    """The bytes of the page or text, the encoding that is named for them, and which of both they are. Raises Refused."""
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
    form = "text" if part is not None and part.get_content_type() == "text/plain" else "page"
    return found, codec if codec and _reads(found, codec) else None, form


def _sheets(data: bytes) -> dict[str, str]:
    """The style sheets in the archive, by where its page finds them."""
    found: dict[str, str] = {}
    for part in islice(email.message_from_bytes(data, policy=email.policy.compat32).walk(), MOST_PARTS):
        words = part.get_payload(decode=True) if part.get_content_type() == "text/css" else None
        if isinstance(words, bytes):
            named = str(part.get("Content-Location", "")).strip()
            known = str(part.get("Content-ID", "")).strip(" <>")
            found |= dict.fromkeys((named, f"cid:{known}"), words.decode("utf-8", "replace"))
    return found


def _page(message: Message) -> Message | None:
    """The first part that is a page, else the first that is text and no file of its own."""
    parts = list(islice(message.walk(), MOST_PARTS))
    for forms in (("text/html", "application/xhtml+xml"), ("text/plain",)):
        for part in parts:
            if part.get_content_type() in forms and part.get_content_disposition() != "attachment":
                return part
    return None


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True
