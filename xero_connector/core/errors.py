# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every error there is, as one ordered table: first match wins (DESIGN §1 point 7).

Nowhere else is a status or a sentence of Xero's looked at. A row is a label, a
condition, a consequence and a recorded example; a test proves each row reachable. What
no row knows fails loudly with Xero's words. Wordings that are not confirmed only refine
a label: without them the answer is still refused as `validation` or `request_refused`,
never lost.

Sources: XERO_API §1 (401, 403), §2 (429, 503), §3 (400, elements).
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from .limiter import RATE_APP, RATE_CONCURRENT, RATE_DAY, RATE_MINUTE
from .reasons import OWN_RULES, LabelledError
from .rules import (
    Rule,
    ask,
    batch,
    either,
    fail,
    halt,
    kind,
    local,
    rate,
    refresh,
    replay,
    says,
    snooze,
    split,
    status,
    statuses,
)
from .signals import (
    CONNECTION,
    ELEMENT,
    GARBLED,
    HTTP,
    TIMEOUT,
    Signal,
    signal_of,
)

if TYPE_CHECKING:
    from .outcome import Outcome

__all__ = ["ERROR_RULES", "LABELS", "LabelledError", "Rule", "Signal", "classify"]
__all__ += ["signal_of"]


def _http(code: int, title: str = "", detail: str = "", **values: object) -> Signal:
    return Signal(HTTP, code, title, detail, **values)  # type: ignore[arg-type]


def _limited(problem: str, **headers: str) -> Signal:
    header = {"x-rate-limit-problem": problem, **headers}
    return _http(429, headers=MappingProxyType(header))


def _refused(label: str, pattern: str, example: str) -> Rule:
    return Rule(label, says(pattern), fail, Signal(ELEMENT, 200, messages=(example,)))


_CALLS = (
    Rule("timeout", either(kind(TIMEOUT), status(408)), replay, Signal(TIMEOUT)),
    Rule("connection_lost", kind(CONNECTION), replay, Signal(CONNECTION)),
    Rule(
        # Xero does not redirect: something between us and Xero does.
        "garbled_answer",
        either(kind(GARBLED), statuses(300, 399)),
        replay,
        Signal(GARBLED, 502, detail="<html>Bad Gateway</html>"),
    ),
    Rule(
        "token_expired",
        status(401, says="TokenExpired"),
        refresh,
        _http(
            401, "Unauthorized", "TokenExpired: token expired at 04/09/2023 05:16:59"
        ),
    ),
    Rule(
        "scope_missing",
        status(401, says="AuthorizationUnsuccessful"),
        halt,
        _http(401, "Unauthorized", "AuthorizationUnsuccessful"),
    ),
    Rule(
        "unauthorized",
        status(401),
        halt,
        _http(401, "Unauthorized", "AuthenticationUnsuccessful"),
    ),
    Rule(
        "organisation_disconnected",
        status(403),
        halt,
        _http(403, "Forbidden", "AuthenticationUnsuccessful"),
    ),
    Rule(
        "not_found",
        status(404),
        fail,
        _http(404, "The resource you're looking for cannot be found"),
    ),
    Rule(RATE_DAY, rate(RATE_DAY), snooze, _limited("day", **{"retry-after": "66975"})),
    Rule(RATE_CONCURRENT, rate(RATE_CONCURRENT), snooze, _limited("concurrent")),
    Rule(RATE_APP, rate(RATE_APP), snooze, _limited("appminute")),
    Rule(
        RATE_MINUTE,
        rate(RATE_MINUTE),
        snooze,
        _limited("minute", **{"retry-after": "31"}),
    ),
    Rule(
        "offline",
        status(503),
        ask,
        _http(503, detail="The Xero API is currently offline for maintenance"),
    ),
    Rule(
        "server_error",
        either(status(500), statuses(502, 599)),  # 501: no such method
        ask,
        _http(500, "An error occurred in Xero. Check the API Status page"),
    ),
    Rule(
        "idempotency_mismatch",
        status(400, says="idempotency|different request"),
        ask,
        _http(400, detail="Idempotency-Key was used with a different request"),
    ),
    Rule(
        "batch_refused",
        batch(400, 413),
        split,
        _http(
            400,
            "A validation exception occurred",
            error_type="ValidationException",
            messages=(
                "Payment amount exceeds the amount outstanding on this document",
            ),
            writes=True,
            count=50,
        ),
    ),
    Rule("too_large", either(status(413), local("too_large")), fail, _http(413)),
)

