# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Clock, faults, limits and the request log."""

from dataclasses import asdict

from ..api.wire import parse_time

OK = {"status": "ok"}


def health(_world, _query: dict) -> dict:
    return OK


def reset(world, _body: dict) -> dict:
    world.reset()
    return OK


def clock(world, _query: dict) -> dict:
    return {"now": world.clock.now().isoformat()}


def set_clock(world, body: dict) -> dict:
    if "set" in body:
        world.clock.set(parse_time(body["set"]) if body["set"] else None)
    world.clock.advance(float(body.get("advance", 0)))
    return clock(world, body)


def faults(world, _query: dict) -> list:
    return [
        {
            "id": fault.id,
            "match": fault.match,
            "action": fault.action,
            "seen": fault.seen,
            "hits": fault.hits,
        }
        for fault in world.faults
    ]


def add_fault(world, body: dict) -> dict:
    return {"id": world.faults.add(body.get("match") or {}, body["action"]).id}


def clear_faults(world, _query: dict) -> dict:
    world.faults.clear()
    return OK


def limits(world, _query: dict) -> dict:
    return asdict(world.limiter.limits)


def set_limits(world, body: dict) -> dict:
    """:raise AttributeError: there is no such limit."""
    for name, value in body.items():
        getattr(world.limiter.limits, name)
        setattr(world.limiter.limits, name, value)
    return limits(world, body)


def requests(world, query: dict) -> list:
    return [entry.shown() for entry in world.log.find(**query)]


def clear_requests(world, _query: dict) -> dict:
    world.log.clear()
    return OK


ROUTES = {
    ("GET", "health"): health,
    ("POST", "reset"): reset,
    ("GET", "clock"): clock,
    ("POST", "clock"): set_clock,
    ("GET", "faults"): faults,
    ("POST", "faults"): add_fault,
    ("DELETE", "faults"): clear_faults,
    ("GET", "limits"): limits,
    ("POST", "limits"): set_limits,
    ("GET", "requests"): requests,
    ("DELETE", "requests"): clear_requests,
}
