# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: every list that is kept of Xero's, in the order of loading (SPEC A19)
CATALOGUES = (
    "organisation",
    "account",
    "tax_rate",
    "currency",
    "tracking_category",
    "item",
    "branding_theme",
    "contact_group",
)

#: loading a catalogue comes before everything that needs it
FIRST = 0


class XeroConnectionSetup(models.Model):
    """Loads Xero's catalogues and what was there before connecting."""

    _inherit = "xero.connection"

    def action_setup(self):
        """The last step of connecting: choose what lines and payments default to."""
        self.ensure_one()
        view = self.env.ref("xero_connector.xero_connection_view_form_setup")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set Up Xero"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_load_accounts(self):
        """Read the chart of accounts in the background (SPEC A21)."""
        return self._action_load("account")

    def action_load_tax_rates(self):
        """Read the tax rates in the background (SPEC A23)."""
        return self._action_load("tax_rate")

    def action_load_tracking(self):
        """Read the tracking categories in the background (SPEC X15)."""
        return self._action_load("tracking_category")

    def action_load_items(self):
        """Read the items in the background (SPEC B17)."""
        return self._action_load("item")

    def action_load_currencies(self):
        """Read currencies and branding themes in the background."""
        return self._action_load("currency", "branding_theme")

    def action_load_all(self):
        """Read every list in the background, and check all mappings (SPEC X14)."""
        return self._action_load(*CATALOGUES[1:])

    def _action_load(self, *catalogues):
        self.check_access("write")
        self._load_reference("organisation", *catalogues)
        return self._notification(
            self.env._("Loading from Xero in the background; reload in a moment.")
        )

    def _load_reference(self, *catalogues):
        """Queue the reading of catalogues."""
        for connection in self:
            self.env["xero.task"].sudo()._append(
                [
                    (
                        connection.id,
                        "reference.pull",
                        "xero.connection",
                        connection.id,
                        catalogue,
                        "",
                        None,
                        None,
                        FIRST,
                    )
                    for catalogue in catalogues
                ]
            )
        self._trigger_run()
