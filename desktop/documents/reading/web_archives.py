"""A web page kept in one file with all that belongs to it (MHTML), as Excel saves it and report servers hand it out."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from desktop.documents.reading import web_tables
from desktop.documents.reading.cells import Workbook
from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version:", re.IGNORECASE
)
_CONTENT = re.compile(rb"Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE)
_HEAD = 4096


def looks_like(data: bytes) -> bool:
    """Whether the file is such an archive, whatever its name says."""
    return _BEGINS.match(data[:_HEAD]) is not None and _CONTENT.search(data[:_HEAD]) is not None


def read(path: Path, data: bytes) -> Workbook:
    """The tables of its pages as sheets, in their order. Raises UserError when there is none."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise UserError(DAMAGED)
    pages: list[str] = []
    for part in message.walk():
        body = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(body, bytes):
            pages.append(web_tables.decoded(body, part.get_content_charset()))
    return Workbook(path, tuple(web_tables.of_pages(pages)))
