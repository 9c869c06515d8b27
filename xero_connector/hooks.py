# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def uninstall_hook(env):
    """Remove what was made at run time and has no XML id: the tasks and the crons.

    The task types are removed before the tables are, and tasks refer to them. There may
    be a million tasks: one statement, no records.
    """
    env.cr.execute("DELETE FROM xero_task")
    connections = env["xero.connection"].with_context(active_test=False).search([])
    connections.cron_id.unlink()
