# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts (XERO_API §4 Contacts; SPEC A4, A27, P1).

ContactNumber is our stable key: Xero shows it, lets only the API change it, and keeps
it unique over all contacts, archived ones included.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..convert import clean_text, parse_datetime
from ..entity import WEB_URL, Element, Entity, Facts, json_facts, web_address
from ..errors import LabelledError
from ..mapping import Field, decode, encode, get
from ..people import MAX_PERSONS, first_address
from ..terms import from_xero, to_xero

NUMBER_LENGTH = 50
#: the kind of phone that Xero shows on the contact
PHONE = "DEFAULT"
#: POBOX is the postal address, which Xero prints on invoices; STREET the physical one
POSTAL, PHYSICAL = "POBOX", "STREET"


def _number(value: str | None) -> str:
    """Our key; never cut, for a cut key is somebody else's."""
    number = clean_text(value, 1000)
    if len(number) > NUMBER_LENGTH:
        raise LabelledError("number_too_long", number)
    return number


def _email(value: str | None) -> str:
    """The first address; a text without one is left for Xero to refuse."""
    return clean_text(first_address(value) or value, 255)


def plain_country(value: str | None) -> str:
    """The country's name in plain letters, which is all that Xero takes."""
    plain = unicodedata.normalize("NFKD", value or "")
    kept = (
        char if char.isascii() and char.isalpha() else " "
        for char in plain
        if not unicodedata.combining(char)
    )
    return clean_text("".join(kept), 50)


def _text(value: Any) -> str:
    """A text, whatever Xero has in its place; "" for what can be none.

    Without what no database takes: the null character, and halves of surrogate pairs.
    """
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).replace("\0", "").encode(errors="ignore").decode()


def _moment(value: Any) -> datetime | None:
    try:
        return parse_datetime(value)
    except (TypeError, ValueError):
        return None


def _texts(*fields: Field) -> tuple[Field, ...]:
    """Fields that are read as texts."""
    return tuple(replace(field, into=_text) for field in fields)


FIELDS = _texts(
    Field("number", "ContactNumber", out=_number),
    Field("name", "Name", max_length=255),
    Field("first_name", "FirstName", max_length=255),
    Field("last_name", "LastName", max_length=255),
    Field("email", "EmailAddress", out=_email),
    Field("tax_number", "TaxNumber", max_length=50),
    Field("company_number", "CompanyNumber", max_length=50),
    Field("account_number", "AccountNumber", max_length=50),
    Field("bank_account", "BankAccountDetails", max_length=255),
    Field("status", "ContactStatus"),
)
PERSON_FIELDS = _texts(
    Field("first_name", "FirstName", max_length=255),
    Field("last_name", "LastName", max_length=255),
    Field("email", "EmailAddress", out=_email),
)
PHONE_FIELDS = _texts(
    Field("phone", "PhoneNumber", max_length=50),
)
ADDRESS_FIELDS = _texts(
    Field("attention", "AttentionTo", max_length=255),
    Field("street", "AddressLine1", max_length=500),
    Field("street2", "AddressLine2", max_length=500),
    Field("city", "City", max_length=255),
    Field("state", "Region", max_length=255),
    Field("zip", "PostalCode", max_length=50),
    Field("country", "Country", out=plain_country),
)
#: what only Xero knows
READ_FIELDS = (
    *_texts(
        Field("xero_id", "ContactID"),
        Field("website", "Website"),
        Field("merged_to", "MergedToContactID"),
    ),
    Field("is_customer", "IsCustomer", into=bool),
    Field("is_supplier", "IsSupplier", into=bool),
    Field("updated_at", "UpdatedDateUTC", into=_moment),
)
#: part of PaymentTerms -> our name of it
TERMS = {"Sales": "sales_terms", "Bills": "bill_terms"}
_LOCALS = {
    **{field.remote: {field.local} for field in FIELDS},
    "Phones": {field.local for field in PHONE_FIELDS},
    "Addresses": {"physical", *(field.local for field in ADDRESS_FIELDS)},
    "ContactPersons": {"persons"},
    "PaymentTerms": set(TERMS.values()),
}


