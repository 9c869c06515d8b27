# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def uninstall_hook(env):
    """Remove the crons of the connections: made at run time, they have no XML id."""
    connections = env["xero.connection"].with_context(active_test=False).search([])
    connections.cron_id.unlink()
