# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every entity that the addon knows: a new one is a file here and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .account import ACCOUNT
from .allocation import ALLOCATION
from .attachment import ATTACHMENT
from .bank_transaction import BANK_TRANSACTION
from .branding_theme import BRANDING_THEME
from .contact import CONTACT
from .contact_group import CONTACT_GROUP
from .credit_note import CREDIT_NOTE
from .currency import CURRENCY
from .discount import DISCOUNT
from .history_record import HISTORY_RECORD
from .invoice import INVOICE
from .item import ITEM
from .organisation import ORGANISATION
from .overpayment import OVERPAYMENT
from .payment import PAYMENT
from .prepayment import PREPAYMENT
from .tax_rate import TAX_RATE
from .tracking_category import TRACKING_CATEGORY

if TYPE_CHECKING:
    from ..entity import Entity

CATALOGUE: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        ACCOUNT,
        ALLOCATION,
        ATTACHMENT,
        BANK_TRANSACTION,
        BRANDING_THEME,
        CONTACT,
        CONTACT_GROUP,
        CREDIT_NOTE,
        CURRENCY,
        DISCOUNT,
        HISTORY_RECORD,
        INVOICE,
        ITEM,
        ORGANISATION,
        OVERPAYMENT,
        PAYMENT,
        PREPAYMENT,
        TAX_RATE,
        TRACKING_CATEGORY,
    )
}
