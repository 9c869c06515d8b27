# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""T8: how long Xero waits for the answer to a delivery of events.

A real Odoo server takes one signed delivery after the other over HTTP; the clock runs
from the first byte sent to the last one received. Every delivery names new objects, and
afterwards all events have to be in the database. Xero allows five seconds.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import socket
import statistics
import subprocess
import time
from uuid import uuid4

import requests

from . import databases, story
from .measurement import Options, Result, say
from .xero import XeroProcess

KEY = "the key of the portal"
WARM_UP = 5
#: deliveries behind a percentile
DELIVERIES = 300
DEADLINE = 120


def measure(options: Options):
    with (
        databases.copy_of(databases.with_addons()) as database,
        XeroProcess() as xero,
    ):
        place = databases.in_odoo(database, prepare, url=xero.url)
        with server(database) as address:
            url = f"{address}{place['path']}"
            say(f"  {DELIVERIES} deliveries of {options.records} events")
            seconds = [
                deliver(url, place["tenant"], options.records, number)
                for number in range(WARM_UP + DELIVERIES)
            ]
        kept = databases.in_odoo(database, count)
        yield _result(options, seconds[WARM_UP:], kept)


def _result(options: Options, seconds: list[float], kept: int) -> Result:
    ordered = sorted(seconds)
    expected = (WARM_UP + DELIVERIES) * options.records
    return Result(
        "T8",
        round(1000 * ordered[int(0.99 * len(ordered)) - 1], 1),
        "ms (p99)",
        "< 100",
        {
            "records": options.records,
            "deliveries": len(ordered),
            "median": round(1000 * statistics.median(ordered), 1),
            "highest": round(1000 * ordered[-1], 1),
            "events_missing": expected - kept,
        },
    )


def prepare(env, url):
    """In Odoo: a connection, and a webhook key; where Xero delivers to."""
    story.connect(env, url)
    connection = story.the_connection(env)
    app = connection.app_id
    app.webhook_key = KEY
    path = app.webhook_url.removeprefix(app.get_base_url())
    env.cr.commit()
    return {"path": path, "tenant": connection.tenant_id}


def count(env):
    """In Odoo: the events that are kept."""
    return env["xero.event"].search_count([("state", "=", "new")])


def deliver(url, tenant_id, records, number) -> float:
    """Seconds until the answer to one delivery of new events."""
    first = number * records + 1
    body = _body(tenant_id, first, records)
    headers = {
        "Content-Type": "application/json",
        "x-xero-signature": _signature(body),
    }
    started = time.perf_counter()
    answer = requests.post(url, data=body, headers=headers, timeout=DEADLINE)
    seconds = time.perf_counter() - started
    if answer.status_code != requests.codes.ok or answer.content:
        raise RuntimeError(f"answered {answer.status_code} {answer.text[:200]}")
    return seconds


def _body(tenant_id, first, records) -> bytes:
    content = {
        "events": [_event(tenant_id, str(uuid4())) for _each in range(records)],
        "firstEventSequence": first,
        "lastEventSequence": first + records - 1,
        "entropy": uuid4().hex,
    }
    return json.dumps(content).encode()


def _event(tenant_id, resource_id) -> dict:
    return {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/Invoices/{resource_id}",
        "resourceId": resource_id,
        "tenantId": tenant_id,
        "tenantType": "ORGANISATION",
        "eventCategory": "INVOICE",
        "eventType": "UPDATE",
        "eventDateUtc": "2026-06-21T01:15:39.902",
    }


def _signature(body) -> str:
    digest = hmac.new(KEY.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


@contextlib.contextmanager
def server(database: str):
    """The address of an Odoo server that runs no scheduled jobs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            os.environ["XERO_TEST_ODOO"],
            *("server", "-d", database, "--workers=0", "--max-cron-threads=0"),
            *(f"--http-port={port}", "--log-level=warn"),
        ],
        stdin=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE)


def _await(address: str, process) -> None:
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(requests.RequestException):
            requests.get(f"{address}/web/health", timeout=5).raise_for_status()
            return
        time.sleep(0.2)
    raise RuntimeError("Odoo's server did not start")
