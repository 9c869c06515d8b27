# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person changes in Xero is told with both values, and decided (X3, P21)."""

from datetime import timedelta
from decimal import Decimal

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .drift_case import DriftCase

LINE = {
    "Description": "Consulting",
    "Quantity": 1,
    "UnitAmount": 150,
    "AccountCode": "200",
    "TaxType": "OUTPUT2",
}


class TestFound(DriftCase):
    """What the next poll finds."""

    def test_dates_and_reference(self):  # SPEC E14 X3
        later = fields.Date.today() + timedelta(days=40)
        self.edit_in_xero(DueDate=str(later), Reference="Theirs")
        row = self.row("dates")
        self.assertIn("Reference: Theirs", row.xero_value)
        self.assertIn("Reference: —", row.odoo_value)
        self.assertIn(str(later), [line[3] for line in row.details])
        self.assertEqual(row.record_name, self.sold.display_name)
        self.assertEqual(row.url, self.sold.xero_url)
        self.assertEqual(self.connection.difference_count, 1)
        self.assertFalse(self.sold.ref)
        self.assertEqual(self.theirs["Reference"], "Theirs")

    def test_amounts(self):  # SPEC E14 X3
        self.edit_in_xero(LineItems=[LINE])
        row = self.row("amounts")
        self.assertIn(["total", "", "120.00", "180.00"], row.details)
        self.assertIn(["net", "200", "100.00", "150.00"], row.details)
        self.assertIn("Total: 120.00", row.odoo_value)
        self.assertIn("Total: 180.00", row.xero_value)

    def test_contact(self):  # SPEC E14 X3
        other = self.in_xero("contact", Name="Somebody else")
        self.edit_in_xero(Contact={"ContactID": other["ContactID"]})
        row = self.row("contact")
        self.assertIn("Ada Lovelace Ltd", row.odoo_value)
        self.assertIn("Somebody else", row.xero_value)

    def test_voided(self):  # SPEC P21 X3
        self.void_in_xero()
        row = self.row("missing")
        self.assertEqual(row.odoo_value, "Status: Posted")
        self.assertEqual(row.xero_value, "Status: Voided")
        self.assertEqual(self.sold.xero_sync, "attention")

    def test_deleted_draft(self):  # SPEC P21
        self.connection.push_status = "DRAFT"
        self.sold = self.invoice()
        self.drain(self.connection)
        self.void_in_xero()
        self.assertEqual(self.row("missing").xero_value, "Status: Deleted")

    def test_what_is_changed_back_closes_by_itself(self):  # SPEC X3
        self.edit_in_xero(Reference="Theirs")
        row = self.row("dates")
        self.edit_in_xero(Reference="")
        self.assert_solved(row, "itself")
        self.assert_calm()

    def test_the_same_change_on_both_sides_is_agreed(self):  # SPEC X3
        self.edit_in_xero(Reference="PO 5", poll=False)
        self.sold.ref = "PO 5"
        self.poll(self.connection)
        self.assertFalse(self.rows())
        self.assert_calm()
        self.sold.ref = "PO 6"
        self.drain(self.connection)
        self.assertEqual(self.theirs["Reference"], "PO 6")

    def test_told_once_however_often_it_is_read(self):
        self.edit_in_xero(Reference="Theirs")
        row = self.row("dates")
        self.edit_in_xero(Reference="Theirs again")
        self.assertEqual(self.row("dates"), row)
        self.assertIn("Theirs again", row.xero_value)

    def test_conflict_points_to_the_difference(self):  # SPEC A28 X3
        self.edit_in_xero(Reference="Theirs", poll=False)
        self.sold.ref = "Ours"
        self.drain(self.connection)
        self.assert_failed(self.sold, "changed_in_xero", "Differences")
        row = self.row("dates")
        self.assertIn("Reference: Ours", row.odoo_value)
        self.assertIn("Reference: Theirs", row.xero_value)
        self.assertEqual(self.theirs["Reference"], "Theirs")
        self.decide(row, "odoo_wins")
        self.assertEqual(self.theirs["Reference"], "Ours")
        self.assert_calm()

    def test_voided_while_it_is_edited_in_odoo(self):  # SPEC P21
        self.void_in_xero(poll=False)
        self.sold.ref = "Ours"
        self.drain(self.connection)
        self.assert_failed(self.sold, "removed_in_xero", "Differences")
        self.row("missing")
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_nulls_and_unknown_words(self):  # SPEC E14
        wire = {"Status": "SOMETHING_NEW", "Contact": None, "Reference": None}
        self.pass_time(60)
        self.control("edit", entity="invoice", id=self.sold.name, wire=wire, fields={})
        self.poll(self.connection)
        self.assertEqual(self.row("contact").xero_value, "Contact: —")
        self.control(
            "edit",
            entity="invoice",
            id=self.sold.name,
            wire={"Total": "a lot"},
            fields={},
        )
        self.poll(self.connection)
        self.assertIn("status", self.rows().mapped("field_group"))
        self.control("edit", entity="invoice", id=self.sold.name, wire={}, fields={})
        self.poll(self.connection)
        self.assertFalse(self.rows().mapped("details"))


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


