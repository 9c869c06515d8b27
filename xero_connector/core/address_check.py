# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Knocking at our own public address, as Xero will (SPEC B12, P23).

The only request of the addon that does not go to Xero: an administrator presses a
button to learn whether deliveries will get here, before Xero tries.
"""

from __future__ import annotations

from dataclasses import dataclass

import requests

from .webhook import SIGNATURE_HEADER, signature_of

#: seconds; Xero waits no longer for an answer
TIMEOUT = 5

#: answered as Xero wants it; whether by this database is another question
FINE = "fine"
UNREACHABLE = "unreachable"
SLOW = "slow"
REDIRECTED = "redirected"
NOT_FOUND = "not_found"
REFUSED = "refused"
CREDULOUS = "credulous"
TALKATIVE = "talkative"
BROKEN = "broken"

_OK, _UNAUTHORIZED, _NOT_FOUND = 200, 401, 404


@dataclass(frozen=True)
class Finding:
    """What became of the two requests.

    :param label: FINE, or what Xero would be dissatisfied with
    :param detail: the status, or the kind of error
    """

    label: str
    detail: str = ""


def knock(
    url: str, key: str, entropy: str, session: requests.Session | None = None
) -> Finding:
    """Send an intent to receive, once signed with the key and once with another.

    :param entropy: letters, digits, "-": by it the delivery is found again
    """
    body = (
        '{"events":[],"firstEventSequence":0,"lastEventSequence":0,'
        f'"entropy":"{entropy}"}}'
    ).encode()
    for signing_key, expected in ((key, _OK), (f"not {key}", _UNAUTHORIZED)):
        finding = _one(url, body, signature_of(body, signing_key), expected, session)
        if finding.label != FINE:
            return finding
    return Finding(FINE)


def _one(
    url: str,
    body: bytes,
    signature: str,
    expected: int,
    session: requests.Session | None,
) -> Finding:
    headers = {"Content-Type": "application/json", SIGNATURE_HEADER: signature}
    try:
        answer = (session or requests).post(
            url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )
    except requests.Timeout:
        return Finding(SLOW, f"{TIMEOUT} s")
    except requests.RequestException as error:
        return Finding(UNREACHABLE, type(error).__name__)
    return Finding(_label(answer, expected), f"HTTP {answer.status_code}")


def _label(answer: requests.Response, expected: int) -> str:
    status = answer.status_code
    if status != expected:
        if answer.is_redirect:
            return REDIRECTED
        named = {_NOT_FOUND: NOT_FOUND, _UNAUTHORIZED: REFUSED, _OK: CREDULOUS}
        return named.get(status, BROKEN)
    talks = answer.content or "Set-Cookie" in answer.headers
    return TALKATIVE if talks else FINE
