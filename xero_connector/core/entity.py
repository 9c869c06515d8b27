# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What an entity is: one frozen declaration per kind of object (DESIGN §1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote

from .convert import decimal_of

#: where links to documents in Xero lead
WEB_URL = "https://go.xero.com"

_EMPTY: tuple[Any, ...] = (None, "", [], {})
#: types of values that JSON keeps as they are
_PLAIN = frozenset((str, int, bool, type(None)))

Facts = dict[str, Any]
Element = dict[str, Any]


class DeepLink(Protocol):
    """Address of an element in Xero's web pages, for people."""

    def __call__(
        self, short_code: str, element_id: str, web_url: str = WEB_URL
    ) -> str: ...


def _read_only(facts: Facts) -> Element:
    raise TypeError("this entity is only read from Xero")


def _no_link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
    return ""


def _no_natural_key(element: Element) -> None:
    return None


@dataclass(frozen=True)
class Entity:
    """How one kind of object is named, called, written and read.

    :param plural: key of the list in bodies and answers, e.g. Invoices
    :param id_key: e.g. InvoiceID
    :param number_key: what people call it by; "" if nothing
    :param actions: our verb -> name of a `transport.OPERATIONS`
    :param natural_key: by what an element is recognised without its id; None: by
        nothing
    :param encode: facts in Odoo's words -> complete payload without id
    :param decode: element -> values in Odoo's words; tolerates null, absent and unknown
    :param snapshot: element -> the business fields that both sides agree on, JSON-safe;
        the base of conflict detection (DESIGN §1 point 9)
    :param encoder_version: raised when the same facts are encoded differently
    :param scopes: OAuth scopes that its calls need, granular spelling
    :param proof: (facts, element) -> what Xero has stored differently (SPEC X2)
    :param proof_facts: facts -> the part that `proof` needs, JSON-safe
    :param answers_with_id: False: an answer may leave the id out; what was made is then
        read again to learn it
    """

    name: str
    plural: str
    id_key: str
    actions: Mapping[str, str]
    scopes: tuple[str, ...]
    decode: Callable[[Element], Facts]
    number_key: str = ""
    natural_key: Callable[[Element], tuple[Any, ...] | str | None] = _no_natural_key
    encode: Callable[[Facts], Element] = _read_only
    snapshot: Callable[[Element], Facts] = field(default=lambda element: {})
    encoder_version: int = 1
    deep_link: DeepLink = _no_link
    proof: Callable[[Facts, Element], list[Difference]] = field(
        default=lambda facts, element: []
    )
    proof_facts: Callable[[Facts], Facts] = field(default=lambda facts: {})
    answers_with_id: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "actions", MappingProxyType(dict(self.actions)))


@dataclass(frozen=True)
class Difference:
    """One thing that Xero has stored differently from what was sent."""

    what: str
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        return f"{self.what}: {self.ours} ≠ {self.theirs}"


def web_address(web_url: str, *parts: str) -> str:
    """An address below Xero's web site; the short code keeps its exclamation mark."""
    path = "/".join(quote(part, safe="!") for part in parts)
    return f"{web_url.rstrip('/')}/{path}"


def login_link(page: str) -> DeepLink:
    """The addresses of an old page, which name their organisation by a redirection.

    :param page: path and query without the id, e.g. /Bank/View.aspx?transactionID=
    """

    def _link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
        login = f"{web_url.rstrip('/')}/organisationlogin/default.aspx"
        code = quote(short_code, safe="!")
        return f"{login}?shortcode={code}&redirecturl={page}{quote(element_id)}"

    return _link


#: a payment is seen where the line of the bank account is
bank_link = login_link("/Bank/ViewTransaction.aspx?bankTransactionID=")


def fingerprint(facts: Mapping[str, Any], version: int) -> str:
    """Digest of the business facts; equal values of whatever spelling are equal.

    :param version: of the encoder; a new one alone never re-sends: compare the digests
        of one version only
    """
    exact = json.loads(json.dumps(json_safe(facts)), parse_int=str)
    text = json.dumps(exact, sort_keys=True, separators=(",", ":"))
    return f"{version}:{hashlib.sha256(text.encode()).hexdigest()}"


def json_facts(facts: Mapping[str, Any]) -> Facts:
    """The facts as JSON keeps them (see `json_safe`)."""
    return {str(name): json_safe(value) for name, value in facts.items()}


def json_safe(value: Any) -> Any:
    """The value as JSON keeps it: numbers as shortest exact text, dates as ISO."""
    if type(value) in _PLAIN:  # most values; to ask for a Mapping is slow
        return value
    if isinstance(value, Mapping):
        return json_facts(value)
    if isinstance(value, list | tuple):
        return [json_safe(inner) for inner in value]
    if isinstance(value, Decimal | float):
        number = decimal_of(value)
        return "0" if number.is_zero() else format(number.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def changed(base: Mapping[str, Any], current: Mapping[str, Any]) -> set[str]:
    """Names of the fields that differ; empty, null and absent are the same."""
    names = base.keys() | current.keys()
    return {name for name in names if not _same(base.get(name), current.get(name))}


def _same(one: Any, other: Any) -> bool:
    if _is_number(one) or _is_number(other):
        return _same_number(one, other)
    one, other = json_safe(one), json_safe(other)
    if isinstance(one, dict) and isinstance(other, dict):
        return not changed(one, other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other or (one in _EMPTY and other in _EMPTY)


def _is_number(value: Any) -> bool:
    return isinstance(value, Decimal | int | float) and not isinstance(value, bool)


def _same_number(one: Any, other: Any) -> bool:
    """Two numbers, or a number and the text of one ("115.00" and 115)."""
    try:
        given = not {None, ""} & {one, other}
        return given and decimal_of(one) == decimal_of(other)
    except (TypeError, ValueError):
        return False
