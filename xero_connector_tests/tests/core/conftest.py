# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fixtures of the pure tests: quick, and the same on every run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from odoo.addons.xero_connector.core.transport import Transport

from .http_server import Server, running_server

settings.register_profile(
    "core", max_examples=25, deadline=None, derandomize=True, database=None
)
#: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", max_examples=2500, deadline=None, database=None)
settings.load_profile("core")


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    with running_server() as state:
        yield state


@pytest.fixture
def server(_server: Server) -> Server:
    """A throw-away HTTP server that has not been asked anything yet."""
    _server.requests = []
    _server.scripts = []
    return _server


@pytest.fixture
def xero(server: Server) -> Iterator[Transport]:
    """What talks to that server as it does to Xero."""
    transport = Transport("tenant-1", "token-1", f"{server.url}/api.xro/2.0/")
    yield transport
    transport.close()
