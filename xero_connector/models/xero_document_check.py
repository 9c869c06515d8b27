# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo import api, models

from ..core.entity import fingerprint
from ..core.errors import LabelledError
from .xero_entity import NotEligible

ERROR, WAIT, NOTE = "error", "wait", "note"
CREATE, CHANGE, LINK, SAME, NOTHING = "create", "change", "link", "same", "nothing"
#: stands for the ContactID of a contact that is not in Xero yet
UNKNOWN_CONTACT = "00000000-0000-0000-0000-000000000000"


@dataclass
class Finding:
    """Something that a person should know before a document is sent.

    :param label: a code of xero.advice, or of the notes of the preflight
    :param record: what it is about: the document, a line, a contact, a link
    """

    severity: str
    label: str
    detail: str
    record: models.BaseModel


@dataclass
class Report:
    """What would become of one document, and all that is in its way."""

    move: models.BaseModel
    connection: models.BaseModel
    link: models.BaseModel
    effect: str = NOTHING
    reason: str = ""
    contact: dict = field(default_factory=dict)
    date: object = None
    lines: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    payload: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)

    def note(self, severity, label, record, detail=""):
        """Add a finding, unless there is the same about the record already."""
        known = {(one.label, one.record) for one in self.findings}
        if (label, record) not in known:
            self.findings.append(Finding(severity, label, detail, record))

    def attempt(self, record, function, *arguments):
        """The function's result; None when it gives a reason not to send."""
        try:
            return function(*arguments)
        except LabelledError as reason:
            severity = WAIT if isinstance(reason, NotEligible) else ERROR
            self.note(severity, reason.label, record, reason.detail)
            return None


