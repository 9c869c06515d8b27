# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Deliveries at the route: which are believed, and what the answer looks like."""

from datetime import timedelta
from uuid import uuid4

from freezegun import freeze_time

from odoo import fields
from odoo.tools import mute_logger

from .webhook_case import EMPTY, KEY, WebhookCase, body_of, event, sign


class TestWebhooks(WebhookCase):
    # === SIGNATURES === #

    def test_intent_to_receive(self):  # SPEC B12 P23
        self.assertEqual(self.app.webhook_state, "waiting")
        self.assert_answer(self.post(EMPTY, sign(EMPTY, "another key")), 401)
        self.assertEqual(self.app.webhook_state, "waiting")
        self.assert_answer(self.post(EMPTY), 200)
        self.assertEqual(self.app.webhook_state, "validated")
        self.assertTrue(self.app.webhook_validated_on)
        self.assertFalse(self.events())

    def test_forged_delivery_leaves_no_trace(self):  # SPEC B10 B11
        self.connect()
        body = body_of([self.event()])
        before = self.rows()
        forged = ("", "x", sign(body, "other"), sign(body, ""), sign(body + b" "), "é")
        for signature in forged:
            with self.subTest(signature=signature):
                self.assert_answer(self.post(body, signature.encode("latin-1")), 401)
        self.assertEqual(self.rows(), before)

    def test_changed_bodies(self):  # SPEC B10 B11 P23
        """Truncated, re-encoded, with a space more: the bytes are what was signed."""
        self.connect()
        body = body_of([self.event(resource_id=f"{uuid4()}")])
        before = self.rows()
        text = body.decode()
        for changed in (
            *(body[:-1], body[: len(body) // 2], b"", body + b" "),
            *(text.encode("utf-16"), text.replace(", ", ",").encode()),
        ):
            with self.subTest(changed=changed[:40]):
                self.assert_answer(self.post(changed, sign(body)), 401)
        self.assertEqual(self.rows(), before)

    def test_unknown_address(self):  # SPEC B11
        for token in ("x", "", f"{self.app.webhook_token}x", str(self.app.id)):
            with self.subTest(token=token), mute_logger("odoo.http"):
                answer = self.post(EMPTY, url=f"http://localhost/xero/webhook/{token}")
                self.assertIn(answer.status_code, (401, 404))
        self.assertEqual(self.app.webhook_state, "waiting")

    def test_without_key_nobody_gets_in(self):  # SPEC B10
        self.app.sealed_webhook_key = False
        for key in (KEY, "", "False", "None"):
            self.assert_answer(self.post(EMPTY, sign(EMPTY, key)), 401)
        self.assertEqual(self.app.webhook_state, "not_set")

    def test_replaced_key_is_good_for_an_hour(self):  # SPEC B10 X4
        self.assert_answer(self.post(EMPTY), 200)
        self.app.webhook_key = "the next key"
        self.assertEqual(self.app.webhook_state, "waiting")
        changed_on = fields.Datetime.now()
        with freeze_time(changed_on + timedelta(minutes=59)):
            self.assert_answer(self.post(EMPTY), 200)
            self.assertEqual(self.app.webhook_state, "waiting")
            self.assert_answer(self.post(EMPTY, sign(EMPTY, "the next key")), 200)
            self.assertEqual(self.app.webhook_state, "validated")
        with freeze_time(changed_on + timedelta(minutes=61)):
            self.assert_answer(self.post(EMPTY), 401)
            self.assert_answer(self.post(EMPTY, sign(EMPTY, "the next key")), 200)

    def test_entering_the_same_key_changes_nothing(self):  # SPEC X4
        self.assert_answer(self.post(EMPTY), 200)
        self.app.webhook_key = f" {KEY} "
        self.assertEqual(self.app.webhook_state, "validated")
        self.assertFalse(self.app.sealed_previous_webhook_key)

    def test_old_key_is_forgotten_in_the_night(self):  # SPEC A13
        self.app.webhook_key = "the next key"
        self.assertTrue(self.app.sealed_previous_webhook_key)
        with freeze_time(fields.Datetime.now() + timedelta(hours=2)):
            self.app._tend_webhook_keys()
        self.assertFalse(self.app.sealed_previous_webhook_key)
        self.assertEqual(self.app._webhook_keys(), ["the next key"])

    # === BODIES === #

    @mute_logger("odoo.http")
    def test_oversized_body_is_refused(self):  # SPEC B11
        body = b'{"events": [' + b" " * 10_000_000 + b"]}"
        before = self.rows()
        answer = self.post(body)
        self.assertEqual(answer.status_code, 413)
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assertEqual(self.rows(), before)

    def test_signed_nonsense_does_not_disable_the_hook(self):  # SPEC X4
        for body in (b"", b"[]", b"<html>", b'{"events": 5}', b"[" * 50_000):
            self.assert_answer(self.post(body), 200)
        self.assertFalse(self.events())
        kept = self.env["xero.delivery"].search([])
        self.assertEqual(kept.mapped("is_unreadable"), [True] * 5)

    def test_odd_values(self):  # SPEC B8
        """Nothing that Xero signs may end in an error: it would be sent for a day."""
        connection = self.connect()
        odd = (None, 5, [], {}, "a\0b", "\ud800", "😀", "x" * 5000, "2026-99-99")
        names = ("resourceId", "tenantId", "eventCategory", "eventType")
        rows = [
            self.event(**{name: value})
            for value in odd
            for name in (*names, "eventDateUtc")
        ]
        good = self.event()
        self.deliver(*rows, None, 5, "text", [], good, first=1, last=2**40)
        kept = self.events(("resource_id", "=", good["resourceId"]))
        self.assertEqual((kept.connection_id, kept.state), (connection, "new"))

    def test_form_content_type(self):  # SPEC P23
        """Odoo reads forms itself: what it has eaten is not signed."""
        body = body_of([self.event()])
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.assert_answer(self.post(body, **kind), 401)

    # === EVENTS === #

    def test_each_event_is_a_row(self):  # SPEC B2 B3 B8 B9
        connection = self.connect()
        before = self.trigger_count(connection)
        invoice = self.event("INVOICE", kind="CREATE")
        self.deliver(invoice, self.event("CONTACT"), first=7)
        first, second = self.events()
        self.assertEqual(first.category, "INVOICE")
        self.assertEqual(first.entity, "invoice")
        self.assertEqual(first.event_type, "CREATE")
        self.assertEqual(first.resource_id, invoice["resourceId"])
        self.assertEqual(first.tenant_id, self.tenant_id)
        self.assertEqual(first.connection_id, connection)
        self.assertEqual(first.app_id, self.app)
        self.assertEqual(str(first.moment), "2026-06-21 01:15:39")
        self.assertEqual((first.sequence, second.sequence), (7, 8))
        self.assertEqual(second.entity, "contact")
        self.assertIn("Demo Company (UK)", first.name)
        self.assertEqual(self.trigger_count(connection), before + 1)

    def test_every_category_we_know(self):  # SPEC B8 X4
        self.connect()
        categories = ("INVOICE", "CONTACT", "CREDITNOTE", "PAYMENT")
        categories += ("PREPAYMENT", "OVERPAYMENT")
        self.deliver(*(self.event(category) for category in categories))
        self.assertEqual(set(self.events().mapped("state")), {"new"})
        entities = ["invoice", "contact", "credit_note", "payment"]
        self.assertEqual(
            self.events().mapped("entity"), [*entities, "prepayment", "overpayment"]
        )

    def test_unknown_category_is_noted_and_ignored(self):  # SPEC B8
        connection = self.connect()
        before = self.trigger_count(connection)
        self.deliver(self.event("SUBSCRIPTION"), self.event("TELEPATHY"))
        self.assertEqual(set(self.events().mapped("state")), {"ignored"})
        self.assertEqual(
            self.events().mapped("category"), ["SUBSCRIPTION", "TELEPATHY"]
        )
        self.assertEqual(self.trigger_count(connection), before)

    def test_unknown_organisation(self):  # SPEC X4
        self.connect()
        self.deliver(event(str(uuid4())))
        self.assertEqual(self.events().state, "ignored")
        self.assertFalse(self.events().connection_id)

    def test_inactive_connection_still_answers_200(self):  # SPEC X4
        connection = self.connect()
        for values, state in (
            ({"paused": True}, "new"),
            ({"paused": False, "state": "expired"}, "new"),
            ({"state": "disconnected"}, "ignored"),
            ({"active": False}, "ignored"),
        ):
            with self.subTest(values=values):
                connection.write(values)
                before = self.trigger_count(connection)
                self.deliver(self.event())
                self.assertEqual(self.events()[-1].state, state)
                self.assertEqual(self.trigger_count(connection), before)

    def test_archived_app_still_answers_200(self):  # SPEC X4
        self.connect()
        self.app.active = False
        self.deliver(self.event())
        self.assertEqual(len(self.events()), 1)

    def test_organisation_of_another_app(self):  # SPEC B8
        """An app speaks for its own organisations only."""
        self.connect()
        other = self.app.copy({"client_id": "another"})
        other.webhook_key = "key of another"
        self.assertNotEqual(other.webhook_token, self.app.webhook_token)
        body = body_of([self.event()])
        url = other.webhook_url
        self.assert_answer(self.post(body, url=url), 401)
        self.assert_answer(self.post(body, sign(body, "key of another"), url), 200)
        self.assertEqual(self.events().state, "ignored")

    def test_route_talks_to_nobody(self):  # SPEC B11
        self.connect()
        self.deliver(self.event(), self.event("CONTACT"))
        self.assertEqual(self.simulator.requests(), [])

    # === KEEPING === #

    def test_old_events_are_removed(self):
        self.connect()
        self.assert_answer(self.post(EMPTY), 200)
        with freeze_time(fields.Datetime.now() - timedelta(days=40)):
            self.deliver(self.event())
        self.deliver(self.event(), first=2)
        self.env["xero.delivery"]._look_for_gaps(self.app)
        self.env["xero.delivery"]._remove_old()
        self.env.invalidate_all()
        self.assertEqual(self.events().mapped("sequence"), [2])
        self.assertEqual(len(self.env["xero.delivery"].search([])), 2)
