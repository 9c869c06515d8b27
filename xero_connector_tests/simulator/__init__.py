# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A small, faithful, stateful Xero for tests and demonstrations.

>>> sim = Simulator().start()                                 # doctest: +SKIP
>>> tokens = sim.world.tokens()        # consent without a browser
>>> sim.fault({"method": "PUT", "path": "Invoices"}, "drop_after_commit")
>>> sim.clock.advance(seconds=1800)
>>> sim.world.organisation().person.pay("INV-0001", 120, "090")
>>> sim.world.organisation().bank_balances()
>>> sim.requests(path="Invoices", method="PUT")
>>> sim.reset(); sim.stop()

`identity` has apps, users, consents and tokens; `books` the organisations and their
rules; `api` the Accounting API on top of them; `control` the JSON controls under
/_sim/; `web` the pages for people. It never imports the connector, and the connector
never imports it.
"""

from .simulator import Simulator

__all__ = ["Simulator"]
