# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Request bodies as documents, whichever format they come in."""

from urllib.parse import parse_qs

from .problems import bad_body
from .wire import loads
from .xml import from_xml


def parse_body(body: bytes, endpoint):
    """JSON; XML; or XML in a form field `xml`, as clients used to send it.

    :raise Refused: 400 for a body that is none of these.
    """
    body = body.strip()
    if body.startswith(b"xml="):
        body = parse_qs(body.decode())["xml"][0].strip().encode()
    try:
        if body.startswith(b"<"):
            return from_xml(body, endpoint)
        return loads(body)
    except ValueError as error:
        kind = "XML" if body.startswith(b"<") else "JSON"
        raise bad_body(f"{kind} for post data was invalid, {error}") from None
