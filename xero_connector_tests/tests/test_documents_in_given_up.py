# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents from Xero that are cancelled or deleted in Odoo, and merged contacts."""

from odoo.tests import new_test_user

from .documents_in import DocumentsIn


class TestDocumentsInGivenUp(DocumentsIn):
    def statuses(self):
        return [one["Status"] for one in self.xero_invoices()]

    def row(self):
        """What the night finds."""
        self.pass_time()
        self.connection.action_reconcile()
        self.drain(self.connection)
        rows = self.env["xero.discrepancy"].search([("state", "=", "open")])
        self.assertEqual(len(rows), 1, rows.mapped("field_group"))
        return rows

    def decide(self, row):
        manager = self.user("xero_connector.group_manager")
        row.with_user(manager).action_odoo_wins()
        self.drain(self.connection)

    def user(self, group):
        login = group.rpartition(".")[2]
        known = self.env["res.users"].search([("login", "=", login)])
        return known or new_test_user(
            self.env, login, groups=f"base.group_user,{group}"
        )

    # === NEVER ODOO'S === #

    def test_a_draft_that_nobody_wants_stays_in_xero(self):  # SPEC B13 A29
        """Until a person says that it goes there too."""
        self.connection.import_bills = "draft"
        for give_up in ("button_cancel", "unlink"):
            with self.subTest(give_up):
                bill = self.enter("ACCPAY")
                self.come_in()
                getattr(self.move_of(bill), give_up)()
                self.drain(self.connection)
                self.come_in()
                self.assertEqual(self.writes(), [])
                self.assertFalse(self.told())
                self.decide(self.row())
                (theirs,) = (
                    one
                    for one in self.xero_invoices()
                    if one["InvoiceID"] == bill["InvoiceID"]
                )
                self.assertEqual(theirs["Status"], "VOIDED")
                self.simulator.world.log.clear()

    def test_what_was_posted_goes_in_both(self):  # SPEC A29
        move = self.taken("ACCPAY")
        move.button_draft()
        move.button_cancel()
        self.drain(self.connection)
        self.assertEqual(self.statuses(), ["VOIDED"])

    def test_a_direction_that_lets_nothing_out(self):  # SPEC A6 A29
        move = self.taken("ACCPAY")
        self.connection.sync_bills = "pull"
        move.button_draft()
        move.button_cancel()
        self.drain(self.connection)
        self.assertEqual(self.statuses(), ["AUTHORISED"])
        self.assertEqual(self.writes(), [])

    # === WHO MAY LOOK === #

    def test_a_viewer_sees_the_row_of_a_draft(self):  # SPEC C12 X3
        self.connection.import_bills = "draft"
        self.enter("ACCPAY")
        self.come_in()
        viewer = self.user("xero_connector.group_task_viewer")
        (seen,) = self.row().with_user(viewer).read(["kind", "may_odoo", "may_xero"])
        self.assertEqual(seen["kind"], "draft_from_xero")

    # === CONTACTS === #

    def test_a_document_of_a_merged_contact(self):  # SPEC X5 B13
        """Its contact in Xero is archived and approved before; Odoo has one partner."""
        one, other = self.taken("ACCPAY"), self.taken("ACCPAY", contact="Other Ltd")
        partner, source = one.partner_id, other.partner_id
        contact = {"ContactID": source.xero_link_id.xero_id}
        late = self.enter("ACCPAY", contact=contact)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([partner.id, source.id], partner)
        self.env.invalidate_all()
        count = self.env["res.partner"].search_count([])
        self.come_in()
        self.assertEqual(self.move_of(late).partner_id, partner)
        self.assertEqual(self.env["res.partner"].search_count([]), count)

    def test_a_merge_sends_no_document_that_xero_does_not_have(self):  # SPEC X5 A17
        one, other = self.partner("One"), self.partner("Other")
        invoice = self.invoice(other)
        self.task(invoice).state = "cancelled"  # somebody has given it up
        self.drain(self.connection)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id, other.id], one)
        self.env.invalidate_all()
        self.drain(self.connection)
        self.assertEqual(self.statuses(), [])
        self.assertEqual(self.task(invoice).state, "cancelled")

    # === READING === #

    def test_read_all_while_it_is_read(self):  # SPEC A33
        """Whoever wants everything read again is not overrun by a page."""
        runner = self.env["xero.runner"]
        cursor = self.env["xero.cursor"]._of(self.connection, "invoice")
        lane = runner._open_lane(self.connection)
        self.addCleanup(lane.close)
        before = cursor.modified_since
        self.connection.action_import_documents()
        wanted = cursor.modified_since
        runner._advance(cursor, before, lane.moment("2026-11-20T00:00:00"))
        runner._rest(lane, cursor, before)
        self.assertEqual((cursor.modified_since, cursor.next_poll_at), (wanted, False))
