# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, drift
from ..core.entity import fingerprint
from ..core.errors import LabelledError
from ..core.lines import decode_lines
from .xero_call import SENT, UNKNOWN
from .xero_entity_answers import GONE
from .xero_task import OPEN_STATES

#: what decoding raises of values that no client knows
UNREADABLE = (ValueError, TypeError, AttributeError)


class XeroEntityDocumentDrift(models.AbstractModel):
    """Compares a document with its copy in Xero (SPEC X3)."""

    _inherit = "xero.entity.document"

    # === WHERE IT IS LOOKED AT === #

    @api.model
    def _watch_documents(self, lane, documents):
        """Note what a person has changed in Xero, of documents that were just read.

        :param documents: {link: element}
        """
        links = self.env["xero.link"].union(*documents)
        rows = self.env["xero.discrepancy"]._open_of(links)
        known = rows.grouped("link_id")
        unheard = self._unheard(links)
        for link, element in documents.items():
            told = known.get(link, rows.browse()).mapped("field_group")
            groups = self._suspects(link, element).union(told)
            if groups and link not in unheard and not link.kept_apart:
                self._compare(lane.connection, link, element, groups)

    @api.model
    def _suspects(self, link, element):
        """The groups in which Xero's document is not what both sides agreed on.

        What Odoo has changed is on its way to Xero.
        """
        if element.get("Status") in GONE:
            return {drift.MISSING}
        try:
            snapshot = self._declaration.snapshot(element)
        except UNREADABLE:
            return {drift.STATUS}
        return drift.touched(link.base or {}, snapshot)

    @api.model
    def _unheard(self, links):
        """Those that we are changing: what Xero made of it is not known yet."""
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "in", links.connection_id.ids),
                ("res_model", "=", "account.move"),
                ("res_id", "in", links.mapped("res_id")),
                ("state", "in", OPEN_STATES),
                ("call_id.state", "in", (SENT, UNKNOWN)),
            ]
        )
        busy = set(tasks.mapped("res_id"))
        return links.filtered(lambda link: link.res_id in busy)

    @api.model
    def _apply_missing(self, lane, task):
        """A linked document that Xero knows no more (SPEC P21)."""
        link = lane.links_by_xero_id([task.remote_id]).get(task.remote_id)
        if not link:
            return super()._apply_missing(lane, task)
        self._compare(lane.connection, link, None)
        return None

    @api.model
    def _reconsider(self, lane, step, link, element):
        """A document that we are about to change was changed or removed in Xero."""
        if super()._reconsider(lane, step, link, element):
            return True
        groups = self._suspects(link, element)
        gone = element.get("Status") in GONE
        removal = step.facts.get("removal")
        if not groups or (removal and gone):
            return False
        if removal:
            groups = {drift.MISSING}
        before = link.base
        if gone:
            self._follow(lane, link, element)
        self._compare(lane.connection, link, element, groups)
        wanted_again = bool(removal) and self._is_posted(link)
        return gone or wanted_again or link.base != before

    # === COMPARISON === #

    @api.model
    def _compare(self, connection, link, element, groups=drift.GROUPS):
        """Note what differs, and do at once what the settings have decided.

        What is equal on both sides again is agreed on.

        :param element: None: Xero does not know it
        :param groups: those that may be told
        """
        link.invalidate_recordset(["base"])
        move = self.env["account.move"].browse(link.res_id).exists()
        move = move.with_company(connection.company_id)
        snapshot = {}
        try:
            theirs = None if element is None else self._declaration.decode(element)
            snapshot = self._declaration.snapshot(element) if element else {}
            ours = self._ours(connection, link, move)
            ours |= self._merged_contact(connection, move, theirs)
            edited = bool(move) and self._is_edited(link, move)
            findings = drift.compare(ours, theirs, link.base or {}, edited)
        except UNREADABLE as error:
            findings = {drift.STATUS: [drift.Row("unreadable", "", str(error))]}
            groups = {*groups, drift.STATUS}
        else:
            if snapshot and move.state == "posted" and drift.MISSING not in findings:
                self._agree(link, snapshot, findings)
        keys = self._keys_of(connection, link, move, snapshot)
        news = self.env["xero.discrepancy"]._note(keys, findings, groups)
        news._follow_policies()

    @api.model
    def _agree(self, link, snapshot, findings):
        """What was changed in Xero to what Odoo has is agreed on."""
        equal = drift.touched(link.base or {}, snapshot) - findings.keys()
        if equal:
            link._agree(snapshot, equal)

    @api.model
    def _keys_of(self, connection, link, move, snapshot):
        return {
            "connection_id": connection.id,
            "link_id": link.id,
            "entity": link.entity,
            "res_model": link.res_model,
            "res_id": link.res_id,
            "xero_id": link.xero_id,
            "number": link.number,
            "partner_id": move.commercial_partner_id.id,
            "url": link.url,
            "snapshot": snapshot,
        }

    @api.model
    def _is_edited(self, link, move):
        """Whether Odoo's document has changed since both sides agreed; an encoder of
        another version says nothing about that."""
        version = self._declaration.encoder_version
        digest = link.fingerprint or ""
        if digest and not digest.startswith(f"{version}:"):
            return False
        return digest != fingerprint(self._business(move), version)

    # === ODOO'S SIDE === #

    @api.model
    def _ours(self, connection, link, move):
        """Odoo's document in the words of `drift.compare`."""
        if not move or move.state != "posted":
            return {"state": move.state or drift.NONE}
        date = self._day(connection, move)
        contact = self.env["xero.link"]._of(
            connection, "res.partner", move.commercial_partner_id.ids
        )
        contact = next(iter(contact.values()), link.browse())
        facts = self.env["xero.document.facts"]
        ours = {
            "state": move.state,
            "sent_as_draft": connection._push_status_of(move.move_type) != "AUTHORISED",
            "number": facts._number(connection, move),
            "contact_id": contact.xero_id or "",
            "contact_name": move.commercial_partner_id.display_name or "",
            "date": date,
            "currency": move.currency_id.name,
            "tax": self._tax_of_lines(link, move),
            "total": facts._money(move, move.amount_total),
        }
        if link.entity == "invoice":
            ours["due_date"] = max(move.invoice_date_due or date, date)
        if move.is_sale_document(include_receipts=True):
            ours["reference"] = convert.clean_text(move.ref, 255)
        if self._compares_payments(connection, move):
            ours["due"] = facts._money(move, move.amount_residual)
        if self._is_edited(link, move):
            ours |= self._lines_of(connection, link, move, contact)
        return ours

    @api.model
    def _merged_contact(self, connection, move, theirs):
        """Xero's contact, where it was that of a partner that has become this one: Xero
        leaves documents with payments as they are (SPEC X5)."""
        link = self.env["xero.link"].search(
            [
                ("connection_id", "=", connection.id),
                ("xero_id", "=", (theirs or {}).get("contact_id")),
                ("merged_into_id", "!=", False),
            ],
            limit=1,
        )
        was_it = link and link.merged_into_id == move.commercial_partner_id
        return {"contact_id": link.xero_id} if was_it else {}

    @api.model
    def _day(self, connection, move):
        """The day that Xero is told; in a locked period it was told before."""
        date = move.invoice_date or move.date
        try:
            return connection._open_date(date, move.name)
        except LabelledError:
            return date

    @api.model
    def _tax_of_lines(self, link, move):
        """The tax in Xero, without the cents that are on the rounding account."""
        tax = self.env["xero.document.facts"]._money(move, move.amount_tax)
        return (
            tax
            - self._fixed(move)
            - convert.money(
                convert.decimal_of(link.rounding), move.currency_id.decimal_places
            )
        )

    @api.model
    def _fixed(self, move):
        """Taxes of fixed amounts, which are lines of their own in Xero."""
        lines = self.env["xero.document.lines"]
        items = move.line_ids.filtered(
            lambda item: item.tax_line_id.amount_type == "fixed"
        )
        return sum(map(lines._net, items), convert.decimal_of(0))

    @api.model
    def _compares_payments(self, connection, move):
        """Not where payments are nobody's business, or have no entry in Odoo."""
        without = move.matched_payment_ids.filtered(lambda one: not one.move_id)
        return connection.sync_payments != "off" and not without

    @api.model
    def _lines_of(self, connection, link, move, contact):
        """Lines that were edited, as Xero would have them; nothing while a setting for
        them is missing."""
        try:
            facts = self.env["xero.document.facts"]._facts(
                connection, move, contact.xero_id, link.line_items
            )
            payload = self._prepare(self._declaration.encode(facts), move)
        except LabelledError:
            return {}
        pairs = zip(decode_lines(payload), facts["lines"], strict=False)
        return {
            "tax": facts["tax"],
            "lines": [
                {**line, "net": fact["net"], "tax": fact["tax"]} for line, fact in pairs
            ],
        }
