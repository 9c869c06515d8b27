# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A bookkeeper asks what an invoice would be in Xero and puts it right, in a browser.

The pictures that are taken on the way are in .local/screenshots.
"""

from decimal import Decimal

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.xero_connector_tests.simulator.books.tax_rates import (
    CLASSES,
    Component,
    TaxRate,
)

from . import scene
from .tour_case import TourCase


@tagged("post_install", "-at_install")
class TestTourPreflight(TourCase):
    """Nothing of it reaches Xero before the invoice is right."""

    pictures = "preflight"

    def setUp(self):
        super().setUp()
        component = Component("Luxury", Decimal(33))
        luxury = TaxRate("Luxury Goods", "TAX001", (component,), frozenset(CLASSES))
        self.simulator.world.organisation().tax_rates.add(luxury)
        scene.give_consent(self.connection)
        self.run_lane()
        self.tax = self.env["account.tax"].create(
            {"name": "Luxury 33%", "amount": 33, "type_tax_use": "sale"}
        )
        self.draft = self.make_draft()
        self.simulator.world.log.clear()

    def make_draft(self):
        """An invoice that Xero would refuse twice: no rate for a tax, locked period."""
        product = self.env["product.product"].search([("sale_ok", "=", True)], limit=1)
        self.connection.period_lock_date = fields.Date.today()
        return self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.env["res.partner"]
                .search([("name", "=", "Whitby Boatworks")])
                .id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create(
                        {"product_id": product.id, "quantity": 4, "price_unit": 55}
                    ),
                    Command.create(
                        {
                            "name": "Brass cleats, hand-polished",
                            "price_unit": 310,
                            "tax_ids": [Command.set(self.tax.ids)],
                        }
                    ),
                ],
            }
        )

    def test_check_and_put_right(self):  # SPEC X1 A25 P11 P16
        with self.at_the_browser() as person:
            self.log_in(person)
            self.open_draft(person)
            self.check(person)
            person.see(".modal .alert-danger", "would not arrive")
            person.see(".modal [name=line_ids]", "200 Sales")
            person.picture("lines")
            person.see(".modal [name=finding_ids]", "locked")
            person.see(".modal [name=finding_ids]", "Luxury 33%")
            person.see(".modal .alert-danger", "would not arrive")
            person.picture("not-ready")
            self.map_the_tax(person)
        self.assertEqual(self.connection.tax_mapping_ids.tax_id & self.tax, self.tax)
        self.connection.lock_date_policy = "redate"
        with self.at_the_browser() as person:
            self.open_draft(person)
            self.check(person)
            person.see(".modal .alert-success", "Ready")
            person.picture("ready")
            person.click(".modal button", "Close")
            self.check_list(person)
        # SPEC X1: all this without a single call
        self.assertFalse(self.simulator.requests("api.xro"))

    def open_draft(self, person):
        action = "account.action_move_out_invoice_type"
        person.open(f"{self.base_url()}/odoo/action-{action}/{self.draft.id}")
        person.see(".o_form_view button[name=action_xero_check]")

    def check(self, person):
        person.click("button[name=action_xero_check]", "Check for Xero")
        person.see(".modal [name=line_ids]")

    def map_the_tax(self, person):
        """The button leads to the list; a new row knows what is to be mapped."""
        person.click(".modal [name=finding_ids] tr:nth-child(2) button", "Fix")
        person.see(".o_breadcrumb", "Xero Tax Mappings")
        person.click(".o_list_button_add", "New")
        person.see(".o_selected_row [name=tax_id]", "Luxury 33%")
        person.pick(".o_selected_row [name=tax_rate_id] input", "Luxury Goods")
        person.picture("map-the-tax")
        person.click(".o_list_button_save")
        person.see(".o_data_row:not(.o_selected_row) [name=tax_id]", "Luxury 33%")

    def check_list(self, person):
        """Every invoice at once, from the list."""
        person.open(
            f"{self.base_url()}/odoo/action-account.action_move_out_invoice_type"
        )
        person.see(".o_list_view .o_data_row")
        person.click("thead .o_list_record_selector input")
        person.click(".o_control_panel .o_cp_action_menus button", "Actions")
        person.click(".o-dropdown--menu .o-dropdown-item", "Check for Xero")
        person.see(".o_list_view [name=verdict]", "Ready")
        person.picture("list")
