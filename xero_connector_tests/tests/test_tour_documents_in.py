# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A manager looks at what is only in Xero and brings it into Odoo, in a browser.

The pictures that are taken on the way are in .local/screenshots.
"""

import requests

from odoo import fields
from odoo.tests import tagged

from . import scene
from .tour_case import TourCase


@tagged("post_install", "-at_install")
class TestTourDocumentsIn(TourCase):
    """One bill comes in at a click, another one says what it needs."""

    pictures = "documents-in"

    def setUp(self):
        super().setUp()
        scene.give_consent(self.connection)
        self.run_lane()
        self.connection.write({"sync_bills": "both", "sync_contacts": "both"})
        self.enter("S-100", "429", 250)
        self.enter("S-101", "469", 900)
        self.env["xero.cursor"].search([]).next_poll_at = False
        self.run_lane()

    def enter(self, number, account, amount):
        """A person enters and approves a bill in Xero."""
        line = {
            "Description": "Sail cloth",
            "Quantity": 1,
            "UnitAmount": amount,
            "AccountCode": account,
        }
        today = fields.Date.to_string(fields.Date.today())
        bill = {
            "Type": "ACCPAY",
            "Contact": {"Name": "Harbour Sails"},
            "InvoiceNumber": number,
            "Date": today,
            "DueDate": today,
            "Status": "AUTHORISED",
            "LineItems": [line],
        }
        answer = requests.post(
            f"{self.simulator.url}/_sim/edit",
            json={"entity": "invoice", "fields": bill},
            timeout=10,
        )
        self.assertEqual(answer.status_code, 200, answer.text)

    def test_bring_into_odoo(self):  # SPEC B13
        with self.at_the_browser() as person:
            self.log_in(person)
            self.open_list(person)
            person.see(".o_data_row", "S-100")
            person.see(".o_data_row", "S-101")
            person.picture("only-in-xero")
            person.click("thead .o_list_record_selector input")
            person.click("button[name=action_import]", "Bring into Odoo")
            person.see(".o_notification", "2 documents")
            person.picture("on-their-way")
        self.run_lane()
        with self.at_the_browser() as person:
            self.open_list(person)
            person.see(".o_data_row", "Rent")
            person.picture("held-up")
            bill = self.env["account.move"].search([("ref", "=", "S-100")])
            person.open(f"{self.base_url()}/odoo/vendor-bills/{bill.id}")
            person.see(".o_form_view", "Harbour Sails")
            person.see("[name=xero_sync]", "In Xero")
            person.picture("bill")
            self.open_settings(person)
        self.assertEqual((bill.state, bill.amount_total), ("draft", 300))

    def open_list(self, person):
        action = self.env.ref("xero_connector.xero_remote_action")
        person.open(f"{self.base_url()}/odoo/action-{action.id}")

    def open_settings(self, person):
        action = self.env.ref("xero_connector.xero_connection_action")
        address = f"{self.base_url()}/odoo/action-{action.id}/{self.connection.id}"
        person.open(address)
        person.click(".o_notebook .nav-link", "Documents")
        person.see("[name=import_bills]", "post them")
        person.picture("settings")
