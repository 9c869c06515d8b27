# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A simulated Xero in a process of its own: no latency, no limits."""

import shutil
import subprocess
import sys
from pathlib import Path

import requests

from .processor import seconds_of

SIMULATOR = "xero_connector_tests.simulator"


class XeroProcess:
    """Started with the `with` statement.

    :param state: file with the world to start from; it is written again at the end
    """

    def __init__(self, state: Path | None = None):
        self._state = state
        self._process = None
        self.url = ""

    def __enter__(self):
        state = ["--state", self._state] if self._state else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", SIMULATOR, "--port", "0", "--no-limits", *state],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._process.stdout.readline().split()[-1]
        return self

    def __exit__(self, *_exc_info):
        self._process.terminate()
        self._process.wait(timeout=60)

    def seconds(self) -> float:
        """Processor time it has used."""
        return seconds_of(self._process.pid)

    # === CONTROL === #

    def get(self, control: str, **query):
        return self._ask("GET", control, params=query)

    def add_organisation(self, name: str) -> str:
        """Its tenant id."""
        return self._ask("POST", "organisations", json={"name": name})["tenant_id"]

    def add_person(self, email: str, password: str, tenants: list[str]) -> None:
        """Somebody who may let apps into these organisations."""
        person = {"email": email, "password": password, "organisations": tenants}
        self._ask("POST", "users", json=person)

    def forget_requests(self) -> None:
        self._ask("DELETE", "requests")

    def calls(self) -> dict[str, int]:
        """How often each part of the API was called: {"PUT Invoices": 20, …}."""
        found: dict[str, int] = {}
        for entry in self.get("requests", path="^/api.xro/"):
            name = f"{entry['method']} {entry['path'].split('/')[3]}"
            found[name] = found.get(name, 0) + 1
        return found

    def _ask(self, method: str, path: str, **more):
        answer = requests.request(method, f"{self.url}/_sim/{path}", timeout=60, **more)
        answer.raise_for_status()
        return answer.json()


def state_copy(state: Path) -> Path:
    """A copy of a world's file, so that the next run starts from the same world."""
    return Path(shutil.copy(state, state.with_suffix(".run")))
