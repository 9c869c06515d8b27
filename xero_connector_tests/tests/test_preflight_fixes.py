# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where each finding of a check is put right."""

from datetime import date, timedelta

from odoo import Command, fields

from .preflight_case import PreflightCase


class TestPreflightFixes(PreflightCase):
    def test_account(self):  # SPEC X1 P11
        connection = self.connect(default_account_id=False)
        product = self.product()
        invoice = self.invoice(post=False)
        account = invoice.invoice_line_ids.account_id
        found = self.found(self.check(invoice), "missing_account")
        self.assert_fix(
            found,
            "xero.account.mapping",
            default_connection_id=connection.id,
            default_odoo_account_id=account.id,
            default_use="sale",
        )
        invoice.invoice_line_ids.product_id = product
        found = self.found(self.check(invoice), "missing_account")
        template = product.product_tmpl_id.id
        self.assert_fix(found, "xero.account.mapping", default_product_tmpl_id=template)

    def test_archived_default_account(self):  # SPEC P11
        connection = self.connect()
        connection.default_account_id.status = "ARCHIVED"
        found = self.found(self.check(self.invoice()), "account_invalid")
        action = self.assert_fix(found, "xero.connection")
        view = self.env.ref("xero_connector.xero_connection_view_form_accounts")
        self.assertEqual(action["views"], [(view.id, "form")])
        self.assertEqual(action["res_id"], connection.id)

    def test_tax(self):  # SPEC X1 D6
        connection = self.connect()
        federal, provincial = self.tax("Federal", 6), self.tax("Provincial", 7)
        invoice = self.invoice(taxes=federal | provincial)
        found = self.found(self.check(invoice), "missing_tax_mapping")
        self.assertIn("Federal", found.sentence)
        self.assert_fix(
            found,
            "xero.tax.mapping",
            default_connection_id=connection.id,
            default_tax_id=federal.id,
            default_with_tax_ids=provincial.ids,
        )

    def test_missing_default_tax_rate(self):  # SPEC X1
        connection = self.connect(default_tax_rate_id=False)
        invoice = self.invoice(taxes=self.no_tax)
        found = self.found(self.check(invoice), "missing_tax_rate")
        action = self.assert_fix(found, "xero.connection")
        self.assertEqual(action["res_id"], connection.id)

    def test_lock_dates(self):  # SPEC X11 P16
        """Each policy says what it does to the document."""
        connection = self.connect(lock_date_policy="block")
        today = fields.Date.today()
        connection.period_lock_date = today
        invoice = self.invoice()
        found = self.found(self.check(invoice), "period_locked")
        self.assertEqual(found.severity, "error")
        self.assertIn(str(today), found.sentence)
        self.assert_fix(found, "xero.connection")
        connection.lock_date_policy = "hold"
        check = self.check(invoice)
        self.assertEqual(check.verdict, "wait")
        self.assertEqual(self.found(check, "period_held").severity, "wait")
        connection.lock_date_policy = "redate"
        check = self.check(invoice)
        self.assertEqual(check.verdict, "ready")
        self.assertEqual(check.date, today + timedelta(days=1))
        self.found(check, "redated")

    def test_currency(self):  # SPEC X1
        self.connect()
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {"name": "2020-01-01", "rate": 1.2, "currency_id": euro.id}
        )
        check = self.check(self.invoice(currency_id=euro.id))
        self.assertEqual(check.currency_id, euro)
        self.assertAlmostEqual(check.currency_rate, 1.2, 4)
        connection = self.env["xero.connection"].search([("state", "!=", "draft")])
        known = connection.currency_ids.filtered(lambda one: one.xero_id == "EUR")
        known.status = "ARCHIVED"
        self.env["xero.rules"]._forget(connection)
        connection.currencies_loaded_on = fields.Datetime.now()
        check = self.check(self.invoice(currency_id=euro.id))
        self.assert_fix(self.found(check, "currency_not_enabled"), "xero.connection")

    def test_tracking(self):  # SPEC X1 X15
        connection = self.connect(tracking_policy="refuse")
        self.in_xero("tracking_category", Name="Region", Options=[{"Name": "Nord"}])
        connection.action_load_tracking()
        self.drain(connection)
        self.simulator.world.log.clear()
        category = connection.tracking_category_ids
        plan = self.env["account.analytic.plan"].create({"name": "Area"})
        north = self.env["account.analytic.account"].create(
            {"name": "North", "plan_id": plan.id}
        )
        self.env["xero.tracking.plan.mapping"].create(
            {
                "connection_id": connection.id,
                "plan_id": plan.id,
                "category_id": category.id,
            }
        )
        invoice = self.invoice(post=False)
        invoice.invoice_line_ids.analytic_distribution = {north.id: 100}
        found = self.found(self.check(invoice), "missing_tracking")
        self.assert_fix(
            found,
            "xero.tracking.option.mapping",
            default_analytic_account_id=north.id,
        )
        self.env["xero.tracking.option.mapping"].create(
            {
                "connection_id": connection.id,
                "analytic_account_id": north.id,
                "option_id": connection.tracking_option_ids.id,
            }
        )
        check = self.check(invoice)
        self.assertFalse(self.labels(check) - {"draft"})
        self.assertIn(connection.tracking_option_ids.name, check.line_ids.tracking)

    def test_contacts(self):  # SPEC X1 P1
        connection = self.connect(contact_policy="match_only")
        partner = self.partner()
        invoice = self.invoice(partner)
        check = self.check(invoice)
        self.assertEqual(check.contact_state, "unmatched")
        found = self.found(check, "contact_unmatched")
        self.assertEqual(found.severity, "wait")
        action = self.assert_fix(found, "res.partner")
        self.assertEqual(action["res_id"], partner.id)
        connection.contact_policy = "create"
        self.drain(connection)
        connection.auto_unarchive = False
        link = partner.xero_link_id
        link.status = "ARCHIVED"
        check = self.check(self.invoice(partner))
        self.assertEqual(self.found(check, "contact_archived").severity, "wait")
        connection.auto_unarchive = True
        check = self.check(self.invoice(partner))
        self.assertEqual(self.found(check, "will_restore").severity, "note")

    def test_number_clash(self):  # SPEC P14 X1
        """In Odoo's links and in what was seen of Xero; nothing is asked."""
        connection = self.connect()
        invoice = self.invoice()
        remote = self.env["xero.remote"].create(
            {
                "connection_id": connection.id,
                "entity": "invoice",
                "xero_id": "0000",
                "number": invoice.name,
                "name": "Somebody else",
                "status": "AUTHORISED",
                "currency": "GBP",
                "total": 5,
            }
        )
        found = self.found(self.check(invoice), "invoice_number_taken")
        self.assertIn("Somebody else", found.sentence)
        action = self.assert_fix(found, "xero.remote")
        self.assertEqual(action["domain"], [("id", "=", remote.id)])
        remote.unlink()
        other = self.invoice()
        self.env["xero.link"].create(
            {
                "connection_id": connection.id,
                "entity": "invoice",
                "res_model": "account.move",
                "res_id": other.id,
                "xero_id": "0001",
                "number": invoice.name,
                "status": "AUTHORISED",
            }
        )
        found = self.found(self.check(invoice), "invoice_number_taken")
        action = self.assert_fix(found, "account.move")
        self.assertEqual(action["res_id"], other.id)

    def test_known_in_xero(self):  # SPEC P14
        """The same contact and total: it would be linked."""
        connection = self.connect()
        first = self.invoice()
        self.drain(connection)
        invoice = self.invoice(first.partner_id)
        self.env["xero.remote"].create(
            {
                "connection_id": connection.id,
                "entity": "invoice",
                "xero_id": "0000",
                "number": invoice.name,
                "contact_xero_id": first.partner_id.xero_link_id.xero_id,
                "status": "AUTHORISED",
                "currency": "GBP",
                "total": 120,
            }
        )
        check = self.check(invoice)
        self.assertEqual(check.verdict, "ready")
        self.found(check, "will_link")

    def test_what_waits(self):  # SPEC X1
        connection = self.connect(push_when="sent")
        invoice = self.invoice()
        connection.paused = True
        check = self.check(invoice)
        self.assertEqual(check.verdict, "wait")
        self.assertEqual(self.labels(check), {"not_sent_yet", "connection_not_ready"})
        connection.write({"push_when": "posted", "paused": False})
        connection.base_currency = "USD"
        found = self.found(self.check(invoice), "base_currency_differs")
        self.assert_fix(found, "xero.connection")

    def test_before_the_cutover(self):  # SPEC X1 A32
        connection = self.connect()
        connection.cutover_date = date(2100, 1, 1)
        check = self.check(self.invoice())
        self.assertEqual((check.verdict, check.effect), ("ready", "link"))
        self.found(check, "looked_up")

    def test_document_without_lines(self):  # SPEC X1
        self.connect()
        move = self.invoice(post=False)
        move.invoice_line_ids = [Command.clear()]
        found = self.found(self.check(move), "no_lines")
        action = self.assert_fix(found, "account.move")
        self.assertEqual(action["res_id"], move.id)

    def test_item_that_is_gone(self):  # SPEC X1 B17
        connection = self.connect()
        product = self.product()
        item = self.env["xero.item"].create(
            {
                "connection_id": connection.id,
                "xero_id": "0000",
                "code": "GONE",
                "name": "Gone",
                "status": "ACTIVE",
                "is_sold": True,
            }
        )
        self.env["xero.item.mapping"].create(
            {
                "connection_id": connection.id,
                "product_id": product.id,
                "item_id": item.id,
            }
        )
        invoice = self.invoice(product=product, post=False)
        check = self.check(invoice)
        self.assertEqual(check.line_ids.item, "GONE")
        item.status = "DELETED"
        found = self.found(self.check(invoice), "item_invalid")
        action = self.assert_fix(found, "xero.item.mapping")
        self.assertIn(("product_id", "=", product.id), action["domain"])