class TestRemoved(DriftCase):
    """Voided or deleted in Xero: create again, unlink, or cancel in Odoo (P21)."""

    def test_create_again(self):  # SPEC P21
        """A voided invoice keeps its number in Xero; payments go along."""
        self.void_in_xero()
        self.pay(self.sold)
        self.drain(self.connection)
        self.decide(self.row("missing"), "odoo_wins")
        document = self.theirs
        self.assertEqual(document["InvoiceNumber"], f"{self.sold.name} (2)")
        self.assertEqual(document["Status"], "PAID")
        self.assertEqual(len(self.xero_invoices()), 2)
        self.assertFalse(self.link.needs_attention)
        self.assert_calm()
        self.assert_same_money()

    def assert_same_money(self):
        (payment,) = self.xero_payments()
        self.assertEqual(Decimal(payment["Amount"]), Decimal(120))

    def test_create_again_and_edit(self):  # SPEC P21 A28
        self.void_in_xero()
        self.decide(self.row("missing"), "odoo_wins")
        self.sold.ref = "PO 9"
        self.drain(self.connection)
        self.assertEqual(self.theirs["Reference"], "PO 9")
        self.assertEqual(self.theirs["InvoiceNumber"], f"{self.sold.name} (2)")
        self.assert_calm()

    def test_cancel_in_odoo(self):  # SPEC P21
        self.void_in_xero()
        self.decide(self.row("missing"), "xero_wins")
        self.assertEqual(self.sold.state, "cancel")
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_cancel_respects_payments(self):  # SPEC P21
        self.void_in_xero()
        payment = self.pay(self.sold)
        row = self.row("missing")
        with self.assertRaisesRegex(UserError, "payments"):
            self.decide(row, "xero_wins")
        self.assertEqual(self.sold.state, "posted")
        self.assertEqual(payment.reconciled_invoice_ids, self.sold)

    def test_cancel_respects_lock_dates(self):  # SPEC P21 P16
        self.void_in_xero()
        self.company.fiscalyear_lock_date = fields.Date.today()
        with self.assertRaises(UserError):
            self.decide(self.row("missing"), "xero_wins")
        self.assertEqual(self.sold.state, "posted")

    def test_unlink(self):  # SPEC P21
        """It stays in Odoo; edits do not bring it back to Xero."""
        self.void_in_xero()
        self.decide(self.row("missing"), "unlink")
        self.sold.ref = "Ours only"
        self.drain(self.connection)
        self.assertEqual([one["Status"] for one in self.xero_invoices()], ["VOIDED"])
        self.assertEqual(self.sold.state, "posted")
        self.assert_calm()

    def test_cancelled_in_odoo_first_is_no_difference(self):  # SPEC P21
        self.void_in_xero(poll=False)
        self.sold.button_draft()
        self.sold.button_cancel()
        self.poll(self.connection)
        self.assertFalse(self.rows())
        self.assertFalse(self.link.needs_attention)
