# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One API request on its way to an endpoint, and the answer on its way back."""

from dataclasses import dataclass, field
from datetime import datetime

from ..books.change import Change
from ..books.organisation import Organisation
from .query import truth, unit_places


@dataclass(slots=True)
class Call:
    """What an endpoint needs to know of a request that was let in."""

    org: Organisation
    app: str
    provider: str
    method: str
    args: dict[str, str]
    since: str | None
    body: bytes
    now: datetime
    unknown: list[str] = field(default_factory=list)
    content_type: str = ""

    def change(self) -> Change:
        return Change(self.now, self.app, unit_places(self.args))

    @property
    def reports_each_element(self) -> bool:
        """summarizeErrors=false: always 200, every element with its own status.

        The specification's "default: false" is wrong in practice (XERO_API §3).
        """
        return not truth(self.args, "summarizeErrors", default=True)


@dataclass(slots=True)
class Answer:
    """Status and content; `body` is a document (to be encoded) or finished text."""

    status: int
    body: object
    headers: dict = field(default_factory=dict)
