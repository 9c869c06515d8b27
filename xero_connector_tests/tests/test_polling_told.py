# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How rarely Xero is asked once it tells by itself what changes (SPEC T9, X4)."""

from .trouble import TroubleCase
from .webhook_case import EMPTY, WebhookCase

CATEGORIES = ("INVOICE", "CREDITNOTE", "PAYMENT", "PREPAYMENT")
FIVE_MINUTES, AN_HOUR = 5 * 60, 60 * 60


class TestPollingTold(WebhookCase, TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.poll(self.connection)  # the next turns are planned within minutes

    def asked(self):
        return len(self.simulator.requests("api.xro"))

    def begin_to_tell(self):
        self.assert_answer(self.post(EMPTY), 200)
        self.deliver(*(self.event(name) for name in CATEGORIES))
        self.drain(self.connection)

    def wait(self, seconds):
        self.pass_time(seconds)
        self.drain(self.connection)

    def test_planned_turns_wait(self):  # SPEC T9 X4
        self.begin_to_tell()
        before = self.asked()
        for _turn in range(10):
            self.wait(FIVE_MINUTES)
        self.assertEqual(self.asked(), before)
        self.wait(2 * AN_HOUR)
        (read,) = self.simulator.requests("api.xro")[before:]
        self.assertTrue(read.path.endswith("/Invoices"), read.path)

    def test_what_may_be_lost_does_not_wait(self):  # SPEC X4
        self.begin_to_tell()
        self.connection._catch_up()
        before = self.asked()
        self.drain(self.connection)
        self.assertGreater(self.asked(), before)
