# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL


class XeroLink(models.Model):
    """Which Xero object an Odoo record is, in one organisation.

    Identity lives here and not on the record, because a partner shared by two companies
    has two Xero identities. `part` tells apart the several Xero objects of one record:
    a payment that pays two invoices is two Xero payments, and its write-off a third.
    There is no foreign key to the record: a link outlives it, so that what was deleted
    in Odoo can still be voided in Xero (DESIGN §4).
    """

    _name = "xero.link"
    _description = "Xero Link"
    _order = "id desc"
    _rec_name = "number"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="connection_id.company_id", store=True, index=True
    )
    entity = fields.Char(required=True)
    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True)
    part = fields.Char(default="", required=True)
    document_id = fields.Integer(
        help="For a settlement: the account.move that it settles",
        index="btree_not_null",
    )
    xero_id = fields.Char("Xero ID", required=True, copy=False)
    number = fields.Char("Xero Number")
    status = fields.Char("Xero Status")
    url = fields.Char("Link to Xero")
    remote_updated_at = fields.Datetime("Changed in Xero")
    line_items = fields.Json(help="Odoo line id -> Xero LineItemID")
    fingerprint = fields.Char(
        help="Digest of the Odoo values last agreed on, with the encoder's version"
    )
    base = fields.Json(help="Business values in Xero when both sides last agreed")
    last_sync = fields.Datetime("Last Agreed", readonly=True)
    made_in_xero = fields.Boolean(
        help="The record was made in Odoo from what a person has entered in Xero."
    )
    needs_attention = fields.Boolean()
    message = fields.Text("What Is Wrong")

    _record_unique = models.Constraint(
        "unique(connection_id, res_model, res_id, part)",
        "This record is already linked to Xero.",
    )
    _xero_id_unique = models.Constraint(
        "unique(connection_id, xero_id)",
        "This Xero object is already linked to another record.",
    )
    _record = models.Index("(res_model, res_id)")
    _credit = models.Index("((base ->> 'credit_id')) WHERE entity = 'bank_transaction'")

    @api.model
    def _of(self, connection, res_model, res_ids, parts=("",)):
        """Links of records, as a dict (res_id, part) -> link."""
        links = self.search(
            [
                ("connection_id", "=", connection.id),
                ("res_model", "=", res_model),
                ("res_id", "in", list(res_ids)),
                ("part", "in", list(parts)),
            ]
        )
        return {(link.res_id, link.part): link for link in links}

    @api.model
    def _by_xero_id(self, connection, xero_ids):
        """Links by Xero's id, as a dict."""
        links = self.search(
            [
                ("connection_id", "=", connection.id),
                ("xero_id", "in", list(xero_ids)),
            ]
        )
        return {link.xero_id: link for link in links}

    @api.model
    def _of_credits(self, connection, credit_ids):
        """Links of money by the ids of the over- or prepayments that it is, as a dict.

        Their own ids are those of bank transactions.
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT base ->> 'credit_id', id FROM xero_link
                 WHERE connection_id = %s AND entity = 'bank_transaction'
                   AND base ->> 'credit_id' = ANY(%s)
                """,
                connection.id,
                list(credit_ids),
            )
        )
        return {credit_id: self.browse(link_id) for credit_id, link_id in rows}

    def _no_problem(self):
        """What was wrong is not any more."""
        solved = {"needs_attention": False, "message": False}
        self.filtered("needs_attention").write(solved)

    @property
    def is_removed(self):
        """Whether the Xero object is voided or deleted for good."""
        return self.status in ("VOIDED", "DELETED")

    def action_open_in_xero(self):
        """Open the object in Xero in a new tab."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_record(self):
        """Open the Odoo record of this link."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
