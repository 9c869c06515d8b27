# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import uuid
from datetime import timedelta, timezone

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core import service, wire
from ..core.entities import CATALOGUE
from ..core.outcome import Done, Outcome, RefreshToken
from .xero_call import SENT, SETTLED
from .xero_runner_recovery import CLOCK_MARGIN, REPLAY_WINDOW
from .xero_service import XeroRefused

#: a call that is younger may still be under way in another process
UNDER_WAY = timedelta(seconds=90)
#: a request without a key of its own is looked for in Xero this long
LOOKED_FOR = timedelta(days=1)
#: what has to be known of an earlier call
_FIELDS = ("entity", "body", "idempotency_key", "request_digest", "remote_id")
_FIELDS += ("state", "replay", "sent_at")


class XeroServiceWrite(models.AbstractModel):
    """Makes something in Xero for code that waits for it, once.

    Xero cannot be rolled back, but the caller's transaction can: what was asked for is
    committed apart before it is sent, with its Idempotency-Key and exact bytes, and its
    outcome apart as well. The same request once more gives what is there already:

    * with a key of the caller's, as long as the journal of calls is kept;
    * without, within Xero's memory of keys (a transaction that Odoo repeats, a program
      that tries again). Later it is a new request, unless the first was never answered.
    """

    _inherit = "xero.service"

    @api.model
    def _create(self, connection, entity, payload, key=None):
        """Make one element, or find what this request has made before.

        :param key: what the caller calls the request
        :return: Xero's element
        :raise XeroRefused: it was not made, or it is not known whether it was
        """
        digest = service.digest(CATALOGUE[entity].actions["create"], payload)
        request = f"key {key}" if key else f"content {digest}"
        earlier = self._apart(connection, self._earlier, request)
        if earlier and earlier["request_digest"] != digest:
            raise UserError(
                self.env._(
                    "The key “%s” was used for another request. Give each request a key"
                    " of its own, and the same values whenever it is repeated.",
                    key,
                )
            )
        found = earlier and self._outcome_of(connection, earlier, bool(key))
        if found:
            return found
        values = {
            "entity": entity,
            "body": wire.dumps({CATALOGUE[entity].plural: [payload]}),
            "request": request,
            "request_digest": digest,
        }
        return self._create_new(connection, values, earlier and earlier["id"])

    @api.model
    def _create_new(self, connection, values, earlier_id):
        lane = self._sign_in(connection)
        for _token in range(2):
            call = self._store(connection, values, earlier_id)
            outcome = self._send(connection, lane, call)
            if not isinstance(outcome, RefreshToken):
                break
            lane = self._sign_in(connection, lane.access_token)
        if isinstance(outcome, Done):
            return outcome.element
        raise self._refusal(connection, outcome)

    # === EARLIER REQUESTS === #

    @api.model
    def _earlier(self, connection, request):
        """Runs apart: the last call for a request that may have made something."""
        call = connection.env["xero.call"].search(
            [
                ("connection_id", "=", connection.id),
                ("request", "=", request),
                "|",
                ("state", "!=", SETTLED),
                ("remote_id", "!=", False),
            ],
            limit=1,
        )
        return call.read(_FIELDS)[0] if call else None

    @api.model
    def _outcome_of(self, connection, call, has_key):
        """The element that an earlier call has made; None: the request is a new one."""
        age = fields.Datetime.now() - call["sent_at"]
        if call["state"] == SETTLED:
            if not has_key and age > REPLAY_WINDOW:
                return None
            declaration = CATALOGUE[call["entity"]]
            ids = [call["remote_id"]]
            found = self._read(connection, lambda one: one.by_ids(declaration, ids))
            return found[0] if found else None
        if call["state"] == SENT and age < UNDER_WAY:
            raise self._under_way()
        if not has_key and age > LOOKED_FOR:
            self._apart(connection, self._close, call["id"], False)
            return None
        lane = self._sign_in(connection)
        if age < REPLAY_WINDOW and (call["state"] == SENT or call["replay"]):
            return self._repeat(connection, lane, call)
        return self._look_for(connection, lane, call)

    @api.model
    def _repeat(self, connection, lane, call):
        """The same bytes with the same key: Xero answers as it did the first time."""
        outcome = self._send(connection, lane, call, again=True)
        if isinstance(outcome, RefreshToken):
            lane = self._sign_in(connection, lane.access_token)
            outcome = self._send(connection, lane, call, again=True)
        if isinstance(outcome, Done):
            return outcome.element
        raise self._refusal(connection, outcome)

    @api.model
    def _look_for(self, connection, lane, call):
        """What Xero has of a call whose answer was lost; None when it has nothing."""
        declaration = CATALOGUE[call["entity"]]
        (payload,) = wire.loads(call["body"])[declaration.plural]
        since = call["sent_at"].replace(tzinfo=timezone.utc) - CLOCK_MARGIN

        def ask(client):
            return [
                element
                for page in client.pages(declaration, modified_since=since)
                for element in page.elements
                if service.is_made_of(payload, element)
            ]

        found = self._ask(connection, lane, ask)
        if isinstance(found, Outcome):
            raise self._refusal(connection, found)
        if len(found) > 1:
            raise UserError(
                self.env._(
                    "An earlier attempt was not answered, and Xero has %s that could"
                    " have come of it. Compare them in Xero; to make another one, ask"
                    " for it with another key.",
                    len(found),
                )
            )
        xero_id = found[0][declaration.id_key] if found else False
        self._apart(connection, self._close, call["id"], xero_id)
        return found[0] if found else None

    @api.model
    def _close(self, connection, call_id, xero_id):
        """Runs apart: an unanswered call is understood, or given up."""
        connection.env["xero.call"].browse(call_id).write(
            {"state": SETTLED, "body": False, "remote_id": xero_id}
        )

    # === SENDING === #

    @api.model
    def _store(self, connection, values, earlier_id):
        """The call as it will be sent, committed.

        :raise XeroRefused: somebody else is making the same request
        """
        try:
            return self._apart(connection, self._append, values, earlier_id)
        except psycopg2.errors.UniqueViolation as error:
            raise self._under_way() from error

    @api.model
    def _append(self, connection, values, earlier_id):
        """Runs apart: a row of the journal, as `_earlier` gives it.

        Two that see the same journal number their attempt alike, and the database lets
        one of them have it.
        """
        earlier = self._earlier(connection, values["request"])
        if earlier and earlier["id"] != earlier_id:
            raise self._under_way()
        calls = connection.env["xero.call"]
        domain = [
            ("connection_id", "=", connection.id),
            ("request", "=", values["request"]),
        ]
        last = calls.search(domain, limit=1, order="request_number desc")
        call = calls.create(
            {
                **values,
                "connection_id": connection.id,
                "operation": CATALOGUE[values["entity"]].actions["create"],
                "action": "create",
                "writes": True,
                "idempotency_key": str(uuid.uuid4()),
                "summary": wire.redact(values["body"]),
                "count": 1,
                "state": SENT,
                "request_number": last.request_number + 1,
                "user_id": self.env.uid,
            }
        )
        return call.read(_FIELDS)[0]

    @api.model
    def _send(self, connection, lane, call, again=False):
        """Make a stored call and write down its outcome.

        :param again: it was made before, and its answer was lost
        """
        declaration = service.sent_alone(CATALOGUE[call["entity"]])
        body, key = call["body"], call["idempotency_key"]
        outcome = self._ask(
            connection,
            lane,
            lambda client: client.write(declaration, "create", body, key)[0],
        )
        self._apart(connection, self._settle, lane, call["id"], outcome, again)
        return outcome

    @api.model
    def _settle(self, connection, lane, call_id, outcome, again):
        """Runs apart: close the call, or keep its bytes while nothing is known."""
        runner = connection.env["xero.runner"]
        call = connection.env["xero.call"].browse(call_id)
        lost = outcome if runner._leaves_unknown(outcome, again) else None
        runner._note_answer(lane, call, [outcome], lost)
        if isinstance(outcome, Done):
            call.remote_id = outcome.element[CATALOGUE[call.entity].id_key]

    @api.model
    def _under_way(self):
        text = self.env._(
            "The same request is being made right now. Ask again in two minutes: what"
            " it has made is given then."
        )
        return XeroRefused(text, "connection_lost")
