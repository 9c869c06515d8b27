# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""R2: random documents and settlements, and where the books of both sides differ.

They are made in worlds of SLICE documents, each with a database, a Xero and a seed of
its own, so that one that shows a difference can be made again alone:

    setup/bench R2 --documents 250 --seed 2026-7

The value counts what differs in a document's own currency, failures that nobody
explains, and requests that Xero refuses. What differs in the company's currency because
a rate has six decimals in Xero is told beside it.
"""

import importlib
import subprocess
from collections import Counter

from . import databases, story
from .measurement import Options, Result, say
from .xero import XeroProcess

SLICE = 250
SHOWN = 20


def measure(options: Options):
    total: Counter = Counter()
    explained: Counter = Counter()
    base: list[str] = []
    seeds = []
    while total["documents"] < options.documents:
        count = min(SLICE, options.documents - total["documents"])
        seed = options.seed if not seeds else f"{options.seed}-{len(seeds) + 1}"
        found = _found(seed, count)
        explained.update(found.pop("explained"))
        base += found.pop("base")
        _show(seed, found.pop("problems"))
        total.update(found)
        seeds.append(seed)
    differences = total.pop("differences")
    yield Result(
        "R2",
        differences,
        "differences",
        "== 0",
        {
            **total,
            "explained": dict(explained),
            "base_currency_differences": len(base),
            "base_currency_examples": base[:SHOWN],
            "seeds": seeds,
        },
    )


def _found(seed: str, count: int) -> dict:
    """What a world has shown; that it broke down is a difference as well."""
    try:
        return _slice(seed, count)
    except subprocess.CalledProcessError as error:
        problems = [f"this world broke down: {error}"]
        nothing = {"explained": {}, "base": [], "problems": problems}
        return {"documents": count, "differences": 1, **nothing}


def _slice(seed: str, count: int) -> dict:
    say(f"  {count} documents of seed {seed}")
    with (
        databases.copy_of(databases.with_addons()) as database,
        XeroProcess() as xero,
    ):
        return databases.in_odoo(
            database, make_and_compare, url=xero.url, seed=seed, count=count
        )


def _show(seed: str, problems: list[str]) -> None:
    for problem in problems[:SHOWN]:
        say(f"  ! seed {seed}: {problem}")


def make_and_compare(env, url, seed, count):
    """In Odoo, which alone knows the addons: the whole story of one world."""
    run = importlib.import_module("..random_documents.run", __package__)
    story.connect(env, url)
    connection = story.the_connection(env)
    report = run.tell(connection, url, lambda: story.drain(env), seed, count)
    problems = [*report.differences, *map(str, report.refused)]
    return {
        "documents": count,
        "made": report.documents,
        "sent": report.sent,
        "settlements": report.settlements,
        "refused_by_odoo": report.impossible,
        "differences": len(problems),
        "problems": problems,
        "explained": dict(report.explained),
        "base": report.base,
    }
