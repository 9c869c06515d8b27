# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person changes in Xero is told with both values (SPEC X3, E14)."""

from datetime import timedelta

from odoo import fields

from .drift_case import LINE, DriftCase


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

    def test_what_agreed_by_itself_is_forgotten(self):  # SPEC X17
        """After three months; what a person has decided is kept."""
        self.edit_in_xero(Reference="Theirs")
        by_itself = self.row("dates")
        self.edit_in_xero(Reference="")
        self.edit_in_xero(Reference="Theirs again")
        decided = self.row("dates")
        self.decide(decided, "odoo_wins")
        rows = by_itself | decided
        for days, kept in ((89, rows), (91, decided)):
            rows.solved_on = fields.Datetime.now() - timedelta(days=days)
            self.env["xero.discrepancy"]._remove_old()
            self.assertEqual(rows.exists(), kept)
            rows = kept

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
