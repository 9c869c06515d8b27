# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The control API under /_sim/: JSON in, JSON out, a thin layer over the world.

| method and path | body or query | does |
|---|---|---|
| GET health | | `{"status": "ok"}` |
| POST reset | | back to the default world |
| GET, POST clock | set (ISO or null), advance (seconds) | read; set, advance |
| GET, POST, DELETE faults | match, action | list; add; clear |
| GET, POST limits | enabled, minute, concurrent, app_minute | read; change |
| GET, DELETE requests | ?path=&method=&tenant= | the log; clear it |
| GET, POST apps | fields of App | list; create or replace |
| GET, POST users | fields of User | list; create or replace |
| GET secrets | | every secret ever issued |
| POST tokens | client_id, email, tenants, scope | consent without a browser |
| POST revoke | email, tenant | the user loses that organisation |
| POST disconnect | tenant, client_id | removed under "Connected apps" |
| GET, POST organisations | fields of Settings | list; create |
| POST organisations/KEY | lock dates, currencies, day_limit … | change |
| POST organisations/KEY | works_out_taxes, adds_to_taxes | what if Xero did so |
| POST accounts | tenant, code, name, kind, … | a further account |
| GET state, books | ?tenant= | everything; the three reports |
| POST pay, refund, void | tenant, invoice, credit_note …, amount, account, date | |
| POST allocate | tenant, credit_note …, invoice, amount, date | use up a credit |
| POST batch | tenant, payments, account, date | pay documents together |
| POST reconcile | tenant, payment …, reconciled | matched with the statement |
| POST merge | tenant, source, target | two contacts become one |
| POST edit, delete | tenant, entity, id, fields | one record of any kind |
| GET, POST, DELETE webhooks | client_id, url, key, categories | enter an address |
| POST webhooks/validate | client_id | the intent to receive once more |
| POST webhooks/trouble | lose, double, reorder, hold, together | on the way there |
| POST webhooks/flush | early | deliver what waits, and wait for it |

`tenant` is a tenant id, short code or name; without it the first organisation.
Errors: 400 or 404 with `{"error": …}`.
"""

from .api import ControlApi

__all__ = ["ControlApi"]
