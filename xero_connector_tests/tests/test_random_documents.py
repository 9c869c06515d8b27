# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents and settlements of every kind by chance: both books are the same.

    XERO_RANDOM_SEED=7 XERO_RANDOM_COUNT=400 setup/test …/test_random_documents.py

makes others than the two runs below; `setup/bench R2` makes thousands.
"""

import os
import secrets

from odoo.tests import tagged

from odoo.addons.xero_connector_tests.random_documents.run import tell

from .common import XeroCase

COUNT = int(os.environ.get("XERO_RANDOM_COUNT", "32"))
#: what has to be in both books, and to be settled, for the run to prove something
MOST, MANY = 0.65, 0.25


@tagged("post_install", "-at_install")
class TestRandomDocuments(XeroCase):  # SPEC R2 X2 X10 X18
    def test_fixed_seed(self):
        self.check("2026")

    def test_random_seed(self):
        seed = os.environ.get("XERO_RANDOM_SEED") or str(secrets.randbelow(10**6))
        self.check(seed)

    def check(self, seed):
        connection = self.connect()
        self.simulator.world.limiter.limits.enabled = False
        report = tell(
            connection, self.simulator.url, lambda: self.drain(connection), seed, COUNT
        )
        said = f"seed {seed}, {COUNT} documents:"
        print(said, report)  # noqa: T201 - the seed makes it again
        self.assertFalse(report.differences, "\n".join([said, *report.differences]))
        self.assertFalse(report.refused, said)
        self.assertGreaterEqual(report.sent, MOST * COUNT, said)
        self.assertGreaterEqual(report.settlements, MANY * COUNT, said)
