# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit applied to documents (XERO_API §4; SPEC A30, P22, X10).

An allocation belongs to its source: a credit note, an overpayment or a prepayment. It
is made and deleted below the source's id and listed nowhere but in the source. It never
changes: another amount is another allocation.
"""

from __future__ import annotations

from typing import Any

from ..convert import decimal_of, money, parse_date
from ..entity import Difference, Element, Entity, Facts, changed, json_facts, json_safe
from ..lines import exact_amount
from ..mapping import Field, decode, encode, get

#: what credit comes from -> how our actions and the SDK spell it
SOURCES = {
    "CreditNote": "credit_note",
    "Overpayment": "overpayment",
    "Prepayment": "prepayment",
}
_OPERATIONS = {
    "create_credit_note": "create_credit_note_allocation",
    "create_overpayment": "create_overpayment_allocations",
    "create_prepayment": "create_prepayment_allocations",
    "delete_credit_note": "delete_credit_note_allocations",
    "delete_overpayment": "delete_overpayment_allocations",
    "delete_prepayment": "delete_prepayment_allocations",
}

FIELDS = (
    Field("document_id", "Invoice.InvoiceID"),
    Field("amount", "Amount", out=exact_amount, into=decimal_of),
    Field("date", "Date", into=parse_date),
)
READ_FIELDS = (
    Field("xero_id", "AllocationID"),
    Field("document_number", "Invoice.InvoiceNumber"),
    Field("is_deleted", "IsDeleted", into=bool),
)


def create_action(source_kind: str) -> str:
    """The action that makes allocations of a kind of source.

    Its call takes the source's id (`Operation.ids`).
    """
    return f"create_{SOURCES[source_kind]}"


def delete_action(source_kind: str) -> str:
    """The action that deletes one allocation of a kind of source.

    Its call takes the source's id and the allocation's, and no body: pass [{}].
    """
    return f"delete_{SOURCES[source_kind]}"


def encode_allocation(facts: Facts) -> Element:
    """One allocation; its source is not in it but in the call's address.

    :raise LabelledError: too_many_decimals
    """
    if facts["source_kind"] not in SOURCES:
        raise ValueError(f"no source of credit: {facts['source_kind']}")
    return encode(FIELDS, facts)


def decode_allocation(element: Element) -> Facts:
    """An allocation in Odoo's words; its source as far as it names it."""
    kind = next((name for name in SOURCES if get(element, f"{name}.{name}ID")), "")
    return {
        **decode(READ_FIELDS, element),
        **decode(FIELDS, element),
        "source_kind": kind,
        "source_id": get(element, f"{kind}.{kind}ID") or "",
    }


def allocations_of(source: Element) -> list[Facts]:
    """The live allocations of a credit note, overpayment or prepayment."""
    kind = next((name for name in SOURCES if source.get(f"{name}ID")), "")
    named = {"source_kind": kind, "source_id": source.get(f"{kind}ID") or ""}
    return [{**decode_allocation(row), **named} for row in allocation_elements(source)]


def allocation_elements(source: Element) -> list[Element]:
    """The same as Xero wrote them: where a lost or nameless answer is looked for."""
    found = source.get("Allocations")
    rows = found if isinstance(found, list) else ()
    return [row for row in rows if isinstance(row, dict) and not _is_gone(row)]


def _is_gone(element: Element) -> bool:
    return bool(element.get("IsDeleted"))


def snapshot(element: Element) -> Facts:
    """What both sides agreed on, JSON-safe; of a payload as well."""
    return json_facts(decode(FIELDS, element))


def natural_key(element: Element) -> tuple[Any, ...] | None:
    """Document, amount and day, among the allocations of one source.

    A deleted allocation is none any more: the same may have been made again since.
    """
    facts = decode(FIELDS, element)
    if not facts["document_id"] or _is_gone(element):
        return None
    day = json_safe(facts["date"])
    return facts["document_id"].lower(), money(facts["amount"]), day


def proof_facts(facts: Facts) -> Facts:
    """What was asked for, JSON-safe."""
    return snapshot(encode(FIELDS, facts))


def proof(facts: Facts, element: Element) -> list[Difference]:
    """What Xero has stored differently (SPEC X2).

    :param facts: of the allocation, or what `proof_facts` kept of them
    """
    ours = proof_facts(facts) if "source_kind" in facts else facts
    theirs = snapshot(element)
    names = sorted(changed(ours, theirs))
    return [Difference(name, ours[name], theirs[name]) for name in names]


ALLOCATION = Entity(
    name="allocation",
    plural="Allocations",
    id_key="AllocationID",
    actions=_OPERATIONS,
    scopes=("accounting.invoices", "accounting.payments"),
    natural_key=natural_key,
    encode=encode_allocation,
    decode=decode_allocation,
    snapshot=snapshot,
    proof=proof,
    proof_facts=proof_facts,
    # The specification's own example of the answer to a creation has none.
    answers_with_id=False,
)
