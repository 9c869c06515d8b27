# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Accounts of Xero's chart; only read (XERO_API §4 Settings; SPEC A19, B15).

Accounts are known by AccountID: bank accounts may have no code. Type, class and the
like are open texts: Xero adds values.
"""

from __future__ import annotations

from functools import partial

from ..entity import Entity
from ..mapping import Field, decode

FIELDS = (
    Field("xero_id", "AccountID"),
    Field("code", "Code"),
    Field("name", "Name"),
    Field("type", "Type"),
    Field("class", "Class"),
    Field("tax_type", "TaxType"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
    Field("system_account", "SystemAccount"),
    Field("enable_payments", "EnablePaymentsToAccount", into=bool),
    Field("currency", "CurrencyCode"),
    Field("bank_account_number", "BankAccountNumber"),
)

ACCOUNT = Entity(
    name="account",
    plural="Accounts",
    id_key="AccountID",
    number_key="Code",
    actions={"list": "get_accounts"},
    scopes=("accounting.settings.read",),
    decode=partial(decode, FIELDS),
)
