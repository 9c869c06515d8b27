# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What other code may ask of Xero: lists, single objects, new ones."""

from datetime import date, timedelta
from decimal import Decimal

from odoo import fields
from odoo.exceptions import UserError

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
