# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Our own reasons not to send something: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

OWN = {
    # === SETTINGS AND MAPPINGS === #
    "missing_account": (
        _lt("No Xero account is known for a line."),
        _lt(
            "Set the default account on the Xero connection, or add the line's product,"
            " category or account to the account mappings; the task goes on by itself."
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
    "tax_unconfirmed": (
        _lt("A reverse charge is mapped to a Xero tax rate, but nobody confirmed it."),
        _lt(
            "Compare both percentages in the tax mappings of the Xero connection and"
            " click Confirm there."
        ),
    ),
    "tax_rate_invalid": (
        _lt("A Xero tax rate is archived in Xero, or its percentage is another now."),
        _lt(
            "Choose another rate in the tax mappings or the default tax rate of the"
            " Xero connection, or restore it in Xero and load the tax rates again."
        ),
    ),
    "missing_tracking": (
        _lt("An analytic account has no Xero tracking option."),
        _lt(
            "Add it to the tracking options of the Xero connection, or let the"
            " connection leave out what is not mapped."
        ),
    ),
    "tracking_invalid": (
        _lt("A Xero tracking option is archived or deleted in Xero."),
        _lt("Choose another option for its analytic account on the Xero connection."),
    ),
    "tracking_not_whole": (
        _lt("A line's analytic distribution has more than 100 % of one plan."),
        _lt("Correct the analytic distribution of the line."),
    ),
    "item_invalid": (
        _lt("An item that a product is mapped to no longer exists in Xero."),
        _lt("Choose another item for the product on the Xero connection."),
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
    "missing_netting_account": (
        _lt(
            "An entry sets documents against each other, and no account is set for it."
        ),
        _lt(
            "Set the netting account on the Xero connection: one with payments enabled,"
            " whose balance stays zero."
        ),
    ),
    "missing_prepayment_account": (
        _lt("A payment is to be sent as a prepayment, and no account is set for it."),
        _lt(
            "Set the prepayments account under Payments on the Xero connection, or have"
            " payments without a document sent as overpayments."
        ),
    ),
    "missing_journal": (
        _lt("A payment was made in Xero on an account that no journal belongs to."),
        _lt("Map a journal to this account under Payment Accounts of the connection."),
    ),
    "organisation_not_loaded": (
        _lt("The organisation has not been read from Xero yet."),
        _lt("Wait a moment; it is read right after connecting."),
    ),
    "connection_not_ready": (
        _lt("The connection is paused, or not signed in to Xero."),
        _lt("Click Resume or Connect on the Xero connection; what waits is sent then."),
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
    "waits_in_vain": (
        _lt("What has to reach Xero first has nothing to send."),
        _lt(
            "Look at the records of this task and at the settings of the connection:"
            " payments may not be sent, or be dated before the cut-over date. Mend it"
            " and retry, or enter it in Xero by hand."
        ),
    ),
    "unmatched_money": (
        _lt("Money without a document that Xero has no over- or prepayment for."),
        _lt(
            "Match the payment with its documents in Odoo; it is sent then. Money that"
            " a vendor pays or a customer is paid has to be matched with a credit note."
        ),
    ),
    "missing_name": (
        _lt("The contact has no name."),
        _lt("Enter a name for the contact."),
    ),
    "contact_ambiguous": (
        _lt("Several contacts in Xero could be this one."),
        _lt(
            "Choose one under Xero → Contacts to Match, or create a new one there; this"
            " goes on by itself."
        ),
    ),
    "contact_unmatched": (
        _lt("No contact in Xero is this one, and none is to be created."),
        _lt(
            "Enter the contact in Xero with the same tax number, e-mail or name and"
            " retry, or let the connection create new contacts."
        ),
    ),
    "contact_filter_invalid": (
        _lt("Whether this contact is to be sent is not known."),
        _lt(
            "Choose another filter under Contacts to Send on the Xero connection; the"
            " contacts that it accepts go on by themselves."
        ),
    ),
    "contact_merged": (
        _lt("The contact was merged in Xero with one that belongs to another contact."),
        _lt("Merge the two contacts in Odoo as well."),
    ),
    "contact_erased": (
        _lt("The contact is under a privacy request in Xero, which keeps it closed."),
        _lt("Enter a new contact, or decide in Odoo what the request means there."),
    ),
    "no_lines": (
        _lt("The invoice has no line with an amount."),
        _lt("Add a line, or enter the document in Xero by hand."),
    ),
    "base_currency_differs": (
        _lt(
            "The company and the Xero organisation keep their books in different"
            " currencies."
        ),
        _lt("Connect the company to an organisation with the same base currency."),
    ),
    "missing_currency_rate": (
        _lt("The document has no exchange rate."),
        _lt("Enter a rate of its currency for its date in Odoo, and post it again."),
    ),
    "missing_partner": (
        _lt("The document has no customer or vendor."),
        _lt("Xero needs one: reset the document to draft, choose one, and post it."),
    ),
    "period_held": (
        _lt("The document is dated in a period that is locked in Xero."),
        _lt(
            "It is sent when the period is unlocked in Xero and “Load Accounts” was"
            " clicked, or when the setting for locked periods is changed."
        ),
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
        _lt(
            "Map the entry's other account, under Account Mappings, to a Xero account"
            " with payments enabled; or enter the same settlement in Xero by hand."
        ),
    ),
    "payment_currency": (
        _lt("Xero does not pay this document from an account in that currency."),
        _lt(
            "Pay it from an account in the document's currency or in the base currency;"
            " or enter the payment in Xero by hand."
        ),
    ),
    "allocation_currency": (
        _lt("The credit is in another currency than the document that it is used for."),
        _lt(
            "Xero uses credit only in its own currency. Undo the matching, or enter the"
            " settlement in Xero by hand."
        ),
    ),
    "in_batch": (
        _lt("The payment belongs to a batch of payments in Xero."),
        _lt("Remove it from the batch, or delete the batch in Xero; then retry."),
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
}
