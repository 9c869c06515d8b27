# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts that are archived, on either side, and the documents that need them."""

from odoo.exceptions import AccessError, UserError

from .trouble import TroubleCase


class TestContactArchive(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.organisation.unarchive_allowed = True

    def in_both(self, name="Bayside Club", **values):
        partner = self.partner(name, **values)
        self.drain(self.connection)
        self.assertEqual(self.status(name), "ACTIVE")
        return partner

    def status(self, name="Bayside Club"):
        (contact,) = self.xero_contacts(name)
        return contact["ContactStatus"]

    def archive_in_xero(self, partner, status="ARCHIVED"):
        self.control(
            "edit",
            entity="contact",
            id=partner.xero_link_id.xero_id,
            fields={"ContactStatus": status},
        )

    # === IN ODOO === #

    def test_archived_and_restored_in_odoo(self):  # SPEC A4 X5
        partner = self.in_both()
        partner.active = False
        self.drain(self.connection)
        self.assertEqual(self.status(), "ARCHIVED")
        partner.active = True
        self.drain(self.connection)
        self.assertEqual(self.status(), "ACTIVE")

    def test_deleted_in_odoo(self):  # SPEC X5
        partner = self.in_both()
        link = partner.xero_link_id
        partner.unlink()
        self.drain(self.connection)
        self.assertEqual(self.status(), "ARCHIVED")
        self.assertEqual(link.exists().status, "ARCHIVED")
        self.assert_agreement(self.connection)

    def test_archived_while_an_invoice_is_queued(self):  # SPEC X5 P9
        """Xero takes no invoice for an archived contact: the invoice goes first."""
        partner = self.in_both()
        invoice = self.invoice(partner)
        partner.active = False
        self.drain(self.connection)
        self.assertEqual(len(self.xero_invoices(invoice.name)), 1)
        self.assertEqual(self.status(), "ARCHIVED")
        self.assert_agreement(self.connection, invoice)

    def test_xero_does_not_restore(self):  # SPEC X5 B22
        self.organisation.unarchive_allowed = False
        partner = self.in_both()
        partner.active = False
        self.drain(self.connection)
        partner.active = True
        self.drain(self.connection)
        self.assert_failed(
            partner, "contact_archived", "archived", "restore it in Xero"
        )
        self.archive_in_xero(partner, "ACTIVE")
        self.retry(self.task(partner))
        self.drain(self.connection)
        self.assert_agreement(self.connection)

    # === IN XERO === #

    def test_change_does_not_restore(self):  # SPEC P9 X3
        """Who was archived in Xero stays so; what changes waits until then."""
        partner = self.in_both(phone="1")
        self.archive_in_xero(partner)
        partner.phone = "2"
        self.drain(self.connection)
        partner.phone = "3"
        self.drain(self.connection)
        self.assertEqual(self.status(), "ARCHIVED")
        self.organisation.unarchive_allowed = True
        partner.with_user(self.manager()).action_xero_restore()
        self.drain(self.connection)
        (contact,) = self.xero_contacts("Bayside Club")
        self.assertEqual(contact["ContactStatus"], "ACTIVE")
        (phone,) = (one for one in contact["Phones"] if one["PhoneType"] == "DEFAULT")
        self.assertEqual(phone["PhoneNumber"], "3")

    def blocked(self):
        """An invoice whose contact is archived in Xero."""
        partner = self.in_both()
        self.archive_in_xero(partner)
        invoice = self.invoice(partner)
        self.drain(self.connection)
        return partner, invoice

    def test_document_says_so(self):  # SPEC P9
        partner, invoice = self.blocked()
        self.assert_waiting(
            invoice, "contact_archived", partner.name, "Restore in Xero"
        )
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(self.status(), "ARCHIVED")
        partner.invalidate_recordset()
        self.assertEqual(partner.xero_status, "ARCHIVED")

    def test_button_restores(self):  # SPEC P9
        partner, invoice = self.blocked()
        with self.assertRaises(AccessError):
            partner.with_user(self.env.ref("base.public_user")).action_xero_restore()
        partner.with_user(self.manager()).action_xero_restore()
        self.drain(self.connection)
        self.assertEqual(self.status(), "ACTIVE")
        self.assert_agreement(self.connection, invoice)

    def test_archived_in_odoo_as_well(self):  # SPEC P9 X5
        """Restoring it in Xero alone would not last: Odoo has it archived."""
        partner, invoice = self.blocked()
        partner.active = False
        self.drain(self.connection)
        with self.assertRaisesRegex(UserError, "archived in Odoo. Unarchive it there"):
            partner.with_user(self.manager()).action_xero_restore()
        partner.active = True
        partner.action_xero_restore()
        self.drain(self.connection)
        self.assertEqual(self.status(), "ACTIVE")
        self.assert_agreement(self.connection, invoice)

    def test_setting_restores(self):  # SPEC P9
        self.connection.auto_unarchive = True
        _partner, invoice = self.blocked()
        self.assertEqual(self.status(), "ACTIVE")
        self.assert_agreement(self.connection, invoice)

    def test_setting_frees_what_waits(self):  # SPEC P9
        _partner, invoice = self.blocked()
        self.connection.auto_unarchive = True
        self.drain(self.connection)
        self.assertEqual(self.status(), "ACTIVE")
        self.assert_agreement(self.connection, invoice)

    def test_setting_where_xero_does_not_restore(self):  # SPEC P9 B22
        self.organisation.unarchive_allowed = False
        self.connection.auto_unarchive = True
        partner, invoice = self.blocked()
        self.assert_failed(
            partner, "contact_archived", "archived", "restore it in Xero"
        )
        self.assert_waiting(invoice, "waits_for_record", partner.name)
        before = len(self.writes())
        self.pass_time(7200)
        self.drain(self.connection)
        self.assertEqual(len(self.writes()), before)

        self.archive_in_xero(partner, "ACTIVE")
        self.retry(self.task(partner))
        self.drain(self.connection)
        self.assert_agreement(self.connection, invoice)

    def test_restored_in_xero(self):  # SPEC P9
        """Seen with the next reading of contacts; nobody has to click."""
        partner, invoice = self.blocked()
        self.archive_in_xero(partner, "ACTIVE")
        self.pass_time(900)
        self.partner("Another One")
        self.drain(self.connection)
        self.assert_agreement(self.connection, invoice)
        partner.invalidate_recordset()
        self.assertEqual(partner.xero_status, "ACTIVE")
