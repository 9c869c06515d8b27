# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero's answers mean for people: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

ANSWERS = {
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
        _lt(
            "Click Restore in Xero on the contact, or restore it in Xero and retry; if"
            " it is archived in Odoo, unarchive it first. The connection can also"
            " restore such contacts by itself."
        ),
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
        _lt(
            "Load the accounts again and choose another one on the connection. If it is"
            " Xero's rounding account, restore it in Xero, or let differences of a few"
            " cents need attention."
        ),
    ),
    "period_locked": (
        _lt("The period is locked in Xero."),
        _lt("Move the lock date in Xero, or give the document a later date."),
    ),
    "currency_not_enabled": (
        _lt("The organisation has not enabled this currency."),
        _lt("Click “Add Currency to Xero” on the task, or add it in Xero and retry."),
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
        _lt(
            "Nothing was overwritten. Decide under Xero, Differences, which side wins."
        ),
    ),
    "removed_in_xero": (
        _lt("This was voided or deleted in Xero, but is still valid in Odoo."),
        _lt(
            "Decide under Xero, Differences: cancel it in Odoo too, create it again, or"
            " unlink it. To change it first, reset and post it again."
        ),
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
