# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The simulated Xero delivers twice, late, or again: what goes wrong (XERO_API §6)."""

from datetime import datetime, timedelta

from ...simulator.books.change import Change
from ...simulator.state_file import load, save
from ...simulator.world import World

# === SEQUENCES AND TROUBLE === #


def test_sequences(subscribed, flush, client, control):
    control("webhooks/trouble", {"together": 2})
    for number in range(5):
        client.add("Contacts", {"Name": f"Contact {number}"})
    shown = flush()
    spans = [
        (each["firstEventSequence"], each["lastEventSequence"])
        for each in subscribed.deliveries
    ]
    assert spans == [(1, 2), (3, 4), (5, 5)]
    assert (shown["sequence"], shown["waiting"]) == (5, 0)


def test_lost_doubled_and_reordered(subscribed, flush, client, control):
    trouble = {"together": 1, "lose": 1, "double": 1, "reorder": True}
    control("webhooks/trouble", trouble)
    for number in range(4):
        client.add("Contacts", {"Name": f"Contact {number}"})
    flush()
    firsts = [each["firstEventSequence"] for each in subscribed.deliveries]
    assert firsts == [4, 3, 2, 2]


def test_unknown_trouble(subscribed, control):
    control("webhooks/trouble", {"burn": True}, 400)


def test_sent_by_itself(subscribed, control, client):
    control("webhooks/trouble", {"hold": False})
    client.add("Contacts", {"Name": "Ann"})
    assert subscribed.arrived.wait(10)
    assert len(subscribed.events) == 1


# === RETRIES === #


def test_failures_are_retried_ever_more_rarely(subscribed, flush, client, sim):
    sim.clock.set(datetime(2026, 3, 2, 12))
    subscribed.status = 500
    client.add("Contacts", {"Name": "Ann"})
    waits = []
    for _attempt in range(4):
        flush()
        subscription = sim.world.webhooks.subscriptions["demo-client"]
        (delivery,) = subscription.outbox
        waits.append(delivery.due - sim.clock.now())
        tried = len(subscribed.deliveries)
        flush()  # not due yet
        assert len(subscribed.deliveries) == tried
        sim.clock.set(delivery.due)
    assert waits == sorted(waits)
    assert len(set(waits)) == len(waits)
    subscribed.status = 200
    shown = flush()
    assert (shown["status"], shown["waiting"], shown["sent"]) == ("ok", 0, 1)
    contents = [str(each) for each in subscribed.deliveries]
    assert len(set(contents)) == 1  # always the same bytes


def test_given_up_after_a_day(subscribed, flush, client, sim, control):
    sim.clock.set(datetime(2026, 3, 2, 12))
    subscribed.status = 500
    client.add("Contacts", {"Name": "Ann"})
    for _hour in range(32):  # the attempts are up to six hours apart
        shown = flush()
        sim.clock.advance(timedelta(hours=1).total_seconds())
    assert shown["status"] == "disabled"
    subscribed.clear()
    subscribed.status = 200
    client.add("Contacts", {"Name": "Bob"})
    flush()
    assert not subscribed.deliveries
    assert control("webhooks/validate")["status"] == "ok"
    client.add("Contacts", {"Name": "Cyd"})
    flush()
    assert len(subscribed.events) == 1


def test_one_failure_does_not_hold_the_others_up(subscribed, flush, client, control):
    control("webhooks/trouble", {"together": 1})
    client.add("Contacts", {"Name": "Ann"})
    subscribed.status = 500
    flush()
    subscribed.status = 200
    subscribed.clear()
    client.add("Contacts", {"Name": "Bob"})
    flush()
    assert [each["firstEventSequence"] for each in subscribed.deliveries] == [2]
    flush(early=True)
    assert [each["firstEventSequence"] for each in subscribed.deliveries] == [2, 1]


def test_reset_forgets_webhooks(subscribed, client, control):
    control("reset")
    assert client.http("GET", "/_sim/webhooks").json() == []


def test_books_from_a_file_are_listened_to(tmp_path):
    first, second = World(), World()
    save(first, tmp_path / "state")
    heard = []
    second.webhooks.hear = lambda *change: heard.append(change)
    load(second, tmp_path / "state")
    organisation = second.organisation()
    made = organisation.contacts.create({"Name": "Ann"}, Change(second.clock.now()))
    assert heard == [(organisation.tenant_id, made, True)]
