# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.fields import Domain

from ..core import document_intake
from ..core.errors import LabelledError
from .account_move import PUSH_TYPES
from .xero_document_facts import RECORD_PATH
from .xero_entity import MissingRecord
from .xero_task import OPEN_STATES

#: what the numbers of credit notes end with that stand for a discount (SPEC X10)
DISCOUNT = " DISCOUNT"
#: kinds of documents among which a number means the same one
_KIN = (
    ("out_invoice", "out_receipt"),
    ("in_invoice", "in_receipt"),
    ("out_refund",),
    ("in_refund",),
)


class XeroDocumentOwner(models.AbstractModel):
    """Whether a document in Xero that no link knows is one that Odoo has already.

    It is never entered a second time: what Odoo is about to send, or has sent and not
    heard of again, is waited for; of anything else a person is told.
    """

    _name = "xero.document.owner"
    _description = "Owner of a Xero Document"

    @api.model
    def _refuse_ours(self, lane, facts, element):
        """What bears the address of one of our records, or stands for a discount.

        :raise MissingRecord: what is being sent is heard of first
        :raise LabelledError: document_is_ours
        """
        moves = lane.model("account.move")
        address = facts.get("url") or element.get("Url")
        base = moves.get_base_url()
        ours = document_intake.record_of(address, base, RECORD_PATH)
        number = facts["number"]
        if ours:
            self._wait_for_push(lane, moves.browse(ours))
            raise LabelledError("document_is_ours", f"{number}, {address}")
        if number.endswith(DISCOUNT):
            name = number.removesuffix(DISCOUNT)
            found = moves.search([("name", "=", name), *self._here(lane.connection)])
            if found:
                self._wait_for_push(lane, found)
                raise LabelledError("document_is_ours", number)

    @api.model
    def _refuse_known(self, lane, facts, partner):
        """What has the number of a document that is only in Odoo (SPEC P14).

        :raise MissingRecord: Odoo's is being sent: it may turn out to be this one
        :raise LabelledError: number_in_odoo
        """
        number = facts["number"]
        if not number:
            return
        kind = document_intake.MOVE_TYPES[facts["type"]]
        kin = next(kinds for kinds in _KIN if kind in kinds)
        same = Domain("ref", "=", number) | Domain("name", "=", number)
        same &= Domain("commercial_partner_id", "=", partner.commercial_partner_id.id)
        if kind.startswith("out_"):
            prefix = lane.connection.number_prefix or ""
            same = Domain("name", "in", [number, number.removeprefix(prefix)])
        found = lane.model("account.move").search(
            same
            & Domain("move_type", "in", kin)
            & Domain("state", "!=", "cancel")
            & Domain(self._here(lane.connection))
        )
        links = self.env["xero.link"]._of(lane.connection, "account.move", found.ids)
        linked = {
            res_id for (res_id, _part), link in links.items() if not link.is_removed
        }
        unlinked = found.filtered(lambda move: move.id not in linked)
        if unlinked:
            self._wait_for_push(lane, unlinked)
            raise LabelledError("number_in_odoo", unlinked[:1].display_name)

    @api.model
    def _here(self, connection):
        return [("company_id", "in", connection._companies().ids)]

    @api.model
    def _wait_for_push(self, lane, moves):
        """:raise MissingRecord: what looks at these records"""
        names = {*PUSH_TYPES.values(), "discount.push"}
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "in", list(names)),
                ("res_model", "=", "account.move"),
                ("res_id", "in", moves.ids),
                ("state", "in", OPEN_STATES),
            ]
        )
        if tasks:
            raise MissingRecord(
                *{
                    (task.type_id.name, task.res_model, task.res_id, task.part or "")
                    for task in tasks
                }
            )
