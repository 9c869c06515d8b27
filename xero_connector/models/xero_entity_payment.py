# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert
from ..core.entity import fingerprint
from ..core.errors import LabelledError
from .xero_entity import (
    CREATE,
    DELETE,
    MissingRecord,
    NotEligible,
    Step,
)
from .xero_entity_document import PAYABLE


class XeroEntityPayment(models.AbstractModel):
    """Settlements as Xero payments: bank money, write-offs and discounts.

    A task is about one pair: its record is the counterpart (the payment's entry) and
    its part the id of the document. One pair can be several Xero payments; each has a
    link whose part begins with the document's id.
    """

    _name = "xero.entity.payment"
    _inherit = "xero.entity"
    _description = "Xero Payment"
    _xero_entity = "payment"

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        documents = (
            self.env["account.move"].sudo().browse({int(note[2]) for note in notes})
        )
        documents = {move.id: move for move in documents.exists()}
        rows = []
        for note in notes:
            document = documents.get(int(note[2]), self.env["account.move"])
            company_id = document.company_id.id or note[3]
            lane = self.env["xero.connection"]._lane_of_company(company_id)
            if lane:
                rows.append(self._row(lane[0], note, document.sudo().partner_id))
        return rows

    # === WHAT TO SEND === #

    @api.model
    def _read_ahead(self, lane, tasks):
        documents = list({int(task.part) for task in tasks})
        lane.ahead.read_records("account.move", documents)
        lane.ahead.read_links("account.move", documents)
        lane.ahead.read_settlements(documents)
        return super()._read_ahead(lane, tasks)

    @api.model
    def _steps_of(self, lane, task, link):
        if lane.connection.sync_payments not in ("both", "push"):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        counterpart = lane.record(task)
        document = lane.browse("account.move", int(task.part))
        wanted = self._wanted(lane.connection, counterpart, document)
        links = self._links(lane, task.res_model, task.res_id, task.part)
        stale = [
            link
            for part, link in links.items()
            if link.status != "DELETED"
            and (part not in wanted or wanted[part][1] != link.fingerprint)
        ]
        if stale:
            return self._deletion(task, document, stale[0])
        missing = [part for part in wanted if not self._is_live(links.get(part))]
        if not missing:
            return self._nothing(
                task, self.env._("Xero has the same payments already.")
            )
        document_link = self._document(lane, document)
        if self._take_over(lane, task, missing, wanted):
            return self._nothing(task, self.env._("The payment is in Xero already."))
        return [
            self._creation(lane, task, document_link, part, *wanted[part])
            for part in missing
        ]

    @api.model
    def _take_over(self, lane, task, missing, wanted):
        """A bank statement line settles what a payment without an entry announced.

        Odoo Enterprise registers payments without a journal entry; Xero got one for it,
        and the statement line that arrives later is the same money (DESIGN §5).
        """
        key = str(int(task.part))
        if missing != [key] or task.res_model != "account.move":
            return False
        facts, digest = wanted[key]
        same = lane.settlements(int(task.part)).filtered(
            lambda link: (
                link.res_model == "account.payment"
                and link.status != "DELETED"
                and convert.decimal_of(link.base.get("amount")) == facts["amount"]
            )
        )[:1]
        same.write(
            {
                "res_model": task.res_model,
                "res_id": task.res_id,
                "part": key,
                "fingerprint": digest,
            }
        )
        return bool(same)

    @api.model
    def _is_live(self, link):
        return bool(link) and link.status != "DELETED"

    @api.model
    def _wanted(self, connection, counterpart, document):
        """{link part: (facts, fingerprint)} of the payments that Xero should have."""
        wanted = {}
        settlement = self.env["xero.settlement"]
        for part, facts in settlement._parts(connection, counterpart, document):
            key = str(document.id)
            if part.kind != "bank":
                key = f"{key}:{part.kind}:{part.account}"
            digest = fingerprint(
                {**facts, "document": document.id}, self._declaration.encoder_version
            )
            wanted[key] = (facts, digest)
        return wanted

    @api.model
    def _is_wanted(self, lane, link):
        """Whether Odoo still has the settlement behind a link, unchanged."""
        counterpart = lane.browse(link.res_model, link.res_id)
        document = lane.browse("account.move", link.document_id)
        try:
            wanted = self._wanted(lane.connection, counterpart, document)
        except LabelledError:
            return False
        return link.part in wanted and wanted[link.part][1] == link.fingerprint

    @api.model
    def _links(self, lane, res_model, res_id, part):
        """{part: link} of one pair."""
        return {
            link.part: link
            for link in lane.settlements(int(part))
            if (link.res_model, link.res_id) == (res_model, res_id)
        }

    @api.model
    def _deletion(self, task, document, link):
        """Payments cannot be changed in Xero: delete one, then look again.

        While the document is being edited its payments stay: the same pair is usually
        back when it is posted again.
        """
        if document and document.state == "draft":
            raise NotEligible("document_draft", document.display_name)
        return [
            Step(
                task.id,
                DELETE,
                task.res_model,
                task.res_id,
                part=link.part,
                remote_id=link.xero_id,
                document_id=link.document_id,
                payload={"Status": "DELETED"},
                more=True,
            )
        ]

    @api.model
    def _document(self, lane, document):
        """The document's link; it goes first, and must be approved in Xero (A26)."""
        link = lane.link("account.move", document.id)
        if not link or link.is_removed:
            push_type = document._xero_push_type()
            raise MissingRecord((push_type, "account.move", document.id, ""))
        if link.status not in PAYABLE:
            raise NotEligible("document_not_authorised", document.name)
        return link

    @api.model
    def _creation(self, lane, task, document_link, part, facts, digest):
        account = self.env["xero.settlement"]._account(lane.connection, facts)
        payload = self._declaration.encode(
            {
                "document_id": document_link.xero_id,
                "document_kind": "Invoice",
                "account_id": account.xero_id,
                "date": facts["date"],
                "amount": facts["amount"],
                "reference": facts["reference"],
            }
        )
        return Step(
            task.id,
            CREATE,
            task.res_model,
            task.res_id,
            part=part,
            document_id=int(task.part),
            fingerprint=digest,
            payload=self._xero_prepare_payment(payload, facts),
            facts={"amount": str(facts["amount"])},
        )

    @api.model
    def _xero_prepare_payment(self, payload, facts):
        """Hook: adapt what is sent for a payment."""
        return payload

    # === ANSWERS === #

    @api.model
    def _settled(self, lane, step, element, link):
        if step.action == DELETE:
            self._reopen(lane, step.document_id)
            return {"xero_id": step.remote_id, "status": "DELETED"}, None
        values = self._link_values(lane, element)
        theirs = convert.decimal_of(element.get("Amount"))
        if theirs == convert.decimal_of(step.facts["amount"]):
            return values, None
        return values, ("totals_differ", f"{step.facts['amount']} / {theirs}")

    @api.model
    def _reopen(self, lane, document_id):
        """A paid document is authorised again when a payment of it is deleted."""
        link = lane.link("account.move", document_id)
        if link.status == "PAID":
            link.status = "AUTHORISED"

    @api.model
    def _happened(self, step, payload, element):
        """The only change of a payment is its deletion."""
        return element.get("Status") == payload.get("Status")

    @api.model
    def _link_values(self, lane, element):
        invoice = element.get("Invoice") or {}
        return {
            "xero_id": element["PaymentID"],
            "number": element.get("Reference") or invoice.get("InvoiceNumber"),
            "status": element.get("Status") or "AUTHORISED",
            "url": lane.deep_link(self._declaration, element["PaymentID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "base": self._declaration.snapshot(element),
        }
