# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import ValidationError

from .xero_task import BACKFILL

#: loading a catalogue comes before everything that needs it
FIRST = 0


class XeroConnectionSetup(models.Model):
    """Loads Xero's catalogues and proposes settings that can mean only one thing."""

    _inherit = "xero.connection"

    @api.constrains(
        "default_account_id",
        "default_bank_account_id",
        "writeoff_account_id",
        "discount_account_id",
        "default_tax_rate_id",
    )
    def _check_own_catalogues(self):
        """What is chosen belongs to the organisation that it is used in."""
        for connection in self:
            chosen = (
                connection.default_account_id
                | connection.default_bank_account_id
                | connection.writeoff_account_id
                | connection.discount_account_id
            )
            for one in [*chosen, *connection.default_tax_rate_id]:
                if one.connection_id != connection:
                    raise ValidationError(
                        self.env._("“%s” belongs to another organisation.", one.name)
                    )

    def action_load_accounts(self):
        """Read the chart of accounts in the background (SPEC A21)."""
        return self._action_load("account")

    def action_load_tax_rates(self):
        """Read the tax rates in the background (SPEC A23)."""
        return self._action_load("tax_rate")

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

    def _mark_existing(self):
        """Queue the posted invoices since the cut-over date, behind live work (A17)."""
        entity = self.env["xero.entity.invoice"]
        for connection in self:
            moves = (
                self.env["account.move"]
                .sudo()
                .search(
                    [
                        ("company_id", "in", connection._companies().ids),
                        ("move_type", "=", "out_invoice"),
                        ("state", "=", "posted"),
                        ("invoice_date", ">=", connection.cutover_date),
                    ],
                    order="id",
                )
            )
            rows = []
            for move in moves:
                note = ("account.move", move.id, "")
                row = entity._row(connection.id, note, move.partner_id, BACKFILL)
                rows.append((row[0], "invoice.push", *row[1:]))
            if rows:
                self.env["xero.task"].sudo()._append(rows)
            partials = moves.line_ids.matched_credit_ids
            self.env["account.move"].sudo()._xero_mark_settlements(partials)
            connection._trigger_run()

    def _propose_accounts(self):
        """Fill empty settings where the chart leaves one choice; never change one."""
        self.ensure_one()
        active = self.account_ids.filtered(lambda account: account.status == "ACTIVE")
        revenue = active.filtered(
            lambda account: (
                account.is_line_account and account.account_class == "REVENUE"
            )
        )
        sales = revenue.filtered(
            lambda account: (account.name or "").strip().lower() == "sales"
        )
        self._propose("default_account_id", sales if len(revenue) > 1 else revenue)
        bank = active.filtered(lambda account: account.type == "BANK")
        same_currency = bank.filtered(
            lambda account: account.currency in (False, self.base_currency)
        )
        self._propose("default_bank_account_id", same_currency)

    @api.model
    def _is_only(self, candidates):
        return len(candidates) == 1

    def _propose(self, setting, candidates):
        if not self[setting] and self._is_only(candidates):
            self[setting] = candidates

    def _propose_taxes(self):
        """Map each sales tax that exactly one usable rate equals (SPEC A24)."""
        self.ensure_one()
        active = self.tax_rate_ids.filtered(lambda rate: rate.status == "ACTIVE")
        self._propose(
            "default_tax_rate_id", active.filtered(lambda rate: rate.tax_type == "NONE")
        )
        taxes = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("type_tax_use", "=", "sale"),
                ("amount_type", "=", "percent"),
                ("id", "not in", self.tax_mapping_ids.tax_id.ids),
            ]
        )
        revenue = active.filtered(
            lambda rate: rate.can_apply_revenue and rate.tax_type != "NONE"
        )
        for tax in taxes:
            rates = revenue.filtered(lambda rate, tax=tax: rate._is_equal_to(tax))
            if self._is_only(rates):
                self.env["xero.tax.mapping"].create(
                    {
                        "connection_id": self.id,
                        "tax_id": tax.id,
                        "tax_rate_id": rates.id,
                    }
                )
