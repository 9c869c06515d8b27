# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rate limits (XERO_API §2)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from xero_python.exceptions import RateLimitException

from ...simulator.books.organisation import Settings
from .client import Client

# The SDK asks its HTTP library in an old way.
pytestmark = pytest.mark.filterwarnings("ignore:HTTPResponse.getheaders")


@pytest.fixture
def still(sim, client):
    """Time stands still, so that a window cannot end by itself."""
    sim.clock.set(sim.clock.now())
    return sim


def remaining(reply) -> tuple[int, int, int]:
    return tuple(
        int(reply.headers[f"X-{name}Limit-Remaining"])
        for name in ("Min", "Day", "AppMin")
    )


def test_headers_count_down(still, client):
    assert remaining(client.get("Organisation")) == (59, 4999, 9999)
    assert remaining(client.get("Organisation")) == (58, 4998, 9998)


def test_sixty_a_minute_in_fixed_windows(still, client):
    for _ in range(60):
        assert client.get("Organisation").status == 200
    refused = client.get("Organisation")
    assert refused.status == 429
    assert refused.headers["X-Rate-Limit-Problem"] == "minute"
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 60
    assert remaining(refused)[0] == 0
    still.clock.advance(wait)
    assert remaining(client.get("Organisation"))[0] == 59


def test_refused_calls_do_not_count(still, client):
    still.world.limiter.limits.minute = 1
    client.get("Organisation")
    before = still.world.limiter.limits
    assert client.get("Organisation").status == 429
    before.minute = 60
    assert remaining(client.get("Organisation")) == (58, 4998, 9998)


def test_day_limit_of_a_starter_organisation(still, client, org):
    org.day_limit = 2
    client.get("Organisation")
    client.get("Organisation")
    refused = client.get("Organisation")
    assert refused.headers["X-Rate-Limit-Problem"] == "day"
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 86_400
    still.clock.advance(wait)
    fresh = Client(still.url, still.world.tokens(), client.tenant)
    assert remaining(fresh.get("Organisation"))[1] == 1


def test_app_minute_over_all_organisations(still, client):
    still.world.limiter.limits.app_minute = 2
    second = still.world.add_organisation(Settings("Second"))
    user = still.world.identity.users["demo@example.com"]
    user.organisations.append(second.tenant_id)
    other = Client(still.url, still.world.tokens(), second.tenant_id)
    assert client.get("Organisation").status == 200
    assert other.get("Organisation").status == 200
    refused = other.get("Organisation")
    assert refused.status == 429
    assert refused.headers["X-Rate-Limit-Problem"] == "appminute"
    assert "Retry-After" not in refused.headers


def test_windows_are_per_organisation(still, client):
    still.world.limiter.limits.minute = 1
    second = still.world.add_organisation(Settings("Second"))
    still.world.identity.users["demo@example.com"].organisations.append(
        second.tenant_id
    )
    other = Client(still.url, still.world.tokens(), second.tenant_id)
    assert client.get("Organisation").status == 200
    assert other.get("Organisation").status == 200
    assert client.get("Organisation").status == 429


def test_five_at_a_time(still, client):
    still.fault({"path": "Organisation", "count": 5}, {"kind": "latency", "delay": 1})
    with ThreadPoolExecutor(5) as pool:
        running = [pool.submit(client.get, "Organisation") for _ in range(5)]
        while still.world.limiter.running("demo-client", client.tenant) < 5:
            assert not any(future.done() for future in running)
        refused = client.get("Organisation")
        assert refused.status == 429
        assert refused.headers["X-Rate-Limit-Problem"] == "concurrent"
        assert "Retry-After" not in refused.headers
        assert {future.result().status for future in running} == {200}
    assert client.get("Organisation").status == 200


def test_sdk_raises_rate_limit_exception(still, client):
    still.world.limiter.limits.minute = 0
    with pytest.raises(RateLimitException) as caught:
        client.sdk.get_organisations(client.tenant)
    assert caught.value.headers["X-Rate-Limit-Problem"] == "minute"


def test_limits_can_be_switched_off(still, client):
    answer = client.http("POST", "/_sim/limits", {"enabled": False, "minute": 1})
    assert answer.json()["enabled"] is False
    assert {client.get("Organisation").status for _ in range(3)} == {200}


def test_unauthorised_calls_do_not_count(still, client):
    client.get("Organisation", headers={"Authorization": "Bearer nothing"})
    client.get("Organisation", headers={"Xero-Tenant-Id": "nothing"})
    assert remaining(client.get("Organisation")) == (59, 4999, 9999)
