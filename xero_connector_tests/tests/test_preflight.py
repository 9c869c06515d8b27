# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is said of a document before it is sent."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .preflight_case import CLERK, MANAGER, PreflightCase


class TestPreflight(PreflightCase):
    def test_ready_invoice(self):  # SPEC X1 A25
        """All that would be sent is shown, by a clerk, without a call."""
        connection = self.connect()
        invoice = self.invoice()
        check = self.check(invoice, CLERK)
        self.assertEqual((check.verdict, check.effect), ("ready", "create"))
        self.assertFalse(check.finding_ids)
        self.assertEqual(check.number, invoice.name)
        self.assertEqual(check.contact_state, "will_create")
        self.assertEqual(check.status, "Authorised")
        self.assertEqual(
            (check.amount_untaxed, check.amount_tax, check.amount_total), (100, 20, 120)
        )
        line = check.line_ids
        self.assertEqual((line.account, line.rule), ("200 Sales", "default"))
        self.assertIn("20%", line.tax_rate)
        self.assertEqual((line.net, line.tax), (100, 20))
        # SPEC X1: looking has asked Xero nothing
        self.assertFalse(self.simulator.requests())
        self.drain(connection)
        sent = self.xero_invoices(check.number)[0]
        self.assertEqual((sent["Status"], sent["Total"]), ("AUTHORISED", 120))
        self.assertEqual(sent["LineItems"][0]["AccountCode"], "200")
        # sent: the same check says so
        check = self.check(invoice)
        self.assertEqual((check.verdict, check.effect), ("nothing", "same"))
        self.assertEqual(check.contact_state, "linked")

    def test_rule_of_each_line(self):  # SPEC A25 X1
        connection = self.connect()
        product, other = self.product(), self.product("Other")
        other.categ_id = self.env["product.category"].create({"name": "Trade"})
        self.map_account(connection, "260", product_tmpl_id=product.product_tmpl_id.id)
        self.map_account(connection, "270", categ_id=other.categ_id.id)
        invoice = self.invoice(post=False)
        line = invoice.invoice_line_ids
        line.copy({"name": "Mapped", "product_id": product.id, "move_id": invoice.id})
        line.copy({"name": "By kind", "product_id": other.id, "move_id": invoice.id})
        self.map_account(connection, "200", odoo_account_id=line.account_id.id)
        check = self.check(invoice)
        rules = {one.name: (one.account[:3], one.rule) for one in check.line_ids}
        self.assertEqual(rules["Consulting"], ("200", "account"))
        self.assertEqual(rules["Mapped"], ("260", "product"))
        self.assertEqual(rules["By kind"], ("270", "category"))

    def test_draft(self):  # SPEC X1
        """The number of a draft is not known, and it is said."""
        self.connect()
        check = self.check(self.invoice(post=False))
        self.assertEqual((check.verdict, check.number), ("ready", ""))
        self.assertEqual(self.found(check, "draft").severity, "note")
        self.assertEqual(check.amount_total, 120)

    def test_every_line_is_told_of(self):  # SPEC X1 P11
        """Not only the first reason: each line's, and the document's."""
        connection = self.connect(default_account_id=False)
        connection.period_lock_date = fields.Date.today()
        tax = self.tax("Luxury", 33)
        invoice = self.invoice(taxes=tax, post=False)
        invoice.invoice_line_ids.copy({"name": "Second", "move_id": invoice.id})
        check = self.check(invoice)
        self.assertEqual(check.verdict, "error")
        labels = check.finding_ids.mapped("label")
        self.assertEqual(labels.count("missing_account"), 2)
        self.assertEqual(labels.count("missing_tax_mapping"), 2)
        self.assertEqual(labels.count("period_locked"), 1)
        self.assertEqual(
            set(check.finding_ids.mapped("about")), {"", "Consulting", "Second"}
        )
        self.assertEqual(check.line_ids.mapped("has_problem"), [True, True])
        self.assertFalse(self.simulator.requests())

    def test_bill_and_credit_note(self):  # SPEC X1
        connection = self.connect()
        bill = self.invoice(
            move_type="in_invoice", taxes=self.purchase_tax, ref="R-1", post=False
        )
        check = self.check(bill)
        self.assertEqual((check.number, check.line_ids.account[:3]), ("R-1", "429"))
        note = self.invoice(move_type="out_refund")
        check = self.check(note)
        self.assertEqual((check.verdict, check.amount_total), ("ready", 120))
        connection.sync_bills = "off"
        check = self.check(bill)
        self.assertEqual((check.verdict, check.effect), ("nothing", "nothing"))
        self.assertIn("settings", check.reason)

    def test_several_documents(self):  # SPEC X1
        """The worst come first."""
        self.connect()
        good, bad = self.invoice(), self.invoice(taxes=self.tax("Luxury", 33))
        action = (good | bad).with_user(self.user()).action_xero_check()
        checks = self.env["xero.preflight"].with_user(self.user())
        checks = checks.search(action["domain"])
        self.assertEqual(checks.mapped("verdict"), ["error", "ready"])
        self.assertEqual(checks.move_id, good | bad)
        self.assertEqual(checks[0].finding_count, 1)
        opened = checks[0].action_open_document()
        self.assertEqual(opened["res_id"], bad.id)
        self.assertFalse(self.simulator.requests())
        entry = self.env["account.move"].create({"move_type": "entry"})
        with self.assertRaises(UserError):
            entry.with_user(self.user()).action_xero_check()

    def test_who_may(self):  # SPEC X1
        self.connect()
        invoice = self.invoice()
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            invoice.with_user(stranger).action_xero_check()
        check = self.check(invoice, CLERK)
        self.assertTrue(invoice.with_user(self.user(CLERK)).xero_can_check)
        with self.assertRaises(AccessError):
            check.with_user(self.user(MANAGER)).read(["verdict"])  # somebody else's
        entry = self.env["account.move"].create({"move_type": "entry"})
        self.assertFalse(entry.xero_can_check)

    def test_clerk_is_sent_to_a_manager(self):  # SPEC X1
        self.connect(default_account_id=False)
        found = self.found(self.check(self.invoice(), CLERK), "missing_account")
        self.assertFalse(found.fix_title)
        self.assertIn("manager", found.advice)
        with self.assertRaises(AccessError):
            found.action_fix()

    def test_check_again(self):  # SPEC X1
        connection = self.connect(default_account_id=False)
        check = self.check(self.invoice())
        self.assertEqual(check.verdict, "error")
        connection.default_account_id = self.account(connection, "200")
        again = check.browse(check.action_check_again()["res_id"])
        self.assertEqual(again.verdict, "ready")
