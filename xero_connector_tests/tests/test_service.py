# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What other code may ask of Xero: lists, single objects, new ones."""

from datetime import date, timedelta
from decimal import Decimal

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from .consents import Organisations
from .service_case import BILL, SALE, ServiceCase

NOTHING = "1b2c3d4e-0000-4000-8000-000000000000"
MANAGER = "xero_connector.group_manager"
VIEWER = "xero_connector.group_task_viewer"


class TestServiceObjects(ServiceCase):
    # === INVOICES AND BILLS === #

    def test_invoices_and_bills(self):  # SPEC B1 B13
        """Made, found by id and by number, listed."""
        for values in (SALE, BILL):
            with self.subTest(type=values["Type"]):
                number = values["InvoiceNumber"]
                made = self.ask("create_invoice", values)
                (theirs,) = self.xero_invoices(number)
                self.assertEqual(theirs["InvoiceID"], made["InvoiceID"])
                self.assertEqual(theirs["Type"], values["Type"])
                self.assertEqual(float(theirs["Total"]), made["Total"])
                self.assertEqual(made["Date"], "2026-03-04")
                for name in (number, made["InvoiceID"]):
                    found = self.ask("get_invoice", name)
                    self.assertEqual(found["InvoiceID"], made["InvoiceID"])
                    self.assertEqual(len(found["LineItems"]), 1)
                    self.assertEqual(found["DueDate"], "2026-04-04")
                (listed,) = self.ask("list_invoices", type=values["Type"])
                self.assertEqual(listed["InvoiceNumber"], number)
        self.assertEqual(len(self.xero_invoices()), 2)
        (line,) = self.xero_invoices("WEB-1")[0]["LineItems"]
        self.assertEqual(line["UnitAmount"], Decimal("49.995"))
        self.assertFalse(self.ask("get_invoice", "WEB-2"))
        self.assertFalse(
            self.ask("get_invoice", "1b2c3d4e-0000-4000-8000-000000000000")
        )

    def test_filters(self):  # SPEC B13
        draft = self.ask("create_invoice", {**SALE, "Status": "DRAFT"})
        since = fields.Datetime.now() + timedelta(minutes=5)
        self.pass_time(600)
        new = self.ask("create_invoice", {**SALE, "InvoiceNumber": "WEB-2"})
        self.ask("create_invoice", BILL)
        contact = draft["Contact"]["ContactID"]
        for expected, filters in (
            ({"WEB-1"}, {"status": "DRAFT"}),
            ({"WEB-1", "WEB-2"}, {"status": ["DRAFT", "AUTHORISED"], "type": "ACCREC"}),
            ({"B/77, 2"}, {"type": "ACCPAY", "modified_since": f"{since}"}),
            ({"WEB-2"}, {"type": "ACCREC", "modified_since": since}),
            ({"WEB-1", "WEB-2"}, {"contact": contact}),
            ({"WEB-2"}, {"numbers": ["WEB-2", "WEB-3"]}),
            ({"B/77, 2"}, {"numbers": "B/77, 2", "type": "ACCPAY"}),
            (set(), {"numbers": "B/77, 2", "type": "ACCREC"}),
            (set(), {"page": 2}),
        ):
            with self.subTest(**filters):
                found = self.ask("list_invoices", **filters)
                self.assertEqual({one["InvoiceNumber"] for one in found}, expected)
        self.assertTrue(new["UpdatedDateUTC"] > f"{since}")

    def test_two_documents_of_one_number(self):  # SPEC B13
        first = self.ask("create_invoice", BILL, key="one")
        second = self.ask("create_invoice", BILL, key="two")
        with self.assertRaisesRegex(UserError, first["InvoiceID"]):
            self.ask("get_invoice", BILL["InvoiceNumber"])
        found = self.ask("get_invoice", second["InvoiceID"])
        self.assertEqual(found["InvoiceID"], second["InvoiceID"])

    def test_what_xero_refuses(self):  # SPEC B1 B22
        self.ask("create_invoice", SALE, key="first")
        for code, word, values in (
            ("invoice_number_taken", "number", SALE),
            (
                "account_invalid",
                "account",
                {
                    **SALE,
                    "InvoiceNumber": "WEB-3",
                    "LineItems": [{**SALE["LineItems"][0], "AccountCode": "999"}],
                },
            ),
        ):
            with self.subTest(code=code):
                self.assert_refused(
                    code,
                    word,
                    ask=lambda values=values: self.ask("create_invoice", values),
                )
        self.assertEqual(len(self.xero_invoices()), 1)
        # once it is right, the same code goes through
        self.assertTrue(self.ask("create_invoice", {**SALE, "InvoiceNumber": "WEB-3"}))

    # === CONTACTS === #

    def test_contacts(self):  # SPEC B1 B14
        """Customers and suppliers."""
        made = self.ask(
            "create_contact",
            {
                "Name": "Ada Lovelace",
                "EmailAddress": "ada@example.com",
                "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "123"}],
            },
        )
        (theirs,) = self.xero_contacts("Ada Lovelace")
        self.assertEqual(theirs["EmailAddress"], "ada@example.com")
        self.assertEqual(theirs["ContactID"], made["ContactID"])
        self.ask("create_invoice", SALE)
        self.ask("create_invoice", BILL)
        names = ["Ada Lovelace", "Grace Hopper", "Rear Admiral Supplies"]
        found = self.ask("list_contacts")
        self.assertEqual(sorted(one["Name"] for one in found), names)
        kinds = {one["Name"]: (one["IsCustomer"], one["IsSupplier"]) for one in found}
        self.assertEqual(kinds["Grace Hopper"], (True, False))
        self.assertEqual(kinds["Rear Admiral Supplies"], (False, True))
        for expected, filters in (
            (names[:1], {"search": "lovelace"}),
            (names[:1], {"ids": made["ContactID"]}),
            ([], {"modified_since": "2100-01-01 00:00:00"}),
            ([], {"page": 2}),
        ):
            with self.subTest(**filters):
                found = self.ask("list_contacts", **filters)
                self.assertEqual([one["Name"] for one in found], expected)
        self.assert_refused(
            "contact_name_taken",
            ask=lambda: self.ask("create_contact", {"Name": "Grace Hopper"}),
        )

    # === PAYMENTS === #

    def test_payments(self):  # SPEC B1 B16 A2
        """Of an invoice that Odoo has sent, and Odoo hears of it; and of a bill."""
        invoice = self.invoice()
        self.drain(self.connection)
        made = self.ask("create_payment", invoice.name, "090", 50, reference="Till 4")
        (theirs,) = self.xero_payments()
        self.assertEqual(theirs["PaymentID"], made["PaymentID"])
        self.assertEqual((float(theirs["Amount"]), theirs["Reference"]), (50, "Till 4"))
        self.assertEqual(made["Date"], f"{date.today()}")  # noqa: DTZ011 - Odoo's today
        self.poll(self.connection)
        self.poll(self.connection)
        self.assertEqual(invoice.amount_residual, 70)

        bill = self.ask("create_invoice", BILL)
        account = self.account(self.connection, "090").xero_id
        day = {"date": "2026-03-05"}
        paid = self.ask("create_payment", bill["InvoiceID"], account, "12.0", **day)
        self.assertEqual(paid["Date"], "2026-03-05")
        (theirs,) = self.xero_invoices(BILL["InvoiceNumber"])
        self.assertEqual((theirs["Status"], float(theirs["AmountDue"])), ("PAID", 0))

    def test_payments_that_xero_refuses(self):  # SPEC B16 B22
        bill = self.ask("create_invoice", BILL)["InvoiceID"]
        for code, arguments in (
            ("payment_exceeds_due", (bill, "090", 12.01)),
            ("validation", (bill, "999", 12)),
        ):
            with self.subTest(code=code):
                self.assert_refused(
                    code, ask=lambda some=arguments: self.ask("create_payment", *some)
                )
        with self.assertRaisesRegex(UserError, "no invoice or bill NONE-1"):
            self.ask("create_payment", "NONE-1", "090", 1)
        self.assertEqual(self.xero_payments(), [])

    # === LISTS === #

    def test_accounts_and_items(self):  # SPEC B15 B17
        """As last loaded: they cost no call."""
        self.control(
            "edit", entity="item", fields={"Code": "OAK", "Name": "Oak", "IsSold": True}
        )
        self.connection.action_load_all()
        self.drain(self.connection)
        before = len(self.simulator.requests())
        accounts = {one["Code"]: one for one in self.ask("list_accounts")}
        items = {one["Code"]: one for one in self.ask("list_items")}
        self.assertEqual(len(self.simulator.requests()), before)
        theirs = {one.get("Code"): one for one in self.state()["accounts"]}
        self.assertEqual(accounts["200"]["AccountID"], theirs["200"]["AccountID"])
        self.assertEqual(accounts["090"]["Type"], "BANK")
        self.assertEqual(set(accounts), set(theirs))
        (item,) = self.state()["items"]
        self.assertEqual(items["OAK"]["ItemID"], item["ItemID"])
        self.assertEqual(items["OAK"]["IsTrackedAsInventory"], False)


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