class XeroDocumentCheck(models.AbstractModel):
    """What sending a document would do, decided by the code that sends it (SPEC X1).

    Sending stops at the first reason; here each part is asked by itself, so that a
    person sees all of them at once. Nothing is written and no call is made.
    """

    _name = "xero.document.check"
    _description = "Xero Document Check"

    @api.model
    def _check(self, connection, move):
        """The Report on a draft or posted document.

        :param connection: of the document's company, as superuser
        """
        move = move.sudo().with_company(connection.company_id)
        links = self.env["xero.link"].sudo()._of(connection, move._name, move.ids)
        link = links.get((move.id, ""), self.env["xero.link"].sudo())
        report = Report(move, connection, link)
        entity = self._entity(move)
        self._effect(report, entity)
        self._readiness(report, entity)
        self._contact(report)
        self._date(report)
        self._lines(report)
        self._whole(report, entity)
        self._number(report, entity)
        self._rounding(report)
        if report.effect in (SAME, NOTHING):  # nothing is sent that could be wrong
            report.findings, report.date = [], move.invoice_date or move.date
        return report

    @api.model
    def _entity(self, move):
        name = move._xero_push_type().partition(".")[0]
        return self.env["xero.runner"].sudo()._entity(name)

    # === THE DOCUMENT === #

    @api.model
    def _effect(self, report, entity):
        """What sending would do, apart from what is in its way."""
        connection, move, link = report.connection, report.move, report.link
        report.reason = entity._why_not(connection, move)
        if report.reason:
            return
        if link and not link.is_removed:
            digest = fingerprint(
                entity._business(move), entity._declaration.encoder_version
            )
            report.effect = SAME if digest == link.fingerprint else CHANGE
        elif entity._is_before_cutover(connection, move):
            report.effect = LINK
        else:
            report.effect = CREATE

    @api.model
    def _readiness(self, report, entity):
        connection, move = report.connection, report.move
        if not connection._is_ready():
            report.note(WAIT, "connection_not_ready", connection)
        for condition in entity._conditions():
            report.attempt(move, condition, connection, move, report.link)
        report.attempt(
            move, self.env["xero.document.facts"].sudo()._currency_rate, move
        )
        if move.state == "draft":
            report.note(NOTE, "draft", move)
        if report.effect == LINK:
            report.note(NOTE, "looked_up", move)

    @api.model
    def _contact(self, report):
        """Whom the document would be for, as the contact's entity foresees it."""
        partner = report.move.commercial_partner_id
        if not partner:
            report.note(ERROR, "missing_partner", report.move, report.move.name or "")
            return
        entity = self.env["xero.entity.contact"].sudo()
        contact = entity._explain_contact(report.connection, partner)
        report.contact = contact
        state, detail = contact["state"], contact["detail"]
        if state == "archived":
            restored = report.connection.auto_unarchive and partner.active
            label = "will_restore" if restored else "contact_archived"
            report.note(NOTE if restored else WAIT, label, partner, partner.name)
        elif state in ("ambiguous", "unmatched"):
            report.note(WAIT, f"contact_{state}", partner, detail)
        elif state == "missing_name":
            report.note(ERROR, "missing_name", partner)

    @api.model
    def _date(self, report):
        """The date in Xero, as the policy for locked periods has it (P16, X11)."""
        move = report.move
        date = move.invoice_date or move.date
        name = move.name or move.display_name
        opened = report.attempt(move, report.connection._open_date, date, name)
        report.date = opened or date
        if opened and opened != date:
            report.note(NOTE, "redated", move, str(opened))

    @api.model
    def _whole(self, report, entity):
        """Encode the document as it would be sent: what only shows as a whole."""
        move, link = report.move, report.link
        known = self.env["xero.link"].sudo()
        known = known._of(
            report.connection, "res.partner", move.commercial_partner_id.ids
        )
        contact = known.get((move.commercial_partner_id.id, ""))
        contact_id = contact.xero_id if contact else UNKNOWN_CONTACT
        items = {} if link.is_removed else link.line_items or {}
        labels = {one.label for one in report.findings}
        try:
            report.facts = self.env["xero.document.facts"]._facts(
                report.connection, move, contact_id, items
            )
            encoded = entity._declaration.encode(report.facts)
            report.payload = entity._prepare(encoded, move)
        except LabelledError as reason:
            if reason.label not in labels:
                severity = WAIT if isinstance(reason, NotEligible) else ERROR
                report.note(severity, reason.label, move, reason.detail)

    @api.model
    def _number(self, report, entity):
        """Whether the number is another document's in Xero, as far as known (P14)."""
        move, connection = report.move, report.connection
        purchase = move.is_purchase_document(include_receipts=True)
        if purchase or move.state != "posted" or report.effect != CREATE:
            return
        number = self.env["xero.document.facts"]._number(connection, move)
        domain = [
            ("connection_id", "=", connection.id),
            ("entity", "=", entity._xero_entity),
            ("number", "=", number),
            ("status", "not in", ("DELETED",)),
        ]
        others = self.env["xero.link"].sudo().search(domain) - report.link
        moves = move.browse(others.mapped("res_id")).exists()
        bills = moves.filtered(lambda one: one.is_purchase_document(True)).ids
        others = others.filtered(lambda link: link.res_id not in bills)
        if others:
            report.note(ERROR, "invoice_number_taken", others[:1], number)
        of_sales = [*domain, ("document_type", "!=", "ACCPAY")]
        for remote in self.env["xero.remote"].sudo().search(of_sales):
            if self._is_same(report, remote):
                report.note(NOTE, "will_link", remote, number)
            else:
                detail = f"{number}: {remote.name}, {remote.total}, {remote.status}"
                report.note(ERROR, "invoice_number_taken", remote, detail)

    @api.model
    def _is_same(self, report, remote):
        """Whether it would be linked: same contact, currency and total."""
        move = report.move
        partner = move.commercial_partner_id
        links = self.env["xero.link"].sudo()
        links = links._of(report.connection, "res.partner", partner.ids)
        contact = links.get((partner.id, ""))
        total = move.currency_id.compare_amounts(remote.total, move.amount_total)
        return (
            bool(contact and contact.xero_id == remote.contact_xero_id)
            and remote.currency == move.currency_id.name
            and remote.status != "VOIDED"
            and total == 0
        )
