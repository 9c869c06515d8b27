# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An early-payment discount that changes the tax: a credit note at Xero (SPEC X10).

Odoo has no credit note for it, only lines of the payment's entry.
"""

from __future__ import annotations

from dataclasses import replace

from .credit_note import CREDIT_NOTE

DISCOUNT = replace(CREDIT_NOTE, name="discount")
