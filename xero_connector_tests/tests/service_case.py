# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Somebody else's code that asks Xero through a connection."""

from odoo.addons.xero_connector.models.xero_service import XeroRefused

from .trouble import TroubleCase

SALE = {
    "Type": "ACCREC",
    "InvoiceNumber": "WEB-1",
    "Contact": {"Name": "Grace Hopper"},
    "Date": "2026-03-04",
    "DueDate": "2026-04-04",
    "LineItems": [
        {
            "Description": "Compiler",
            "Quantity": 2,
            "UnitAmount": 49.995,
            "AccountCode": "200",
        }
    ],
    "Status": "AUTHORISED",
}
BILL = {
    **SALE,
    "Type": "ACCPAY",
    "InvoiceNumber": "B/77, 2",
    "Contact": {"Name": "Rear Admiral Supplies"},
    "LineItems": [{**SALE["LineItems"][0], "UnitAmount": "5", "AccountCode": "429"}],
}


class ServiceCase(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.user = self.manager()

    def ask(self, method, *arguments, user=None, connection=None, **options):
        """Call a method as the manager does, in Odoo's test mode for cursors."""
        connection = (connection or self.connection).with_user(user or self.user)
        with self.enter_registry_test_mode():
            return getattr(connection, method)(*arguments, **options)

    def assert_refused(self, code, *words, ask):
        """Refused with a sentence for people and a code for programs."""
        try:  # not assertRaises: Odoo's takes back what is written apart
            ask()
        except XeroRefused as error:
            self.assertEqual(error.context["xero_code"], code, error)
            for word in words:
                self.assertIn(word, str(error))
        else:
            self.fail("not refused")

    def calls(self):
        return self.env["xero.call"].search([("request", "!=", False)], order="id")
