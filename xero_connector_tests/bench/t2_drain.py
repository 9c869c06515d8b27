# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""T2: documents a second that one connection's drain settles.

Contacts, invoices and payments are queued beforehand; the clock runs from the start of
the cron to the last settled task. Xero answers at once, without limits, in a process of
its own. Every round starts from the same database and the same Xero. A last round runs
under cProfile: its output is in .local/bench, its time does not count.
"""

import cProfile
import io
import pstats
import statistics
import time

from . import databases, story
from .measurement import Options, Result, output_file, say
from .processor import seconds_of_database
from .xero import XeroProcess, state_copy

SHOWN = 80


def measure(options: Options):
    state = output_file("t2_world")
    state.unlink(missing_ok=True)
    with databases.copy_of(databases.with_addons()) as queued:
        say(f"  queueing {options.records} customers, invoices and payments")
        with XeroProcess(state) as xero:
            databases.in_odoo(queued, story.connect, url=xero.url)
            databases.in_odoo(queued, queue, records=options.records)
        rounds = [_round(queued, state) for _number in range(options.rounds)]
        _round(queued, state, profile=str(output_file("t2_profile")))
    middle = sorted(rounds, key=lambda one: one["rate"])[len(rounds) // 2]
    rates = [one["rate"] for one in rounds]
    yield Result(
        "T2",
        round(statistics.median(rates)),
        "documents/s",
        ">= 500",
        {
            "records": options.records,
            "slowest": round(min(rates)),
            "fastest": round(max(rates)),
            "rounds": len(rates),
            "median_round": {
                name: round(value, 3)
                for name, value in middle.items()
                if isinstance(value, float)
            },
            "tasks": middle["tasks"],
        },
    )


def _round(queued: str, state, profile: str = "") -> dict:
    with (
        databases.copy_of(queued) as database,
        XeroProcess(state_copy(state)) as xero,
    ):
        databases.in_odoo(database, story.move_to, url=xero.url)
        before = xero.seconds()
        figures = databases.in_odoo(database, timed_drain, profile=profile)
        figures["xero_seconds"] = xero.seconds() - before
        figures["rate"] = figures["documents"] / figures["seconds"]
        say(f"  {figures['rate']:.0f} documents/s{' under cProfile' * bool(profile)}")
    return figures


def queue(env, records):
    """In Odoo: everything that the drain will find."""
    story.pay_invoices(env, story.post_invoices(env, records))


def timed_drain(env, profile):
    """In Odoo: the drain, its time, and whose processor time it was."""
    profiler = cProfile.Profile() if profile else None
    before = seconds_of_database(env.cr)
    processor, wall = time.process_time(), time.perf_counter()
    if profiler:
        profiler.enable()
    story.drain(env)
    if profiler:
        profiler.disable()
    figures = {
        "seconds": time.perf_counter() - wall,
        "odoo_seconds": time.process_time() - processor,
        "postgres_seconds": seconds_of_database(env.cr) - before,
        "documents": env["xero.link"].search_count([]),
        "tasks": story.task_states(env),
    }
    if profiler:
        _keep(profiler, profile)
    return figures


def _keep(profiler, path):
    """The profile itself, and its most expensive functions as text."""
    profiler.dump_stats(f"{path}.prof")
    text = io.StringIO()
    stats = pstats.Stats(profiler, stream=text).strip_dirs()
    stats.sort_stats("cumulative").print_stats(SHOWN)
    stats.sort_stats("tottime").print_stats(SHOWN)
    with open(f"{path}.txt", "w") as file:  # noqa: PTH123 - a suffix is appended
        file.write(text.getvalue())
