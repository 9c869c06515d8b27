# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A Xero of one's own, over real HTTP.

>>> with Simulator() as sim:            # doctest: +SKIP
...     requests.get(f"{sim.url}/_sim/health")
"""

import threading

from .application import Application
from .faults import Fault
from .server import Server
from .world import World


class Simulator:
    """Its world lives as long as the object; `start` and `stop` only serve it.

    :param port: 0 takes a free one, known after :meth:`start`.
    """

    def __init__(self, port: int = 0, host: str = "127.0.0.1"):
        self.world = World()
        self._host = host
        self._port = port
        self._server: Server | None = None
        self._stopping = threading.Event()

    def __enter__(self) -> "Simulator":
        return self.start()

    def __exit__(self, *exc_info) -> None:
        self.stop()

    @property
    def clock(self):
        return self.world.clock

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    def start(self) -> "Simulator":
        self._stopping.clear()
        application = Application(self.world, self._stopping)
        self._server = Server(self._host, self._port, application)
        self._port = self._server.port
        threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="xero-simulator",
            daemon=True,
        ).start()
        self.world.webhooks.start()
        return self

    def stop(self) -> None:
        if self._server is not None:
            self._stopping.set()
            self.world.webhooks.stop()
            self._server.stop()
            self._server = None

    def reset(self) -> None:
        self.world.reset()

    def fault(self, match: dict, action: dict | str) -> Fault:
        """Script trouble; see `faults` for what can be matched and done."""
        with self.world.lock:
            return self.world.faults.add(match, action)

    def requests(self, path: str = "", method: str = "", tenant: str = ""):
        """Requests so far, oldest first."""
        return self.world.log.find(path, method, tenant)
