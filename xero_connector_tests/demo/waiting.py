# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Saying what is going on, and waiting for a condition instead of for some time."""

import sys
import time
from contextlib import contextmanager

from .clients import DemoError

#: seconds between two looks at a condition
PAUSE = 0.25


def say(text: str) -> None:
    """Progress goes to standard error; standard output is for the result."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str):
    """Say what begins, and how long it took."""
    started = time.monotonic()
    say(f"· {title} …")
    yield
    say(f"  done ({time.monotonic() - started:.1f} s)")


def until(wanted: str, look, seconds: float):
    """Look again and again until it is as wanted.

    :param look: returns (whether it is so, what a person would see now)
    :raise DemoError: it did not become so in time
    """
    deadline = time.monotonic() + seconds
    shown = ""
    while True:
        reached, seen = look()
        if reached:
            return
        if seen != shown:
            say(f"    {seen}")
            shown = seen
        if time.monotonic() > deadline:
            raise DemoError(f"After {seconds:.0f} s still not {wanted}: {seen}.")
        time.sleep(PAUSE)
