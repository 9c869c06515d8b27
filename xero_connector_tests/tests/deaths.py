# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Workers that die on a certain line, and what a later run finds."""

import contextlib
from datetime import timedelta

from odoo import fields

from .trouble import TroubleCase


class Killed(BaseException):
    """What a dying process does not catch."""


class DeathCase(TroubleCase):
    def die_in(self, method):
        """Let the next run die when it settles; the transaction is rolled back."""
        runner = type(self.env["xero.runner"])
        original = getattr(runner, method)
        deaths = []

        def die_once(model, *arguments):
            if not deaths:
                deaths.append(method)
                raise Killed
            return original(model, *arguments)

        self.patch(runner, method, die_once)
        return deaths

    def drain_until_death(self, connection):
        self.env.cr.flush()
        # Odoo's assertRaises would roll back what the worker had committed.
        with self.enter_registry_test_mode(), contextlib.suppress(Killed):
            connection.sudo().cron_id.method_direct_trigger()
            self.fail("the worker survived")

    def age_calls(self, minutes):
        """As if the worker had died so many minutes ago."""
        calls = self.env["xero.call"].search([("state", "!=", "settled")])
        for call in calls:
            call.sent_at = fields.Datetime.now() - timedelta(minutes=minutes)
