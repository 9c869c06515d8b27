# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: label of core.errors (or reason for waiting) -> (what is wrong, what to do)
ADVICE = {
    # === SETTINGS AND MAPPINGS === #
    "missing_account": (
        _lt("No Xero account is known for a line."),
        _lt(
            "Set the default account on the Xero connection; the task goes on by"
            " itself."
        ),
    ),
    "missing_tax_mapping": (
        _lt("A tax has no Xero tax rate."),
        _lt("Add the tax to the tax mappings of the Xero connection."),
    ),
    "missing_tax_rate": (
        _lt("A line has no tax, and no default tax rate is set."),
        _lt("Set the default tax rate on the Xero connection, or a tax on the line."),
    ),
    "missing_payment_account": (
        _lt("No payment account: the journal has no Xero account."),
        _lt(
            "Set the default bank account on the Xero connection, or map the journal"
            " under Payment Accounts; the payment goes on by itself."
        ),
    ),
    "missing_writeoff_account": (
        _lt("The payment contains a write-off, and no Xero account is set for it."),
        _lt("Set the write-off account on the Xero connection."),
    ),
    "missing_discount_account": (
        _lt("The payment contains a discount, and no Xero account is set for it."),
        _lt("Set the early payment discount account on the Xero connection."),
    ),
    "missing_journal": (
        _lt("A payment was made in Xero on an account that no journal belongs to."),
        _lt("Map a journal to this account under Payment Accounts of the connection."),
    ),
    "organisation_not_loaded": (
        _lt("The organisation has not been read from Xero yet."),
        _lt("Wait a moment; it is read right after connecting."),
    ),
    # === THE DOCUMENT ITSELF === #
    "not_sent_yet": (
        _lt("The invoice has not been sent to the customer yet."),
        _lt("Send it, or let the connection send invoices to Xero when posted."),
    ),
    "before_cutover": (
        _lt("The document is dated before the cut-over date and is not in Xero."),
        _lt(
            "Enter it in Xero under the same number and contact and retry, or change"
            " the cut-over date of the connection."
        ),
    ),
    "document_draft": (
        _lt("The invoice is being edited."),
        _lt("Nothing to do: this goes on when the invoice is posted or cancelled."),
    ),
    "document_not_authorised": (
        _lt("The invoice is not approved in Xero, so Xero takes no payment for it."),
        _lt(
            "Approve it in Xero. To have new ones approved at once, set “Status in"
            " Xero” of the connection to Authorised."
        ),
    ),
    "waits_for_record": (
        _lt("Another record has to reach Xero first."),
        _lt("See “Waits For”. If that task has failed, mend and retry it."),
    ),
    "missing_name": (
        _lt("The contact has no name."),
        _lt("Enter a name for the contact."),
    ),
    "no_lines": (
        _lt("The invoice has no line with an amount."),
        _lt("Add a line, or enter the document in Xero by hand."),
    ),
    "unsupported_lines": (
        _lt("The invoice contains amounts that are on none of its lines."),
        _lt("Remove the cash rounding, or enter this document in Xero by hand."),
    ),
    "unsupported_tax": (
        _lt("A line has several taxes, or a tax that is not a percentage."),
        _lt("Use one percentage tax per line, or enter the document in Xero by hand."),
    ),
    "foreign_currency": (
        _lt("The document is not in the base currency of the Xero organisation."),
        _lt("Enter this document in Xero by hand."),
    ),
    "discount_with_tax": (
        _lt("The payment's discount or write-off also changes the tax."),
        _lt("Enter a credit note for it, in Odoo and in Xero."),
    ),
    "negative_writeoff": (
        _lt("The payment's write-off would raise what is due."),
        _lt("Enter the difference as a line of its own, in Odoo and in Xero."),
    ),
    "settlement_unexplained": (
        _lt("The lines of the payment do not add up to what it settles."),
        _lt("Look at the payment's journal entry; enter the payment in Xero by hand."),
    ),
    "too_many_decimals": (
        _lt("The amount has more decimals than Xero keeps."),
        _lt("Enter this payment in Xero by hand."),
    ),
    "number_too_long": (
        _lt("The number is longer than Xero accepts."),
        _lt("Give the record a shorter number."),
    ),
    "missing_contact": (
        _lt("The document has no contact."),
        _lt("Choose a customer."),
    ),
    "missing_currency": (
        _lt("The document has no currency."),
        _lt("Choose a currency."),
    ),
    "several_matches": (
        _lt("Several records in Xero could be this one."),
        _lt("Compare them in Xero, and leave one."),
    ),
    "reconciled_in_xero": (
        _lt("The payment is reconciled with the bank in Xero."),
        _lt("Remove the reconciliation in Xero first; then retry."),
    ),
    "invalid_request": (
        _lt("Xero did not understand the request for access."),
        _lt("Check the client ID and the redirect URI of the app; then connect again."),
    ),
    "unmapped_entry": (
        _lt("The invoice was settled by a journal entry and not by a payment."),
        _lt("Enter the same settlement in Xero by hand."),
    ),
    "payment_without_entry": (
        _lt("One payment without a journal entry pays several invoices."),
        _lt("Match it with the bank statement; that settlement is sent then."),
    ),
    "refused_by_odoo": (
        _lt("Odoo refused what came from Xero."),
        _lt("Read what Odoo says, mend it, and retry."),
    ),
    "too_large": (
        _lt("The document is larger than Xero accepts (3.5 MB)."),
        _lt("Split it into several documents."),
    ),
    # === WHAT XERO REFUSES === #
    "contact_name_taken": (
        _lt("Another contact in Xero has this name."),
        _lt("Rename one of the two, or archive the one in Xero; then retry."),
    ),
    "contact_number_taken": (
        _lt("Another contact in Xero has our contact number."),
        _lt("Look for the contact with this contact code in Xero, archived ones too."),
    ),
    "contact_archived": (
        _lt("The contact is archived in Xero."),
        _lt("Restore the contact in Xero; then retry."),
    ),
    "email_invalid": (
        _lt("Xero does not accept the e-mail address."),
        _lt("Correct the e-mail address of the contact."),
    ),
    "invoice_number_taken": (
        _lt("Xero already has an invoice with this number."),
        _lt(
            "Compare the two. If the one in Xero is wrong, give it another number there"
            " (before voiding it), then retry."
        ),
    ),
    "not_of_valid_status": (
        _lt("The document's status in Xero does not allow this change."),
        _lt("Compare the document in Xero; correct it there or with a credit note."),
    ),
    "has_payments": (
        _lt("The document has payments or credit notes in Xero."),
        _lt("Remove them in Xero first, or correct with a credit note; then retry."),
    ),
    "document_paid": (
        _lt("The document is paid in Xero and cannot be changed any more."),
        _lt("Correct it with a credit note, or remove the payment; then retry."),
    ),
    "payment_exceeds_due": (
        _lt("The payment is larger than what is due in Xero."),
        _lt("Compare the payments of the invoice in Xero; one may be there already."),
    ),
    "payment_needs_authorised": (
        _lt("Xero takes payments for approved documents only."),
        _lt("Approve the document in Xero; then retry."),
    ),
    "tax_type_not_allowed": (
        _lt("The tax rate may not be used with this account in Xero."),
        _lt("Map the tax to a rate for sales, or use another account."),
    ),
    "account_invalid": (
        _lt("Xero does not know the account, or it may not be used here."),
        _lt("Load the accounts again and choose another one on the connection."),
    ),
    "period_locked": (
        _lt("The period is locked in Xero."),
        _lt("Move the lock date in Xero, or give the document a later date."),
    ),
    "currency_not_enabled": (
        _lt("The organisation has not enabled this currency."),
        _lt("Add the currency in Xero; then retry."),
    ),
    "line_total_mismatch": (
        _lt("Xero calculates another line total."),
        _lt("Report this: the line was encoded wrongly."),
    ),
    "validation": (
        _lt("Xero does not accept the values."),
        _lt("Read what Xero says, correct the record, and retry."),
    ),
    "changed_in_xero": (
        _lt("Somebody has changed this in Xero in the meantime."),
        _lt("Nothing was overwritten. Make both sides equal by hand, then retry."),
    ),
    "removed_in_xero": (
        _lt("This was voided or deleted in Xero, but is still valid in Odoo."),
        _lt("Cancel it in Odoo too, or reset and post it again to send it anew."),
    ),
    "totals_differ": (
        _lt("Xero's figures differ from Odoo's although the document was accepted."),
        _lt("Compare the two documents and correct the one in Xero."),
    ),
    "answer_unreadable": (
        _lt("Xero has accepted it, but its answer contains what cannot be understood."),
        _lt("Compare it with Xero; it is there. If both are equal, click Retry."),
    ),
    "not_found": (
        _lt("Xero does not know this record any more."),
        _lt("Look for it in Xero; if it is really gone, reset and post it again."),
    ),
    "request_refused": (
        _lt("Xero refused the request."),
        _lt("Read what Xero says. If it does not help, report it with the details."),
    ),
    "batch_refused": (
        _lt("Xero refused a whole batch; its documents are sent one by one."),
        _lt("Nothing to do."),
    ),
    "unknown": (
        _lt("Xero answered something that is not known here."),
        _lt("Retry once. If it comes again, report it with the details."),
    ),
    # === CONNECTION === #
    "token_expired": (
        _lt("Xero no longer accepts the sign-in."),
        _lt("Click “Connect with Xero” on the connection."),
    ),
    "scope_missing": (
        _lt("The consent does not cover what is needed."),
        _lt("Click “Connect with Xero” and allow everything that is listed."),
    ),
    "unauthorized": (
        _lt("Xero no longer accepts the sign-in."),
        _lt("Click “Connect with Xero” on the connection."),
    ),
    "organisation_disconnected": (
        _lt("Xero no longer lets us into this organisation."),
        _lt(
            "Somebody has disconnected it in Xero, or the user who connected lost"
            " access. Click “Connect with Xero”."
        ),
    ),
    "invalid_grant": (
        _lt("The consent has expired or was withdrawn in Xero."),
        _lt("Click “Connect with Xero” on the connection; nothing is lost."),
    ),
    "invalid_client": (
        _lt("Xero does not know the client ID or the client secret is wrong."),
        _lt("An administrator corrects them under Xero → Configuration → Apps."),
    ),
    "invalid_scope": (
        _lt("The Xero app may not ask for these permissions."),
        _lt("Choose the other scope set of the app, then connect again."),
    ),
    "unauthorized_client": (
        _lt("The Xero app may not ask for these permissions."),
        _lt("Choose the other scope set of the app, then connect again."),
    ),
    "wrong_database": (
        _lt("This database is a copy of the one that was connected."),
        _lt("Nothing is sent from a copy. Connect again if this is the real one."),
    ),
    "network": (
        _lt("Xero could not be reached."),
        _lt(
            "Try again in a few minutes. If it stays so, check the server's connection"
            " to the internet."
        ),
    ),
    "garbled": (
        _lt("Xero's answer could not be read."),
        _lt("Try again in a few minutes."),
    ),
    # === WAITING FOR XERO === #
    "rate_minute": (
        _lt("Xero's limit of calls per minute is reached."),
        _lt("Nothing to do: this goes on within a minute."),
    ),
    "rate_day": (
        _lt("Xero's limit of calls per day is reached."),
        _lt("Nothing to do: this goes on when Xero's day begins anew."),
    ),
    "rate_concurrent": (
        _lt("Too many calls to Xero at the same time."),
        _lt("Nothing to do: this goes on in a moment."),
    ),
    "rate_app": (
        _lt("The app's limit of calls per minute is reached."),
        _lt("Nothing to do: this goes on within a minute."),
    ),
    "offline": (
        _lt("Xero or the organisation is offline."),
        _lt("Nothing to do: it is tried again by itself."),
    ),
    "server_error": (
        _lt("Xero had an internal error."),
        _lt("Nothing to do: it is tried again by itself, and nothing is sent twice."),
    ),
    "timeout": (
        _lt("Xero did not answer in time."),
        _lt("Nothing to do: it is tried again by itself, and nothing is sent twice."),
    ),
    "connection_lost": (
        _lt("The connection to Xero broke."),
        _lt("Nothing to do: it is tried again by itself, and nothing is sent twice."),
    ),
    "garbled_answer": (
        _lt("Xero's answer could not be read."),
        _lt("Nothing to do: it is tried again by itself, and nothing is sent twice."),
    ),
    "idempotency_mismatch": (
        _lt("Xero remembers another request under the same key."),
        _lt("Nothing to do: Xero is asked first what it has."),
    ),
    "internal_error": (
        _lt("An error in the connector stopped this task."),
        _lt("See the server's log, and report it; then retry."),
    ),
}

