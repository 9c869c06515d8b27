# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import hashlib
import hmac
import json
from datetime import datetime, timezone

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.webhook import (
    CATEGORIES,
    delivery_of,
    follow,
    is_signed,
    signature_of,
)

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


def body_of(*events, first=1, last=1, entropy="S0m3r4Nd0mt3xt"):
    content = {
        "events": list(events),
        "firstEventSequence": first,
        "lastEventSequence": last,
        "entropy": entropy,
    }
    return json.dumps(content).encode()


# === SIGNATURES === #


# SPEC B10: RFC 4231, test case 2
def test_the_signature_of_the_standard():
    body = b"what do ya want for nothing?"
    digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    signature = base64.b64encode(bytes.fromhex(digest)).decode()
    assert is_signed(body, signature, ["Jefe"])
    assert signature_of(body, "Jefe") == signature


# SPEC B12: Xero checks the address with good and bad signatures
def test_the_intent_to_receive():
    body = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"x"}'
    assert is_signed(body, sign(body), [KEY])
    assert not is_signed(body, sign(body, "another"), [KEY])
    found = delivery_of(body)
    assert (found.events, found.first, found.last, found.size) == ((), 0, 0, 0)
    assert found.entropy == "x"


# SPEC B11: what is not signed is not ours, whatever it looks like
@pytest.mark.parametrize(
    "signature", [None, "", "=", "é", "AAAA", "not base64!", sign(b"other")]
)
def test_forged_signatures(signature):
    assert not is_signed(b"body", signature, [KEY])


# SPEC P23
def test_raw_bytes_count():
    body = '{"events": [], "entropy": "é"}'.encode("utf-16")
    assert is_signed(body, sign(body), [KEY])
    assert not is_signed(body + b" ", sign(body), [KEY])
    assert not is_signed(body.decode("utf-16").encode(), sign(body), [KEY])


def test_a_truncated_body_is_not_signed():
    body = body_of(EVENT)
    assert not is_signed(body[:-1], sign(body), [KEY])


# SPEC X4: a replaced key stays valid; without a key the door is shut
def test_keys():
    assert is_signed(b"body", sign(b"body", "old"), [KEY, "old"])
    assert is_signed(b"body", sign(b"body"), [KEY, None])
    assert not is_signed(b"body", sign(b"body", ""), [])
    assert not is_signed(b"body", sign(b"body", ""), ["", None])


@given(st.binary(), st.binary(min_size=1, max_size=3), st.text(min_size=1, max_size=5))
def test_no_changed_body_passes(body, more, key):
    signature = signature_of(body, key)
    assert is_signed(body, signature, [key])
    assert not is_signed(body + more, signature, [key])


# === EVENTS === #


# SPEC B8, B9, B20
def test_events_carry_ids():
    invoice = {**EVENT, "eventCategory": "INVOICE", "eventType": "CREATE"}
    found = delivery_of(body_of(EVENT, invoice, first=7, last=8))
    one, other = found.events
    assert (one.tenant_id, one.entity, one.kind) == ("t-1", "contact", "UPDATE")
    assert one.moment == datetime(2024, 6, 21, 1, 15, 39, 902000, timezone.utc)
    assert (other.entity, other.kind, other.resource_id) == ("invoice", "CREATE", "c-1")
    assert (found.first, found.last, found.size) == (7, 8, 2)
    assert [event.sequence for event in found.events] == [7, 8]


def test_each_category_is_an_entity():
    assert set(CATEGORIES.values()) <= set(CATALOGUE)


# SPEC B8: unknown categories and new fields are no error
def test_what_is_unknown_is_kept():
    odd = {**EVENT, "eventCategory": "Telepathy", "data": {"Type": 1}}
    odd["eventDateUtc"] = "soon"
    (event,) = delivery_of(body_of(odd)).events
    assert (event.category, event.entity, event.moment) == ("TELEPATHY", "", None)


@pytest.mark.parametrize("row", [None, 5, "INVOICE", [], [EVENT], {}])
def test_rows_without_an_object_are_left_out(row):
    found = delivery_of(body_of(row, EVENT, first=4, last=5))
    assert [event.sequence for event in found.events] == [5]
    assert found.size == 2


@pytest.mark.parametrize(
    "odd", [None, "", 5, [], {}, "a\0b", "\ud800", "é", "../Invoices", "x" * 65, "a b"]
)
def test_words_that_no_id_is_made_of(odd):
    """A NUL cannot be stored, half a surrogate not even be sent to the database."""
    assert not delivery_of(body_of({**EVENT, "resourceId": odd})).events
    assert not delivery_of(body_of({**EVENT, "tenantId": odd})).events
    strange = {**EVENT, "eventCategory": odd, "eventType": odd, "eventDateUtc": odd}
    (event,) = delivery_of(body_of(strange, entropy=odd)).events
    assert (event.category, event.kind, event.moment) == ("", "", None)


@pytest.mark.parametrize("number", [None, "1", True, 1.5, -1, 2**31, 10**30])
def test_numbers_that_are_none(number):
    found = delivery_of(body_of(EVENT, first=number, last=number))
    assert (found.first, found.last, found.events[0].sequence) == (0, 0, 0)


def test_the_last_number_is_not_below_the_first():
    assert delivery_of(body_of(EVENT, first=9, last=3)).last == 9


@pytest.mark.parametrize(
    "moment", ["/Date(999999999999999999)/", "2024-13-41T99:99:99", "0000-00-00"]
)
def test_moments_that_are_none(moment):
    (event,) = delivery_of(body_of({**EVENT, "eventDateUtc": moment})).events
    assert event.moment is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings_of_json(encoding):
    body = body_of(EVENT).decode().encode(encoding)
    assert len(delivery_of(body).events) == 1


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html>", b"[]", b"{}", b'{"events": {}}', b'{"events": null}'),
        *(b"\xff\xfe\xfd", b"events=1", b'{"events": [', b"[" * 100_000),
        b'{"events": [], "firstEventSequence": NaN}',
    ],
)
def test_what_is_no_delivery(body):
    with pytest.raises(ValueError):
        delivery_of(body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-9, 9) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*EVENT, "data"]), VALUES), VALUES, VALUES)
def test_any_values_at_all(row, first, last):
    found = delivery_of(body_of({**EVENT, **row}, first=first, last=last))
    for event in found.events:
        assert "\0" not in event.tenant_id + event.category + event.resource_id
        assert 0 <= event.sequence < 2**31


# === SEQUENCES === #


# SPEC X4: a gap means lost events
@pytest.mark.parametrize(
    "known, spans, expected",
    [
        (8, [(10, 12)], (12, True)),
        (9, [(10, 12)], (12, False)),
        (12, [(10, 12)], (12, False)),  # delivered again
        (0, [(10, 12)], (12, False)),  # the first one ever
        (9, [(12, 12), (10, 11)], (12, False)),  # in another order
        (9, [(10, 10), (12, 12)], (12, True)),
        (9, [], (9, False)),
        (90, [(1, 2), (3, 3)], (3, False)),  # counted anew
        (5, [(1, 7)], (7, False)),
    ],
)
def test_gaps(known, spans, expected):
    assert follow(known, spans) == expected
