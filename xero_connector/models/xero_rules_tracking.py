# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import shares
from ..core.convert import decimal_of
from ..core.errors import LabelledError


class XeroRulesTracking(models.AbstractModel):
    """Which tracking options the analytic distribution of a line is (SPEC X15)."""

    _inherit = "xero.rules"

    @api.model
    def _tracking(self, connection, line):
        """The line's shares by tracking options (SPEC X15).

        :return: [] when nothing of it is mapped, else a list of (percent as Decimal,
            [{"category_id", "option_id"}]) that sums to 100; the untracked rest is last
            and has no options
        :raise LabelledError: missing_tracking, tracking_invalid, tracking_not_whole
        """
        lookup = self._lookup(connection)
        if not line.analytic_distribution or not lookup.plans:
            return []
        entries = []
        for key, percent in line.analytic_distribution.items():
            account_ids = [int(one) for one in key.split(",")]
            options = self._options(connection, lookup, account_ids)
            entries.append((decimal_of(percent), options))
        return [
            (percent, self._tracking_of(options))
            for percent, options in shares.shares(entries)
        ]

    @api.model
    def _options(self, connection, lookup, account_ids):
        """{category: option}, ids of records, of one entry of a distribution."""
        found = {}
        for account_id in account_ids:
            option_id = lookup.options.get(account_id)
            option = self.env["xero.tracking.option"].browse(option_id)
            option = option.with_prefetch(lookup.options.values())
            category_id = option.category_id.id
            if category_id not in lookup.plans.values():
                self._check_untracked(connection, lookup, account_id)
            elif option._is_active():
                found[category_id] = option_id
            else:
                raise LabelledError("tracking_invalid", option.display_name)
        return found

    @api.model
    def _check_untracked(self, connection, lookup, account_id):
        """An account without option is left out, unless the connection is strict."""
        if connection.tracking_policy != "refuse":
            return
        account = self.env["account.analytic.account"].browse(account_id).exists()
        if account.root_plan_id.id in lookup.plans:
            raise LabelledError("missing_tracking", account.display_name)

    @api.model
    def _tracking_of(self, options):
        return [
            {
                "category_id": option.category_id.xero_id,
                "option_id": option.xero_id,
            }
            for option in self.env["xero.tracking.option"].browse(options.values())
        ]
