# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Both sides' counts and sums beside each other, for a person to read."""

from collections.abc import Iterator
from decimal import Decimal

from .books import ZERO, Books


def summary(odoo: Books, xero: Books) -> str:
    """A table of two columns."""
    sides = (odoo, xero)
    rows = [
        f"{'':34}{'Odoo':>14}{'Xero':>14}",
        _row("documents", *(len(side.documents) for side in sides)),
        _row("  their total", *(_sum(side, "total") for side in sides)),
        _row("  of which still due", *(_sum(side, "due") for side in sides)),
        *_table("balance of account {}", odoo.balances, xero.balances),
        *_table("balance of bank account {}", odoo.banks, xero.banks),
        *_table("net of {}", *(_taxes(side, 0) for side in sides)),
        *_table("tax of {}", *(_taxes(side, 1) for side in sides)),
    ]
    return "\n".join(rows)


def _sum(books: Books, field: str) -> Decimal:
    return sum((getattr(one, field) for one in books.documents.values()), ZERO)


def _taxes(books: Books, position: int) -> dict[str, Decimal]:
    return {key: amounts[position] for key, amounts in books.taxes.items()}


def _table(name: str, ours: dict, theirs: dict) -> Iterator[str]:
    for key in sorted(ours.keys() | theirs.keys()):
        yield _row(name.format(key), ours.get(key, ZERO), theirs.get(key, ZERO))


def _row(name: str, *values) -> str:
    shown = (
        f"{value:>14,.2f}" if isinstance(value, Decimal) else f"{value:>14}"
        for value in values
    )
    return f"{name:34}{''.join(shown)}"
