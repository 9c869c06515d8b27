# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Text on the wire: exact bodies out, checked lists in (XERO_API §3, §7 trap 5; SPEC
P8).

With summarizeErrors=false Xero answers 200 and lists every element of a batch. That
they come in the order of the request is observed, not promised: an element is taken by
its place and verified by its id or natural key, else found by them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .body import Answer, dumps, loads
from .convert import EPOCH
from .errors import classify
from .outcome import Done, Outcome, Retry
from .signals import ELEMENT, Signal, validation_messages

if TYPE_CHECKING:
    from .entity import Entity

__all__ = ["Answer", "Garbled", "dumps", "elements", "listing", "loads"]
__all__ += ["redact", "results"]

#: what Xero gives as the id of an element that it did not save
NO_ID = "00000000-0000-0000-0000-000000000000"
#: keys whose values say what was sent without saying about whom (SPEC X17)
PUBLIC_KEYS = frozenset(
    (
        "AccountCode",
        "AccountID",
        "AllocationID",
        "Amount",
        "AmountDue",
        "AmountPaid",
        "BankTransactionID",
        "BrandingThemeID",
        "ContactID",
        "ContactNumber",
        "ContactStatus",
        "CreditNoteID",
        "CreditNoteNumber",
        "CurrencyCode",
        "CurrencyRate",
        "Date",
        "DiscountRate",
        "DueDate",
        "InvoiceID",
        "InvoiceNumber",
        "ItemCode",
        "ItemID",
        "LineAmountTypes",
        "LineItemID",
        "OverpaymentID",
        "PaymentID",
        "PrepaymentID",
        "Quantity",
        "Status",
        "SubTotal",
        "TaxAmount",
        "TaxType",
        "Total",
        "TotalTax",
        "TrackingCategoryID",
        "TrackingOptionID",
        "Type",
        "UnitAmount",
    )
)

_LOST = Retry("garbled_answer", "an element has no answer", uncertain=True, replay=True)


class Garbled(ValueError):
    """An answer that is not what Xero's API writes: HTML, empty, cut off, no list."""


def elements(answer: Answer, plural: str) -> list[dict[str, Any]]:
    """The list of elements in an answer.

    :raise Garbled: the body is HTML, empty, cut off, no object, or its list is absent,
        null or holds something else than objects
    """
    return listing(answer, plural)[0]


def listing(answer: Answer, plural: str) -> tuple[list[dict[str, Any]], int | None]:
    """The elements of a page, and the number of pages if Xero tells it (XERO_API §5).

    :raise Garbled: as `elements`
    """
    try:
        body = loads(answer.body)
    except ValueError as error:
        raise Garbled(f"no JSON: {error}") from None
    found = body.get(plural) if isinstance(body, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Garbled(f"no list of {plural}")
    pagination = body.get("pagination")
    pages = pagination.get("pageCount") if isinstance(pagination, dict) else None
    return found, pages if isinstance(pages, int) else None


def bare_element(answer: Answer) -> dict[str, Any]:
    """The element of an answer that is no list of elements.

    :raise Garbled: the body is no JSON object
    """
    try:
        body = loads(answer.body)
    except ValueError as error:
        raise Garbled(f"no JSON: {error}") from None
    if not isinstance(body, dict):
        raise Garbled("no element")
    return body


def results(
    answer: Answer, entity: Entity, sent: list[dict[str, Any]], bare: bool = False
) -> list[Outcome]:
    """One outcome per element sent, in the order of the request.

    An answer that cannot be read, or an element that is not in it, is uncertain: the
    write may have happened.

    :param bare: the answer is the element itself (the deletion of an allocation)
    """
    try:
        received = [bare_element(answer)] if bare else elements(answer, entity.plural)
    except Garbled as error:
        lost = Retry("garbled_answer", str(error), uncertain=True, replay=True)
        return [lost] * len(sent)
    places = _places(entity, sent, received)
    return [
        _LOST if place is None else outcome_of(entity, received[place], answer.status)
        for place in places
    ]


def _places(
    entity: Entity, sent: list[dict[str, Any]], received: list[dict[str, Any]]
) -> list[int | None]:
    """For each element sent, the place of its answer, or None."""
    ours = [_identities(entity, element) for element in sent]
    theirs = [_identities(entity, element) for element in received]
    everywhere = range(len(received))
    rules: list[tuple[bool, Callable[..., bool]]] = [(True, _same), (False, _same)]
    if len(sent) == len(received):
        rules.append((True, _incomparable))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for in_order, fits in rules:
        for place in sorted(set(range(len(sent))) - found.keys()):
            spots = everywhere[place : place + 1] if in_order else everywhere
            fitting = (
                s for s in spots if s not in taken and fits(ours[place], theirs[s])
            )
            spot = next(fitting, None)
            if spot is not None:
                found[place] = spot
                taken.add(spot)
    return [found.get(place) for place in range(len(sent))]


def _identities(entity: Entity, element: dict[str, Any]) -> dict[str, Any]:
    """What an element can be recognised by: its id, its natural key."""
    xero_id, key = element.get(entity.id_key), entity.natural_key(element)
    found = {"id": None if xero_id == NO_ID else xero_id, "key": key}
    return {kind: _comparable(value) for kind, value in found.items() if value}


def _same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return any(ours[kind] == theirs[kind] for kind in ours.keys() & theirs.keys())


def _incomparable(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Nothing speaks against it: a refused element may come back without identity."""
    return not ours.keys() & theirs.keys()


def _comparable(key: Any) -> Any:
    if isinstance(key, tuple):
        return tuple(map(_comparable, key))
    return key.strip().casefold() if isinstance(key, str) else key


def outcome_of(entity: Entity, element: dict[str, Any], status: int = 200) -> Outcome:
    """Done with the element, or what its ValidationErrors mean."""
    messages = tuple(dict.fromkeys(validation_messages(element)))
    if _is_error(element, messages):
        signal = Signal(ELEMENT, status=status, messages=messages, writes=True)
        return classify(signal, now=EPOCH)  # no rule about an element reads the clock
    if entity.answers_with_id and element.get(entity.id_key) in (None, "", NO_ID):
        return _LOST
    warnings = dict.fromkeys(validation_messages(element, "warnings"))
    return Done(element, tuple(warnings))


def _is_error(element: dict[str, Any], messages: tuple[str, ...]) -> bool:
    status = str(element.get("StatusAttributeString") or "").upper()
    if status:
        return status == "ERROR"
    flagged = element.get("HasErrors") or element.get("HasValidationErrors")
    return bool(messages or flagged)


def redact(payload: Any) -> str:
    """The payload as text with ids, numbers, statuses and amounts only.

    Names, e-mail and postal addresses, phones, tax numbers and descriptions are left
    out; what is not known to be harmless is left out as well.

    :param payload: a payload, or its text as `dumps` wrote it
    """
    if isinstance(payload, str):
        payload = loads(payload)
    return dumps(_public(payload))


def _public(value: Any) -> Any:
    if isinstance(value, list):
        return [_public(item) for item in value]
    if not isinstance(value, dict):
        return {}
    kept = {key: value[key] for key in value if key in PUBLIC_KEYS}
    nested = {
        key: _public(inner)
        for key, inner in value.items()
        if key not in PUBLIC_KEYS and isinstance(inner, dict | list)
    }
    return {**kept, **{key: inner for key, inner in nested.items() if inner}}