def encode_contact(facts: Facts) -> Element:
    """All business fields; an empty one is sent as "", which clears it in Xero.

    Payment terms that are empty, or that Xero cannot express, are left out: those that
    somebody has entered in Xero stay.

    :raise LabelledError: number_too_long, missing_name
    """
    payload = encode(FIELDS, facts)
    if "Name" in payload and not payload["Name"]:
        raise LabelledError("missing_name", payload.get("ContactNumber", ""))
    phone = encode(PHONE_FIELDS, facts)
    if phone:
        payload["Phones"] = [{"PhoneType": PHONE, **phone}]
    address = encode(ADDRESS_FIELDS, facts)
    if address:
        physical = encode(ADDRESS_FIELDS, facts.get("physical") or facts)
        payload["Addresses"] = [
            {"AddressType": POSTAL, **address},
            {"AddressType": PHYSICAL, **physical},
        ]
    if "persons" in facts:
        persons = facts["persons"][:MAX_PERSONS]
        payload["ContactPersons"] = [encode(PERSON_FIELDS, one) for one in persons]
    terms = {part: to_xero(facts.get(name)) for part, name in TERMS.items()}
    if any(terms.values()):
        payload["PaymentTerms"] = {part: one for part, one in terms.items() if one}
    return payload


def decode_contact(element: Element) -> Facts:
    """A contact in Odoo's words; its postal address, else its physical one.

    `physical` is the physical address where that is a different one, else empty.
    """
    addresses = element.get("Addresses")
    keys = ("AddressType", *(field.remote for field in ADDRESS_FIELDS))
    physical = decode(
        ADDRESS_FIELDS, _entry(addresses, keys[0], (PHYSICAL,), *keys[1:])
    )
    postal = _entry(addresses, keys[0], (POSTAL, PHYSICAL), *keys[1:])
    address = decode(ADDRESS_FIELDS, postal)
    other = any(physical.values()) and physical != address
    phone = _entry(element.get("Phones"), "PhoneType", (PHONE,), "PhoneNumber")
    return {
        **decode(READ_FIELDS, element),
        **decode(FIELDS, element),
        "phone": _phone(phone),
        **address,
        "physical": physical if other else {},
        "persons": [
            decode(PERSON_FIELDS, one) for one in _rows(element.get("ContactPersons"))
        ],
        **{
            name: from_xero(get(element, f"PaymentTerms.{part}"))
            for part, name in TERMS.items()
        },
    }


def _rows(value: Any) -> list[Element]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _entry(rows: Any, key: str, kinds: Iterable[str], *filled: str) -> Element:
    """The first row of these kinds, in their order, that has something filled in."""
    found = _rows(rows)
    candidates = [row for kind in kinds for row in found if row.get(key) == kind]
    return next((row for row in candidates if any(map(row.get, filled))), {})


def _phone(row: Element) -> str:
    """One text of Xero's three; ours is sent as one."""
    keys = ("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber")
    return " ".join(str(row[key]) for key in keys if row.get(key))


def snapshot(element: Element) -> Facts:
    """The fields of a contact that both sides have; of a payload as well."""
    facts = decode_contact(element)
    names = set().union(*_LOCALS.values())
    return json_facts({name: facts[name] for name in sorted(names)})


def snapshot_fields(remote_keys: Iterable[str]) -> set[str]:
    """Names in a snapshot of what these keys of a payload write."""
    return set().union(*(_LOCALS.get(key, set()) for key in remote_keys))


def natural_key(element: Element) -> str | None:
    """Our own key; a contact made in Xero has none."""
    return element.get("ContactNumber") or None


def _deep_link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
    return web_address(web_url, "app", short_code, "contacts", "contact", element_id)


CONTACT = Entity(
    name="contact",
    plural="Contacts",
    id_key="ContactID",
    number_key="ContactNumber",
    actions={
        "create": "create_contacts",
        "update": "update_or_create_contacts",
        "list": "get_contacts",
        "get": "get_contact",
    },
    scopes=("accounting.contacts",),
    natural_key=natural_key,
    encode=encode_contact,
    decode=decode_contact,
    snapshot=snapshot,
    encoder_version=2,
    deep_link=_deep_link,
)
