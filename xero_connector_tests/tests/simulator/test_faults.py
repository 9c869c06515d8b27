# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Scripted trouble."""

import time

import pytest
import urllib3
from xero_python.exceptions import HTTPStatusException, RateLimitException

from ...simulator import Simulator
from .client import Client

# The SDK asks its HTTP library in an old way.
pytestmark = pytest.mark.filterwarnings("ignore:HTTPResponse.getheaders")


PUT = {"method": "PUT", "path": "Contacts"}
LOST = (urllib3.exceptions.HTTPError,)


def make(client, name="A"):
    return client.put("Contacts", {"Name": name})


def test_status_with_body_and_headers(sim, client, org):
    action = {"kind": "status", "status": 503, "body": "The Xero API is offline"}
    sim.fault(PUT, {**action, "headers": {"Retry-After": "7"}})
    answer = make(client)
    assert (answer.status, answer.data) == (503, b"The Xero API is offline")
    assert answer.headers["Retry-After"] == "7"
    assert len(org.contacts) == 0 and make(client).status == 200


def test_answer_replaced_after_the_work(sim, client, org):
    sim.fault(PUT, {"kind": "html", "commit": True})
    answer = make(client)
    assert answer.status == 502 and answer.data.startswith(b"<html>")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert len(org.contacts) == 1


def test_html_breaks_the_sdk_as_the_real_one_does(sim, client):
    sim.fault({}, "html")
    with pytest.raises(HTTPStatusException):
        client.sdk.get_organisations(client.tenant)


def test_empty_body(sim, client, org):
    sim.fault(PUT, "empty")
    answer = make(client)
    assert (answer.status, answer.data) == (200, b"") and len(org.contacts) == 0


def test_answer_lost_after_commit(sim, client, org):
    sim.fault(PUT, "drop_after_commit")
    with pytest.raises(LOST):
        make(client)
    assert len(org.contacts) == 1
    assert sim.requests("Contacts")[-1].status == 0


def test_stored_answer_comes_back_after_a_lost_one(sim, client, org):
    key = {"Idempotency-Key": "k-1"}
    sim.fault(PUT, "drop_after_commit")
    with pytest.raises(LOST):
        client.put("Contacts", {"Name": "A"}, headers=key)
    again = client.put("Contacts", {"Name": "A"}, headers=key)
    assert again.json()["Contacts"][0]["ContactID"] == next(iter(org.contacts)).id


def test_connection_cut_before_the_work(sim, client, org):
    sim.fault(PUT, "drop_before")
    with pytest.raises(LOST):
        make(client)
    assert len(org.contacts) == 0 and make(client).status == 200


def test_truncated_answer(sim, client, org):
    sim.fault(PUT, "truncated")
    with pytest.raises(LOST):
        make(client)
    assert len(org.contacts) == 1


def test_timeout(sim, client, org):
    sim.fault(PUT, {"kind": "timeout", "delay": 0.2})
    begun = time.monotonic()
    with pytest.raises(LOST):
        make(client)
    assert time.monotonic() - begun >= 0.2 and len(org.contacts) == 0


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_null_instead_of_the_list(sim, client, encoding):
    sim.fault({"path": "Contacts"}, "null_list")
    answer = client.get("Contacts", headers={"Accept-Encoding": encoding})
    assert answer.json()["Contacts"] is None


def test_latency(sim, client):
    sim.fault(PUT, {"kind": "latency", "delay": 0.2})
    begun = time.monotonic()
    assert make(client).status == 200
    assert time.monotonic() - begun >= 0.2


@pytest.mark.parametrize(
    ("problem", "wait"),
    [("minute", "30"), ("day", "30"), ("concurrent", None), ("appminute", None)],
)
def test_rate_limits(sim, client, problem, wait):
    sim.fault({}, {"kind": "rate_limit", "problem": problem})
    with pytest.raises(RateLimitException) as caught:
        client.sdk.get_organisations(client.tenant)
    assert caught.value.headers["X-Rate-Limit-Problem"] == problem
    assert caught.value.headers.get("Retry-After") == wait


def test_token_expires_just_before(sim, client):
    sim.fault(PUT, "expire_token")
    refused = make(client)
    assert refused.status == 401 and "TokenExpired" in refused.json()["Detail"]


def test_nth_and_count(sim, client):
    sim.fault({"path": "Organisation", "nth": 2, "count": 2}, "html")
    seen = [client.get("Organisation").status for _ in range(5)]
    assert seen == [200, 502, 502, 200, 200]


def test_for_ever_until_cleared(sim, client):
    client.http("POST", "/_sim/faults", {"match": {"count": 0}, "action": "html"})
    assert {client.get("Organisation").status for _ in range(3)} == {502}
    assert client.http("GET", "/_sim/faults").json()[0]["hits"] == 3
    client.http("DELETE", "/_sim/faults")
    assert client.get("Organisation").status == 200


def test_match_by_tenant_and_method(sim, client, org):
    sim.fault({"tenant": "another", "count": 0}, "html")
    sim.fault({"method": "POST", "count": 0}, "html")
    assert client.get("Organisation").status == 200
    sim.fault({"tenant": org.tenant_id}, "html")
    assert client.get("Organisation").status == 502


def test_random_faults_are_repeatable(sim, client):
    def run() -> list[int]:
        sim.world.faults.clear()
        sim.fault({"probability": 0.5, "seed": 7, "count": 0}, "html")
        return [client.get("Organisation").status for _ in range(20)]

    first = run()
    assert set(first) == {200, 502} and run() == first


def test_token_endpoint_can_fail_too(sim, client):
    sim.fault({"path": "/connect/token"}, {"kind": "status", "status": 500})
    assert client.http("POST", "/connect/token", b"").status == 500


@pytest.mark.parametrize(
    ("match", "action"),
    [({}, "explode"), ({}, {}), ({"colour": "red"}, "html"), ({"path": "("}, "html")],
)
def test_fault_that_makes_no_sense(sim, client, match, action):
    with pytest.raises(Exception, match=r".+"):
        sim.fault(match, action)
    refused = client.http("POST", "/_sim/faults", {"match": match, "action": action})
    assert refused.status == 400


def test_stop_ends_waiting_and_kept_connections():
    simulator = Simulator().start()
    tokens = simulator.world.tokens()
    client = Client(simulator.url, tokens, simulator.world.organisation().tenant_id)
    assert client.get("Organisation").status == 200
    simulator.stop()
    with pytest.raises(LOST):
        client.get("Organisation")
    simulator.start()
    assert client.get("Organisation").status == 200
    simulator.stop()


def test_connections_are_kept_alive(sim, client):
    pool = urllib3.HTTPConnectionPool("127.0.0.1", int(sim.url.rpartition(":")[2]))
    for _ in range(5):
        assert pool.request("GET", "/_sim/health").status == 200
    assert pool.num_connections == 1
