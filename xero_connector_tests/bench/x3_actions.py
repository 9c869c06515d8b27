# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""X3: random actions on both sides, and where the two sides differ afterwards.

Each world has a database, an Odoo server that takes Xero's deliveries at its port, a
Xero and a seed of its own, so that one that shows a difference can be made again alone:

    setup/bench X3 --actions 500 --worlds 1 --seed 2026-2

Worlds take turns: nobody touches what the other side has touched; Odoo wins; Xero wins.
The value counts what is still open or differs after the interval of the poll has ended
once, one run and one comparison, and after a person has decided what was left.
"""

import importlib
import subprocess
from collections import Counter

from ..tests import scene
from . import databases, story
from .measurement import Options, Result, say
from .t8_webhook import KEY, server
from .xero import XeroProcess

SHOWN = 20


def measure(options: Options):
    policies = importlib.import_module("..random_actions.policies", __package__).ALL
    differences, worlds = 0, []
    for number in range(options.worlds):
        seed = options.seed if number == 0 else f"{options.seed}-{number + 1}"
        policy = options.policy or policies[number % len(policies)]
        found = _world(seed, options.actions, policy)
        problems = found.pop("problems")
        for problem in problems[:SHOWN]:
            say(f"  ! seed {seed}, {policy}: {problem}")
        differences += len(problems)
        worlds.append({"seed": seed, "policy": policy, **found})
    details = {"actions": options.actions, "worlds": worlds}
    yield Result("X3", differences, "differences", "== 0", details)


def _world(seed: str, count: int, policy: str) -> dict:
    """What a world has shown; that it broke down is a difference as well."""
    say(f"  {count} actions of seed {seed}, {policy}")
    try:
        with (
            databases.copy_of(databases.with_addons()) as database,
            XeroProcess() as xero,
        ):
            databases.in_odoo(database, connect, url=xero.url)
            with server(database) as address:
                return databases.in_odoo(
                    database,
                    act_and_compare,
                    **{
                        "url": xero.url,
                        "address": address.replace("127.0.0.1", "localhost"),
                    },
                    **{"seed": seed, "count": count, "policy": policy},
                )
    except subprocess.CalledProcessError as error:
        return {"problems": [f"this world broke down: {error}"]}


# === IN ODOO === #


def connect(env, url):
    """Connected, its catalogues loaded, and a webhook key entered."""
    story.connect(env, url)
    story.the_connection(env).app_id.webhook_key = KEY
    env.cr.commit()


def act_and_compare(env, url, address, seed, count, policy):
    """The whole story of one world. Odoo alone knows the addons."""
    run = importlib.import_module("..random_actions.run", __package__)
    stage = importlib.import_module("..random_actions.stage", __package__)
    connection = story.the_connection(env)
    xero = stage.XeroWindow(url, connection.tenant_id)
    env["ir.config_parameter"].set_param("web.base.url", address)
    env.cr.commit()
    subscription = {"url": connection.app_id.webhook_url, "key": KEY}
    shown = xero.webhooks("", client_id=scene.CLIENT_ID, **subscription)
    if shown["status"] != "ok":
        raise RuntimeError(shown["message"])
    xero.webhooks("trouble", hold=True)
    events = env["xero.event"]
    report = run.play(
        stage.Stage(
            connection,
            xero,
            drain=lambda: _run_lane(env, connection),
            deliver=lambda trouble: _deliver(env, xero, trouble),
            pass_time=lambda seconds: _pass_time(env, url, seconds),
        ),
        seed,
        count,
        policy,
    )
    decided = [line for line in report.journal if "decided:" in line]
    say(report.told() if report.differences else "\n".join(decided))
    return {
        "events": events.search_count([]),
        "done": dict(Counter(report.done)),
        "refused": sum(report.refused.values()),
        "decided": dict(report.decided),
        "problems": report.differences,
    }


def _pass_time(env, url, seconds):
    """What a person has done is a transaction of its own."""
    env.cr.commit()
    scene.pass_time(env, url, seconds)


def _deliver(env, xero, trouble):
    env.cr.commit()
    xero.webhooks("trouble", **trouble)
    xero.webhooks("flush")
    env.cr.commit()  # or this transaction would not see what has come
    env.invalidate_all()


def _run_lane(env, connection):
    """As Odoo's workers do, until nothing is ready."""
    while True:
        env.cr.commit()
        problem = connection.cron_id.method_direct_trigger()
        if isinstance(problem, dict):
            raise RuntimeError(problem["params"]["data"]["debug"])
        env.cr.commit()
        env.invalidate_all()
        if not env["xero.task"].search_count([("state", "=", "queued")]):
            return
