# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Differences of a few cents that may stand on Xero's ROUNDING account (SPEC P5, X2).

There are two: a tax in Odoo that no line in Xero can bear, and the taxes of lines that
Xero has worked out itself, instead of keeping what it was sent (XERO_API §4 Rounding).
The second is only known after a write. What Xero makes of a line is remembered then,
and sent the next time: the document is the same whether Xero keeps it or works it out
once more, and is proven to the cent like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from .convert import decimal_of
from .entity import Difference, Element, Facts, json_facts
from .lines import account_key, decode_lines
from .proof import TAX_OF, document_proof, paired

#: key of the line on the rounding account, among those of a document
ROUNDING = "rounding"
#: the most that a connection may allow, in the currency of the document
MOST = Decimal(1)

_TOTALS = ("TotalTax", "Total")


def worked_out(
    facts: Facts, element: Element, most: Decimal
) -> dict[str, Facts] | None:
    """The lines whose taxes Xero has worked out itself: key -> what it has made of it.

    None when that does not explain all that differs, or is more than may be put on the
    rounding account.

    :param facts: what `proof.document_facts` kept of the document that was sent
    :param most: of every tax rate, of the document, and of the line on the account
    """
    differences = document_proof(facts, element)
    theirs = decode_lines(element)
    if not differences or not all(map(_is_of_tax, differences)):
        return None
    if not _adds_up(element, theirs):
        return None
    found = _taxes(facts, paired(facts, theirs))
    total = decimal_of(facts["total"]) - decimal_of(element.get("Total"))
    amounts = [on_account(facts) + total, *_by_rate(found or {})]
    return None if max(map(abs, amounts)) > most else found


def _is_of_tax(one: Difference) -> bool:
    """Net, date, contact, currency … have to be equal."""
    return one.what in _TOTALS or one.what.startswith(TAX_OF)


def _adds_up(element: Element, theirs: list[Facts]) -> bool:
    """Whether Xero's totals are those of its lines."""
    tax = sum((line["tax"] for line in theirs), Decimal(0))
    untaxed, total_tax, total = (
        decimal_of(element.get(name)) for name in ("SubTotal", *_TOTALS)
    )
    return total_tax == tax and total == untaxed + tax


def _taxes(facts: Facts, pairs: Mapping[str, Facts]) -> dict[str, Facts] | None:
    found = {}
    for line in facts["lines"]:
        key, booked = str(line["key"]), _booked(line)
        if key not in pairs:
            return None
        tax = pairs[key]["tax"]
        if tax != booked:
            found[key] = {**_bearer(line), "booked": booked, "tax": tax}
    return None if ROUNDING in found else {k: json_facts(v) for k, v in found.items()}


def _by_rate(found: Mapping[str, Facts]) -> list[Decimal]:
    """How much of each tax rate Xero has worked out otherwise."""
    sums: dict[str, Decimal] = {}
    for line in found.values():
        differs = decimal_of(line["booked"]) - decimal_of(line["tax"])
        sums[line["tax_type"]] = sums.get(line["tax_type"], Decimal(0)) + differs
    return list(sums.values())


def _bearer(line: Facts) -> Facts:
    """What Xero works the tax of a line out from."""
    account = line.get("account") or account_key(line)
    net = decimal_of(line["net"])
    return {"net": net, "tax_type": line["tax_type"], "account": account}


def _booked(line: Facts) -> Decimal:
    """The tax of a line in Odoo."""
    return decimal_of(line.get("booked", line["tax"]))


def as_worked_out(lines: list[Facts], known: Mapping[str, Facts]) -> list[Facts]:
    """The lines with the taxes that Xero makes of them, and Odoo's as `booked`.

    :param lines: facts of the lines, with Odoo's taxes
    :param known: what `worked_out` has found earlier; a line that has changed since has
        Odoo's tax again
    """
    return [_as_worked_out(line, known.get(str(line["key"]))) for line in lines]


def _as_worked_out(line: Facts, known: Facts | None) -> Facts:
    if known is None or line.get("text_only"):
        return line
    now = json_facts({**_bearer(line), "booked": line["tax"]})
    if any(known.get(name) != value for name, value in now.items()):
        return line
    return {**line, "tax": decimal_of(known["tax"]), "booked": line["tax"]}


def used(facts: Facts, known: Mapping[str, Facts]) -> dict[str, Facts]:
    """What of it a document was sent with."""
    keys = {str(line["key"]) for line in facts["lines"] if "booked" in line}
    return {key: line for key, line in known.items() if key in keys}


def as_answered(facts: Facts, element: Element) -> Facts:
    """The facts of what was sent with the taxes of Xero's answer."""
    pairs = paired(facts, decode_lines(element))
    lines = [
        {**line, "tax": pairs[str(line["key"])]["tax"]}
        if str(line["key"]) in pairs
        else line
        for line in facts["lines"]
    ]
    tax, total = (decimal_of(element.get(name)) for name in _TOTALS)
    return {**facts, "lines": lines, "tax": tax, "total": total}


def missing(lines: list[Facts]) -> Decimal:
    """What the lines lack of Odoo's tax."""
    bearers = [line for line in lines if "booked" in line]
    return sum(
        (_booked(line) - decimal_of(line["tax"]) for line in bearers), Decimal(0)
    )


def on_account(facts: Facts) -> Decimal:
    """What a document has on the rounding account because of such differences."""
    nets = [line["net"] for line in facts["lines"] if line["key"] == ROUNDING]
    return sum(map(decimal_of, nets), Decimal(0))


def by_rate(facts: Facts) -> list[tuple[str, Decimal, Decimal]]:
    """(TaxType, tax in Odoo, tax in Xero) of the rates on whose lines they differ.

    :param facts: as for `worked_out`
    """
    rates = {line["tax_type"] for line in facts["lines"] if "booked" in line}
    rows = []
    for rate in sorted(rates):
        lines = [line for line in facts["lines"] if line["tax_type"] == rate]
        booked = sum(map(_booked, lines), Decimal(0))
        tax = sum((decimal_of(line["tax"]) for line in lines), Decimal(0))
        rows.append((rate, booked, tax))
    return rows
