# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity import UPDATE, MissingRecord, Step

#: Xero's states of what is removed for good
GONE = ("VOIDED", "DELETED")


class XeroEntityAnswers(models.AbstractModel):
    """What most entities make of Xero's answers, and of the links that these leave."""

    _inherit = "xero.entity"

    # === SETTLEMENTS === #

    @api.model
    def _sends_payments(self, lane):
        """Whether payments go to Xero; otherwise Xero says what is paid."""
        return lane.connection.sync_payments in ("both", "push")

    @api.model
    def _removed_first(self, links):
        """Let the tasks of these settlements remove them, if there are any.

        :param links: of payments and allocations
        :raise MissingRecord: what looks at them
        """
        if links:
            raise MissingRecord(*{self._looks_at(link) for link in links})

    @api.model
    def _looks_at(self, link):
        """What task looks at the settlement of a link, see `MissingRecord`."""
        part = str(link.document_id)
        return f"{link.entity}.push", link.res_model, link.res_id, part

    @api.model
    def _wake_held(self, lane, move_id):
        """Look again at settlements that were held while a move was a draft (SPEC C11).

        Which document a payment from Xero is for, is only known when it is read.
        """
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "in", ("waiting", "failed")),
                ("error_code", "=", "document_draft"),
                "|",
                "|",
                ("direction", "=", "pull"),
                ("part", "=", str(move_id)),
                "&",
                ("res_model", "=", "account.move"),
                ("res_id", "=", move_id),
            ]
        )
        tasks._requeue(retries=0)

    # === REMOVALS === #

    @api.model
    def _removal_step(self, task, link, payload, more=True):
        """Change what a link is about so that it is gone, or on its way there.

        Without a fingerprint: what is wanted again meanwhile is sent again.

        :param more: the task has more to do afterwards
        """
        return Step(
            task.id,
            UPDATE,
            task.res_model,
            task.res_id,
            part=link.part,
            remote_id=link.xero_id,
            payload=payload,
            facts={"removal": True},
            more=more,
        )

    @api.model
    def _status_before(self, link):
        """The status from which something is removed: whether it is still paid, is
        read from Xero before anything is sent (see `_may_update`)."""
        return "AUTHORISED" if link.status == "PAID" else link.status

    @api.model
    def _read_before_deletion(self, lane, steps):
        """What Xero has that decides about these deletions, by id; makes calls.

        :raise OutcomeError: Xero did not answer as it should
        """
        return {}

    @api.model
    def _may_delete(self, step, elements):
        """Raise LabelledError or MissingRecord if something must not be deleted (yet).

        :param elements: what `_read_before_deletion` has read
        """

    # === ANSWERS === #

    @api.model
    def _is_gone(self, step, element):
        """Whether somebody has removed in Xero what this step would remove.

        That is what was wanted: nothing is sent (see `_writes`), and the link learns.
        """
        gone = bool(step.facts.get("removal")) and element.get("Status") in GONE
        if gone:
            step.payload = {}
        return gone

    @api.model
    def _writes(self, step):
        return bool(step.payload) and super()._writes(step)

    @api.model
    def _proven(self, facts, element, values):
        """The values of the link, and whether Xero has what was sent (SPEC X2).

        :param facts: what the declaration's proof compares
        :return: as `_settled`
        """
        differences = self._declaration.proof(facts, element)
        if not differences:
            return values, None
        detail = "; ".join(str(difference) for difference in differences)
        return values, ("totals_differ", detail)

    @api.model
    def _url(self, lane, element):
        """Where a person sees an element in Xero."""
        declaration = self._declaration
        return lane.deep_link(declaration, element[declaration.id_key])

    @api.model
    def _link_values(self, lane, element):
        """What the link of an element remembers of it."""
        declaration = self._declaration
        xero_id = element[declaration.id_key]
        number = declaration.number_key and element.get(declaration.number_key)
        return {
            "xero_id": xero_id,
            "number": number or False,
            "status": element.get("Status"),
            "url": self._url(lane, element),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "base": declaration.snapshot(element),
        }
