# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

NEW = "new"
DONE = "done"
IGNORED = "ignored"

#: connections of which events are kept until their lane can read what they tell of
_LISTENING = ("connected", "expired", "choosing")


class XeroEvent(models.Model):
    """One event that Xero sent: something was created or changed there (SPEC B2, B3).

    It carries an id and no values, so it only leads to a task that reads the object.
    The rows are inserted without Odoo's `create`, while Xero waits; the lane then
    writes their state in the ordinary way, so automation rules hang on the state.
    """

    _name = "xero.event"
    _description = "Xero Event"
    _order = "id desc"
    _log_access = False

    name = fields.Char(compute="_compute_name")
    delivery_id = fields.Many2one(
        "xero.delivery", required=True, ondelete="cascade", index=True
    )
    app_id = fields.Many2one(related="delivery_id.app_id", related_sudo=True)
    connection_id = fields.Many2one("xero.connection", ondelete="cascade")
    company_id = fields.Many2one(related="connection_id.company_id")
    tenant_id = fields.Char("Organisation ID", readonly=True)
    category = fields.Char(readonly=True, help="Xero's word, e.g. INVOICE")
    entity = fields.Char(
        readonly=True, help="What it is about, e.g. invoice; empty when it is unknown"
    )
    event_type = fields.Char(
        readonly=True, help="CREATE or UPDATE; voiding and archiving are updates"
    )
    resource_id = fields.Char("Xero ID", readonly=True)
    moment = fields.Datetime("Happened", readonly=True)
    received_at = fields.Datetime("Received", readonly=True)
    sequence = fields.Integer("Number", readonly=True, aggregator=None)
    state = fields.Selection(
        [(NEW, "New"), (DONE, "Done"), (IGNORED, "Ignored")],
        "Status",
        default=NEW,
        required=True,
        readonly=True,
        help="Done: the object is read, or about to be. Ignored: its category, its"
        " organisation or the settings of the connection do not concern Odoo.",
    )
    task_id = fields.Many2one(
        "xero.task", ondelete="set null", readonly=True, index="btree_not_null"
    )
    message = fields.Text("What Happened", readonly=True)
    res_model = fields.Char("Model", compute="_compute_record")
    res_id = fields.Many2oneReference(
        "Record ID", model_field="res_model", compute="_compute_record"
    )
    record_name = fields.Char("Record", compute="_compute_record")

    _new = models.Index("(connection_id, id) WHERE state = 'new'")

    # === COMPUTED FIELDS === #

    @api.depends("category", "event_type", "connection_id")
    def _compute_name(self):
        for event in self:
            words = (event.category or "?", event.event_type or "?")
            organisation = event.sudo().connection_id.name or event.tenant_id
            event.name = f"{' '.join(words)} ({organisation})"

    @api.depends("resource_id", "connection_id")
    def _compute_record(self):
        """The record in Odoo that is linked with the object, if there is one."""
        links = self.env["xero.link"].sudo()
        for connection, events in self.grouped("connection_id").items():
            found = links._by_xero_id(
                connection, filter(None, events.mapped("resource_id"))
            )
            for event in events:
                link = found.get(event.resource_id, links)
                record = self._linked(link)
                event.res_model = record and link.res_model
                event.res_id = record and link.res_id
                event.record_name = record and record.display_name

    def _linked(self, link):
        if not link or link.res_model not in self.env:
            return False
        return self.env[link.res_model].sudo().browse(link.res_id).exists() or False

    # === ACTIONS === #

    def action_open_record(self):
        """Open the record in Odoo that the event is about."""
        self.ensure_one()
        if not self.res_id:
            raise UserError(self.env._("Odoo has no record of this yet."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    # === RECEIVING === #

    @api.model
    def _append(self, delivery_id, events, connections):
        """Insert the events of a delivery in one statement.

        :param connections: {organisation id in lower case: connection}
        :return: the connections that have something to read now
        """
        listening = {
            tenant: connection
            for tenant, connection in connections.items()
            if connection.active and connection.state in _LISTENING
        }
        rows = [self._row(event, listening, connections) for event in events]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO xero_event (
                    delivery_id, received_at, connection_id, tenant_id, category,
                    entity, event_type, resource_id, moment, sequence, state)
                SELECT %s, %s, * FROM json_to_recordset(%s::json) AS event (
                    connection_id int, tenant_id varchar, category varchar,
                    entity varchar, event_type varchar, resource_id varchar,
                    moment timestamp, sequence int, state varchar)
                """,
                delivery_id,
                fields.Datetime.now(),
                json.dumps(rows),  # one text is read faster than a thousand values
            )
        )
        wanted = {row["connection_id"] for row in rows if row["state"] == NEW}
        return [one for one in connections.values() if one.id in wanted]

    @api.model
    def _row(self, event, listening, connections):
        connection = connections.get(event.tenant_id)
        moment = event.moment and event.moment.replace(tzinfo=None, microsecond=0)
        state = NEW if event.entity and event.tenant_id in listening else IGNORED
        return {
            "connection_id": connection.id if connection else None,
            "tenant_id": event.tenant_id,
            "category": event.category,
            "entity": event.entity,
            "event_type": event.kind,
            "resource_id": event.resource_id,
            "moment": moment and moment.isoformat(" "),
            "sequence": event.sequence,
            "state": state,
        }
