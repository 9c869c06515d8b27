# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import pytest

from ...simulator import Simulator
from .client import Client, credit_note, invoice


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
