# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import pytest

from ...simulator import Simulator
from .client import Client, credit_note, invoice
from .listener import KEY, Listener


@pytest.fixture(scope="session")
def server():
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def sim(server):
    """The simulator in its default world."""
    server.reset()
    return server


@pytest.fixture
def org(sim):
    """The demo organisation."""
    return sim.world.organisation()


@pytest.fixture
def client(sim, org):
    """The demo user's connection to it, with the recommended scopes."""
    return Client(sim.url, sim.world.tokens(), org.tenant_id)


@pytest.fixture
def contact(client):
    return client.add("Contacts", {"Name": "Ann Able", "ContactNumber": "C-1"})


@pytest.fixture
def authorised(client, contact):
    """Make an approved invoice out of these lines."""

    def make(*lines, **fields):
        return client.add("Invoices", invoice(contact["ContactID"], *lines, **fields))

    return make


@pytest.fixture
def credited(client, contact):
    """Make an approved credit note out of these lines."""

    def make(*lines, **fields):
        note = credit_note(contact["ContactID"], *lines, **fields)
        return client.add("CreditNotes", note)

    return make


@pytest.fixture
def listener():
    with Listener() as listener:
        yield listener


@pytest.fixture
def control(client):
    def call(path, body=None, status=200):
        answer = client.http("POST", f"/_sim/{path}", body or {})
        assert answer.status == status, answer.data
        return answer.json()

    return call


@pytest.fixture
def subscribed(control, listener):
    """A validated webhook that sends nothing before it is told to."""
    shown = control("webhooks", {"url": listener.url, "key": KEY})
    assert shown["status"] == "ok", shown
    control("webhooks/trouble", {"hold": True})
    listener.clear()
    return listener


@pytest.fixture
def flush(control):
    return lambda **body: control("webhooks/flush", body)[0]
