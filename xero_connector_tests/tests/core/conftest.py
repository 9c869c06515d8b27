# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fixtures of the pure tests: quick, and the same on every run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from .http_server import Server, running_server

settings.register_profile(
    "core", max_examples=60, deadline=None, derandomize=True, database=None
)
settings.load_profile("core")


@pytest.fixture
def server() -> Iterator[Server]:
    """A throw-away HTTP server."""
    with running_server() as state:
        yield state
