# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..core import convert
from ..core.entities import CATALOGUE


def _amount(value):
    """An amount for people; 0 for what is none."""
    try:
        return float(convert.decimal_of(value))
    except ValueError:
        return 0.0


def _day(value):
    """A day; False for what is none."""
    try:
        return convert.parse_date(value) or False
    except (ValueError, TypeError):
        return False


class XeroRemote(models.Model):
    """What Xero has and Odoo is not linked to, as far as pulls have seen it.

    Kept so that matching and drift reports need no further calls (DESIGN §4).
    """

    _name = "xero.remote"
    _description = "Unlinked Xero Object"
    _order = "name, id"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    entity = fields.Char(required=True)
    xero_id = fields.Char("Xero ID", required=True)
    name = fields.Char()
    email = fields.Char()
    tax_number = fields.Char()
    number = fields.Char()
    document_type = fields.Char(help="ACCREC or ACCPAY")
    contact_xero_id = fields.Char()
    status = fields.Char()
    date = fields.Date()
    currency = fields.Char()
    total = fields.Float()
    amount_due = fields.Float()
    remote_updated_at = fields.Datetime()

    _xero_id_unique = models.Constraint(
        "unique(connection_id, xero_id)", "This Xero object is already listed."
    )

    @api.depends("name", "number", "entity")
    def _compute_display_name(self):
        """A contact by its name, a document by its number and its contact's name."""
        for remote in self:
            number = remote.number if remote.entity != "contact" else ""
            words = filter(None, (number, remote.name))
            remote.display_name = " · ".join(words) or remote.xero_id

    @api.model
    def _remember_documents(self, lane, entity, elements, polled=True):
        """Keep what was seen of documents that no link knows.

        :param polled: otherwise the poll has still to notice that known ones have
            changed, and to try again what had failed
        """
        declaration = CATALOGUE[entity]
        model = self.env["xero.runner"]._entity(entity)
        rows = {
            element[declaration.id_key]: {
                "number": element.get(declaration.number_key),
                "document_type": element.get("Type"),
                "name": (element.get("Contact") or {}).get("Name"),
                "contact_xero_id": (element.get("Contact") or {}).get("ContactID"),
                "status": element.get("Status"),
                "date": _day(element.get("Date")),
                "currency": element.get("CurrencyCode"),
                "total": _amount(element.get("Total")),
                "amount_due": _amount(
                    element.get("AmountDue", element.get("RemainingCredit"))
                ),
                "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
                "url": model._url(lane, element),
            }
            for element in elements
            if element.get(declaration.id_key)
        }
        known = self.search(
            [("connection_id", "=", lane.connection.id), ("xero_id", "in", list(rows))]
        )
        for one in known:
            values = rows.pop(one.xero_id)
            if not polled:
                del values["remote_updated_at"]
            one.write(values)
        fixed = {"connection_id": lane.connection.id, "entity": entity}
        self.create([{**fixed, "xero_id": key, **row} for key, row in rows.items()])

    @api.model
    def _forget(self, lane, xero_ids):
        """Objects that are linked from now on."""
        if not xero_ids:
            return
        self.flush_model(["connection_id", "xero_id"])
        # Deleting by the model empties all caches, for each of a thousand contacts.
        self.env.cr.execute(
            SQL(
                "DELETE FROM xero_remote WHERE connection_id = %s AND xero_id IN %s",
                lane.connection.id,
                tuple(xero_ids),
            )
        )
        for name in ("xero.remote", "xero.contact.candidate", "xero.contact.arrival"):
            self.env[name].invalidate_model()
