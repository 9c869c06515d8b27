# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import document_intake
from ..core.convert import parse_date
from ..core.entity import fingerprint
from ..core.proof import line_ids
from .xero_contact_arrival import IGNORED, OPEN as UNDECIDED
from .xero_entity import MissingRecord, NotEligible
from .xero_task import FAILED, WAITING


class XeroEntityDocumentIntake(models.AbstractModel):
    """Documents that were born in Xero come into Odoo, where that is wanted (B13, D5).

    What comes in is linked in the transaction that creates it: whatever is heard of it
    again, and whenever we die, there is one document. Its payments and credits then
    follow like those of any linked document.
    """

    _inherit = "xero.entity.document"

    # === WHICH === #

    @api.model
    def _notice_strangers(self, lane, elements):
        """Remember what Odoo is not linked with, and queue what is to come in.

        What has failed is tried again by itself when it has changed in Xero, and is let
        go when it is not wanted any more.
        """
        remotes = self.env["xero.remote"]
        key = self._declaration.id_key
        by_id = {one[key]: one for one in elements}
        known = remotes._by_xero_id(lane.connection, by_id)
        seen = {one.xero_id: one.remote_updated_at for one in known.values()}
        chosen = {one.xero_id for one in known.values() if one.is_chosen}
        wanted = {
            xero_id
            for xero_id, one in by_id.items()
            if self._is_wanted(lane, one, xero_id in chosen)
        }
        changed = {
            xero_id
            for xero_id in wanted
            if seen.get(xero_id) != lane.naive(by_id[xero_id].get("UpdatedDateUTC"))
        }
        remotes._remember_documents(lane, self._xero_entity, elements)
        self.env["xero.runner"]._add_pulls(lane, self._xero_entity, changed)
        if wanted - changed:
            self._queue_news(lane, self._xero_entity, wanted - changed)
        self._look_again(lane, by_id.keys() - wanted)

    @api.model
    def _look_again(self, lane, xero_ids):
        """Have what is held up and was voided in Xero meanwhile let go."""
        if xero_ids:
            held = (FAILED, WAITING)
            runner = self.env["xero.runner"]
            pulls = runner._open_pulls(lane, self._xero_entity, xero_ids, held)
            pulls._requeue(retries=0)

    @api.model
    def _is_wanted(self, lane, element, chosen):
        """Whether a document that nobody is linked with comes in.

        Drafts wait until they are approved in Xero. What nobody understands is wanted:
        then it fails loudly.

        :param chosen: whether a person has asked for this very one
        """
        if str(element.get("Status")) in document_intake.NOT_LIVE:
            return False
        connection = lane.connection
        if chosen:
            return True
        since = document_intake.is_since(
            self._day_of(element), connection._keeps_since()
        )
        return since and connection._import_policy(str(element.get("Type"))) != "off"

    @api.model
    def _day_of(self, element):
        """Its date; None for what is none."""
        try:
            return parse_date(element.get("Date"))
        except (TypeError, ValueError):
            return None

    # === REMOVED IN ODOO === #

    @api.model
    def _removal_steps(self, lane, task, link):
        """Nothing is removed in Xero that was never Odoo's, unless a person says so."""
        reason = self._why_kept(lane, task, link)
        return (
            self._nothing(task, reason)
            if reason
            else super()._removal_steps(lane, task, link)
        )

    @api.model
    def _why_kept(self, lane, task, link):
        """Why a document stays in Xero that Odoo has given up; "" when it goes."""
        if not link or link.is_removed or link.removal_decided:
            return ""
        move = lane.record(task)
        if not self._sends_removals(lane.connection, task, move):
            return self.env._("The settings of the connection do not send these.")
        if link.made_in_xero and not move.posted_before:
            return self.env._(
                "It was entered in Xero and stays there. Void it in Xero, or decide"
                " under Differences."
            )
        return ""

    @api.model
    def _sends_removals(self, connection, task, move):
        """Whether the direction lets this kind out; of a deleted credit note it is not
        known any more whose it was."""
        names = {
            "invoice": ["out_invoice"],
            "bill": ["in_invoice"],
        }
        kinds = [move.move_type] if move else names.get(task.entity)
        return any(map(connection._sends, kinds or ["out_refund", "in_refund"]))

    # === ONE DOCUMENT === #

    @api.model
    def _take_in(self, lane, task, element):
        """Create a document that is new and wanted, and link it.

        :raise MissingRecord: its contact, or a document of ours, goes first
        :raise NotEligible: it waits for a setting
        :raise LabelledError: a person has to change something; nothing is created
        """
        xero_id = element[self._declaration.id_key]
        if lane.links_by_xero_id([xero_id]):
            return
        remotes = self.env["xero.remote"]._by_xero_id(lane.connection, [xero_id])
        chosen = any(one.is_chosen for one in remotes.values())
        if not self._is_wanted(lane, element, chosen):
            return
        facts = document_intake.read(self._declaration, element)
        owns = self.env["xero.document.owner"]
        owns._refuse_ours(lane, facts, element)
        partner = self._partner_of(lane, facts)
        task.write({"partner_id": partner.id})
        owns._refuse_known(lane, facts, partner)
        policy = lane.connection._import_policy(facts["type"])
        move = self.env["xero.document.intake"]._create(
            lane, facts, element, partner, posted=policy == "posted"
        )
        self._link_taken(lane, element, move)

    @api.model
    def _partner_of(self, lane, facts):
        """The partner of a document; the contact comes in first if it has none.

        :raise NotEligible: contact_undecided: a person has to say who it is
        """
        contact_id, name = facts["contact_id"], facts["contact_name"]
        link = lane.links_by_xero_id([contact_id]).get(contact_id)
        if link and (partner := link._partner()):
            return partner
        arrival = self.env["xero.contact.arrival"]._of(lane.connection, contact_id)
        if arrival.state in (UNDECIDED, IGNORED):
            raise NotEligible("contact_undecided", name)
        raise MissingRecord(("contact.pull", "", 0, contact_id))

    @api.model
    def _link_taken(self, lane, element, move):
        """Both sides agree, so that the marks of the new document send nothing."""
        facts = self.env["xero.document.intake"]._facts(lane.connection, move, element)
        version = self._declaration.encoder_version
        values = self._link_values(lane, element)
        self.env["xero.link"].create(
            {
                "connection_id": lane.connection.id,
                "entity": self._xero_entity,
                "res_model": move._name,
                "res_id": move.id,
                "fingerprint": fingerprint(self._business(move), version),
                "last_sync": lane.now(),
                "made_in_xero": True,
                "line_items": line_ids(facts, element),
                **values,
            }
        )
        self.env["xero.remote"]._forget(lane, [values["xero_id"]])
