# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every entity that the addon knows: a new one is a file here and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .account import ACCOUNT
from .allocation import ALLOCATION
from .contact import CONTACT
from .credit_note import CREDIT_NOTE
from .invoice import INVOICE
from .organisation import ORGANISATION
from .payment import PAYMENT
from .tax_rate import TAX_RATE

if TYPE_CHECKING:
    from ..entity import Entity

CATALOGUE: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        ACCOUNT,
        ALLOCATION,
        CONTACT,
        CREDIT_NOTE,
        INVOICE,
        ORGANISATION,
        PAYMENT,
        TAX_RATE,
    )
}
