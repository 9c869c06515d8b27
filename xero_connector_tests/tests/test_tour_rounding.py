# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An accountant lets a few cents go on Xero's rounding account, in a browser.

The pictures that are taken on the way are in .local/screenshots.
"""

from odoo import Command
from odoo.tests import tagged

from . import scene
from .tour_case import TourCase

CENTS = "so that the total is the same as in Odoo"


@tagged("post_install", "-at_install")
class TestTourRounding(TourCase):
    pictures = "rounding"

    def setUp(self):
        super().setUp()
        scene.give_consent(self.connection)
        self.run_lane()
        self.simulator.world.organisation().change_settings(works_out_taxes=True)
        self.connection.company_id.tax_calculation_rounding_method = "round_globally"

    def test_allow_and_list(self):  # SPEC P5 X2
        with self.at_the_browser() as person:
            self.log_in(person)
            self.allow(person)
        self.assertEqual(self.connection.rounding_policy, "line")
        self.assertEqual(self.connection.rounding_tolerance, 0.02)
        sold = self.sell()
        self.run_lane()
        self.assertEqual(sold.xero_sync, "synced", sold.xero_message)
        with self.at_the_browser() as person:
            action = "account.action_move_out_invoice_type"
            address = f"{self.base_url()}/odoo/action-{action}"
            person.open(f"{address}/{sold.id}")
            person.see("[name=xero_rounding_note]", CENTS)
            person.picture("invoice")
            person.open(address)
            person.see(".o_list_view .o_data_row")
            person.click(".o_searchview_dropdown_toggler")
            person.click(".o_filter_menu .o-dropdown-item", "Rounded in Xero")
            person.click(".o_searchview_dropdown_toggler")
            person.see(".o_list_view .o_data_row", sold.name)
            person.picture("list")

    def allow(self, person):
        action = "xero_connector.xero_connection_action"
        person.open(f"{self.base_url()}/odoo/action-{action}/{self.connection.id}")
        person.click(".o_notebook .nav-link", "Documents")
        person.click("[name=rounding_policy] input")
        person.click(".o_select_menu_item", "Go on Xero's rounding account")
        person.type("[name=rounding_tolerance] input", "0.02")
        person.picture("setting")
        person.click(".o_form_button_save")
        person.see(".o_form_saved")

    def sell(self):
        """Three lines whose taxes are a cent more one by one than together."""
        taxes = self.connection.tax_mapping_ids.filtered(lambda one: one.use == "sale")
        tax = taxes.tax_id.filtered(lambda one: one.amount == 20)[:1]
        partner = self.env["res.partner"].search([("name", "=", "Whitby Boatworks")])
        sold = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": name,
                            "price_unit": 10.33,
                            "tax_ids": [Command.set(tax.ids)],
                        }
                    )
                    for name in ("Cleats", "Screws", "Washers")
                ],
            }
        )
        sold.action_post()
        return sold
