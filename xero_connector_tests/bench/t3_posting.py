# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""T3: what the addon costs the user who posts invoices.

The same invoices are posted in one transaction, committed, in three databases: without
the addon, with it and connected, with it and no connection. Each round takes them in
turn, the next round in another order, every time in a new process on a fresh copy; the
value is the median of the rounds' ratios. `processor_ratio` compares processor time of
Odoo and PostgreSQL instead, which other programs on the machine disturb less. What
each transaction asked PostgreSQL is counted at two sizes: a constant number of extra
queries is the same at both. `hook_ratio` is the time of the connected transaction over
the same without what passed inside the addon's hooks: one process, one run, so the
least disturbed of the ratios; it leaves out what an addon costs outside of its hooks.
"""

import contextlib
import gc
import statistics
import time

from ..tests import scene
from . import databases, story
from .measurement import Options, Result, say
from .processor import seconds_of_database
from .xero import XeroProcess

#: invoices posted before the clock runs, and for the count at a small size
WARM_UP = 20
FEW = 50
#: where the addon's own work begins; none of them is called by another
HOOKS = (
    ("account.move", "_xero_documents"),
    ("account.move", "_xero_mark"),
    ("res.partner", "_xero_mark"),
    ("xero.mixin", "_xero_append_marks"),
)


def measure(options: Options):
    with contextlib.ExitStack() as stack:
        xero = stack.enter_context(XeroProcess())
        sources = {}
        for kind, template, url in (
            ("without", databases.without_addons(), ""),
            ("connected", databases.with_addons(), xero.url),
            ("unconnected", databases.with_addons(), ""),
        ):
            say(f"  preparing the invoices: {kind}")
            sources[kind] = stack.enter_context(databases.copy_of(template))
            sizes = [WARM_UP, FEW, options.records]
            databases.in_odoo(sources[kind], prepare, url=url, sizes=sizes)
        rounds = [_round(sources, number) for number in range(options.rounds)]
    yield _result(options, rounds)


def _round(sources: dict[str, str], number: int) -> dict:
    figures = {}
    kinds = list(sources)
    for kind in kinds[number % 3 :] + kinds[: number % 3]:
        with databases.copy_of(sources[kind]) as database:
            figures[kind] = databases.in_odoo(database, post)
    say(
        "  "
        + ", ".join(f"{kind} {one['seconds']:.2f} s" for kind, one in figures.items())
    )
    return figures


def _result(options: Options, rounds: list[dict]) -> Result:
    last = rounds[-1]
    ratios = _ratios(rounds, "connected", "seconds")
    return Result(
        "T3",
        round(statistics.median(ratios), 4),
        "ratio",
        "<= 1.03",
        {
            "records": options.records,
            "rounds": len(rounds),
            "lowest": round(min(ratios), 4),
            "highest": round(max(ratios), 4),
            "processor_ratio": _median(rounds, "connected", "processor"),
            "hook_ratio": round(
                statistics.median(
                    one["connected"]["seconds"]
                    / (one["connected"]["seconds"] - one["connected"]["hooks"])
                    for one in rounds
                ),
                4,
            ),
            "unconnected_ratio": _median(rounds, "unconnected", "seconds"),
            "unconnected_processor_ratio": _median(rounds, "unconnected", "processor"),
            "seconds_without": round(
                statistics.median(one["without"]["seconds"] for one in rounds), 3
            ),
            "queries": {kind: one["queries"] for kind, one in last.items()},
            **{
                f"extra_queries_{kind}_{size}": last[kind][name] - last["without"][name]
                for kind in ("connected", "unconnected")
                for size, name in ((FEW, "few_queries"), (options.records, "queries"))
            },
        },
    )


def _ratios(rounds: list[dict], kind: str, name: str) -> list[float]:
    return [one[kind][name] / one["without"][name] for one in rounds]


def _median(rounds: list[dict], kind: str, name: str) -> float:
    return round(statistics.median(_ratios(rounds, kind, name)), 4)


def prepare(env, url, sizes):
    """In Odoo: drafts in sets of these sizes, told apart by their reference."""
    if url:
        story.connect(env, url)
    else:
        scene.use_uk_books(env, env.company)
    for number, size in enumerate(sizes):
        moves = scene.make_invoices(
            env, scene.make_partners(env, size, f"Set {number}")
        )
        moves.ref = f"set {number}"
    env.cr.commit()
    if url:
        story.drain(env)


def post(env):
    """In Odoo: post the sets one after the other; the last is the one that counts."""
    _post(env, 0)
    hooks = _clock_hooks(env)
    few = _post(env, 1)
    hooks[0] = 0.0
    figures = _post(env, 2)
    return {**figures, "few_queries": few["queries"], "hooks": hooks[0]}


def _clock_hooks(env):
    """Clock what passes inside the addon's hooks; [seconds], which goes on counting."""
    seconds = [0.0]
    for model, name in HOOKS:
        kind = env.registry.get(model)
        if hasattr(kind, name):
            setattr(kind, name, _clocked(getattr(kind, name), seconds))
    return seconds


def _clocked(function, seconds):
    def run(self, *arguments, **more):
        start = time.perf_counter()
        try:
            return function(self, *arguments, **more)
        finally:
            seconds[0] += time.perf_counter() - start

    return run


def _post(env, number):
    moves = env["account.move"].search([("ref", "=", f"set {number}")])
    env.cr.commit()
    gc.collect()
    queries, database = env.cr.sql_log_count, seconds_of_database(env.cr)
    processor, wall = time.process_time(), time.perf_counter()
    moves.action_post()
    env.cr.commit()
    seconds, processor = time.perf_counter() - wall, time.process_time() - processor
    queries = env.cr.sql_log_count - queries - 1  # the one of seconds_of_database
    return {
        "seconds": seconds,
        "processor": processor + seconds_of_database(env.cr) - database,
        "queries": queries,
    }
