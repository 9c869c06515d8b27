# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""python -m xero_connector_tests.bench [NAME…] [--json FILE]: see setup/bench."""

import argparse
import contextlib
import json
import sys
from dataclasses import fields
from pathlib import Path

from .catalogue import MEASUREMENTS
from .measurement import Options, say


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    names = list(dict.fromkeys(options.names or MEASUREMENTS))
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        known = ", ".join(MEASUREMENTS)
        say(f"There is no measurement {', '.join(unknown)}; there are {known}.")
        return 2
    with contextlib.ExitStack() as stack:
        outputs = [sys.stdout]
        if options.json:
            outputs.append(stack.enter_context(options.json.open("w")))
        for name in names:
            _run(name, _options(options), outputs)
    return 0


def _options(given: argparse.Namespace) -> Options:
    values = vars(given)
    return Options(**{one.name: values[one.name] for one in fields(Options)})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="setup/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="all unless given")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--records", type=int, default=1000, help="less to try a measurement out"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="repetitions behind a median"
    )
    parser.add_argument(
        "--documents", type=int, default=10_000, help="random ones, for R2"
    )
    parser.add_argument("--seed", default="2026", help="makes the same ones again")
    parser.add_argument("--actions", type=int, default=500, help="of a world, for X3")
    parser.add_argument("--worlds", type=int, default=3, help="for X3")
    parser.add_argument("--policy", default="", help="of all worlds, for X3")
    return parser


def _run(name: str, options: Options, outputs) -> None:
    say(MEASUREMENTS[name].__doc__.splitlines()[0])
    for result in MEASUREMENTS[name].measure(options):
        for output in outputs:
            print(json.dumps(result.line()), file=output, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
