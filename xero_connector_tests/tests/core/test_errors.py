# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.body import Answer
from odoo.addons.xero_connector.core.errors import (
    ERROR_RULES,
    LABELS,
    LabelledError,
    Signal,
    classify,
    signal_of,
)
from odoo.addons.xero_connector.core.outcome import (
    Fail,
    Halt,
    RefreshToken,
    Retry,
    Snooze,
    Split,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def judge(status, body=b"", *, writes=False, count=1, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return classify(signal_of(Answer(status, names, content), writes, count), NOW, 0.5)


# SPEC B22: errors are one table, and every row of it is reachable
@pytest.mark.parametrize("rule", ERROR_RULES, ids=lambda rule: rule.label)
def test_each_rule_is_the_first_to_match_its_example(rule):
    first = next(other for other in ERROR_RULES if other.when(rule.example))
    assert first is rule


@pytest.mark.parametrize("rule", ERROR_RULES, ids=lambda rule: rule.label)
def test_each_outcome_carries_its_label(rule):
    outcome = classify(rule.example, NOW)
    assert outcome.code == rule.label
    assert outcome.code in LABELS


def test_labels_are_named_once():
    assert len(LABELS) == len(set(LABELS))
    assert LABELS[-1] == "unknown"


def test_what_no_rule_knows_fails_loudly():
    assert judge(418, {"Detail": "Short and stout"}) == Fail(
        "unknown", "Short and stout"
    )
    assert judge(501).code == "unknown"


# SPEC A38: 5xx and lost answers are retried; after a write the outcome is unknown
@pytest.mark.parametrize("status", [500, 502, 504])
def test_errors_of_the_server(status):
    assert judge(status, b"<html>") == Retry("server_error")
    assert judge(status, writes=True) == Retry("server_error", uncertain=True)


def test_offline_says_when_to_come_back():
    text = b"The Xero API is currently offline for maintenance"
    assert judge(503, text, retry_after="120", writes=True) == Retry(
        "offline", uncertain=True, after=120
    )
    assert judge(503, text) == Retry("offline")


# SPEC X7: without any answer the same bytes may be repeated under the same key
@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("timeout", "timeout"),
        ("connection", "connection_lost"),
        ("garbled", "garbled_answer"),
    ],
)
def test_no_answer_at_all(kind, label):
    assert classify(Signal(kind), NOW) == Retry(label)
    assert classify(Signal(kind, writes=True), NOW) == Retry(
        label, uncertain=True, replay=True
    )


@pytest.mark.parametrize("body", [b"", b"<html>Bad Request</html>", b"[]", b'{"Type":'])
def test_a_refusal_that_is_not_xeros_is_no_answer(body):
    outcome = judge(400, body, writes=True, count=50)
    assert outcome == Retry("garbled_answer", uncertain=True, replay=True)


def test_a_redirect_is_no_answer_of_xeros():
    assert judge(302, location="http://portal.invalid/").code == "garbled_answer"


# SPEC B7, P3, P4
def test_tokens_and_consents():
    expired = {
        "Type": None,
        "Title": "Unauthorized",
        "Status": 401,
        "Detail": "TokenExpired: token expired at 04/09/2023 05:16:59",
        "Extensions": {},
    }
    assert isinstance(judge(401, expired), RefreshToken)
    lower = {key.lower(): value for key, value in expired.items()}
    assert isinstance(judge(401, lower), RefreshToken)
    refused = {"Detail": "AuthorizationUnsuccessful", "Title": "Unauthorized"}
    assert judge(401, refused) == Halt("scope_missing", "AuthorizationUnsuccessful")
    refused = {"title": "Unauthorized", "detail": "AuthenticationUnsuccessful"}
    assert judge(401, refused) == Halt("unauthorized", "AuthenticationUnsuccessful")
    assert judge(401).code == "unauthorized"
    assert judge(403, b"<html>") == Halt("organisation_disconnected")


