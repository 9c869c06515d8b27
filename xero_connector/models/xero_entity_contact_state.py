# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.errors import LabelledError
from ..core.matching import ACTIVE, ARCHIVED, ERASED
from ..core.people import next_suffix
from .xero_entity import MissingRecord, NotEligible


class XeroEntityContactState(models.AbstractModel):
    """Contacts that are archived, merged, or whose name is taken (SPEC P1, P9, P10)."""

    _inherit = "xero.entity.contact"

    # === FOR DOCUMENTS === #

    @api.model
    def _usable_link(self, lane, partner):
        """The link of a document's contact, when Xero takes documents for it.

        :raise MissingRecord: the contact goes first, or is made active first
        :raise NotEligible: it is archived in Xero, and a person has to restore it
        """
        link = lane.link("res.partner", partner.id)
        if not link:
            raise MissingRecord(("contact.push", "res.partner", partner.id, ""))
        if link.is_erased:
            raise NotEligible("contact_erased", partner.name)
        if link.status != ARCHIVED:
            return link
        if not lane.connection.auto_unarchive or not partner.active:
            raise NotEligible("contact_archived", partner.name)
        link._want_active()
        raise MissingRecord(("contact.push", "res.partner", partner.id, ""))

    @api.model
    def _documents_first(self, lane, partner):
        """What is queued for a partner goes before Xero is told to archive it."""
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "in", ("queued", "running")),
                ("entity", "!=", "contact"),
                ("direction", "=", "push"),
                ("partner_id.commercial_partner_id", "=", partner.id),
            ],
            limit=10,
        )
        if tasks:
            raise MissingRecord(
                *(
                    (task.type_id.name, task.res_model, task.res_id, task.part or "")
                    for task in tasks
                )
            )

    # === WHAT WAS SEEN IN XERO === #

    @api.model
    def _follow_state(self, lane, link, element):
        """Follow archiving, restoring and merging; other fields are not touched."""
        facts = self._declaration.decode(element)
        status, merged = facts["status"] or ACTIVE, facts["merged_to"]
        if not merged and status == link.status:
            return
        link._note_status(ARCHIVED if merged else status)
        self._follow_in_odoo(lane, link, status)
        if status == ERASED:
            sentence = self.env["xero.advice"]._explained("contact_erased")
            notice = {"notice": sentence, "message": sentence, "needs_attention": True}
            link.write(notice)
            return
        row = self._row(link.connection_id.id, (link.res_model, link.res_id, link.part))
        self.env["xero.task"]._append([(row[0], "contact.push", *row[1:])])
        if status == ACTIVE:
            self.env["xero.task"]._free(lane.connection, "contact_archived")

    @api.model
    def _follow_in_odoo(self, lane, link, status):
        """Archive the partner as well, if the setting says so and nothing needs it."""
        connection = lane.connection
        partner = lane.browse(link.res_model, link.res_id)
        if connection.contact_archive_policy != "archive" or not partner:
            return
        if status == ACTIVE and connection._takes_in("contact"):
            partner.filtered(lambda one: not one.active).action_unarchive()
        elif status in (ARCHIVED, ERASED) and self._is_unused(partner):
            partner.action_archive()

    @api.model
    def _is_unused(self, partner):
        """Whether nothing is open for a partner, and nobody signs in as it."""
        if partner.with_context(active_test=False).user_ids or partner.ref_company_ids:
            return False
        open_states = ("not_paid", "partial", "in_payment")
        return not self.env["account.move"].search_count(
            [
                ("commercial_partner_id", "=", partner.id),
                *("|", ("state", "=", "draft"), "&"),
                *(("state", "=", "posted"), ("payment_state", "in", open_states)),
                ("move_type", "!=", "entry"),
            ],
            limit=1,
        )

    @api.model
    def _reconsider(self, lane, step, link, element):
        """Decide anew about a contact that was merged or linked meanwhile (P10).

        :raise LabelledError: contact_merged: it is another partner's contact now
        """
        target = element.get("MergedToContactID")
        if step.facts.get("adopts") and not link:
            return self._is_taken(lane, step, target)
        if not target or target == link.xero_id:
            return self._is_archived(link, element)
        owner = lane.links_by_xero_id([target]).get(target)
        if owner:
            raise LabelledError("contact_merged", owner.number or "")
        self._relink(lane, link, target)
        return True

    @api.model
    def _is_taken(self, lane, step, target):
        """Whether the contact that was found is merged, or linked by now."""
        taken = target or lane.links_by_xero_id([step.remote_id])
        if taken:
            self.env["xero.remote"]._forget(lane, [step.remote_id])
            self.env["xero.contact.match"]._done(lane.connection, step.res_id)
        return bool(taken)

    @api.model
    def _is_archived(self, link, element):
        """Whether it turns out to be archived: it can then only be restored."""
        if link.status == ARCHIVED or element.get("ContactStatus") != ARCHIVED:
            return False
        link._note_status(ARCHIVED)
        return True

    @api.model
    def _relink(self, lane, link, target):
        """Follow a merge in Xero: the link leads to the contact that is left.

        Nothing that this contact has is overwritten: it is treated like one that was
        found by matching.
        """
        partner = lane.browse(link.res_model, link.res_id)
        name = link.number
        link.write(
            {
                "xero_id": target,
                "status": ACTIVE,
                "fingerprint": False,
                "base": False,
                "accepted": False,
            }
        )
        self.env["xero.remote"]._forget(lane, [target])
        if partner:
            partner._message_log(
                body=self.env._(
                    "“%s” was merged with another contact in Xero; this contact is"
                    " linked to that one now.",
                    name or "",
                )
            )

    # === REFUSALS === #

    @api.model
    def _goes_on(self, lane, step, task, outcome):
        """A name that another contact has gets something that tells it apart (P1).

        First Xero's contacts are read again: somebody may just have entered this one.
        """
        if outcome.code != "contact_name_taken":
            return super()._goes_on(lane, step, task, outcome)
        partner = lane.record(task)
        suffix = partner and next_suffix(
            self._suffixes(lane.connection, partner), step.facts.get("suffix")
        )
        if not suffix:
            return False
        link = lane.link("res.partner", partner.id)
        if link:
            link.name_suffix = suffix
        else:
            self.env["xero.contact.match"]._reserve(lane.connection, partner, suffix)
        if not step.facts.get("suffix"):
            self.env["xero.cursor"]._of(lane.connection, "contact").next_poll_at = False
        task._requeue()
        return True
