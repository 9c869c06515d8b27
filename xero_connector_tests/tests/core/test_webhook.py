# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import hashlib
import hmac
import json
from datetime import datetime, timezone

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.webhook import delivery_of, is_signed

KEY = "webhook-key"
EVENT = {
    "resourceUrl": "https://api.xero.com/api.xro/2.0/Contacts/c-1",
    "resourceId": "c-1",
    "tenantId": "t-1",
    "tenantType": "ORGANISATION",
    "eventCategory": "CONTACT",
    "eventType": "UPDATE",
    "eventDateUtc": "2024-06-21T01:15:39.902",
}


def sign(body, key=KEY):
    digest = hmac.new(key.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def body_of(*events, first=1, last=1):
    content = {
        "events": list(events),
        "firstEventSequence": first,
        "lastEventSequence": last,
        "entropy": "S0m3r4Nd0mt3xt",
    }
    return json.dumps(content).encode()


# SPEC B10: RFC 4231, test case 2
def test_the_signature_of_the_standard():
    body = b"what do ya want for nothing?"
    digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    signature = base64.b64encode(bytes.fromhex(digest)).decode()
    assert is_signed(body, signature, ["Jefe"])


# SPEC B12: Xero checks the address with good and bad signatures
def test_the_intent_to_receive():
    body = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"x"}'
    assert is_signed(body, sign(body), [KEY])
    assert not is_signed(body, sign(body, "another"), [KEY])
    found = delivery_of(body)
    assert (found.events, found.first, found.last) == ((), 0, 0)


# SPEC B11: what is not signed is not ours, whatever it looks like
@pytest.mark.parametrize(
    "signature", [None, "", "=", "é", "AAAA", "not base64!", sign(b"other")]
)
def test_forged_signatures(signature):
    assert not is_signed(b"body", signature, [KEY])


def test_raw_bytes_count():
    body = '{"events": [], "entropy": "é"}'.encode("utf-16")
    assert is_signed(body, sign(body), [KEY])
    assert not is_signed(body + b" ", sign(body), [KEY])


# SPEC X4: a replaced key stays valid; without a key the door is shut
def test_keys():
    assert is_signed(b"body", sign(b"body", "old"), [KEY, "old"])
    assert is_signed(b"body", sign(b"body"), [KEY, None])
    assert not is_signed(b"body", sign(b"body", ""), [])
    assert not is_signed(b"body", sign(b"body", ""), ["", None])


@given(st.binary(), st.binary(min_size=1, max_size=3), st.text(min_size=1, max_size=5))
def test_no_changed_body_passes(body, more, key):
    signature = sign(body, key)
    assert is_signed(body, signature, [key])
    assert not is_signed(body + more, signature, [key])


# SPEC B8, B9, B20
def test_events_carry_ids():
    invoice = {**EVENT, "eventCategory": "INVOICE", "eventType": "CREATE"}
    found = delivery_of(body_of(EVENT, invoice, first=7, last=8))
    one, other = found.events
    assert (one.tenant_id, one.entity, one.kind) == ("t-1", "contact", "UPDATE")
    assert one.moment == datetime(2024, 6, 21, 1, 15, 39, 902000, timezone.utc)
    assert (other.entity, other.kind, other.resource_id) == ("invoice", "CREATE", "c-1")
    assert (found.first, found.last) == (7, 8)


# SPEC B8: unknown categories and new fields are no error
def test_what_is_unknown_is_kept():
    odd = {**EVENT, "eventCategory": "Telepathy", "data": {"Type": 1}}
    odd["eventDateUtc"] = "soon"
    (event,) = delivery_of(body_of(odd)).events
    assert (event.category, event.entity, event.moment) == ("TELEPATHY", "", None)
    assert delivery_of(body_of({**EVENT, "resourceId": None}, None, 5)).events == ()


# SPEC X4: a gap means lost events
def test_gaps():
    found = delivery_of(body_of(EVENT, first=10, last=12))
    assert found.leaves_gap(8)
    assert not found.leaves_gap(9)
    assert not found.leaves_gap(12)  # delivered again
    assert not found.leaves_gap(0)  # the first one ever


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"events": {}}'])
def test_what_is_no_delivery(body):
    with pytest.raises(ValueError):
        delivery_of(body)
    assert delivery_of(body_of(first="1", last=None)).first == 0
