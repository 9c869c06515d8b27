# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero refuses in the fields of one contact (XERO_API §4 "Contacts").

Lengths and types are those of the published specification; wordings are unconfirmed
where no source gives them.
"""

import re

from .errors import too_long

LIMITS = {
    "Name": 255,
    "FirstName": 255,
    "LastName": 255,
    "EmailAddress": 255,
    "ContactNumber": 50,
    "AccountNumber": 50,
    "TaxNumber": 50,
    "CompanyNumber": 50,
}
PERSON_LIMITS = {"FirstName": 255, "LastName": 255, "EmailAddress": 255}
ADDRESS_LIMITS = {
    **{f"AddressLine{number}": 500 for number in range(1, 5)},
    "City": 255,
    "Region": 255,
    "PostalCode": 50,
    "Country": 50,
    "AttentionTo": 255,
}
PHONE_LIMITS = {"PhoneNumber": 50, "PhoneAreaCode": 10, "PhoneCountryCode": 20}
ADDRESS_TYPES = ("POBOX", "STREET")
PHONE_TYPES = ("DEFAULT", "DDI", "MOBILE", "FAX", "OFFICE")
DAYS_AFTER = ("DAYSAFTERBILLDATE", "DAYSAFTERBILLMONTH")
DAY_OF_MONTH = ("OFCURRENTMONTH", "OFFOLLOWINGMONTH")
LAST_DAY = 31
MAX_PERSONS = 5
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(?:\.[^@\s,;.]+)+")


def field_messages(values: dict, is_new: bool) -> list[str]:
    """What is wrong with the fields that are sent."""
    messages = too_long(values, LIMITS)
    named = "Name" in values or is_new
    if named and not (values.get("Name") or "").strip():
        messages.append("Contact Name cannot be empty.")
    return [
        *messages,
        *_person_messages(values),
        *_typed_messages(values, "Addresses", "AddressType", ADDRESS_TYPES),
        *_typed_messages(values, "Phones", "PhoneType", PHONE_TYPES),
        *_term_messages(values.get("PaymentTerms") or {}),
    ]


def _person_messages(values: dict) -> list[str]:
    persons = values.get("ContactPersons") or []
    messages = [text for one in persons for text in too_long(one, PERSON_LIMITS)]
    emails = [values.get("EmailAddress"), *(p.get("EmailAddress") for p in persons)]
    if any(email and not _EMAIL.fullmatch(email) for email in emails):
        messages.append("Email address must be valid.")
    if len(persons) > MAX_PERSONS:
        messages.append("A contact can have at most 5 additional people.")
    return messages


def _typed_messages(values: dict, name: str, key: str, types: tuple) -> list[str]:
    """One entry per type; the type itself is needed to know which (unconfirmed)."""
    limits = ADDRESS_LIMITS if name == "Addresses" else PHONE_LIMITS
    messages = []
    for each in values.get(name) or ():
        messages.extend(too_long(each, limits))
        if each.get(key) not in types:
            messages.append(f"{key} must be one of {', '.join(types)}.")
    return messages


def _term_messages(terms: dict) -> list[str]:
    """The specification's 0 to 31 is read as what a day of a month can be.

    How many days after a bill there can be is unconfirmed: any number.
    """
    messages = []
    for name in ("Bills", "Sales"):
        term = terms.get(name) or {}
        if not term:
            continue
        kind, day = term.get("Type"), term.get("Day")
        if kind not in (*DAYS_AFTER, *DAY_OF_MONTH):
            messages.append(f"The Type of the payment terms for {name} is not valid.")
        if day is None or day < 0 or (kind in DAY_OF_MONTH and day > LAST_DAY):
            messages.append(f"The Day of the payment terms for {name} is not valid.")
    return messages
