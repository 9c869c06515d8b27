# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""POSTs to the addresses of apps, from a thread of its own."""

import threading
import time
from contextlib import suppress

import requests

from . import subscription as states
from .message import SIGNATURE, Notice, body, category_of, notice, signature
from .subscription import Subscription, Trouble

SECONDS = 5
PAUSE = 0.1
HTTP_OK, HTTP_UNAUTHORIZED = 200, 401


class Webhooks:
    """All subscriptions of a world, whose lock guards them; never held while sending.

    :param world: has the clock, the lock and the connections.
    """

    def __init__(self, world):
        self._world = world
        self._sending = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._running = False
        self.subscriptions: dict[str, Subscription] = {}

    def clear(self) -> None:
        self.subscriptions.clear()

    # === WHAT HAPPENS IN THE BOOKS === #

    def hear(self, tenant_id: str, record, created: bool) -> None:
        """Something was created or changed; called under the world's lock."""
        if not self.subscriptions or not category_of(record):
            return
        heard = notice(tenant_id, record, created, self._world.clock.now())
        for subscription in self._listeners(heard):
            subscription.hear(heard)
            self._wake.set()

    def _listeners(self, heard: Notice) -> list[Subscription]:
        """The subscriptions of apps that the organisation is connected with."""
        connected = {
            connection.app.client_id
            for connection in self._world.identity.connections.values()
            if connection.tenant_id == heard.tenant_id
        }
        return [
            each
            for client_id, each in self.subscriptions.items()
            if client_id in connected
        ]

    # === WHAT A PERSON DOES IN THE PORTAL === #

    def subscribe(
        self, client_id: str, url: str, key: str, categories=None
    ) -> Subscription:
        """Enter a delivery URL; the numbers begin anew.

        :raise KeyError, ValueError: no such app; an address that is not accepted.
        """
        with self._world.lock:
            app = self._world.identity.apps[client_id]
            chosen = {} if categories is None else {"categories": frozenset(categories)}
            made = Subscription(app.client_id, url, key, **chosen)
            self.subscriptions[client_id] = made
        self.start()
        return made

    def validate(self, subscription: Subscription) -> bool:
        """The intent to receive: several POSTs, some of them wrongly signed."""
        key = subscription.key
        for wrong in (False, True, False, True):
            content = body([], 0)
            header = signature(content, f"{key}x" if wrong else key)
            expected = HTTP_UNAUTHORIZED if wrong else HTTP_OK
            problem = _post(subscription.url, content, header, expected)
            if problem:
                break
        with self._world.lock:
            subscription.message = problem
            subscription.status = states.UNVALIDATED if problem else states.OK
        return not problem

    def trouble(self, client_id: str, **changes) -> Trouble:
        """:raise KeyError, AttributeError: no such subscription or trouble."""
        with self._world.lock:
            trouble = self.subscriptions[client_id].trouble
            for name, value in changes.items():
                getattr(trouble, name)
                setattr(trouble, name, value)
        self._wake.set()
        return trouble

    # === SENDING === #

    def start(self) -> None:
        """Send in the background, if there is anything to send to."""
        if self.subscriptions and not self._running:
            self._running = True
            self._thread = threading.Thread(
                target=self._work, name="xero-webhooks", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        self._running = False
        self._wake.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(SECONDS)

    def flush(self, early: bool = False) -> None:
        """Send all that is due, what is held included, and wait for the answers.

        :param early: also what waits for its next attempt, once.
        """
        with self._sending:
            self._send(held=True, early=early)

    def _work(self) -> None:
        while self._running:
            with self._sending:
                self._send(held=False, early=False)
            self._wake.wait(PAUSE)
            self._wake.clear()

    def _send(self, held: bool, early: bool) -> None:
        tried: set[int] = set()
        while (found := self._next(held, early, tried)) is not None:
            subscription, delivery = found
            tried.add(id(delivery))
            content = delivery.content
            header = signature(content, subscription.key)
            problem = _post(subscription.url, content, header, HTTP_OK)
            with self._world.lock, suppress(ValueError):  # cleared meanwhile
                subscription.settle(delivery, problem, self._world.clock.now())

    def _next(self, held: bool, early: bool, tried: set[int]):
        with self._world.lock:
            now = self._world.clock.now()
            for subscription in self.subscriptions.values():
                if subscription.trouble.hold and not held:
                    continue
                subscription.pack(now)
                for delivery in subscription.due(now, early):
                    if id(delivery) not in tried:
                        return subscription, delivery
        return None


def _post(url: str, content: bytes, header: str, expected: int) -> str:
    """What is wrong with the answer, "" when nothing is: the status, an empty body, no
    cookie, within 5 seconds."""
    headers = {"Content-Type": "application/json; charset=utf-8", SIGNATURE: header}
    started = time.monotonic()
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(
                url,
                data=content,
                headers=headers,
                timeout=SECONDS,
                allow_redirects=False,
            )
    except requests.RequestException as error:
        return f"no answer: {type(error).__name__}"
    if time.monotonic() - started > SECONDS:
        return "the answer took longer than 5 seconds"
    if answer.status_code != expected:
        return f"answered {answer.status_code} instead of {expected}"
    if answer.content:
        return "the answer has a body"
    return "the answer sets a cookie" if "Set-Cookie" in answer.headers else ""
