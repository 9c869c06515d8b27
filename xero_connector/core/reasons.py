# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reasons of our own not to send something, or not to believe an answer.

They are rows of the table of `errors` like what Xero says, so that every code that a
task can carry has its sentence and its advice for people.
"""

from __future__ import annotations

from .rules import Consequence, Rule, fail, halt, local, replay
from .signals import LOCAL, Signal


class LabelledError(ValueError):
    """A reason of our own not to send something; `label` is one of `LABELS`."""

    def __init__(self, label: str, detail: str = "") -> None:
        super().__init__(label, detail)
        self.label = label
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.label}: {self.detail}" if self.detail else self.label


def _own(label: str, then: Consequence = fail) -> Rule:
    return Rule(label, local(label), then, Signal(LOCAL, title=label))


#: found by ourselves, before or after the call; whether the task then fails or waits
#: for a setting is the caller's to decide
OWN_RULES: tuple[Rule, ...] = (
    *map(
        _own,
        (
            # settings and mappings
            "missing_account",
            "missing_tax_mapping",
            "missing_tax_rate",
            "tax_unconfirmed",
            "tax_rate_invalid",
            "missing_tracking",
            "tracking_invalid",
            "tracking_not_whole",
            "item_invalid",
            "missing_payment_account",
            "missing_writeoff_account",
            "missing_discount_account",
            "missing_netting_account",
            "missing_prepayment_account",
            "missing_journal",
            "missing_odoo_account",
            "missing_line_account",
            "missing_line_tax",
            "missing_line_tracking",
            "missing_currency",
            "missing_contact",
            "missing_name",
            "contact_ambiguous",
            "contact_unmatched",
            "contact_filter_invalid",
            "contact_merged",
            "contact_erased",
            "missing_partner",
            "organisation_not_loaded",
            "connection_not_ready",
            # what cannot be expressed in Xero, or not yet
            "base_currency_differs",
            "missing_currency_rate",
            "too_many_decimals",
            "number_too_long",
            "discount_with_tax",
            "negative_writeoff",
            "settlement_unexplained",
            "unsupported_tax",
            "tax_is_cost",
            "rounding_impossible",
            "unsupported_lines",
            "no_lines",
            "unmapped_entry",
            "payment_without_entry",
            "payment_currency",
            "allocation_currency",
            # files beside documents
            "pdf_tool_missing",
            "pdf_failed",
            "attachment_too_large",
            "attachments_not_allowed",
            "attachment_gone",
            "attachment_differs",
            # the state of the record or of Xero's copy of it
            "waits_for_record",
            "waits_in_vain",
            "unmatched_money",
            "not_sent_yet",
            "document_draft",
            "before_cutover",
            "period_held",
            "document_not_authorised",
            "document_paid",
            "reconciled_in_xero",
            "in_batch",
            "changed_in_xero",
            "removed_in_xero",
            "totals_differ",
            "answer_unreadable",
            "refused_by_odoo",
            # documents that come in
            "contact_undecided",
            "number_in_odoo",
            "document_is_ours",
            "document_unreadable",
            "intake_differs",
            # money that comes in
            "payment_above_due",
            "credit_above_due",
            "currency_inactive",
            "missing_bank_account",
            "paid_twice",
            "odoo_period_locked",
            "odoo_period_held",
            "matched_with_bank",
            "removed_in_part",
            "internal_error",
        ),
    ),
    # the consent and the database
    _own("invalid_grant", halt),
    _own("invalid_client", halt),
    _own("invalid_scope", halt),
    _own("invalid_request", halt),
    _own("unauthorized_client", halt),
    _own("wrong_database", halt),
    _own("network", replay),
    _own("garbled", replay),
)
