# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""No change is taken for sent that was not, and none is made that nobody wanted."""

from datetime import timedelta

from odoo import fields

from .deaths import DeathCase


class TestChangesKept(DeathCase):
    def die_before_the_call(self, connection):
        """The call is stored, and the worker dies; found when replaying is too late."""
        self.die_in("_send")
        self.drain_until_death(connection)
        self.age_calls(minutes=8)
        self.drain(connection)

    def test_words_of_an_update_that_was_never_sent(self):  # SPEC A28 X7
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        later = fields.Date.today() + timedelta(days=40)
        invoice.write({"ref": "PO 5", "invoice_date_due": later})
        self.die_before_the_call(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["Reference"], "PO 5")
        self.assertEqual(element["DueDateString"][:10], str(later))
        self.assertEqual(invoice.xero_sync, "synced")

    def test_what_was_cleared_but_never_sent(self):  # SPEC A27 X7
        connection = self.connect()
        partner = self.partner(phone="0123")
        self.drain(connection)
        partner.phone = False
        self.die_before_the_call(connection)
        [contact] = self.xero_contacts(partner.name)
        numbers = {phone["PhoneNumber"] for phone in contact["Phones"]}
        self.assertEqual(numbers, {""})

    def test_account_of_a_posted_line(self):  # SPEC P20 A25
        """Odoo's list of journal items lets people change it."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        other = invoice.invoice_line_ids.account_id.copy()
        self.env["xero.account.mapping"].create(
            {
                "connection_id": connection.id,
                "odoo_account_id": other.id,
                "account_id": self.account(connection, "260").id,
            }
        )
        invoice.invoice_line_ids.account_id = other
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["LineItems"][0]["AccountCode"], "260")
        self.assert_same_books(connection)

    def test_voided_in_xero_is_not_made_again(self):  # SPEC A28
        """By nothing less than resetting and posting it again."""
        connection = self.connect()
        bill = self.invoice(
            move_type="in_invoice", taxes=self.purchase_tax, ref="SUP-1"
        )
        self.drain(connection)
        self.control("void", tenant=self.tenant_id, invoice="SUP-1")
        self.poll(connection)
        bill.is_move_sent = True
        self.drain(connection)
        self.assert_failed(bill, "removed_in_xero", "reset and post it again")
        self.assertEqual(self.statuses("SUP-1"), ["VOIDED"])
        bill.button_draft()
        self.drain(connection)
        bill.action_post()
        self.drain(connection)
        self.assertEqual(self.statuses("SUP-1"), ["AUTHORISED", "VOIDED"])
        self.assertEqual(bill.xero_sync, "synced")

    def test_approved_in_xero_and_cancelled_in_odoo(self):  # SPEC A29
        """The draft that we know of is an approved bill by now: it is voided."""
        connection = self.connect(bill_push_status="DRAFT")
        bill = self.invoice(
            move_type="in_invoice", taxes=self.purchase_tax, ref="SUP-2"
        )
        self.drain(connection)
        [element] = self.xero_invoices("SUP-2")
        self.control(
            "edit",
            tenant=self.tenant_id,
            entity="invoice",
            id=element["InvoiceID"],
            fields={"Status": "AUTHORISED"},
        )
        bill.button_draft()
        bill.button_cancel()
        self.drain(connection)
        self.assertEqual(self.statuses("SUP-2"), ["VOIDED"])

    def test_percentage_that_changed_after_mapping(self):  # SPEC D11 P13
        connection = self.connect()
        mapping = connection.tax_mapping_ids.filtered(
            lambda mapping: mapping.tax_id == self.sale_tax
        )
        mapping.tax_rate_id.write({"effective_rate": 21, "display_rate": 21})
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(invoice, "tax_rate_invalid", self.sale_tax.name)
        self.assertEqual(self.xero_invoices(), [])

    def statuses(self, number):
        return sorted(one["Status"] for one in self.xero_invoices(number))
