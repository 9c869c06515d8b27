# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What other code asks for is made once: answers lost, code repeated, rolled back."""

from unittest.mock import patch

from odoo.exceptions import UserError

from odoo.addons.xero_connector.models import xero_lane

from .service_case import BILL, SALE, ServiceCase
from .test_unanswered import LOST, WAITS, code_of
from .trouble import A_WHILE

#: neither has a number that Xero would refuse a second time
UNNUMBERED = {key: value for key, value in SALE.items() if key != "InvoiceNumber"}


class TestServiceOnce(ServiceCase):
    def creations(self):
        return [one for one in self.writes() if one.method == "PUT"]

    def test_the_same_again(self):  # SPEC B1 X7
        """Code that is repeated at once gets what it has made."""
        for values in (UNNUMBERED, BILL):
            first = self.ask("create_invoice", values)
            again = self.ask("create_invoice", dict(reversed(values.items())))
            self.assertEqual(again["InvoiceID"], first["InvoiceID"])
        self.assertEqual(len(self.creations()), 2)
        self.assertEqual(len(self.xero_invoices()), 2)

    def test_later_it_is_a_new_request(self):  # SPEC B1
        self.ask("create_invoice", BILL)
        self.pass_time(A_WHILE)
        self.ask("create_invoice", BILL)
        self.assertEqual(len(self.xero_invoices()), 2)

    def test_key_of_the_caller(self):  # SPEC B1 X7
        """As long as the journal is kept, and for the same values only."""
        first = self.ask("create_invoice", BILL, key="order 17")
        self.pass_time(86_400)
        again = self.ask("create_invoice", BILL, key="order 17")
        self.assertEqual(again["InvoiceID"], first["InvoiceID"])
        with self.assertRaisesRegex(UserError, "“order 17” was used for another"):
            self.ask("create_invoice", UNNUMBERED, key="order 17")
        other = self.ask("create_invoice", BILL, key="order 18")
        self.assertNotEqual(other["InvoiceID"], first["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 2)

    def lose(self, kind, options, **where):
        """A request that is not answered in time."""
        self.trouble(kind, **where, **options)
        patience = 0.2 if kind == "timeout" else xero_lane.READ_TIMEOUT
        return patch.object(xero_lane, "READ_TIMEOUT", patience)

    def test_lost_answers(self):  # SPEC B1 X7
        """However the answer is lost, and whenever it is asked for again."""
        for seconds in WAITS:
            for number, (kind, options) in enumerate(LOST):
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    values = {**BILL, "InvoiceNumber": f"B {seconds} {number}"}
                    with self.lose(kind, options):
                        self.assert_refused(
                            code_of(kind, options),
                            "nothing is made twice",
                            ask=lambda values=values: self.ask(
                                "create_invoice", values
                            ),
                        )
                    self.end_trouble()
                    self.pass_time(seconds)
                    made = self.ask("create_invoice", values)
                    theirs = [
                        one["InvoiceID"]
                        for one in self.xero_invoices()
                        if one["InvoiceNumber"] == values["InvoiceNumber"]
                    ]
                    self.assertEqual(theirs, [made["InvoiceID"]])
        self.assertFalse(self.calls().filtered(lambda call: call.state != "settled"))
        self.assertFalse(any(self.calls().mapped("body")))

    def test_lost_contacts_and_payments(self):  # SPEC B1 X7
        bill = self.ask("create_invoice", BILL)["InvoiceID"]
        asks = {
            "Contacts": ("create_contact", {"Name": "Lost and found"}),
            "Payments": ("create_payment", bill, "090"),
        }
        for seconds in WAITS:
            for path, ask in asks.items():
                with self.subTest(path=path, seconds=seconds):
                    key = f"{path} {seconds}"
                    if path == "Contacts":
                        ask = (ask[0], {"Name": key})
                    else:
                        ask = (*ask[:3], seconds / 100)
                    with self.lose("drop_after_commit", {}, path=path):
                        self.assert_refused(
                            "connection_lost",
                            ask=lambda ask=ask, key=key: self.ask(*ask, key=key),
                        )
                    self.pass_time(seconds)
                    self.ask(*ask, key=key)
        names = [one["Name"] for one in self.xero_contacts() if " " in one["Name"]]
        self.assertEqual(len([one for one in names if "Contacts" in one]), 2)
        self.assertEqual(len(self.xero_payments()), 2)

    def test_the_lane_leaves_it_alone(self):  # SPEC X7
        """What the lane finds unanswered after a crash is its own."""
        with self.lose("drop_before", {}):
            self.assert_refused(
                "connection_lost", ask=lambda: self.ask("create_invoice", BILL)
            )
        self.calls().state = "sent"  # as if our process had died meanwhile
        self.drain(self.connection)
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(self.calls().state, "sent")
        self.assert_refused(
            "connection_lost",
            "right now",
            ask=lambda: self.ask("create_invoice", BILL),
        )
        self.pass_time(100)
        self.ask("create_invoice", BILL)
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_several_could_be_it(self):  # SPEC X7
        """Then a person has to look."""
        with self.lose("drop_after_commit", {}):
            self.assert_refused(
                "connection_lost", ask=lambda: self.ask("create_invoice", BILL)
            )
        self.ask("create_invoice", BILL, key="by somebody else")
        self.pass_time(A_WHILE)
        with self.assertRaisesRegex(UserError, "has 2 that could"):
            self.ask("create_invoice", BILL)
        self.ask("create_invoice", BILL, key="another")
        self.assertEqual(len(self.xero_invoices()), 3)
