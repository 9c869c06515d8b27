# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The owner has decided beforehand who wins: it is done as soon as it is found (X3)."""

from datetime import timedelta
from decimal import Decimal

from odoo import fields

from .consents import Organisations
from .drift_case import LINE, DriftCase
from .trouble import GONE


class TestPolicies(DriftCase):
    def test_odoo_wins(self):  # SPEC X3
        other = self.in_xero("contact", Name="Somebody else")
        self.connection.write(
            {"drift_contact": "odoo", "drift_dates": "odoo", "drift_amounts": "odoo"}
        )
        self.edit_in_xero(
            Contact={"ContactID": other["ContactID"]},
            Reference="Theirs",
            LineItems=[LINE],
        )
        self.assertFalse(self.rows())
        self.assertEqual(set(self.rows("solved").mapped("solution")), {"odoo"})
        document = self.theirs
        self.assertEqual(document["Contact"]["Name"], "Ada Lovelace Ltd")
        self.assertEqual((document["Total"], document["Reference"]), (120, ""))
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_odoo_wins_each_time(self):  # SPEC X3
        """What was sent in the very second of the decision has been sent."""
        self.connection.drift_amounts = "odoo"
        for _time in range(3):
            self.edit_in_xero(LineItems=[LINE])
            self.assertFalse(self.rows().mapped("message"))
            self.assertEqual(self.theirs["Total"], 120)
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_odoo_wins_when_both_have_changed(self):  # SPEC X3
        self.connection.drift_dates = "odoo"
        self.edit_in_xero(Reference="Theirs", poll=False)
        self.sold.ref = "Ours"
        self.drain(self.connection)
        self.assertEqual(self.theirs["Reference"], "Ours")
        self.assert_calm()

    def test_xero_wins(self):  # SPEC X3
        later = fields.Date.today() + timedelta(days=40)
        self.connection.drift_dates = "xero"
        self.edit_in_xero(DueDate=str(later), Reference="Theirs")
        self.assertEqual((self.sold.ref, self.sold.invoice_date_due), ("Theirs", later))
        self.assertEqual(self.rows("solved").solution, "xero")
        self.assert_calm()

    def test_xero_wins_when_both_have_changed(self):  # SPEC X3
        self.connection.drift_dates = "xero"
        self.edit_in_xero(Reference="Theirs", poll=False)
        self.sold.ref = "Ours"
        self.drain(self.connection)
        self.assertEqual(self.sold.ref, "Theirs")
        self.assertEqual(self.theirs["Reference"], "Theirs")
        self.assert_calm()

    def test_voided_is_made_again(self):  # SPEC P21
        self.connection.drift_missing = "odoo"
        self.void_in_xero()
        self.assertEqual(self.theirs["Status"], "AUTHORISED")
        self.assert_calm()

    def test_compared_before_it_is_made_again(self):  # SPEC P21 A36
        """What is said of the voided one is not said of the new one: a decision about
        that would send it twice."""
        self.connection.drift_missing = "odoo"
        account = self.connection.default_account_id
        self.connection.default_account_id = False
        self.void_in_xero()
        self.poll(self.connection)
        self.assertFalse(self.live_invoices())
        row = self.row("missing")
        self.connection.default_account_id = account
        self.drain(self.connection)
        self.assertEqual(len(self.live_invoices()), 1)
        self.assertEqual((row.state, row.solution), ("solved", "itself"))
        self.assert_calm()

    def live_invoices(self):
        return [one for one in self.xero_invoices() if one["Status"] not in GONE]

    def test_voided_is_cancelled(self):  # SPEC P21
        self.connection.drift_missing = "xero"
        self.void_in_xero()
        self.assertEqual(self.sold.state, "cancel")
        self.assert_calm()

    def test_what_odoo_refuses_stays_open_with_the_reason(self):  # SPEC P21 P16
        self.connection.drift_missing = "xero"
        self.pay(self.sold)
        self.company.fiscalyear_lock_date = fields.Date.today()
        self.env["xero.link"].search([("entity", "=", "payment")]).unlink()
        self.env["xero.task"].search([("state", "=", "queued")]).unlink()
        self.void_in_xero()
        row = self.row("missing")
        self.assertIn("payments", row.message)
        self.assertEqual(self.sold.state, "posted")

    def test_what_odoo_has_refused_is_tried_again(self):  # SPEC X3 E13
        """The contact is changed after the payment was deleted: when Odoo first hears
        of it, the invoice is still paid."""
        self.connection.drift_contact = "xero"
        other = self.partner("Grace Hopper Ltd")
        self.invoice(other)
        self.pay(self.sold)
        self.drain(self.connection)
        (payment,) = self.xero_payments()
        self.control("void", payment=payment["PaymentID"])
        contact = {"ContactID": other.xero_link_id.xero_id}
        self.edit_in_xero(Contact=contact)
        self.pass_time(60)
        self.connection.action_reconcile()
        self.drain(self.connection)
        self.assertFalse(self.rows().mapped("message"))
        self.assertEqual(self.sold.partner_id, other)
        self.assert_calm()

    def test_a_decision_that_does_not_help_is_told(self):  # SPEC X3 E14
        """Xero wins, but of a payment of two invoices one half was deleted there."""
        self.connection.drift_payments = "xero"
        other = self.invoice(self.sold.partner_id)
        self.pay(self.sold | other, group_payment=True)
        self.drain(self.connection)
        (payment,) = (
            one
            for one in self.xero_payments()
            if one["Invoice"]["InvoiceNumber"] == self.sold.name
        )
        self.pass_time(60)
        self.control("void", payment=payment["PaymentID"])
        self.poll(self.connection)
        for _comparison in range(3):
            self.pass_time(60)
            self.connection.action_reconcile()
            self.drain(self.connection)
            self.assertFalse(self.connection.books_agree_as_of)
        row = self.row("payments")
        self.assertIn("differ all the same", row.message)
        self.assertIn("Differences: 1", self.connection.agreement)
        self.pass_time(60)
        self.pay_in_xero_again()
        self.assertFalse(self.rows())

    def pay_in_xero_again(self):
        """The half that was deleted is entered once more."""
        self.control("pay", invoice=self.theirs["InvoiceNumber"], account="090")
        self.poll(self.connection)

    def test_one_policy_is_not_the_other(self):  # SPEC X3
        self.connection.drift_dates = "odoo"
        self.edit_in_xero(Reference="Theirs", LineItems=[LINE])
        self.assertEqual(self.row("amounts").state, "open")
        self.assertEqual(self.theirs["Total"], Decimal(180))


class TestTwoCompanies(Organisations, DriftCase):
    def test_the_other_company_is_not_touched(self):  # SPEC X13 X3
        company = self.new_company()
        other = self.env["xero.connection"].create(
            {"company_id": company.id, "app_id": self.app.id, "drift_dates": "odoo"}
        )
        self.edit_in_xero(Reference="Theirs")
        self.assertEqual(self.row("dates").connection_id, self.connection)
        self.assertEqual(other.difference_count, 0)
        stranger = self.env["res.users"].create(
            {
                "name": "Stranger",
                "login": "stranger",
                "company_id": company.id,
                "company_ids": [fields.Command.set(company.ids)],
                "group_ids": [
                    fields.Command.link(self.env.ref("xero_connector.group_manager").id)
                ],
            }
        )
        self.assertFalse(self.env["xero.discrepancy"].with_user(stranger).search([]))
        self.assertEqual(self.theirs["Reference"], "Theirs")
