# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""python -m xero_connector_tests.simulator --port N"""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from .simulator import Simulator
from .state_file import load, save


def main() -> int:
    parser = argparse.ArgumentParser(description="A local Xero for tests and demos.")
    parser.add_argument("--port", type=int, default=8070, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-limits", action="store_true", help="no rate limits")
    parser.add_argument(
        "--state",
        type=Path,
        default=os.environ.get("XERO_SIM_STATE") or None,
        help="file that keeps the world between runs (default: $XERO_SIM_STATE)",
    )
    options = parser.parse_args()
    simulator = Simulator(options.port, options.host)
    simulator.world.limiter.limits.enabled = not options.no_limits
    if options.state and Path(options.state).exists():
        load(simulator.world, Path(options.state))
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_args: ended.set())
    simulator.start()
    sys.stdout.write(f"Xero simulator at {simulator.url}\n")
    sys.stdout.flush()
    ended.wait()
    simulator.stop()
    if options.state:
        save(simulator.world, Path(options.state))
    return 0


if __name__ == "__main__":
    sys.exit(main())
