# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each button of a difference does what it says, and nothing else (SPEC X3)."""

from datetime import timedelta
from decimal import Decimal

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .drift_case import LINE, DriftCase


class TestDecided(DriftCase):
    """Each button."""

    def test_odoo_wins_dates(self):  # SPEC X3
        self.edit_in_xero(Reference="Theirs")
        row = self.row("dates")
        self.decide(row, "odoo_wins")
        self.assert_solved(row, "odoo")
        self.assertFalse(self.theirs["Reference"])
        self.assertEqual(row.solved_by_id.login, "manager")
        self.assert_calm()

    def test_odoo_wins_amounts(self):  # SPEC X3
        self.edit_in_xero(LineItems=[LINE])
        self.decide(self.row("amounts"), "odoo_wins")
        self.assertEqual(self.theirs["Total"], Decimal(120))
        self.assertEqual(len(self.theirs["LineItems"]), 1)
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_odoo_wins_contact(self):  # SPEC X3
        other = self.in_xero("contact", Name="Somebody else")
        self.edit_in_xero(Contact={"ContactID": other["ContactID"]})
        self.decide(self.row("contact"), "odoo_wins")
        self.assertEqual(self.theirs["Contact"]["Name"], "Ada Lovelace Ltd")
        self.assert_calm()

    def test_odoo_wins_one_group_and_not_the_other(self):  # SPEC X3
        """What nobody has decided is not overwritten by the way."""
        self.edit_in_xero(LineItems=[LINE], Reference="Theirs")
        rows = self.rows()
        self.assertEqual(set(rows.mapped("field_group")), {"dates", "amounts"})
        dates = rows.filtered(lambda one: one.field_group == "dates")
        self.decide(dates, "odoo_wins")
        self.assertEqual(self.theirs["Total"], Decimal(180))
        self.decide(self.row("amounts"), "odoo_wins")
        self.assertEqual(self.theirs["Total"], Decimal(120))
        self.assertFalse(self.theirs["Reference"])
        self.assert_calm()

    def test_odoo_wins_what_was_changed_once_more(self):  # SPEC X3
        """A person has decided about one value, not about the next."""
        self.edit_in_xero(Reference="Theirs")
        self.edit_in_xero(Reference="Newer", poll=False)
        self.decide(self.row("dates"), "odoo_wins")
        self.assertEqual(self.theirs["Reference"], "Newer")
        self.assertIn("Newer", self.row("dates").xero_value)

    def test_xero_wins_due_date_and_reference(self):  # SPEC X3
        later = fields.Date.today() + timedelta(days=40)
        self.edit_in_xero(DueDate=str(later), Reference="Theirs")
        row = self.row("dates")
        self.decide(row, "xero_wins")
        self.assert_solved(row, "xero")
        self.assertEqual((self.sold.ref, self.sold.invoice_date_due), ("Theirs", later))
        term = self.sold.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        )
        self.assertEqual(term.date_maturity, later)
        self.assertEqual(self.theirs["Reference"], "Theirs")
        self.assert_calm()

    def test_xero_wins_date(self):  # SPEC X3
        today = fields.Date.today()
        other = today + timedelta(days=1 if today.day < 15 else -1)
        name = self.sold.name
        self.edit_in_xero(Date=str(other))
        self.decide(self.row("dates"), "xero_wins")
        self.assertEqual((self.sold.invoice_date, self.sold.name), (other, name))
        self.assertEqual(self.sold.state, "posted")
        self.assert_calm()

    def test_xero_wins_number_of_an_invoice_is_refused(self):  # SPEC X3
        self.edit_in_xero(InvoiceNumber="THEIRS-1")
        with self.assertRaisesRegex(UserError, "number"):
            self.decide(self.row("dates"), "xero_wins")
        self.decide(self.row("dates"), "odoo_wins")
        self.assertEqual(self.theirs["InvoiceNumber"], self.sold.name)

    def test_xero_wins_contact(self):  # SPEC X3
        other = self.partner("Somebody else")
        self.drain(self.connection)
        (contact,) = self.xero_contacts("Somebody else")
        self.edit_in_xero(Contact={"ContactID": contact["ContactID"]})
        due = self.sold.invoice_date_due
        self.decide(self.row("contact"), "xero_wins")
        self.assertEqual(self.sold.partner_id, other)
        self.assertEqual(self.sold.line_ids.partner_id, other)
        self.assertEqual((self.sold.state, self.sold.invoice_date_due), ("posted", due))
        self.assert_calm()

    def test_xero_wins_contact_whose_partner_is_another_one(self):  # SPEC X3 X5
        """It was merged in Odoo; the document keeps its contact in Xero."""
        other, survivor = self.partner("Somebody else"), self.partner("The survivor")
        self.drain(self.connection)
        contact = {"ContactID": other.xero_link_id.xero_id}
        self.edit_in_xero(Contact=contact)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([survivor.id, other.id], survivor)
        self.env.invalidate_all()
        self.decide(self.row("contact"), "xero_wins")
        self.assertEqual(self.sold.partner_id, survivor)
        self.assert_calm()

    def test_xero_wins_contact_that_odoo_does_not_know(self):  # SPEC X3
        other = self.in_xero("contact", Name="Nobody here")
        self.edit_in_xero(Contact={"ContactID": other["ContactID"]})
        with self.assertRaisesRegex(UserError, "not linked"):
            self.decide(self.row("contact"), "xero_wins")

    def test_xero_wins_amounts_is_for_people(self):  # SPEC X3
        self.edit_in_xero(LineItems=[LINE])
        row = self.row("amounts")
        self.assertFalse(row.may_xero)
        with self.assertRaisesRegex(UserError, "by hand"):
            self.decide(row, "xero_wins")
        self.sold.button_draft()
        self.sold.invoice_line_ids.price_unit = 150
        self.sold.action_post()
        self.drain(self.connection)
        self.assertEqual(self.theirs["Total"], Decimal(180))
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_ignored_until_a_value_changes(self):  # SPEC X3
        self.edit_in_xero(Reference="Theirs")
        row = self.row("dates")
        self.decide(row, "ignore")
        self.assertEqual(row.state, "ignored")
        self.edit_in_xero(Reference="Theirs", Url="https://example.com/x")
        self.assertFalse(self.rows())
        self.edit_in_xero(Reference="Newer")
        self.assertEqual(self.row("dates"), row)
        self.decide(row, "ignore")
        self.sold.ref = "Ours"
        self.drain(self.connection)
        self.assertEqual(self.row("dates"), row)
        self.assertEqual(self.theirs["Reference"], "Newer")

    def test_who_may_only_look_decides_nothing(self):  # SPEC A8 C12
        self.edit_in_xero(Reference="Theirs")
        viewer = new_test_user(
            self.env,
            "viewer",
            groups="base.group_user,xero_connector.group_task_viewer",
        )
        row = self.row("dates").with_user(viewer)
        self.assertIn("Theirs", row.xero_value)
        for button in ("odoo_wins", "xero_wins", "unlink", "ignore"):
            with self.assertRaises(AccessError):
                getattr(row, f"action_{button}")()
