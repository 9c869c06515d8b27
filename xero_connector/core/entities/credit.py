# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What overpayments and prepayments have in common (XERO_API §4; SPEC X10).

Both are only read here: they are made by bank transactions, applied by allocations and
refunded by payments, each of which has its own entity.
"""

from __future__ import annotations

from functools import partial

from ..convert import decimal_of, parse_date, parse_datetime
from ..entity import Element, Entity, Facts, json_facts
from ..mapping import Field, decode
from .allocation import allocations_of
from .document import decode_payments

_FIELDS = (
    Field("type", "Type"),
    Field("contact_id", "Contact.ContactID"),
    Field("contact_name", "Contact.Name"),
    Field("date", "Date", into=parse_date),
    Field("reference", "Reference"),
    Field("currency", "CurrencyCode"),
    Field("currency_rate", "CurrencyRate", into=decimal_of),
    Field("status", "Status"),
    Field("total", "Total", into=decimal_of),
    Field("remaining_credit", "RemainingCredit", into=decimal_of),
    Field("applied_amount", "AppliedAmount", into=decimal_of),
    Field("updated_at", "UpdatedDateUTC", into=parse_datetime),
)
_SHARED = ("contact_id", "date", "currency", "total")


def _decode(id_key: str, element: Element) -> Facts:
    return {
        **decode(_FIELDS, element),
        "xero_id": element.get(id_key) or "",
        "allocations": allocations_of(element),
        "payments": decode_payments(element),
    }


def _snapshot(element: Element) -> Facts:
    facts = decode(_FIELDS, element)
    return json_facts({name: facts[name] for name in _SHARED})


def credit_entity(name: str, plural: str, id_key: str) -> Entity:
    """The declaration of one of the two; its operations are called after it."""
    return Entity(
        name=name,
        plural=plural,
        id_key=id_key,
        actions={"list": f"get_{name}s", "get": f"get_{name}"},
        scopes=("accounting.payments",),
        decode=partial(_decode, id_key),
        snapshot=_snapshot,
    )
