# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError

from ..core import contact_intake, contact_update
from ..core.entities import contact
from ..core.entity import changed, fingerprint
from ..core.errors import LabelledError
from ..core.matching import ACTIVE, ARCHIVED
from .xero_entity import CREATE, UPDATE, Step


class XeroEntityContact(models.AbstractModel):
    """Commercial partners as Xero contacts; their people go with them (SPEC A4).

    What is sent is in xero_entity_contact_facts, how a contact that Xero has already is
    found in xero_entity_contact_match, and what becomes of archived and merged ones in
    xero_entity_contact_state.
    """

    _name = "xero.entity.contact"
    _inherit = "xero.entity"
    _description = "Xero Contact"
    _xero_entity = "contact"

    @api.model
    def _happened(self, step, payload, element):
        """A change whose answer was lost; what it cleared counts as well."""
        names = contact.snapshot_fields(payload)
        sent, theirs = (
            {name: snapshot[name] for name in names}
            for snapshot in map(self._declaration.snapshot, (payload, element))
        )
        return not changed(sent, theirs)

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        """New partners that the filter accepts; changes of known ones (A3, A27).

        Somebody below a company marks the company. A deleted partner leaves its mark if
        Xero knows it: its link outlives it.
        """
        partners = self.env["res.partner"].sudo()
        ids = {note[1] for note in notes}
        ids.update(partners.browse(ids).exists().commercial_partner_id.ids)
        rows = []
        connections = self.env["xero.connection"].sudo()
        for connection in connections.search([("state", "!=", "draft")]):
            known = self._known(connection.id, ("contact.push",), "res.partner", ids)
            companies = connection._companies().ids
            here = [note[1] for note in notes if note[4] and note[3] in companies]
            created = [note[1] for note in notes if note[4]]
            accepted = known | set(self._accepted(connection, created, here).ids)
            existing = partners.browse(sorted(accepted)).exists().grouped("id")
            rows += [
                self._row(connection.id, ("res.partner", one, ""), existing.get(one))
                for one in sorted(known | existing.keys())
            ]
        return rows

    @api.model
    def _accepted(self, connection, created, here):
        """New partners of the connection's companies that its filter accepts.

        All of them while the filter cannot be used: they wait, and nobody is disturbed.

        :param here: those that were created by a user who works in these companies;
            a partner without a company of its own counts as theirs (SPEC X13)
        """
        partners = self.env["res.partner"].sudo()
        if not connection._sends_contacts() or not created:
            return partners
        domain = [
            ("id", "in", created),
            "|",
            ("company_id", "in", connection._companies().ids),
            *("&", ("company_id", "=", False), ("id", "in", here)),
        ]
        try:
            return connection._contacts_to_send(domain)
        except UserError:
            return partners.search([*domain, *connection._commercial_domain()])

    # === WHAT TO SEND === #

    @api.model
    def _steps_of(self, lane, task, link):
        partner = lane.record(task)
        if not partner:
            return self._goodbye(task, link)
        if not link:
            self._hold_unfiltered(lane, task)
        review = self._review(lane, partner)
        suffix = link.name_suffix or review.suffix
        facts = self._facts(lane.connection, partner, suffix)
        digest = fingerprint(facts, self._declaration.encoder_version)
        if link and link.fingerprint == digest:
            return self._nothing(task, self.env._("Xero has the same values already."))
        payload = self._xero_prepare_contact(self._declaration.encode(facts), partner)
        step = Step(task.id, CREATE, task.res_model, task.res_id, fingerprint=digest)
        step.facts = {"suffix": suffix, "ours": contact.snapshot(payload)}
        if link.base:
            self._change(lane, step, link, payload, partner)
        else:
            step.facts["reviewed"] = bool(review)
            self._begin(lane, step, link, payload, partner)
        return [step]

    @api.model
    def _change(self, lane, step, link, payload, partner):
        """Fill the step: an update of what has changed in Odoo."""
        step.action, step.remote_id = UPDATE, link.xero_id
        step.payload = contact_update.changes(payload, link.base, link.accepted)
        if lane.connection._is_led_by_xero():
            step.payload = contact_update.only_restoring(step.payload, link.status)
        status = step.payload.get("ContactStatus")
        if status == ARCHIVED:
            self._documents_first(lane, partner)
        elif link.is_erased or (link.status == ARCHIVED and not status):
            step.payload = {}  # Xero lets nobody change it; sent when it is restored
        step.facts["fields"] = sorted(step.payload)
        step.payload["ContactID"] = link.xero_id

    @api.model
    def _begin(self, lane, step, link, payload, partner):
        """Fill the step: link what Xero has, else create (SPEC E9, P1).

        :param link: of a contact that has taken the place of another (SPEC P10)
        """
        found = link.xero_id or self._counterpart(lane, partner)
        step.payload = payload
        if found:
            step.action, step.remote_id = UPDATE, found
            step.facts["adopts"] = True
            step.payload["ContactID"] = found
            if link:  # the one that it was merged from keeps our number, archived
                step.payload.pop("ContactNumber", None)
        else:
            step.payload.pop("ContactStatus", None)

    @api.model
    def _goodbye(self, task, link):
        """Deleted in Odoo: archived in Xero, where nothing is ever deleted."""
        led = link.connection_id._is_led_by_xero()
        if not link or link.status != ACTIVE or led:
            return self._nothing(task, self.env._("Deleted in Odoo; stays in Xero."))
        step = Step(task.id, UPDATE, task.res_model, task.res_id)
        step.remote_id = link.xero_id
        step.payload = {"ContactID": link.xero_id, "ContactStatus": ARCHIVED}
        step.facts = {"fields": ["ContactStatus"], "suffix": link.name_suffix}
        return [step]

    @api.model
    def _xero_prepare_contact(self, payload, partner):
        """Hook: adapt what is sent for a partner."""
        return payload

    # === ANSWERS === #

    @api.model
    def _may_update(self, step, link, element):
        """Write only what nobody has changed in Xero; link without overwriting.

        A contact that was found and not created keeps what somebody has entered in
        Xero: linking fills what is empty. The link remembers where the two differ, and
        a field that changes in Odoo later is sent then.
        """
        if step.facts.get("adopts"):
            step.payload = contact_update.fill(step.payload, element)
            if link.connection_id._is_led_by_xero():
                step.payload = {}
            step.facts["fields"] = sorted(step.payload)
            step.payload["ContactID"] = step.remote_id
            return
        ours, now = step.facts.get("ours") or {}, self._declaration.snapshot(element)
        theirs = changed(link.base or {}, now)
        both = theirs & contact.snapshot_fields(step.facts.get("fields", ()))
        both &= changed(ours, now)
        if both:
            self._heed_conflict(step, link, both)
        step.payload = contact_update.keep_flags(step.payload, element)

    @api.model
    def _heed_conflict(self, step, link, both):
        """What both sides have changed: asked about, overwritten, or left to come in.

        :raise LabelledError: changed_in_xero
        """
        verdict = link.conflict_choice or contact_intake.ASK
        if link and not link.conflict_choice:
            verdict = link.connection_id._conflict_verdict()
        if verdict == contact_intake.ASK:
            words = self.env["xero.link"]._fact_words(both)
            raise LabelledError("changed_in_xero", words)
        if verdict == contact_intake.XERO:
            step.payload = contact_update.without(step.payload, both)
            step.facts["fields"] = sorted(step.payload.keys() - {"ContactID"})

    @api.model
    def _writes(self, step):
        return set(step.payload) != {"ContactID"}

    @api.model
    def _settled(self, lane, step, element, link):
        if step.facts.get("reviewed"):
            self.env["xero.contact.match"]._done(lane.connection, step.res_id)
        values = {
            "xero_id": element["ContactID"],
            "number": element.get("Name"),
            "status": element.get("ContactStatus") or ACTIVE,
            "url": lane.deep_link(self._declaration, element["ContactID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "base": self._base_after(lane, step, element, link),
            "needs_attention": bool(link.notice),
            "message": link.notice,
            "name_suffix": step.facts.get("suffix") or False,
        }
        ours = step.facts.get("ours")
        if ours:
            values["accepted"] = contact_update.accepted_differences(
                ours,
                element,
                link.accepted or {} if link.base else None,
                step.facts.get("fields", ()),
            )
        if link.status == ARCHIVED and values["status"] == ACTIVE:
            self.env["xero.task"]._free(lane.connection, "contact_archived")
        return values, None

    @api.model
    def _base_after(self, lane, step, element, link):
        """What both sides agree on after an update.

        What was changed in Xero besides, and was not written now, is still to come in.
        """
        theirs = self._declaration.snapshot(element)
        if not link.base or not lane.connection._takes_in("contact"):
            return theirs
        sent = contact.snapshot_fields(step.facts.get("fields", ()))
        fresh = changed(link.base, theirs) - sent - contact_intake.NOT_TAKEN
        return contact_intake.agreed(link.base, theirs, fresh)