_ELEMENTS = (
    Rule(  # wording unconfirmed
        "too_many_attachments",
        either(says(r"10 attachments"), local("too_many_attachments")),
        fail,
        Signal(ELEMENT, 200, messages=("A document can have at most 10 attachments.",)),
    ),
    _refused(
        "contact_name_taken",
        r"contact name .*already assigned",
        "The contact name Bayside Club is already assigned to another contact. The"
        " contact name must be unique across all active contacts.",
    ),
    _refused(
        "contact_number_taken",
        r"contact number .*already assigned",
        "The contact number ODOO-1 is already assigned to another contact. The contact"
        " number must be unique across all contacts.",
    ),
    _refused(
        "invoice_number_taken",
        r"invoice (#|number).*(unique|already)",
        "Invoice # must be unique.",
    ),
    _refused(
        "payment_exceeds_due",
        r"exceeds the amount outstanding",
        "Payment amount exceeds the amount outstanding on this document",
    ),
    _refused(
        "payment_needs_authorised",
        r"payments can only be made against authorised",
        "Payments can only be made against Authorised documents",
    ),
    _refused(
        "has_payments",
        r"has a payment or credit note|payments? or credit notes? allocated",
        "This document cannot be edited as it has a payment or credit note allocated"
        " to it.",
    ),
    _refused(
        "period_locked",
        r"lock date",
        "the document cannot be edited as it is currently dated before the period lock"
        " date",
    ),
    _refused(
        "not_of_valid_status",
        r"not of valid status",
        "Invoice not of valid status for modification",
    ),
    _refused(
        "tax_type_not_allowed",
        r"tax ?type.*cannot be used with account",
        "The TaxType code 'INPUT' cannot be used with account code '200'.",
    ),
    _refused(
        "account_invalid",
        r"account.*(not a valid|is not valid|has been archived|could not be found)",
        "Account code '999' is not a valid code for this document.",
    ),
    _refused(
        "email_invalid",
        r"e-?mail address.*(must be|not) valid",
        "Email address must be valid.",
    ),
    _refused(
        "contact_archived",
        r"contact.*archived|archived.*contact",
        "The contact is archived and cannot be used on this document.",
    ),
    _refused(
        "currency_not_enabled",
        r"not subscribed to currency|currency.*not (been )?(enabled|added|set up)",
        "Organisation is not subscribed to currency EUR",
    ),
    _refused(
        "line_total_mismatch",
        r"line total .*does not match",
        "The line total 10.00 does not match the expected line total 9.99",
    ),
    Rule(
        "validation",
        kind(ELEMENT),
        fail,
        Signal(ELEMENT, 200, messages=("A sentence that is not in this table",)),
    ),
    Rule(
        "request_refused",
        status(400),
        fail,
        _http(400, "No data was processed", error_type="NoDataProcessedException"),
    ),
)

ERROR_RULES: tuple[Rule, ...] = (
    *_CALLS,
    *_ELEMENTS,
    *OWN_RULES,
    Rule("unknown", lambda signal: True, fail, _http(418, "I'm a teapot")),
)

#: every code that an outcome can carry; each needs a sentence and an advice for people
LABELS: tuple[str, ...] = tuple(dict.fromkeys(rule.label for rule in ERROR_RULES))


def classify(signal: Signal, now: datetime, wait_jitter: float = 0.0) -> Outcome:
    """What to do about a signal: the consequence of the first rule that it meets.

    :param now: aware; Retry-After counts from it
    :param wait_jitter: random in [0, 1), for waits whose end Xero does not tell
    """
    rule = next(rule for rule in ERROR_RULES if rule.when(signal))
    return rule.then(rule.label, signal, now, wait_jitter)
