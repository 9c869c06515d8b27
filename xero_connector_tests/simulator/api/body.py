# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Request bodies as documents."""

from .problems import bad_body
from .wire import loads


def parse_body(body: bytes, endpoint):
    """:raise Refused: 400 for a body that is not a document."""
    try:
        return loads(body)
    except ValueError as error:
        raise bad_body(f"JSON for post data was invalid, {error}") from None
