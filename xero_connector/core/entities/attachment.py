# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files on documents (XERO_API §4 Attachments; SPEC X21).

A file is sent as its bytes to its document's address and its own name; a file of the
same name is replaced, so sending one twice does no harm.
"""

from __future__ import annotations

import re
from functools import partial

from ..convert import clean_text, decimal_of
from ..entity import Element, Entity
from ..mapping import Field, decode

#: files of one document (XERO_API §4)
MAX_FILES = 10
#: characters of a file's name; our own limit, Xero gives none
NAME_LENGTH = 100
#: what an address or a file system may take amiss in a name
_AWKWARD = re.compile(r'[\\/:*?"<>|#%&+]')

FIELDS = (
    Field("xero_id", "AttachmentID"),
    Field("name", "FileName"),
    Field("mime_type", "MimeType"),
    Field("size", "ContentLength", into=lambda value: int(decimal_of(value))),
    Field("include_online", "IncludeOnline", into=bool),
)


def file_name(name: str) -> str:
    """The name under which a file is sent: one that Xero's addresses can hold.

    The ending stays, for it tells Xero what the file is.
    """
    clean = _AWKWARD.sub("_", clean_text(name, 1000)).strip(". ") or "file"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 - no ending is that long
        stem, dot, ending = clean, "", ""
    return f"{stem[: NAME_LENGTH - len(dot + ending)].rstrip()}{dot}{ending}"


def natural_key(element: Element) -> str | None:
    """The name of the file, among the files of one document."""
    return element.get("FileName") or None


ATTACHMENT = Entity(
    name="attachment",
    plural="Attachments",
    id_key="AttachmentID",
    number_key="FileName",
    actions={
        "create_invoice": "create_invoice_attachment_by_file_name",
        "create_credit_note": "create_credit_note_attachment_by_file_name",
        "create_bank_transaction": "create_bank_transaction_attachment_by_file_name",
        "list_invoice": "get_invoice_attachments",
        "list_credit_note": "get_credit_note_attachments",
        "list_bank_transaction": "get_bank_transaction_attachments",
    },
    scopes=("accounting.attachments",),
    natural_key=natural_key,
    decode=partial(decode, FIELDS),
)
