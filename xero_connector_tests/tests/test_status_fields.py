# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each record says where it stands with Xero, and nothing is echoed back."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .trouble import TroubleCase

FIELDS = ("xero_sync", "xero_status", "xero_number", "xero_url", "xero_message")
STATES = ("synced", "pending", "attention", False)


class TestStatusFields(TroubleCase):
    def four_partners(self):
        """A partner in each state, and an invoice in each as far as there is one."""
        connection = self.connect()
        none = self.partner("Left Out", is_company=False)
        self.drain(connection)
        self.env["xero.link"].search([("res_id", "=", none.id)]).unlink()
        synced = self.partner("In Xero", email="in@example.com")
        self.drain(connection)
        attention = self.partner("Unreachable", email="not an address")
        self.drain(connection)
        pending = self.partner("On Its Way")
        self.env.cr.flush()
        return connection, dict(
            zip(STATES, (synced, pending, attention, none), strict=True)
        )

    def assert_found_by_state(self, records_by_state):
        """Reading and searching agree, state by state and in every combination."""
        records = records_by_state[False].browse().concat(*records_by_state.values())
        records.invalidate_recordset()
        inside = [("id", "in", records.ids)]
        for state, record in records_by_state.items():
            with self.subTest(state=state):
                self.assertEqual(record.xero_sync, state)
                found = records.search([*inside, ("xero_sync", "=", state)])
                self.assertEqual(found, record)
                others = records.search([*inside, ("xero_sync", "!=", state)])
                self.assertEqual(others, records - record)
        some = ["synced", "attention"]
        self.assertEqual(
            records.search([*inside, ("xero_sync", "in", some)]),
            records.filtered(lambda one: one.xero_sync in some),
        )

    # === STATES === #

    def test_partners(self):  # SPEC A8 C11
        _connection, partners = self.four_partners()
        self.assert_found_by_state(partners)
        synced, attention = partners["synced"], partners["attention"]
        self.assertEqual(synced.xero_number, "In Xero")
        self.assertEqual(synced.xero_status, "ACTIVE")
        (contact,) = self.xero_contacts("In Xero")
        self.assertIn(contact["ContactID"], synced.xero_url)
        self.assertFalse(synced.xero_message)
        self.assertIn("does not accept the e-mail address", attention.xero_message)
        self.assertIn("Correct the e-mail address", attention.xero_message)
        self.assertFalse(attention.xero_url)

    def test_documents(self):  # SPEC A1 A8
        connection, partners = self.four_partners()
        synced = self.invoice(partners["synced"])
        waiting = self.invoice(partners["attention"])
        self.drain(connection)
        connection.tax_mapping_ids.unlink()
        failed = self.invoice(partners["synced"])
        self.drain(connection)
        draft = self.invoice(partners["synced"], post=False)
        invoices = zip(STATES, (synced, waiting, failed, draft), strict=True)
        self.assert_found_by_state(dict(invoices))
        self.assertEqual(synced.xero_status, "AUTHORISED")
        moves = self.env["account.move"]
        for domain in (
            [("xero_number", "=", synced.name)],
            [("xero_number", "ilike", synced.name[-5:]), ("xero_sync", "=", "synced")],
            [("xero_status", "=", "AUTHORISED")],
        ):
            self.assertEqual(moves.search(domain), synced)
        self.assertNotIn(synced, moves.search([("xero_status", "!=", "AUTHORISED")]))
        self.assertIn(draft, moves.search([("xero_status", "!=", "AUTHORISED")]))

    def test_payments(self):  # SPEC A8 A30
        connection, partners = self.four_partners()
        invoices = [self.invoice(partners["synced"]) for _number in range(3)]
        self.drain(connection)
        synced = self.pay(invoices[0])
        self.drain(connection)
        connection.default_bank_account_id = False
        pending = self.pay(invoices[1])
        self.drain(connection)
        none = self.pay(invoices[2])
        self.env.cr.flush()
        self.env["xero.task"].search(
            [("res_id", "=", none.move_id.id), ("res_model", "=", "account.move")]
        ).action_cancel()
        (synced | pending | none).invalidate_recordset()
        self.assertEqual(
            (synced | pending | none).mapped("xero_sync"), ["synced", "pending", False]
        )
        payments = self.env["account.payment"]
        self.assertEqual(payments.search([("xero_sync", "=", "synced")]), synced)
        self.assertEqual(payments.search([("xero_sync", "=", "pending")]), pending)
        self.assertNotIn(synced | pending, payments.search([("xero_sync", "=", False)]))
        self.assertIn("No payment account", pending.xero_message)

    def test_only_clerks_see_it(self):  # SPEC A8
        _connection, partners = self.four_partners()
        partner = partners["synced"]
        plain = new_test_user(self.env, "plain", groups="base.group_user")
        clerk = new_test_user(
            self.env, "clerk", groups="base.group_user,xero_connector.group_clerk"
        )
        self.assertEqual(partner.with_user(clerk).xero_sync, "synced")
        self.assertIn(
            partner, partner.with_user(clerk).search([("xero_sync", "!=", 0)])
        )
        for name in FIELDS:
            partner.with_user(clerk).read([name])
            with self.subTest(name=name), self.assertRaises(AccessError):
                partner.with_user(plain).read([name])
        with self.assertRaises(AccessError):
            partner.with_user(plain).search([("xero_sync", "=", "synced")])

    def test_each_company_sees_its_own(self):  # SPEC X13 C12
        _connection, partners = self.four_partners()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        there = partners["synced"].with_company(company)
        self.assertFalse(there.xero_sync)
        self.assertFalse(there.xero_url)
        found = there.search([("xero_sync", "=", "synced")])
        self.assertNotIn(there, found)

    # === NO ECHO === #

    def test_what_came_from_xero_is_not_sent_back(self):  # SPEC A6 E2
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, account="090")
        self.simulator.world.log.clear()
        for _run in range(3):
            self.poll(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertEqual(self.writes(), [])
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertEqual(invoice.matched_payment_ids.xero_sync, "synced")

    def test_what_was_sent_does_not_come_back(self):  # SPEC A6 E2
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice)
        for _run in range(3):
            self.poll(connection)
        self.assertEqual(len(invoice.matched_payment_ids), 1)
        self.assertEqual(len(self.xero_payments()), 1)
        self.assert_agreement(connection, invoice)

    def test_one_way_only(self):  # SPEC A6
        """Payments from Odoo alone, and from Xero alone."""
        for direction in ("push", "pull", "off"):
            with self.subTest(direction=direction):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                connection = self.connect(sync_payments=direction)
                partner = self.partner(f"Customer {direction}")
                ours, theirs = self.invoice(partner), self.invoice(partner)
                self.drain(connection)
                self.pay(ours)
                self.control("pay", invoice=theirs.name, account="090")
                self.poll(connection)
                in_xero = {one["Status"] for one in self.xero_invoices(ours.name)}
                sent = direction == "push"
                self.assertEqual(in_xero, {"PAID" if sent else "AUTHORISED"})
                paid = theirs.payment_state in ("paid", "in_payment")
                self.assertEqual(paid, direction == "pull")

    # === DATES === #

    def test_days_stay_the_same_day(self):  # SPEC B21
        """Xero's /Date(ms)/ means a day; no time zone moves it, on either side."""
        for zone in ("Pacific/Auckland", "America/Los_Angeles"):
            with self.subTest(zone=zone):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                self.env.user.tz = zone
                connection = self.connect(cutover_date="2026-01-01")
                invoice = self.invoice(
                    self.partner(zone),
                    invoice_date="2026-03-01",
                    invoice_date_due="2026-03-31",
                )
                self.drain(connection)
                (document,) = self.xero_invoices()
                self.assertIn("2026-03-01", document["DateString"])
                self.assertIn("2026-03-31", document["DueDateString"])
                day = "2026-04-02"
                self.control("pay", invoice=invoice.name, account="090", date=day)
                self.poll(connection)
                self.assertEqual(str(invoice.matched_payment_ids.date), day)
