# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files attached to records (XERO_API §4 "Attachments").

At most ten per record; a file of the same name takes the place of the old one. That
neither moves the record's UpdatedDateUTC is unconfirmed, and so are the wordings.
"""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from .errors import Invalid

MAX_FILES = 10
ANY_KIND = "application/octet-stream"
ONLINE_TYPES = ("ACCREC", "ACCRECCREDIT")


@dataclass(slots=True)
class Attachment:
    id: str
    name: str
    kind: str
    content: bytes
    include_online: bool = False


class Attachments:
    """All files of one organisation, by the id of the record that has them."""

    def __init__(self):
        self._by_owner: dict[str, list[Attachment]] = {}

    def of(self, owner_id: str) -> list[Attachment]:
        return self._by_owner.get(owner_id, [])

    def owners(self) -> Iterator[str]:
        return iter(self._by_owner)

    def find(self, owner_id: str, key: str) -> Attachment | None:
        """By AttachmentID, else by file name."""
        files = self.of(owner_id)
        return next((file for file in files if key in (file.id, file.name)), None)

    def store(
        self, owner, name: str, kind: str, content: bytes, include_online: bool | None
    ) -> Attachment:
        """Add a file or replace the one of that name.

        :param include_online: None leaves it as it is.
        :raise Invalid: too many, empty, or shown online where that is not possible.
        """
        if not content:
            raise Invalid("The attachment has no content.")
        if include_online and getattr(owner, "type", "") not in ONLINE_TYPES:
            raise Invalid("IncludeOnline is only for sales invoices and credit notes.")
        files = self._by_owner.setdefault(owner.id, [])
        file = next((file for file in files if file.name == name), None)
        if file is None:
            if len(files) >= MAX_FILES:
                raise Invalid("A document can have at most 10 attachments.")
            file = Attachment(str(uuid4()), name, "", b"")
            files.append(file)
        file.kind = _kind(name, kind)
        file.content = content
        if include_online is not None:
            file.include_online = include_online
        return file


def _kind(name: str, sent: str) -> str:
    """The type as sent; the official SDK knows none, then the name tells it."""
    sent = sent.partition(";")[0].strip().lower()
    if sent and sent != ANY_KIND:
        return sent
    return mimetypes.guess_type(name)[0] or ANY_KIND
