# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""More money than a document asked for: credit of a contact; only read."""

from __future__ import annotations

from .credit import credit_entity

OVERPAYMENT = credit_entity("overpayment", "Overpayments", "OverpaymentID")
