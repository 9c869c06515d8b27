# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import invoice
from ..core.entity import changed, fingerprint
from ..core.errors import LabelledError
from .xero_entity import CREATE, LOOKUP, UPDATE, MissingRecord, NotEligible, Step

#: Xero's states of a document that payments may be made on
PAYABLE = ("AUTHORISED", "PAID")


class XeroEntityInvoice(models.AbstractModel):
    """Customer invoices as Xero invoices of type ACCREC (SPEC A5)."""

    _name = "xero.entity.invoice"
    _inherit = "xero.entity"
    _description = "Xero Invoice"
    _xero_entity = "invoice"

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        """Posted documents, and those that Xero has or is about to have.

        A deleted move leaves its mark too: its link outlives it (SPEC A29).
        """
        by_id = {note[1]: note for note in notes}
        moves = self.env["account.move"].sudo().browse(by_id).exists()
        posted = {move.id for move in moves if move.state == "posted"}
        partners = {move.id: move.partner_id for move in moves}
        rows = []
        for connection, ids in self._by_connection(by_id, moves).items():
            known = self._known(connection.id, "invoice.push", "account.move", ids)
            for move_id in ids:
                if move_id in known or move_id in posted:
                    partner = partners.get(move_id)
                    rows.append(self._row(connection.id, by_id[move_id], partner))
        return rows

    @api.model
    def _by_connection(self, by_id, moves):
        """{connection: [move ids]}; a deleted move belongs to the company it was in."""
        company_of = {move.id: move.company_id.id for move in moves}
        found = {}
        for move_id, note in by_id.items():
            company_id = company_of.get(move_id, note[3])
            lane = self.env["xero.connection"]._lane_of_company(company_id)
            if lane:
                found.setdefault(lane[0], []).append(move_id)
        connections = self.env["xero.connection"].sudo()
        return {connections.browse(key): ids for key, ids in found.items()}

    # === WHAT TO SEND === #

    @api.model
    def _read_ahead(self, lane, tasks):
        ids = tasks.mapped("res_id")
        partners = lane.ahead.read_records("account.move", ids).commercial_partner_id
        lane.ahead.read_links("res.partner", partners.ids)
        lane.ahead.read_settlements(ids)
        return super()._read_ahead(lane, tasks)

    @api.model
    def _steps_of(self, lane, task, link):
        move = lane.record(task)
        if not move or move.state == "cancel":
            return self._removal(lane, task, link)
        if move.state != "posted":
            return self._nothing(task, self.env._("Sent when it is posted again."))
        if link:
            self.env["xero.task"]._free(lane.connection, "document_draft")
        if lane.connection.sync_invoices not in ("both", "push"):
            return self._nothing(task, self.env._("Invoices are not sent to Xero."))
        self._check_ready(lane, move, link)
        live = link if link and not link.is_removed else self.env["xero.link"]
        digest = fingerprint(self._business(move), self._declaration.encoder_version)
        if live and live.fingerprint == digest:
            return self._nothing(task, self.env._("Xero has the same values already."))
        self._settlements_first(lane, move.id, removed_only=True)
        if not live and self._is_before_cutover(lane, move):
            return [self._step(task, LOOKUP, digest, move)]
        contact = self._contact(lane, move)
        facts = self.env["xero.invoice.facts"]._facts(lane, move, contact, live)
        step = self._step(task, UPDATE if live else CREATE, digest, move)
        step.payload = self._xero_prepare_invoice(self._declaration.encode(facts), move)
        step.facts = self._declaration.proof_facts(facts)
        if live:
            step.remote_id = live.xero_id
            step.payload["InvoiceID"] = live.xero_id
            step.payload.pop("Status", None)  # a person may have approved it meanwhile
        return [step]

    @api.model
    def _step(self, task, action, digest, move):
        return Step(task.id, action, task.res_model, task.res_id, fingerprint=digest)

    @api.model
    def _xero_prepare_invoice(self, payload, move):
        """Hook: adapt what is sent for a document."""
        return payload

    @api.model
    def _check_ready(self, lane, move, link):
        if lane.connection.push_when == "sent" and not move.is_move_sent and not link:
            raise NotEligible("not_sent_yet", move.name)
        currency = lane.connection.base_currency
        if not currency:
            raise NotEligible("organisation_not_loaded")
        if move.currency_id.name != currency or (
            move.company_currency_id.name != currency
        ):
            raise LabelledError("foreign_currency", move.currency_id.name)

    @api.model
    def _is_before_cutover(self, lane, move):
        cutover = lane.connection.cutover_date
        return bool(cutover and move.invoice_date < cutover)

    @api.model
    def _contact(self, lane, move):
        """The contact's link; the contact goes first if it has none (SPEC A32)."""
        partner = move.commercial_partner_id
        link = lane.link("res.partner", partner.id)
        if not link:
            raise MissingRecord(("contact.push", "res.partner", partner.id, ""))
        return link

    @api.model
    def _settlements_first(self, lane, document_id, removed_only):
        """Payments that Odoo no longer has are removed before the document changes.

        Xero refuses to edit or void a document that has payments on it.
        """
        payment = self.env["xero.entity.payment"]
        stale = lane.settlements(document_id).filtered(
            lambda link: (
                link.entity == "payment"
                and link.status != "DELETED"
                and not (removed_only and payment._is_wanted(lane, link))
            )
        )
        if stale:
            raise MissingRecord(
                *{
                    ("payment.push", link.res_model, link.res_id, str(document_id))
                    for link in stale
                }
            )

    @api.model
    def _removal(self, lane, task, link):
        """Rename, then void or delete: one step at a time, the task goes on after it.

        Xero keeps the number of a voided document, and the same number is wanted again
        when the invoice is posted again.
        """
        if not link or link.is_removed:
            return self._nothing(task, self.env._("Xero has no such document."))
        self._settlements_first(lane, task.res_id, removed_only=False)
        payload, more = invoice.removal(link.xero_id, link.number or "", link.status)
        return [
            Step(
                task.id,
                UPDATE,
                task.res_model,
                task.res_id,
                remote_id=link.xero_id,
                payload=payload,
                facts={"removal": True},
                more=more,
            )
        ]

    @api.model
    def _business(self, move):
        """Odoo's own values that a document in Xero depends on (its fingerprint)."""
        return {
            "number": move.name,
            "partner": move.commercial_partner_id.id,
            "date": move.invoice_date,
            "due": move.invoice_date_due,
            "reference": move.ref or "",
            "currency": move.currency_id.name,
            "total": str(move.amount_total),
            "tax": str(move.amount_tax),
            "lines": [
                [
                    line.name or "",
                    line.product_id.id,
                    line.account_id.id,
                    str(line.quantity),
                    str(line.price_unit),
                    str(line.discount),
                    str(line.amount_currency),
                    sorted(line.tax_ids.ids),
                ]
                for line in move.invoice_line_ids
            ],
        }

    # === ANSWERS === #

    @api.model
    def _may_update(self, step, link, element):
        if element.get("Status") == "PAID" and not step.facts.get("removal"):
            raise LabelledError("document_paid", element.get("InvoiceNumber") or "")
        theirs = changed(link.base or {}, self._declaration.snapshot(element))
        if theirs:
            raise LabelledError("changed_in_xero", ", ".join(sorted(theirs)))

    @api.model
    def _settled(self, lane, step, element, link):
        values = self._link_values(lane, element)
        if step.facts.get("removal") or step.action == LOOKUP:
            return values, None
        values["line_items"] = invoice.line_items(step.facts, element)
        differences = self._declaration.proof(step.facts, element)
        if not differences:
            return values, None
        detail = "; ".join(str(difference) for difference in differences)
        return values, ("totals_differ", detail)

    @api.model
    def _is_ours(self, step, payload, element):
        """A person may have used the same number: all figures have to be equal."""
        return self._happened(step, payload, element)

    @api.model
    def _happened(self, step, payload, element):
        if step.facts.get("removal"):
            return all(element.get(key) == value for key, value in payload.items())
        same_number = element.get("InvoiceNumber") == payload.get("InvoiceNumber")
        return same_number and not self._declaration.proof(step.facts, element)

    @api.model
    def _link_values(self, lane, element):
        return {
            "xero_id": element["InvoiceID"],
            "number": element.get("InvoiceNumber"),
            "status": element.get("Status"),
            "url": lane.deep_link(self._declaration, element["InvoiceID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "base": self._declaration.snapshot(element),
        }

    @api.model
    def _by_number(self, lane, task, elements):
        """The element that is this document from before the cut-over (SPEC A32).

        :raise NotEligible: Xero has no equal one; it is never created
        """
        move = lane.record(task)
        for element in elements:
            if (
                element.get("InvoiceNumber") == move.name
                and element.get("Type") == "ACCREC"
                and element.get("Status") not in ("VOIDED", "DELETED")
                and self._same_total(move, element)
                and (element.get("Contact") or {}).get("ContactID")
                == self._contact(lane, move).xero_id
            ):
                return element
        raise NotEligible("before_cutover", move.name)

    def _same_total(self, move, element):
        total = float(element.get("Total") or 0)
        return move.currency_id.compare_amounts(total, move.amount_total) == 0

    @api.model
    def _apply(self, lane, task, element):
        """Follow the status of a linked document; payments are pulled on their own."""
        xero_id = element["InvoiceID"]
        for link in lane.links_by_xero_id([xero_id]).values():
            self._follow(lane, link, element)

    @api.model
    def _follow(self, lane, link, element):
        status = element.get("Status")
        removed = status in ("VOIDED", "DELETED") and not link.is_removed
        was_payable = link.status in PAYABLE
        values = {
            "status": status,
            "number": element.get("InvoiceNumber") or link.number,
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
        }
        if removed:
            sentence = self.env["xero.advice"]._sentence("removed_in_xero")
            values |= {"needs_attention": True, "message": sentence}
        link.write(values)
        if status in PAYABLE and not was_payable:
            self.env["xero.task"]._free(lane.connection, "document_not_authorised")
