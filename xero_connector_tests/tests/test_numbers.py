# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents and contacts are found again, whatever people call them."""

from odoo import fields
from odoo.tools.date_utils import subtract

from .trouble import TroubleCase

#: what separates values in a list, and what ends a text in an expression
NUMBERS = ("2026,17", 'Pipes 6" wide, "new"', "A\\B,C", "it's  4 & 5%", "PLAIN-1")


class TestNumbers(TroubleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.last_month = subtract(fields.Date.today(), months=1)

    def older_bills(self, partner, move_type="in_invoice", numbers=NUMBERS):
        """Bills of before the cut-over, touched today; in Xero they may be already."""
        return self.env["account.move"].concat(
            *(
                self.invoice(
                    partner,
                    price=price,
                    move_type=move_type,
                    taxes=self.purchase_tax,
                    invoice_date=self.last_month,
                    ref=number,
                )
                for price, number in enumerate(numbers, 10)
            )
        )

    def enter_in_xero(self, entity, move, **values):
        """Somebody has entered the document in Xero as well."""
        number = " ".join(move.ref.split())
        key = "InvoiceNumber" if entity == "invoice" else "CreditNoteNumber"
        return self.in_xero(
            entity,
            **{key: number},
            Status="AUTHORISED",
            Contact={"ContactID": move.partner_id.xero_link_id.xero_id},
            Date=str(move.invoice_date),
            DueDate=str(move.invoice_date),
            LineItems=[
                {
                    "Description": "Consulting",
                    "Quantity": 1,
                    "UnitAmount": move.amount_untaxed,
                    "AccountCode": "429",
                    "TaxType": "INPUT2",
                }
            ],
            **values,
        )

    def linked_partner(self, connection):
        partner = self.partner()
        self.drain(connection)
        return partner

    def look_again(self, connection, moves):
        tasks = self.env["xero.task"].browse([self.task(move).id for move in moves])
        self.simulator.world.log.clear()
        self.retry(tasks)
        self.drain(connection)
        self.assertEqual(self.writes(), [])

    def test_bills_are_found_by_any_number(self):  # SPEC A32
        connection = self.connect()
        bills = self.older_bills(self.linked_partner(connection))
        self.drain(connection)
        for bill in bills:
            self.assert_waiting(bill, "before_cutover")
        entered = {
            bill: self.enter_in_xero("invoice", bill, Type="ACCPAY")["InvoiceID"]
            for bill in bills
        }
        self.look_again(connection, bills)
        self.assertEqual({bill: bill.xero_link_id.xero_id for bill in bills}, entered)
        self.assertEqual(len(self.xero_invoices()), len(NUMBERS))

    def test_credit_notes_are_found_by_any_number(self):  # SPEC A32
        connection = self.connect()
        partner = self.linked_partner(connection)
        refunds = self.older_bills(partner, move_type="in_refund")
        self.drain(connection)
        entered = {
            refund: self.enter_in_xero("credit_note", refund, Type="ACCPAYCREDIT")[
                "CreditNoteID"
            ]
            for refund in refunds
        }
        self.look_again(connection, refunds)
        self.assertEqual({one: one.xero_link_id.xero_id for one in refunds}, entered)
        self.assertEqual(len(self.state()["credit_notes"]), len(NUMBERS))

    def test_number_of_quotes_only_waits(self):  # SPEC A32
        """There is no way to ask Xero for it: it waits as one that Xero has not."""
        connection = self.connect()
        bills = self.older_bills(
            self.linked_partner(connection), numbers=('"', "PLAIN-1")
        )
        self.drain(connection)
        self.enter_in_xero("invoice", bills[0], Type="ACCPAY")
        found = self.enter_in_xero("invoice", bills[1], Type="ACCPAY")
        self.look_again(connection, bills)
        self.assert_waiting(bills[0], "before_cutover")
        self.assertEqual(bills[1].xero_link_id.xero_id, found["InvoiceID"])

    def test_contacts_are_found_by_any_name(self):  # SPEC P1 E9
        """Contacts are read as a whole and compared here; no name is in a question."""
        names = ('Miller, "Mill" & Sons', "O'Neill, Inc.", "Back\\slash, (UK) 100%")
        connection = self.connect()
        entered = {
            name: self.in_xero("contact", Name=name)["ContactID"] for name in names
        }
        partners = self.env["res.partner"].create([{"name": name} for name in names])
        self.drain(connection)
        linked = {one.name: one.xero_link_id.xero_id for one in partners}
        self.assertEqual(linked, entered)
        self.assertEqual(
            sorted(one["Name"] for one in self.xero_contacts()), sorted(names)
        )
