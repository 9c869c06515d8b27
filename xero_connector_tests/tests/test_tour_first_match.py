# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A bookkeeper matches what both sides have before the first day, in a browser.

The pictures that are taken on the way are in .local/screenshots.
"""

import requests

from odoo.tests import tagged

from . import scene
from .tour_case import TourCase

#: what somebody in Xero has called three of the customers
SPELLINGS = {
    "Pennine Kitchens Ltd": ["Pennine Kitchens Limited"],
    "Whitby Boatworks": ["Whitby Boat Works", "Boatworks of Whitby"],
    "The Old Mill Hotel": ["Old Mill (Hotel and Bar)"],
}


@tagged("post_install", "-at_install")
class TestTourFirstMatch(TourCase):
    """Read, decide, apply; what is linked is not sent again."""

    pictures = "first-match"

    def setUp(self):
        super().setUp()
        self.moves = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("state", "=", "posted")], order="id"
        )
        for partner in self.moves.partner_id:
            for name in SPELLINGS.get(partner.name, [partner.name]):
                self.enter_contact(partner, name)
        for move in self.moves:
            self.enter_invoice(move)
        self.before = len(self.invoices())
        self.connection.backfill = False  # nothing is sent before both sides are read
        scene.give_consent(self.connection)
        self.run_lane()
        lines = self.connection.account_ids
        self.connection.write(
            {
                "default_account_id": lines.filtered(lambda one: one.code == "200").id,
                "default_bank_account_id": lines.filtered(
                    lambda one: one.code == "090"
                ).id,
            }
        )
        self.run_lane()

    # === XERO'S SIDE === #

    def control(self, **body):
        address = f"{self.simulator.url}/_sim/edit"
        answer = requests.post(address, json=body, timeout=10)
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    def enter_contact(self, partner, name):
        alike = SPELLINGS.get(partner.name, ())
        values = {"Name": name}
        if len(alike) != 1 or "Old" not in name:
            values["EmailAddress"] = partner.email
        found = self.control(entity="contact", fields=values)
        self.contacts = {**getattr(self, "contacts", {}), partner.id: found}

    def enter_invoice(self, move):
        """The same invoice, entered by hand from the paper."""
        contact = {"ContactID": self.contacts[move.partner_id.id]["ContactID"]}
        lines = [
            {
                "Description": line.name,
                "Quantity": 1,
                "UnitAmount": line.price_subtotal,
                "TaxAmount": line.price_total - line.price_subtotal,
                "AccountCode": "200",
                "TaxType": "OUTPUT2" if line.tax_ids.amount == 20 else "RROUTPUT",
            }
            for line in move.invoice_line_ids
            if line.price_subtotal
        ]
        self.control(
            entity="invoice",
            fields={
                "Type": "ACCREC",
                "InvoiceNumber": move.name,
                "Status": "AUTHORISED",
                "Contact": contact,
                "Date": str(move.invoice_date),
                "DueDate": str(move.invoice_date_due),
                "LineAmountTypes": "Exclusive",
                "LineItems": lines,
            },
        )

    def invoices(self):
        answer = requests.get(
            f"{self.simulator.url}/_sim/state",
            params={"tenant": self.simulator.world.organisation().tenant_id},
            timeout=10,
        )
        return answer.json()["invoices"]

    # === THE STORY === #

    def test_match_what_both_sides_have(self):  # SPEC X12 P2
        with self.at_the_browser() as person:
            self.log_in(person)
            self.start(person)
        self.run_lane()
        with self.at_the_browser() as person:
            person.reload()
            person.see(".alert", "Nothing is linked, mapped or sent before")
            person.picture("read")
            self.review(person)
            self.apply(person)
        self.run_lane()
        with self.at_the_browser() as person:
            person.reload()
            person.see(".o_statusbar_status button.o_arrow_button_current", "Done")
            person.see("[name=linked_count]")
            person.picture("done")
        self.assert_linked()

    def start(self, person):
        action = "xero_connector.xero_connection_action"
        person.open(f"{self.base_url()}/odoo/action-{action}/{self.connection.id}")
        person.see("button[name=action_first_match]")
        person.picture("connection")
        person.click("button[name=action_first_match]", "Match What Both Sides Have")
        person.see(".alert", "being read in the background")
        person.picture("reading")

    def review(self, person):
        """Two contacts of one e-mail: one is accepted, the other is skipped by that."""
        person.click("button[name=action_open_lines]", "Review")
        person.see(".o_group_header", "Contact")
        person.see(".o_data_row", "Boatworks of Whitby")
        person.picture("contacts")
        boats = self.row("xero_name", "Boatworks of Whitby")
        person.click(f"{boats} button[name=action_accept]")
        person.see(f"{boats} [name=decision]", "Accept")
        other = self.row("xero_name", "Whitby Boat Works")
        person.see(f"{other} [name=decision]", "Skip")
        person.picture("accepted")
        self.choose(person)
        person.click(".o_back_button")
        person.see("button[name=action_apply]", "Apply")

    def choose(self, person):
        """A contact and its invoices have another name in Xero: a person knows."""
        mill = self.row("odoo_name", "The Old Mill Hotel")
        person.click(f"{mill} button[name=action_choose]")
        person.see(".modal [name=remote_id]")
        person.pick(".modal [name=remote_id] input", "Old Mill (Hotel and Bar)")
        person.picture("choose")
        person.click(".modal button[name=action_choose]")
        person.see(f"{mill} [name=certainty]", "Chosen")
        person.picture("chosen")

    def row(self, field, text):
        """A selector of the row that says this."""
        return f".o_data_row:has(td[name={field}][data-tooltip='{text}'])"

    def apply(self, person):
        person.see("[name=accepted_count]")
        person.click("button[name=action_apply]", "Apply")
        person.see(".modal", "linked and mapped, in the background")
        person.picture("confirm")
        person.click(".modal button.btn-primary")
        person.see(".alert", "is being linked in the background")
        person.picture("applying")

    def assert_linked(self):
        links = self.env["xero.link"].search([("res_model", "=", "account.move")])
        self.assertTrue(links)
        self.assertEqual(len(self.invoices()), self.before)
        boats = self.moves.partner_id.filtered(lambda one: "Whitby" in one.name)
        self.assertEqual(boats.xero_link_id.number, "Boatworks of Whitby")
