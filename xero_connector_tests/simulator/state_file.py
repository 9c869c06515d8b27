# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The world in a file, so that a demonstration can be ended and taken up again.

Python's own format: the file belongs to this program and this user alone. Reading a
file that somebody else has written would run what they put into it.
"""

import os
import pickle
from pathlib import Path

from .world import World


def save(world: World, path: Path) -> None:
    """Organisations, apps, users and tokens; not the request log or the faults."""
    with world.lock:
        content = pickle.dumps((world.identity, world.organisations))
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    part.replace(path)


def load(world: World, path: Path) -> None:
    """Continue with what :func:`save` wrote; the clock goes on in real time."""
    identity, organisations = pickle.loads(path.read_bytes())
    with world.lock:
        world.clock = identity.clock
        world.identity = identity
        world.organisations = organisations
        for organisation in organisations.values():
            world.listen_to(organisation)
