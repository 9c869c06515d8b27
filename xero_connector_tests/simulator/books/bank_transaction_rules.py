# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero refuses on a bank transaction.

Wordings are unconfirmed but for the missing contact, which the specification has.
"""

from .accounts import Account
from .bank_transaction import BankTransaction
from .change import Change
from .document_contact import contact_messages
from .document_rules import HAS_PAYMENT, is_absolute
from .errors import too_long

NO_CONTACT = (
    "The Contact must contain at least 1 of the following elements to identify the "
    "contact: Name, ContactID, ContactNumber"
)
NOT_MODIFIABLE = "Bank Transaction not of valid status for modification"
RECONCILED = (
    "This Bank Transaction cannot be edited as it has been reconciled with a Bank "
    "Statement."
)
ENDED = ("DELETED", "VOIDED")
NAMES = ("Name", "ContactID", "ContactNumber")
LIMITS = {"Reference": 255}


def change_messages(org, transaction: BankTransaction, status: str) -> list[str]:
    """Why this transaction, as it stands, may not get that status."""
    credit = transaction.credit
    if transaction.status != "AUTHORISED" or (credit and status not in ENDED):
        return [NOT_MODIFIABLE]
    if status == "VOIDED" and credit is None:
        return [NOT_MODIFIABLE]
    if transaction.is_reconciled:
        return [RECONCILED]
    if credit and credit.is_settled:
        return [NOT_MODIFIABLE, HAS_PAYMENT]
    locked = org.lock_message(transaction.day)
    return [locked] if locked else []


def field_messages(
    org,
    transaction: BankTransaction,
    account: Account | None,
    values: dict,
    change: Change,
) -> list[str]:
    """What is wrong besides the lines.

    :param account: the bank account, as sent or as before.
    """
    named = values.get("Contact") or {}
    messages = too_long(values, LIMITS)
    if transaction.contact is None and not any(named.get(key) for key in NAMES):
        messages.append(NO_CONTACT)
    else:
        messages += contact_messages(org, transaction.contact, named, change)
    messages += _account_messages(org, transaction, account, values)
    locked = org.lock_message(values.get("Date") or transaction.day or change.today)
    if locked:
        messages.append(locked)
    if values.get("Url") and not is_absolute(values["Url"]):
        messages.append("Url must be a valid absolute Url.")
    return messages


def _account_messages(
    org, transaction: BankTransaction, account: Account | None, values: dict
) -> list[str]:
    """A bank account, in whose currency the transaction is; only overpayments
    may be in another one, from an account in base currency (spec, CurrencyRate)."""
    if account is None or account.type != "BANK":
        return ["The Bank Account must be valid."]
    if account.status != "ACTIVE":
        return [f"Account code '{account.label}' has been archived."]
    base = org.base_currency
    held = account.currency_code or base
    wanted = values.get("CurrencyCode") or held
    rate = values.get("CurrencyRate")
    if rate is not None and rate <= 0:
        return ["The CurrencyRate must be greater than zero."]
    if wanted not in org.currencies:
        return [f"Organisation is not subscribed to currency {wanted}"]
    if wanted != held and not (transaction.is_overpayment and held == base):
        return ["The account's currency does not match the document."]
    return []
