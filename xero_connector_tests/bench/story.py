# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What happens in Odoo while something is measured. Runs in Odoo's processes."""

from decimal import Decimal

from ..tests import scene


def connect(env, url):
    """A company that uses Xero, its catalogues loaded."""
    connection = scene.prepare(env, url)
    env.cr.commit()
    return connection.id


def post_invoices(env, records):
    """Post one invoice for each of so many new customers, in one transaction."""
    moves = scene.make_invoices(env, scene.make_partners(env, records))
    moves.action_post()
    env.cr.commit()
    return moves.ids


def pay_invoices(env, ids):
    """A payment for each invoice, by Odoo's own wizard."""
    moves = env["account.move"].browse(ids)
    wizard = (
        env["account.payment.register"]
        .with_context(active_model="account.move", active_ids=moves.ids)
        .create({"group_payment": False, "payment_date": moves[0].invoice_date})
    )
    payments = wizard._create_payments()
    env.cr.commit()
    return len(payments)


def the_connection(env):
    return env["xero.connection"].search([], limit=1)


def drain(env):
    """Run the connection's cron as Odoo's workers do, until nothing is ready."""
    connection = the_connection(env)
    env.cr.commit()  # or the cursors may have moved on since this transaction began
    # Invoices are the heartbeat; the other kinds take turns between.
    env["xero.cursor"].search([("entity", "=", "invoice")]).next_poll_at = False
    while True:
        env.cr.commit()
        problem = connection.cron_id.method_direct_trigger()
        if isinstance(problem, dict):
            raise RuntimeError(problem["params"]["data"]["debug"])
        env.invalidate_all()
        if not env["xero.task"].search_count([("state", "=", "queued")]):
            return


def move_to(env, url):
    """Let a copied database go on with a Xero that has moved: both are copies."""
    connection = the_connection(env)
    connection.write(
        {
            "database_name": env.cr.dbname,
            "database_uuid": env["ir.config_parameter"].get_param("database.uuid"),
        }
    )
    paths = {
        "login_url": "/identity/connect/authorize",
        "token_url": "/connect/token",
        "revocation_url": "/connect/revocation",
        "connections_url": "/connections",
        "api_url": "/api.xro/2.0",
        "web_url": "",
    }
    connection.app_id.write({name: f"{url}{path}" for name, path in paths.items()})
    env.cr.commit()


def task_states(env):
    """{state: number of tasks}."""
    counts = env["xero.task"]._read_group([], ["state"], ["__count"])
    return dict(counts)


def books(env):
    """What Odoo's side says: invoices by number, and what came into the bank."""
    moves = env["account.move"].search([("move_type", "=", "out_invoice")])
    payments = env["account.payment"].search([("state", "in", ("in_process", "paid"))])
    return {
        "invoices": {
            move.name: [_text(move.amount_total), _text(move.amount_residual)]
            for move in moves
        },
        "received": _text(sum(payments.mapped("amount"))),
    }


def _text(amount):
    return str(Decimal(str(amount)).quantize(Decimal("0.01")))