# SPEC B18: minute and day distinguished, Retry-After honoured, the body never read
@pytest.mark.parametrize(
    ("problem", "after", "label", "seconds"),
    [
        ("minute", "31", "rate_minute", 31),
        ("minute", "0", "rate_minute", 1),
        ("Day", "66975", "rate_day", 66975),
        ("day", None, "rate_day", 3630),
        ("concurrent", None, "rate_concurrent", 6),
        ("App-Minute", None, "rate_app", 35),
        ("", "17", "rate_minute", 17),
        ("", None, "rate_minute", 62),
    ],
)
def test_rate_limits_wait(problem, after, label, seconds):
    headers = {"x_rate_limit_problem": problem}
    if after:
        headers["retry_after"] = after
    outcome = judge(429, b"<html>", writes=True, **headers)
    assert outcome == Snooze(label, NOW + timedelta(seconds=seconds))


def test_retry_after_may_be_a_date():
    date = "Fri, 20 Nov 2026 12:00:40 GMT"
    outcome = judge(429, x_rate_limit_problem="minute", retry_after=date)
    assert outcome.until == NOW + timedelta(seconds=40)
    assert judge(503, retry_after="soon").after is None
    assert judge(503, retry_after="Fri, 20 Nov 2026 11:00:00 GMT").after == 0


EXCEPTION = {
    "ErrorNumber": 10,
    "Type": "ValidationException",
    "Message": "A validation exception occurred",
    "Elements": [
        {
            "HasErrors": True,
            "ValidationErrors": [
                {"Message": "Invoice not of valid status for modification"},
                {"Message": "Invoice not of valid status for modification"},
            ],
            "LineItems": [{"ValidationErrors": [{"Message": "And a line."}]}],
            "Warnings": [],
        }
    ],
}


# SPEC P8: a batch that is refused as a whole is split
def test_a_refusal_of_one_and_of_many():
    text = "Invoice not of valid status for modification And a line."
    assert judge(400, EXCEPTION) == Fail("not_of_valid_status", text)
    assert judge(400, EXCEPTION, count=2) == Split("batch_refused", text)
    assert judge(413, count=2).code == "batch_refused"
    assert judge(413) == Fail("too_large")
    assert judge(400, {"Message": "No data"}) == Fail("request_refused", "No data")


# SPEC X7: Xero keeps errors under a key as well
def test_a_key_that_was_used_for_something_else():
    body = {"Detail": "The Idempotency-Key was used with a different request"}
    for count in (1, 50):
        outcome = judge(400, body, writes=True, count=count)
        assert outcome.code == "idempotency_mismatch"
        assert outcome.uncertain
        assert not outcome.replay


def test_an_unknown_sentence_is_still_a_refusal_with_xeros_words():
    signal = Signal("element", 200, messages=("Never seen.", "Nor this."))
    assert classify(signal, NOW) == Fail("validation", "Never seen. Nor this.")


def test_wordings_only_refine_refusals():
    # No rule about a sentence may turn anything into something else than Fail.
    for rule in ERROR_RULES:
        if rule.example.kind == "element":
            assert isinstance(classify(rule.example, NOW), Fail)


# SPEC P15: the more telling of two sentences
def test_payments_on_a_document_are_named_before_its_status():
    signal = Signal(
        "element",
        messages=(
            "Invoice not of valid status for modification",
            "This document cannot be edited as it has a payment or credit note"
            " allocated to it.",
        ),
    )
    assert classify(signal, NOW).code == "has_payments"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Elements", "ValidationErrors", "message", "Title", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(
    st.integers(100, 599),
    st.one_of(
        st.binary(max_size=30), json_values.map(lambda v: json.dumps(v).encode())
    ),
    st.booleans(),
    st.integers(1, 50),
)
def test_no_answer_crashes_the_table(status, body, writes, count):
    outcome = classify(signal_of(Answer(status, {}, body), writes, count), NOW)
    assert outcome.code in LABELS


def test_own_reasons_carry_a_label():
    error = LabelledError("missing_account", "Chairs")
    assert (error.label, error.detail) == ("missing_account", "Chairs")
    assert str(error) == "missing_account: Chairs"
    assert str(LabelledError("no_lines")) == "no_lines"
