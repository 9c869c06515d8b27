# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two people at work by chance, on either side, while webhooks go astray.

    XERO_RANDOM_SEED=7 XERO_RANDOM_COUNT=500 setup/test …/test_random_actions.py

does others than the runs below; `setup/bench X3` does hundreds in every world.
"""

import os

import pytest

from odoo.tools import mute_logger

from odoo.addons.xero_connector_tests.random_actions.run import play
from odoo.addons.xero_connector_tests.random_actions.stage import Stage, XeroWindow

from .trouble import TroubleCase
from .webhook_case import WebhookCase

COUNT = int(os.environ.get("XERO_RANDOM_COUNT", "45"))
SEED = os.environ.get("XERO_RANDOM_SEED", "2026")
#: a quarter of a second each, and many times that on a busy machine
LIMIT = 300 + 5 * COUNT


@pytest.mark.timeout(LIMIT)
class TestRandomActions(WebhookCase, TroubleCase):
    """After the next drain and one comparison both sides agree (SPEC X3 X4 X5 E13 E14).

    Of what happens SPEC names: B2 B8 B9 A2 A31 A33 D5 P10 P21.
    """

    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.simulator.world.limiter.limits.enabled = False
        self.subscribe()

    def deliver(self, trouble):
        """Xero posts to Odoo's port what it has to tell, with this trouble."""
        self.delivery_trouble(**trouble)
        self.flush()

    def run_lane(self):
        self.drain(self.connection)
        self.env.invalidate_all()

    def check(self, policy):
        stage = Stage(
            self.connection,
            XeroWindow(self.simulator.url, self.tenant_id),
            self.run_lane,
            self.deliver,
            self.pass_time,
        )
        with mute_logger("odoo.addons.xero_connector.models.xero_runner_events"):
            report = play(stage, SEED, COUNT, policy)
        print(report)  # noqa: T201 - the seed makes it again
        self.assertFalse(report.differences, report.told())
        self.assertEqual(sum(report.done.values()), COUNT)
        self.assertGreater(len(report.done), 12, report.done)
        events = self.env["xero.event"].search_count([])
        self.assertGreater(events, COUNT / 4)

    def test_nobody_touches_the_same(self):
        self.check("calm")

    def test_odoo_wins(self):
        self.check("odoo")

    def test_xero_wins(self):
        self.check("xero")
