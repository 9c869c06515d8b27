# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ..core import convert, settlement
from ..core.errors import LabelledError
from .xero_call import UNKNOWN
from .xero_entity import CREATE, MissingRecord, NotEligible, Step
from .xero_task import OPEN_STATES


class XeroEntityPaymentPull(models.AbstractModel):
    """Payments made in Xero, registered and reconciled by Odoo's own wizard."""

    _inherit = "xero.entity.payment"

    @api.model
    def _notice(self, lane, elements):
        """Payments that are news: unknown ones of linked documents, and removed ones.

        :return: {Xero id: element}
        """
        by_id = {one["PaymentID"]: one for one in elements if one.get("PaymentID")}
        links = lane.links_by_xero_id(by_id)
        documents = lane.links_by_xero_id(map(self._document_id, by_id.values()))
        return {
            xero_id: element
            for xero_id, element in by_id.items()
            if self._is_news(
                links.get(xero_id), element, documents.get(self._document_id(element))
            )
        }

    @api.model
    def _is_news(self, link, element, document_link):
        if link:
            return link.status != element.get("Status")
        return bool(document_link) and element.get("Status") != "DELETED"

    @api.model
    def _document_id(self, element):
        """Xero id of the invoice that a payment is for."""
        return (element.get("Invoice") or {}).get("InvoiceID") or ""

    @api.model
    def _apply(self, lane, task, element):
        """Register a payment that was made in Xero, once (SPEC A2, A31)."""
        known = lane.links_by_xero_id([element["PaymentID"]]).get(element["PaymentID"])
        if known:
            self._follow(known, element)
            return
        invoice_id = self._document_id(element)
        document_link = lane.links_by_xero_id([invoice_id]).get(invoice_id)
        if element.get("Status") == "DELETED" or not document_link:
            return
        document = self.env["account.move"].browse(document_link.res_id).exists()
        if not document:
            return
        task.write({"partner_id": document.partner_id.id})
        self._ours_first(lane, document)
        if document.state != "posted":
            raise NotEligible("document_draft", document.display_name)
        self._link_registered(
            lane, element, document, self._register_payment(lane, element, document)
        )

    @api.model
    def _ours_first(self, lane, document):
        """A payment that we sent and never heard of again may be this very one.

        :raise MissingRecord: what became of it is found out first
        """
        unheard = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "in", OPEN_STATES),
                ("type_id.name", "=", "payment.push"),
                ("part", "=", str(document.id)),
                ("call_id.state", "=", UNKNOWN),
            ]
        )
        if unheard:
            raise MissingRecord(
                *(
                    ("payment.push", task.res_model, task.res_id, task.part)
                    for task in unheard
                )
            )

    @api.model
    def _follow(self, link, element):
        status = element.get("Status") or link.status
        if status == "DELETED" and link.status != "DELETED":
            link.write(
                {
                    "status": status,
                    "needs_attention": True,
                    "message": self.env["xero.advice"]._sentence("removed_in_xero"),
                }
            )

    @api.model
    def _register_payment(self, lane, element, document):
        """The account.payment, made and reconciled by Odoo's own wizard."""
        account_id = (element.get("Account") or {}).get("AccountID")
        journal = self._journal(lane.connection, account_id)
        values = {
            "journal_id": journal.id,
            "payment_date": convert.parse_date(element.get("Date")),
            "communication": element.get("Reference") or document.name,
            "currency_id": document.currency_id.id,
        }
        wizards = (
            self.env["account.payment.register"]
            .with_company(document.company_id)
            .with_context(active_model="account.move", active_ids=document.ids)
        )
        try:
            wizard = wizards.create(values)
            wizard.amount = float(convert.decimal_of(element.get("Amount")))
            wizard.payment_difference_handling = "open"
            return wizard._create_payments()
        except (UserError, ValidationError) as error:
            raise LabelledError("refused_by_odoo", str(error)) from error

    @api.model
    def _journal(self, connection, account_id):
        """The bank journal of a Xero account: the payment mapping, read backwards."""
        mapping = connection.payment_mapping_ids.filtered(
            lambda mapping: mapping.account_id.xero_id == account_id
        )[:1]
        if mapping:
            return mapping.journal_id
        if connection.default_bank_account_id.xero_id == account_id:
            journals = self.env["account.journal"].search(
                [("company_id", "=", connection.company_id.id), ("type", "=", "bank")]
            )
            if len(journals) == 1:
                return journals
        name = connection.account_ids.filtered(
            lambda account: account.xero_id == account_id
        ).display_name
        raise NotEligible("missing_journal", name or account_id or "")

    @api.model
    def _link_registered(self, lane, element, document, payment):
        """Link at once, so that the mark of the new reconciliation sends nothing."""
        counterpart = payment.move_id or payment
        settlements = self.env["xero.settlement"]
        digests = [
            settlements._digest(document, facts)
            for part, facts in settlements._parts(
                lane.connection, counterpart, document
            )
            if part.kind == settlement.BANK
        ]
        key = str(document.id)
        step = Step(
            0,
            CREATE,
            counterpart._name,
            counterpart.id,
            part=key,
            document_id=document.id,
            fingerprint=digests[0] if digests else "",
        )
        values = self._link_values(lane, element)
        self.env["xero.link"].create(self._link_defaults(lane, step, values))
