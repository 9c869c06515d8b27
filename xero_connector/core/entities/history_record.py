# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notes in the history of a document in Xero (XERO_API §4 History).

They can only be added, and have no id.
"""

from __future__ import annotations

from functools import partial

from ..convert import parse_datetime
from ..entity import Entity
from ..mapping import Field, decode, encode

#: characters: "Max Length 250" in Xero's documents; others have seen 450 accepted
LENGTH = 250

FIELDS = (Field("text", "Details", max_length=LENGTH, multiline=True),)
READ_FIELDS = (
    Field("kind", "Changes"),
    Field("user", "User"),
    Field("date", "DateUTC", into=parse_datetime),
)

HISTORY_RECORD = Entity(
    name="history_record",
    plural="HistoryRecords",
    id_key="HistoryRecordID",
    actions={
        "create_invoice": "create_invoice_history",
        "create_credit_note": "create_credit_note_history",
        "create_bank_transaction": "create_bank_transaction_history_record",
        "create_payment": "create_payment_history",
        "create_overpayment": "create_overpayment_history",
        "create_prepayment": "create_prepayment_history",
        "list_invoice": "get_invoice_history",
        "list_credit_note": "get_credit_note_history",
    },
    scopes=(
        "accounting.invoices",
        "accounting.payments",
        "accounting.banktransactions",
    ),
    encode=partial(encode, FIELDS),
    decode=partial(decode, (*FIELDS, *READ_FIELDS)),
    answers_with_id=False,
)
