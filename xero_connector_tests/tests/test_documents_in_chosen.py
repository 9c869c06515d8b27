# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that are only in Xero: a person picks some; companies stay apart."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .documents_in import DocumentsIn
from .webhook_case import WebhookCase, body_of, event

MANAGER = "base.group_user,xero_connector.group_manager"


class TestChosen(DocumentsIn):
    """Under Only in Xero, where nothing comes in by itself."""

    def setUp(self):
        super().setUp()
        self.connection.write({"import_invoices": "off", "import_bills": "off"})

    def remotes(self, *documents):
        self.come_in()
        ids = [self.id_of(one) for one in documents]
        return self.env["xero.remote"].search([("xero_id", "in", ids)], order="id")

    def user(self, **values):
        return new_test_user(self.env, "picker", groups=MANAGER, **values)

    def test_some_are_chosen(self):  # SPEC B13
        """As drafts, since the settings bring in nothing by themselves."""
        documents = [self.enter("ACCREC"), self.enter("ACCPAY"), self.enter("ACCPAY")]
        remotes = self.remotes(*documents)
        self.assertEqual(len(remotes), 3)
        self.assertTrue(all(one.url.startswith("http") for one in remotes))
        remotes[:2].with_user(self.user()).action_import()
        self.drain(self.connection)
        moves = [self.move_of(one) for one in documents]
        self.assertEqual([one.state for one in moves], ["draft", "draft", False])
        self.assertEqual(remotes.exists(), remotes[2])
        moves[0].action_post()
        moves[1].action_post()
        self.drain(self.connection)
        self.assertEqual([one.path for one in self.writes()], [])

    def test_posted_where_that_is_set(self):  # SPEC B13
        document = self.enter("ACCREC")
        remote = self.remotes(document)
        self.connection.import_invoices = "posted"
        remote.action_import()
        self.drain(self.connection)
        self.assertEqual(self.move_of(document).state, "posted")

    def test_what_holds_it_up_is_shown(self):  # SPEC C11
        document = self.enter("ACCPAY", self.cost(account="469"))
        remote = self.remotes(document)
        self.assertFalse(remote.task_message)
        remote.action_import()
        self.assert_held(document, "waiting", "missing_line_account", "Rent")
        remote.invalidate_recordset()
        self.assertIn("Rent", remote.task_message)

    def test_what_cannot_be_chosen(self):  # SPEC B13
        self.connection.cutover_date = "2021-01-01"
        draft = self.enter("ACCREC", Status="DRAFT")
        old = self.enter("ACCREC", Date="2020-05-05", DueDate="2020-05-05")
        fine = self.enter("ACCREC")
        remotes = {one.xero_id: one for one in self.remotes(draft, old, fine)}
        fine = remotes[self.id_of(fine)]
        for document, words in ((draft, "not approved"), (old, "opening balance")):
            both = remotes[self.id_of(document)] | fine
            with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                both.action_import()
        contact = self.env["xero.remote"].create(
            {
                "connection_id": self.connection.id,
                "entity": "contact",
                "xero_id": "c",
                "name": "Ada",
            }
        )
        with self.assertRaisesRegex(UserError, "Ada"), self.env.cr.savepoint():
            contact.action_import()
        self.drain(self.connection)
        self.assertFalse(
            self.env["account.move"].search([("xero_origin_id", "!=", False)])
        )

    def test_who_may_choose(self):  # SPEC X13
        remote = self.remotes(self.enter("ACCREC"))
        clerk = new_test_user(
            self.env,
            "clerk",
            groups="account.group_account_invoice,xero_connector.group_task_viewer",
        )
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self.user(company_id=other.id, company_ids=[(6, 0, other.ids)])
        for user in (clerk, stranger):
            with self.assertRaises(AccessError):
                remote.with_user(user).action_import()
            with self.assertRaises(AccessError):
                self.connection.with_user(user).action_import_documents()
        self.drain(self.connection)
        self.assertTrue(remote.exists())

    def test_a_difference_that_xero_wins(self):  # SPEC X3 P21
        document = self.enter("ACCREC")
        self.come_in()
        self.connection.drift_missing = "xero"  # says nothing about what comes in
        self.connection.action_reconcile()
        self.drain(self.connection)
        row = self.env["xero.discrepancy"].search([("state", "=", "open")])
        self.assertEqual((row.kind, row.may_xero), ("only_in_xero", True))
        self.assertFalse(self.link_of(document))
        row.action_xero_wins()
        self.drain(self.connection)
        self.assertEqual(self.move_of(document).state, "draft")

    def test_documents_from_before_connecting(self):  # SPEC A32 B13
        """Since the cut-over date by themselves, whenever they were entered."""
        self.control("clock", advance=-86400 * 200)
        document = self.enter("ACCREC")
        self.control("clock", advance=86400 * 200)
        self.come_in()
        self.assertFalse(self.remotes(document))
        self.connection.cutover_date = "2026-01-01"
        self.connection.import_invoices = "posted"
        self.come_in()
        self.assertTrue(self.move_of(document), self.told())

    def test_all_documents_from_xero(self):  # SPEC B13
        """Whatever was entered long before its date."""
        self.control("clock", advance=-86400 * 700)
        document = self.enter("ACCREC")
        self.control("clock", advance=86400 * 700)
        self.connection.action_import_documents()
        self.come_in()
        remotes = self.remotes(document)
        self.assertEqual(remotes.number, document["InvoiceNumber"])


class TestTold(DocumentsIn, WebhookCase):
    """Xero's webhooks tell of them."""

    def test_told_twice(self):  # SPEC X12 B13
        """Two deliveries of the same, and the poll: one document."""
        later = fields.Datetime.add(fields.Datetime.now(), days=1)
        self.env["xero.cursor"].search([]).next_poll_at = later
        document = self.enter("ACCPAY")
        told = event(self.tenant_id, "INVOICE", self.id_of(document), "CREATE")
        for number in (1, 2):
            self.post(body_of([told], first=number))
        self.drain(self.connection)
        self.assertEqual(len(self.moves_from(document)), 1)
        self.come_in()
        self.assertEqual(len(self.moves_from(document)), 1)
        self.assert_same()


class TestDeath(DocumentsIn):
    def test_killed_while_it_comes_in(self):  # SPEC X4
        """Everything of a document is one transaction: all of it, or nothing."""
        document = self.enter("ACCREC")
        entity = type(self.env["xero.entity.document"])
        original = entity._link_taken
        deaths = []

        def die_once(model, *arguments):
            original(model, *arguments)
            if not deaths:
                deaths.append(1)
                raise KeyboardInterrupt

        self.patch(entity, "_link_taken", die_once)
        self.env["xero.cursor"].search([]).next_poll_at = False
        self.env.cr.flush()
        with self.enter_registry_test_mode(), self.assertRaises(KeyboardInterrupt):
            self.connection.sudo().cron_id.method_direct_trigger()
        self.assertFalse(self.moves_from(document))
        self.come_in()
        self.assertEqual(len(self.moves_from(document)), 1)
        self.assert_same()
