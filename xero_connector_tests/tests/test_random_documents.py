# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents and settlements of every kind by chance: both books are the same.

    XERO_RANDOM_SEED=7 XERO_RANDOM_COUNT=400 setup/test …/test_random_documents.py

makes others than those below, which are always the same, so that a change is what
makes them fail; `setup/bench R2` makes thousands.
"""

import os

from odoo.tests import tagged

from odoo.addons.xero_connector_tests.random_documents.run import tell

from .common import XeroCase

COUNT = int(os.environ.get("XERO_RANDOM_COUNT", "32"))
SEED = os.environ.get("XERO_RANDOM_SEED", "2027")
#: what has to be in both books, and to be settled, for the run to prove something
MOST, MANY = 0.65, 0.25


@tagged("post_install", "-at_install")
class TestRandomDocuments(XeroCase):  # SPEC R2 X2 X10 X18
    def test_first_seed(self):
        self.check("2026")

    def test_chosen_seed(self):
        self.check(SEED)

    def test_few_cents(self):  # SPEC P5
        """What if Xero worked out all taxes: a few cents on its rounding account.

        What differs by more needs attention; with other seeds so do its payments.
        """
        short_code = self.organisation.short_code
        self.control(f"organisations/{short_code}", works_out_taxes=True)
        cents = {"rounding_policy": "line", "rounding_tolerance": 0.05}
        report = self.check("2026", ("totals_differ",), **cents)
        self.assertTrue(report.rounded)

    def check(self, seed, explained=(), **settings):
        connection = self.connect(**settings)
        self.simulator.world.limiter.limits.enabled = False
        said = f"seed {seed}, {COUNT} documents:"
        drain = self.simulator.url, lambda: self.drain(connection)
        report = tell(connection, *drain, seed, COUNT, explained)
        print(said, report)  # noqa: T201 - for people looking at a failing test
        self.assertFalse(report.differences, "\n".join([said, *report.differences]))
        self.assertFalse(report.refused, said)
        self.assertGreaterEqual(report.sent, MOST * COUNT, said)
        self.assertGreaterEqual(report.settlements, MANY * COUNT, said)
        return report
