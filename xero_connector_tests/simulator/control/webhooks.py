# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Webhooks: the developer portal, and what goes wrong on the way.

These run without the world's lock: the address that is told may ask something back.
"""

from dataclasses import asdict

DEMO = "demo-client"


def webhooks(world, _query: dict) -> list:
    return [each.shown() for each in world.webhooks.subscriptions.values()]


def subscribe(world, body: dict) -> dict:
    """{client_id, url, key, categories}: enter the address and validate it."""
    made = world.webhooks.subscribe(
        body.get("client_id") or DEMO, body["url"], body["key"], body.get("categories")
    )
    world.webhooks.validate(made)
    return made.shown()


def validate(world, body: dict) -> dict:
    """{client_id}: send the intent to receive again, also to enable a webhook."""
    subscription = world.webhooks.subscriptions[body.get("client_id") or DEMO]
    world.webhooks.validate(subscription)
    return subscription.shown()


def trouble(world, body: dict) -> dict:
    """{client_id, lose, double, reorder, hold, together}"""
    client_id = body.pop("client_id", DEMO)
    return asdict(world.webhooks.trouble(client_id, **body))


def flush(world, body: dict) -> list:
    """{early}: deliver what waits and return when it is answered."""
    world.webhooks.flush(early=bool(body.get("early")))
    return webhooks(world, body)


def unsubscribe(world, _query: dict) -> list:
    with world.lock:
        world.webhooks.clear()
    return webhooks(world, {})


ROUTES = {
    ("GET", "webhooks"): webhooks,
    ("POST", "webhooks"): subscribe,
    ("DELETE", "webhooks"): unsubscribe,
    ("POST", "webhooks/validate"): validate,
    ("POST", "webhooks/trouble"): trouble,
    ("POST", "webhooks/flush"): flush,
}
