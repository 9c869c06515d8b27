# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two programs that were used side by side before they are connected."""

from odoo import fields
from odoo.tools.date_utils import subtract

from .trouble import TroubleCase


class FirstMatchCase(TroubleCase):
    """Both sides have the same documents before they meet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.last_month = subtract(fields.Date.today(), months=1)

    # === BOTH SIDES, INDEPENDENTLY === #

    def older(self, partner, price=100.0, **values):
        """An invoice of before the cut-over."""
        values = {"invoice_date": self.last_month, **values}
        return self.invoice(partner, price=price, **values)

    def enter(self, contact, number, price=100.0, **fields_):
        """The same invoice, as a person enters it in Xero."""
        line = {
            "Description": "Consulting",
            "Quantity": 1,
            "UnitAmount": price,
            "AccountCode": "200",
            "TaxType": "OUTPUT2",
        }
        values = {
            "Type": "ACCREC",
            "InvoiceNumber": number,
            "Status": "AUTHORISED",
            "Contact": contact,
            "Date": str(self.last_month),
            "DueDate": str(self.last_month),
            "LineAmountTypes": "Exclusive",
            "LineItems": [line],
            **fields_,
        }
        return self.in_xero("invoice", **values)

    def before(self, name, price=100.0, number=None, fields_=None, **values):
        """A customer and an open invoice that both sides have.

        :param number: in Xero
        :param fields_: of the contact in Xero
        :param values: of the customer in Odoo
        :return: (invoice in Odoo, invoice in Xero)
        """
        ours = self.older(self.partner(name, **values), price)
        contact = self.in_xero("contact", **{"Name": name, **(fields_ or {})})
        contact = {"ContactID": contact["ContactID"]}
        return ours, self.enter(contact, number or ours.name, price)

    def bill_of_both_sides(self):
        """A bill of today, whose number Xero would take a second time."""
        vendor = self.partner("Anvil")
        bill = self.invoice(
            vendor, move_type="in_invoice", ref="2024-1", taxes=self.purchase_tax
        )
        contact = self.in_xero("contact", Name="Anvil")
        line = {
            "Description": "Consulting",
            "Quantity": 1,
            "UnitAmount": 100,
            "AccountCode": "429",
            "TaxType": "INPUT2",
        }
        theirs = self.enter(
            {"ContactID": contact["ContactID"]},
            "2024-1",
            Type="ACCPAY",
            LineItems=[line],
        )
        return bill, theirs

    # === THE MATCHING === #

    def meet(self):
        """Connect the two, and let them be compared."""
        self.connection = self.connect()
        return self.read_both(self.connection)

    def read_both(self, connection):
        """Click “Match What Both Sides Have”, and let the lane read."""
        action = connection.with_user(self.person()).action_first_match()
        match = self.env["xero.first.match"].browse(action["res_id"])
        self.drain_while(match, "reading")
        self.assertEqual(match.state, "ready")
        return match

    def read_again(self, match):
        match.with_user(self.person()).action_read_again()
        self.drain_while(match, "reading")
        self.assertEqual(match.state, "ready")

    def apply(self, match):
        match.with_user(self.person()).action_apply()
        self.drain_while(match, "applying")

    def drain_all(self, runs=10):
        """As many runs as it takes: on a busy machine Odoo ends them early."""
        for _run in range(runs):
            self.drain(self.connection)
            if not self.env["xero.task"].search_count([("state", "=", "queued")]):
                return

    def drain_while(self, match, state, runs=10):
        """As `drain_all`, until the matching has got further."""
        for _run in range(runs):
            self.drain(match.connection_id)
            if match.state != state:
                return

    def person(self):
        """A Xero manager."""
        known = self.env["res.users"].search([("login", "=", "manager")])
        return known or self.manager()

    def accept(self, lines):
        lines.with_user(self.person()).action_accept()

    def lines(self, match, record=None, **values):
        """The lines about a record of Odoo, or all of these values."""
        found = match.line_ids
        if record is not None:
            found = found.filtered(
                lambda line: (line.res_model, line.res_id) == (record._name, record.id)
            )
        return found.filtered_domain(
            [(name, "=", value) for name, value in values.items()]
        )

    def link_of(self, record):
        return self.env["xero.link"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    def assert_line(self, line, **values):
        """One line, with these values."""
        self.assertEqual(len(line), 1)
        found = {name: line[name] for name in values}
        self.assertEqual(found, values, line.message)
