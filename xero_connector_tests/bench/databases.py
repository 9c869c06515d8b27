# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Scratch databases, and Odoo processes that do something in them."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

#: seconds; hundreds of random actions take their time on a busy machine
DEADLINE = 3600


def with_addons() -> str:
    """The database in which both addons are installed and nothing was done yet."""
    return os.environ["XERO_TEST_TEMPLATE"]


def without_addons() -> str:
    """The same without the addons."""
    return os.environ["XERO_BENCH_BASE"]


@contextlib.contextmanager
def copy_of(template: str):
    """The name of a fresh copy of a database, dropped afterwards."""
    name = f"bench_{uuid.uuid4().hex[:12]}_{os.getpid()}"
    _command("createdb", "-T", template, name)
    try:
        yield name
    finally:
        _command("dropdb", "--force", "--if-exists", name)
        filestore = Path(__file__).parents[2] / ".local" / "data" / "filestore" / name
        shutil.rmtree(filestore, ignore_errors=True)


def _command(*arguments: str) -> None:
    subprocess.run(arguments, check=True, capture_output=True, timeout=DEADLINE)


def in_odoo(database: str, function, **arguments):
    """Call a function of the bench in an Odoo process of its own.

    :param function: named by its module and name, so it has to be a module's own; its
        first argument is the environment, the others and its result are JSON
    """
    done = subprocess.run(
        [
            sys.executable,
            *("-m", f"{__package__}.child"),
            *(database, function.__module__, function.__name__),
        ],
        input=json.dumps(arguments),
        stdout=subprocess.PIPE,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
