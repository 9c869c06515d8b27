# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who may ask Xero through the connection, for what, and when it answers."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from .consents import Organisations
from .service_case import SALE, ServiceCase

NOTHING = "1b2c3d4e-0000-4000-8000-000000000000"
MANAGER = "xero_connector.group_manager"
VIEWER = "xero_connector.group_task_viewer"


class TestServiceRules(Organisations, ServiceCase):
    # === WHO === #

    def test_who_may_ask(self):  # SPEC B1 A8
        """A manager of the connection's company, or the superuser; others not."""
        names = ("list_invoices", "list_contacts", "list_accounts", "list_items")
        asks = [(name, ()) for name in names]
        asks += [("get_invoice", ("X",)), ("create_invoice", (SALE,))]
        asks += [("create_contact", ({"Name": "X"},))]
        asks += [("create_payment", ("X", "090", 1))]
        elsewhere = self.new_company()
        strangers = [
            new_test_user(
                self.env, "viewer", groups="xero_connector.group_task_viewer"
            ),
            new_test_user(self.env, "biller", groups="account.group_account_invoice"),
            new_test_user(
                self.env,
                "elsewhere",
                groups=f"base.group_user,{MANAGER}",
                company_id=elsewhere.id,
                company_ids=[(6, 0, elsewhere.ids)],
            ),
        ]
        for user in strangers:
            for name, arguments in asks:
                with (
                    self.subTest(user=user.login, name=name),
                    self.assertRaises(AccessError),
                ):
                    self.ask(name, *arguments, user=user)
        self.assertEqual(self.simulator.requests(), [])
        with self.enter_registry_test_mode():
            found = self.connection.with_user(strangers[1]).sudo().list_contacts()
        self.assertEqual(found, [])

    # === WHAT === #

    def test_slips_of_the_pen(self):  # SPEC B1
        """Told by their names before anything is sent."""
        line = SALE["LineItems"][0]
        for values, word in (
            ({**SALE, "Refrence": "x"}, "“Refrence”. Did you mean “Reference”"),
            ({**SALE, "LineItems": [{**line, "Qty": 1}]}, r"LineItems\[0\].Qty"),
            ({**SALE, "Contact": {"name": "x"}}, "Contact.name"),
            ({**SALE, "InvoiceID": "x"}, "Leave out InvoiceID"),
            ({**SALE, "Date": "4.3.2026"}, "Date: "),
            ({**SALE, "LineItems": {}}, "LineItems: "),
            ({**SALE, "LineItems": [{**line, "UnitAmount": "ten"}]}, "UnitAmount"),
            ({**SALE, "CurrencyCode": "XXX1"}, "CurrencyCode"),
            ({**SALE, "SentToContact": "yes"}, "SentToContact"),
            ({**SALE, "Type": "INVOICE"}, "ACCREC or ACCPAY"),
            ({"Contact": {"Name": "x"}}, "ACCREC or ACCPAY"),
            ([SALE], "does not take"),
        ):
            with self.subTest(word=word), self.assertRaisesRegex(UserError, word):
                self.ask("create_invoice", values)
        for name, options in (
            ("list_invoices", {"contact": "Ada"}),
            ("list_invoices", {"page": "x"}),
            ("list_invoices", {"modified_since": "yesterday"}),
            ("list_contacts", {"ids": "1"}),
        ):
            with self.subTest(**options), self.assertRaises(UserError):
                self.ask(name, **options)
        self.assertEqual(self.simulator.requests(), [])
        self.assertFalse(self.calls())

    # === WHEN === #

    def test_states_of_the_connection(self):  # SPEC B1 X20
        ask = {"ask": lambda: self.ask("list_invoices")}
        self.connection.paused = True
        self.assert_refused("connection_not_ready", "paused", **ask)
        self.connection.paused = False
        self.connection.database_name = "another"
        self.assert_refused("wrong_database", **ask)
        self.assertEqual(self.simulator.requests(), [])
        self.connection.database_name = self.env.cr.dbname
        self.connection.action_disconnect()
        self.simulator.world.log.clear()
        self.assert_refused("connection_not_ready", "signed in", **ask)
        self.assertEqual(self.simulator.requests(), [])

    def test_limits(self):  # SPEC B1 B18
        """Said until when; nobody asks before that, and the lane knows it too."""
        self.trouble("rate_limit", problem="minute", retry_after=40)
        self.assert_refused(
            "rate_minute",
            "Try again after",
            ask=lambda: self.ask("create_invoice", SALE),
        )
        before = len(self.simulator.requests())
        self.assert_refused("rate_minute", ask=lambda: self.ask("list_contacts"))
        self.invoice()
        self.drain(self.connection)
        self.assertEqual(len(self.simulator.requests()), before)
        self.assertFalse(self.xero_invoices())
        self.pass_time(41)
        self.ask("create_invoice", SALE)
        self.assertEqual(len(self.xero_invoices("WEB-1")), 1)

    def test_calls_are_counted_and_journalled(self):  # SPEC X17 B18
        budget = self.connection.budget_ids
        calls, left = budget.calls_today, budget.day_remaining
        self.ask("create_invoice", SALE)
        self.ask("list_invoices")
        self.assertEqual(budget.calls_today, calls + 2)
        self.assertEqual(budget.day_remaining, left - 2)
        (write,) = self.calls()
        self.assertEqual((write.state, write.user_id), ("settled", self.user))
        self.assertIn("WEB-1", write.summary)
        self.assertNotIn("Hopper", write.summary)
        self.assertFalse(write.body)
        read = self.env["xero.call"].search([], limit=1)
        self.assertEqual((read.operation, read.status), ("get_invoices", 200))

    def test_expired_token(self):  # SPEC P3
        self.trouble("expire_token", "Invoices", "GET")
        self.assertEqual(self.ask("list_invoices"), [])
        self.trouble("expire_token", "Invoices", "PUT")
        self.ask("create_invoice", SALE)
        self.assertEqual(len(self.simulator.requests("/connect/token")), 2)
        self.assertEqual(len(self.xero_invoices("WEB-1")), 1)

    def test_access_that_is_lost(self):  # SPEC B7
        """The caller is told what to do, and the lane finds out by itself."""
        self.simulator.fault(
            {"path": "Invoices$"},
            {"kind": "status", "status": 403, "body": '{"Title": "Forbidden"}'},
        )
        self.assert_refused(
            "organisation_disconnected",
            "Connect with Xero",
            ask=lambda: self.ask("list_invoices"),
        )
        self.assertEqual(self.connection.state, "connected")

    def test_other_organisation(self):  # SPEC B19 X13
        """Each connection asks its own organisation."""
        company = self.new_company()
        other = self.new_connection(company_id=company.id)
        beta = self.simulator.world.add_organisation(Settings("Beta")).tenant_id
        self.simulator.world.identity.users["demo@example.com"].organisations = [beta]
        self.give_consent(other, tenants=[beta])
        wizard = self.env["xero.choose.organisation"].browse(
            other.action_choose()["res_id"]
        )
        wizard.tenant_id = beta
        wizard.action_confirm()
        self.user.company_ids += company
        both = self.env(context={"allowed_company_ids": (self.company + company).ids})
        found = other.with_env(both)
        self.ask("create_contact", {"Name": "In Beta"}, connection=found)
        self.assertFalse(self.xero_contacts("In Beta"))
        (listed,) = self.ask("list_contacts", connection=found)
        self.assertEqual(listed["Name"], "In Beta")
