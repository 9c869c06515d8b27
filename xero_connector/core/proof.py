# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Nothing is believed unproven: Xero's document against Odoo's (DESIGN §1; SPEC X2)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from .convert import decimal_of, money, parse_date
from .entity import Difference, Element, Facts, json_facts, json_safe
from .lines import account_key, decode_lines, described
from .mapping import get

_AMOUNTS = (("SubTotal", "untaxed"), ("TotalTax", "tax"), ("Total", "total"))
#: what a difference of the tax of one rate is called, before the rate
TAX_OF = "tax "


def document_facts(facts: Facts) -> Facts:
    """The part of the facts that the proof and the line ids need, JSON-safe."""
    kept = {
        name: facts[name] for name in ("untaxed", "tax", "total", "date", "currency")
    }
    if facts.get("currency_rate"):
        kept["currency_rate"] = decimal_of(facts["currency_rate"])
    lines = [_line_facts(line) for line in facts["lines"]]
    return json_facts({**kept, "contact_id": facts["contact_id"], "lines": lines})


def _line_facts(line: Facts) -> Facts:
    if line.get("text_only"):
        nothing = {"net": Decimal(0), "tax": Decimal(0), "tax_type": "", "account": ""}
        return {"key": line["key"], "text": described(line), **nothing}
    booked = {"booked": line["booked"]} if "booked" in line else {}
    return {
        "key": line["key"],
        "net": decimal_of(line["net"]),
        "tax": decimal_of(line["tax"]),
        "tax_type": line["tax_type"],
        "account": account_key(line),
        **booked,
    }


def document_proof(facts: Facts, element: Element) -> list[Difference]:
    """What Xero has stored differently from Odoo; nothing when the two agree to the
    cent.

    Compared are the totals, the tax per tax rate, the net amount per account, the date,
    the contact, the currency and its rate, which makes the amounts in the base
    currency.

    :param facts: the document's facts, or what `document_facts` kept of them
    """
    facts = document_facts(facts) if _is_full(facts) else facts
    theirs = [{**line, "account": account_key(line)} for line in decode_lines(element)]
    found = [_amount(what, facts[name], element.get(what)) for what, name in _AMOUNTS]
    found += _sums(TAX_OF, facts["lines"], theirs, "tax_type", "tax")
    found += _sums("net ", facts["lines"], theirs, "account", "net")
    found += [
        _text("Date", facts["date"], json_safe(parse_date(element.get("Date")))),
        _text("ContactID", facts["contact_id"], get(element, "Contact.ContactID")),
        _text("CurrencyCode", facts["currency"], element.get("CurrencyCode")),
        _rate(facts.get("currency_rate"), element.get("CurrencyRate")),
    ]
    return [difference for difference in found if difference]


def line_ids(facts: Facts, element: Element) -> dict[str, str]:
    """Key of each of our lines -> its LineItemID, for later updates (SPEC A28).

    Xero keeps the order of the lines; each is verified by its amounts, tax rate and
    account, and found by them where the order differs.
    """
    pairs = paired(facts, decode_lines(element))
    ids = {key: theirs["line_item_id"] for key, theirs in pairs.items()}
    return {key: xero_id for key, xero_id in ids.items() if xero_id}


def paired(facts: Facts, theirs: list[Facts]) -> dict[str, Facts]:
    """Key of each of our lines -> the decoded line that it is in Xero.

    What is left when all that is equal is paired, may have another tax: one that Xero
    has worked out itself.
    """
    facts = document_facts(facts) if _is_full(facts) else facts
    free = dict(enumerate(theirs))
    found: dict[str, Facts] = {}
    for alike in (_alike, _alike_but_tax):
        for place, line in enumerate(facts["lines"]):
            if str(line["key"]) in found:
                continue
            places = [place, *free] if place in free else list(free)
            match = next((at for at in places if alike(line, free[at])), None)
            if match is not None:
                found[str(line["key"])] = free.pop(match)
    return found


def _is_full(facts: Facts) -> bool:
    return any("account_code" in line for line in facts["lines"])


def _alike(ours: Facts, theirs: Facts) -> bool:
    if "text" in ours:
        worthless = not theirs["net"] and not theirs["tax"]
        return worthless and described(theirs) == ours["text"]
    return _signature(ours, ours["account"]) == _signature(theirs, account_key(theirs))


def _alike_but_tax(ours: Facts, theirs: Facts) -> bool:
    return "text" not in ours and _alike({**ours, "tax": theirs["tax"]}, theirs)


def _signature(line: Facts, account: str) -> tuple[Any, ...]:
    return decimal_of(line["net"]), decimal_of(line["tax"]), line["tax_type"], account


def _amount(what: str, ours: Any, theirs: Any) -> Difference | None:
    mine, other = (_cents(decimal_of(amount)) for amount in (ours, theirs))
    return None if mine == other else Difference(what, mine, other)


def _rate(ours: Any, theirs: Any) -> Difference | None:
    """The exchange rate, where one was sent; Xero keeps six decimals."""
    if not ours:
        return None
    mine, other = money(decimal_of(ours), 6), money(decimal_of(theirs), 6)
    return None if mine == other else Difference("CurrencyRate", mine, other)


def _cents(amount: Decimal) -> Decimal:
    """The amount with two decimals for people, unless it has more."""
    return money(amount) if money(amount) == amount else amount


def _text(what: str, ours: Any, theirs: Any) -> Difference | None:
    same = str(ours or "").lower() == str(theirs or "").lower()
    return None if same else Difference(what, ours, theirs)


def _sums(
    what: str,
    ours: Iterable[Facts],
    theirs: Iterable[Facts],
    group: str,
    amount: str,
) -> list[Difference | None]:
    mine, other = _sum(ours, group, amount), _sum(theirs, group, amount)
    return [
        _amount(f"{what}{key}", mine.get(key), other.get(key))
        for key in sorted(mine.keys() | other.keys())
    ]


def _sum(lines: Iterable[Facts], group: str, amount: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line[group]] = sums.get(line[group], Decimal(0)) + decimal_of(line[amount])
    return sums
