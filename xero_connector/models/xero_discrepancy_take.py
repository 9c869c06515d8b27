# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..core import drift
from ..core.entity import changed, fingerprint
from .xero_task import LIVE


class XeroDiscrepancyTake(models.Model):
    """Xero wins: what Odoo can honestly take, with the rights of who decides.

    Odoo's own rules hold: lock dates, payments, sent documents. What it refuses is told
    and stays open; nothing is half done.
    """

    _inherit = "xero.discrepancy"

    def _document(self):
        """The document with the rights of the user, in the connection's company."""
        company = self.connection_id.company_id
        return self._record().sudo(False).with_company(company)

    # === VALUES === #

    def _take_dates(self):
        """Due date and reference, and the date, if that leaves the number as it is."""
        theirs = self.snapshot or {}
        move = self._document()
        names = {row[0] for row in self.details}
        values = {}
        if "number" in names:
            values |= self._number_taken(move, theirs)
        if "reference" in names:
            values["ref"] = theirs.get("reference") or False
        if "due_date" in names or "date" in names:
            values["invoice_date_due"] = self._due_date(move, theirs)
        if "date" in names:
            values["invoice_date"] = fields.Date.to_date(theirs.get("date"))
        terms = "invoice_date_due" in values and move.invoice_payment_term_id
        if terms:  # they would make another due date
            values["invoice_payment_term_id"] = False
        self._take(move, values, as_draft=bool(terms) or "date" in names)

    def _due_date(self, move, theirs):
        """Xero's; credit notes have none there."""
        return fields.Date.to_date(theirs.get("due_date")) or move.invoice_date_due

    def _number_taken(self, move, theirs):
        if move.is_purchase_document(include_receipts=True):
            return {"ref": theirs.get("number")}
        raise UserError(
            self.env._(
                "An invoice keeps its number in Odoo. Change the number in Xero, or let"
                " Odoo win."
            )
        )

    def _take_contact(self):
        """The contact that is linked with the one in Xero."""
        move = self._document()
        link = self.env["xero.link"].search(
            [
                ("connection_id", "=", self.connection_id.id),
                ("xero_id", "=", (self.snapshot or {}).get("contact_id")),
                ("res_model", "=", "res.partner"),
            ]
        )
        partner = link._partner()
        if not partner:
            raise UserError(
                self.env._(
                    "The contact that the document has in Xero is not linked with any"
                    " contact in Odoo. Link it first."
                )
            )
        kept = ("fiscal_position_id", "invoice_payment_term_id", "invoice_date_due")
        values = move._convert_to_write({name: move[name] for name in kept})
        values["partner_id"] = partner.id
        self._take(move, values, as_draft=True)

    def _take(self, move, values, as_draft):
        """Write Xero's values, and agree on them; figures have to stay the same.

        :raise UserError: Odoo does not take them as they are
        """
        link = self.link_id
        entity = self.env["xero.runner"]._entity(link.entity)
        was_edited = entity._is_edited(link, self._record())
        before = self._kept(move)
        if as_draft:
            self._refuse_settled(move)
            move.button_draft()
        move.write(values)
        if as_draft:
            move.action_post()
        names = drift.FIELDS[self.field_group]
        ours = entity._ours(self.connection_id, link, self._record())
        ours |= entity._merged_contact(
            self.connection_id, self._record(), self.snapshot
        )
        wanted = {name: (self.snapshot or {}).get(name) for name in names}
        mine = {name: ours.get(name, wanted[name]) for name in names}
        if changed(mine, wanted) or self._kept(move) != before:
            raise UserError(
                self.env._(
                    "Odoo would not keep “%s” as it is in Xero. Change it by hand.",
                    self.record_name,
                )
            )
        link._agree(self.snapshot, {self.field_group})
        if not was_edited:
            version = entity._declaration.encoder_version
            link.fingerprint = fingerprint(entity._business(self._record()), version)

    def _kept(self, move):
        """What must not change by the way."""
        return move.name, move.amount_total, move.amount_tax, move.amount_residual

    def _refuse_settled(self, move):
        """:raise UserError: what is paid or credited is not reset to draft"""
        lines = move.line_ids
        if lines.matched_debit_ids | lines.matched_credit_ids:
            raise UserError(
                self.env._(
                    "“%s” has payments or credit in Odoo. Undo them first.",
                    self.record_name,
                )
            )

    # === STATE === #

    def _cancel(self):
        """Xero has it no more: cancel it in Odoo too (SPEC P21)."""
        move = self._document()
        self._refuse_settled(move)
        if not self.link_id.is_removed:  # Xero knows it no more
            self.link_id.status = "DELETED"
        if move.state == "posted":
            move.button_draft()
        move.button_cancel()

    def _restore(self):
        """Xero still has it: post what was cancelled in Odoo."""
        move = self._document()
        move.button_draft()
        self._post(move)

    def _post_again(self):
        self._post(self._document())

    def _post(self, move):
        before = self._kept(move)
        move.action_post()
        if self._kept(move)[:3] != before[:3]:
            raise UserError(
                self.env._("“%s” would get another number in Odoo.", self.record_name)
            )

    def _bring_in(self):
        """Have a document that is only in Xero brought into Odoo.

        :raise UserError: it cannot come in, or Xero was not read yet
        """
        remotes = self.env["xero.remote"]._by_xero_id(
            self.connection_id, [self.xero_id]
        )
        if not remotes:
            raise UserError(self.env._("Xero was not read yet. Try it again later."))
        remotes[self.xero_id]._import()

    # === PAYMENTS === #

    def _fetch_payments(self):
        """Look at the document's payments in Xero once more."""
        row = ("", 0, "", self.xero_id, None, None, LIVE)
        name = f"{self.entity}.pull"
        self.env["xero.task"]._append([(self.connection_id.id, name, *row)])