#: codes that are tried again by themselves, and what to do when that was in vain
TRANSIENT = frozenset(
    {
        *("offline", "server_error", "timeout", "connection_lost"),
        *("garbled_answer", "idempotency_mismatch"),
    }
)
GIVEN_UP = _lt(
    "It was tried several times. Click Retry when Xero answers again: it is asked first"
    " what it has, and nothing is sent twice."
)


class XeroAdvice(models.AbstractModel):
    """The one place where codes become sentences (SPEC C11, B22)."""

    _name = "xero.advice"
    _description = "Xero Advice"

    @api.model
    def _sentence(self, code, detail=""):
        """What is wrong, with Xero's or the record's own words if there are any."""
        known = ADVICE.get(code) or ADVICE["unknown"]
        sentence = self.env._(known[0])
        return f"{sentence} ({detail})" if detail else sentence

    @api.model
    def _explained(self, code, detail=""):
        """What is wrong and what to do about it, in one text."""
        texts = (self._sentence(code, detail), self._advice(code))
        return " ".join(filter(None, texts))

    @api.model
    def _advice(self, code, final=False):
        """What to do about it; empty without a code.

        :param final: it is not tried again by itself
        """
        if final and code in TRANSIENT:
            return self.env._(GIVEN_UP)
        known = ADVICE.get(code)
        return self.env._(known[1]) if known else ""
