# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, settlement
from ..core.errors import LabelledError
from .xero_entity import CREATE, DELETE, Step


class XeroEntityPayment(models.AbstractModel):
    """Settlements as Xero payments: bank money, write-offs and discounts.

    The bank's money of a payment that was sent without a document is not paid but
    allocated (see xero.settlement._plan); the rest of the pair is paid here.
    """

    _name = "xero.entity.payment"
    _inherit = "xero.entity.settlement"
    _description = "Xero Payment"
    _xero_entity = "payment"

    # === WHAT TO SEND === #

    @api.model
    def _steps_of(self, lane, task, link):
        if not self._sends_payments(lane):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        counterpart = lane.record(task)
        document = lane.browse("account.move", int(task.part))
        wanted = self._wanted(lane.connection, counterpart, document)
        links = self._links(lane, task.res_model, task.res_id, task.part)
        askers = self._askers(task)
        stale = [
            link
            for part, link in links.items()
            if not link.is_removed
            and (askers or part not in wanted or wanted[part][1] != link.fingerprint)
        ]
        if stale:
            self._check_not_draft(task, document)
            return self._deletion(lane, task, *stale)
        self._hand_over(lane, task)
        missing = [part for part in wanted if not self._is_live(links.get(part))]
        if not missing:
            return self._nothing(
                task, self.env._("Xero has the same payments already.")
            )
        if not askers and self.env["xero.entity.bank_transaction"]._is_stale(
            lane, counterpart
        ):
            askers = [("bank_transaction.push", task.res_model, task.res_id, "")]
        if askers:
            return self._later(lane, task, *askers)
        return self._creations(lane, task, document, missing, wanted)

    @api.model
    def _creations(self, lane, task, document, missing, wanted):
        """Enter the missing payments, unless another link of the same money has one."""
        self._moved_first(lane, lane.record(task))
        kind, document_id = self._document(lane, document)
        if self._take_over(lane, task, missing, wanted):
            return self._nothing(task, self.env._("The payment is in Xero already."))
        amount = sum(wanted[part][0]["amount"] for part in missing)
        self._freed_first(lane, amount, document)
        target = {"document_kind": kind, "document_id": document_id}
        return [
            self._creation(lane, task, target, part, *wanted[part]) for part in missing
        ]

    @api.model
    def _lacks(self, lane, counterpart, document):
        """Whether Xero has not got all payments of a pair."""
        if not counterpart or document.state != "posted":
            return False
        part = str(document.id)
        links = self._links(lane, counterpart._name, counterpart.id, part)
        wanted = self._wanted(lane.connection, counterpart, document)
        return any(not self._is_live(links.get(key)) for key in wanted)

    @api.model
    def _hand_over(self, lane, task):
        """Money that was sent without a document is allocated by a task of its own."""
        allocations = self.env["xero.entity.allocation"]
        if task.res_model == "account.move" and not allocations._is_current(
            lane, task.res_id, int(task.part)
        ):
            self._mark(lane, task, "allocation.push", task.part)

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
                and not link.is_removed
                and convert.decimal_of(link.base.get("amount")) == facts["amount"]
            )
        )[:1]
        if same:  # what was removed makes room for it
            removed = lane.link(task.res_model, task.res_id, key)
            removed.filtered("is_removed").unlink()
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
        return bool(link) and not link.is_removed

    @api.model
    def _wanted(self, connection, counterpart, document):
        """{link part: (facts, fingerprint)} of the payments that Xero should have."""
        wanted = {}
        settlements = self.env["xero.settlement"]
        pays = self._is_paid_by_the_bank(connection, counterpart, document)
        for part, facts in settlements._parts(connection, counterpart, document):
            key = str(document.id)
            if part.kind == settlement.CREDIT:
                continue
            if part.kind != settlement.BANK:
                key = f"{key}:{part.kind}:{part.account or 0}"
            elif not pays:
                continue
            wanted[key] = (facts, settlements._digest(document, facts))
        return wanted

    @api.model
    def _is_paid_by_the_bank(self, connection, counterpart, document):
        """Whether the bank's part is a payment, and not allocated."""
        if counterpart._name != "account.move":
            return True
        plan = self.env["xero.settlement"]._plan(connection, counterpart)
        return document.id in plan.plain or document.id not in plan.parts

    @api.model
    def _is_wanted(self, lane, link):
        """Whether Odoo still has the settlement behind a link, unchanged."""
        try:
            return self._is_unchanged(lane, link)
        except LabelledError:
            return False

    @api.model
    def _is_taken_back(self, lane, link):
        try:
            return not self._is_unchanged(lane, link)
        except LabelledError:  # its own task says so
            return False

    @api.model
    def _is_unchanged(self, lane, link):
        """:raise LabelledError: what Odoo has cannot be told to Xero"""
        counterpart = lane.browse(link.res_model, link.res_id)
        document = lane.browse("account.move", link.document_id)
        wanted = self._wanted(lane.connection, counterpart, document)
        return link.part in wanted and wanted[link.part][1] == link.fingerprint

    @api.model
    def _deletion(self, lane, task, link, *others):
        how = {"remote_id": link.xero_id, "payload": {"Status": "DELETED"}}
        return super()._deletion(lane, task, link, others, **how)

    @api.model
    def _creation(self, lane, task, target, part, facts, digest):
        connection = lane.connection
        document = self.env["account.move"].browse(int(task.part))
        account = self.env["xero.settlement"]._account(connection, facts, document)
        self._check_currency(connection, account, document, facts)
        values = {
            **target,
            "account_id": account.xero_id,
            "date": connection._open_date(facts["date"], facts["reference"]),
            "amount": facts["amount"],
            "currency_rate": facts["currency_rate"],
            "reference": facts["reference"],
        }
        return Step(
            task.id,
            CREATE,
            task.res_model,
            task.res_id,
            part=part,
            document_id=int(task.part),
            fingerprint=digest,
            payload=self._xero_prepare_payment(self._declaration.encode(values), facts),
            facts=self._declaration.proof_facts(values),
        )

    @api.model
    def _check_currency(self, connection, account, document, facts):
        """Xero pays a document in its own currency, or a foreign one in the base.

        :raise LabelledError: payment_currency
        """
        base = connection.base_currency
        currency = document.currency_id.name
        if account.currency in (False, "", currency):
            return
        if account.currency != base:
            detail = f"{facts['reference']}: {account.display_name}, {currency}"
            raise LabelledError("payment_currency", detail)

    @api.model
    def _xero_prepare_payment(self, payload, facts):
        """Hook: adapt what is sent for a payment."""
        return payload

    # === ANSWERS === #

    @api.model
    def _read_before_deletion(self, lane, steps):
        found = super()._read_before_deletion(lane, steps)
        ids = {step.remote_id for step in steps} - found.keys()
        return {**found, **self._payments_in_xero(lane, sorted(ids))}

    @api.model
    def _settled(self, lane, step, element, link):
        if step.action == DELETE:
            self._reopen(lane, step.document_id)
            return {"xero_id": step.remote_id, "status": "DELETED"}, None
        values = self._link_values(lane, element)
        return self._proven(step.facts, element, values)

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
            **super()._link_values(lane, element),
            "number": element.get("Reference") or invoice.get("InvoiceNumber"),
            "status": element.get("Status") or "AUTHORISED",
        }
