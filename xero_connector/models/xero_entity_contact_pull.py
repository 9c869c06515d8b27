# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import contact_intake, contact_update
from ..core.entities import contact
from ..core.entity import changed, fingerprint
from ..core.matching import ACTIVE


class XeroEntityContactPull(models.AbstractModel):
    """Contacts that come in: new ones, and changes of linked ones (SPEC D1-D4, X5).

    Whom a new one is found to be is in xero_entity_contact_find, what is written on a
    partner in xero_entity_contact_write.
    """

    _inherit = "xero.entity.contact"

    # === WHAT WAS SEEN IN XERO === #

    @api.model
    def _notice(self, lane, elements):
        """Take in a page of contacts: states at once; those to apply are returned."""
        rows = {
            one["ContactID"]: one
            for one in elements
            if isinstance(one, dict) and isinstance(one.get("ContactID"), str)
        }
        lane.partners = None  # others may have entered some since the last page
        links = lane.links_by_xero_id(rows)
        strangers = {key: one for key, one in rows.items() if key not in links}
        asked = self.env["xero.contact.arrival"]._still_asked(lane, strangers)
        if self.env["xero.remote"]._remember_contacts(lane, strangers):
            self.env["xero.task"]._free(lane.connection, "contact_unmatched")
        for xero_id, link in links.items():
            self._follow_state(lane, link, rows[xero_id])
        if not lane.connection._takes_in("contact"):
            return {}
        news = {key for key, link in links.items() if self._is_news(link, rows[key])}
        wanted = self._wanted(lane, strangers) - asked
        return {key: one for key, one in rows.items() if key in news | wanted}

    @api.model
    def _is_news(self, link, element):
        """Whether Xero has something that Odoo has not seen, of an active contact."""
        if not link.base or (element.get("ContactStatus") or ACTIVE) != ACTIVE:
            return False
        fresh = changed(link.base, contact.snapshot(element))
        return bool(link.conflict_choice or fresh - contact_intake.NOT_TAKEN)

    @api.model
    def _wanted(self, lane, strangers):
        """Which of the contacts that nobody is linked with come in (SPEC D4).

        :param strangers: {Xero id: element}
        :return: ids
        """
        groups = lane.connection.import_group_ids
        inside = groups._members() if groups else strangers.keys()
        kinds = lane.connection.import_kinds
        return {
            key
            for key, one in strangers.items()
            if key in inside
            and not one.get("MergedToContactID")
            and (one.get("ContactStatus") or ACTIVE) == ACTIVE
            and contact_intake.is_traded(self._declaration.decode(one), kinds)
        }

    @api.model
    def _before_reading(self, lane):
        """Know who is in the groups that were chosen, once for a reading of contacts.

        Joining a group does not change a contact: those who have joined since the last
        reading are looked at as well.

        :raise OutcomeError: Xero did not answer
        """
        lane.partners = None
        groups = lane.connection.import_group_ids
        if not groups or not lane.connection._takes_in("contact"):
            return
        runner = self.env["xero.runner"]
        runner._progress()
        elements = groups._read_members(lane)
        joined = runner._in_transaction(groups._keep_members, elements)
        # The first reading sees everybody anyway.
        if self.env["xero.cursor"]._of(lane.connection, "contact").modified_since:
            runner._in_transaction(runner._add_pulls, lane, "contact", joined)

    # === ONE CONTACT === #

    @api.model
    def _apply(self, lane, task, element):
        """Bring one contact into Odoo, or what has changed of it."""
        xero_id = element["ContactID"]
        link = lane.links_by_xero_id([xero_id]).get(xero_id)
        if link and self._is_called_back(lane, task, link, element):
            link.unlink()
        elif link:
            self._follow_state(lane, link, element)
            if lane.connection._takes_in("contact") and self._is_news(link, element):
                self._take_news(lane, link, element)
                task.partner_id = lane.browse(link.res_model, link.res_id)
            return
        inward = lane.connection._takes_in("contact")
        wanted = inward and self._wanted(lane, {xero_id: element})
        if wanted or self._is_called_for(lane, task, element):
            task.partner_id = self._take_in(lane, element)
        else:
            self.env["xero.remote"]._remember_contacts(lane, {xero_id: element})

    @api.model
    def _take_news(self, lane, link, element):
        """Write what has changed in Xero; what both have changed follows the policy."""
        partner = lane.browse(link.res_model, link.res_id)
        if not partner:
            return
        theirs = contact.snapshot(element)
        facts, ours, _digest = self._ours(lane, partner, link.name_suffix)
        found = contact_intake.news(link.base, theirs, ours, link.accepted)
        verdict = link.conflict_choice or lane.connection._conflict_verdict()
        taken, kept = set(found.taken), set()
        if verdict == contact_intake.XERO:
            taken |= found.both
        elif verdict == contact_intake.ASK:
            kept |= found.both
        refused = self._write_facts(lane, partner, facts, element, taken)
        self._log_taken(partner, taken)
        chosen = bool(link.conflict_choice)
        values = self._agreement(lane, partner, element, link, taken, kept)
        link.write({**values, **self._notice_about(found.both & kept, refused)})
        if chosen or (found.both and verdict == contact_intake.ODOO):
            row = self._row(lane.connection.id, (link.res_model, link.res_id, ""))
            self.env["xero.task"]._append([(row[0], "contact.push", *row[1:])])

    @api.model
    def _take_in(self, lane, element):
        """Link a partner with a new contact of Xero's, or create one.

        :return: the partner; empty when a person has to decide
        """
        facts = self._declaration.decode(element)
        decision = self._decide(lane, element, facts)
        if decision is None:
            return self.env["res.partner"]
        partner, policy = decision, lane.connection.contact_import_policy
        if not partner:
            partner = self._create_partner(lane, facts)
        before, ours, _digest = self._ours(lane, partner)
        if not decision or policy != contact_intake.FILL:
            policy = contact_intake.UPDATE
        theirs = contact.snapshot(element)
        taken = contact_intake.first_taken(policy, theirs, ours)
        if decision and not lane.connection._takes_in("contact"):
            taken = set()  # only a document needed it: Odoo's contact stays as it is
        refused = self._write_facts(lane, partner, before, element, taken)
        if decision:
            self._log_taken(partner, taken)
        values = self._agreement(lane, partner, element, self.env["xero.link"], taken)
        self.env["xero.link"].create(
            {
                "connection_id": lane.connection.id,
                "entity": self._xero_entity,
                "res_model": partner._name,
                "res_id": partner.id,
                **values,
                **self._notice_about((), refused),
            }
        )
        self.env["xero.remote"]._forget(lane, [element["ContactID"]])
        self.env["xero.task"]._free(lane.connection, "contact_undecided")
        if decision:
            self._go_on(lane, partner)
        return partner

    @api.model
    def _go_on(self, lane, partner):
        """Whoever waited to be found in Xero is found."""
        self.env["xero.contact.match"]._done(lane.connection, partner.id)
        self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "=", "contact.push"),
                ("res_model", "=", partner._name),
                ("res_id", "=", partner.id),
                ("state", "=", "waiting"),
            ]
        )._requeue(retries=0)

    # === AGREEMENT === #

    @api.model
    def _ours(self, lane, partner, suffix=""):
        """(facts, snapshot, fingerprint) of what Odoo has now."""
        facts = self._facts(lane.connection, partner, suffix or "")
        payload = self._xero_prepare_contact(self._declaration.encode(facts), partner)
        digest = fingerprint(facts, self._declaration.encoder_version)
        return facts, contact.snapshot(payload), digest

    @api.model
    def _agreement(self, lane, partner, element, link, taken, kept=()):
        """Values of the link: both sides agree, so that nothing is sent back.

        :param kept: names that a person has to decide about
        """
        theirs = contact.snapshot(element)
        suffix = link.name_suffix or ""
        if suffix and not theirs["name"].endswith(f"({suffix})"):
            suffix = ""
        facts, ours, digest = self._ours(lane, partner, suffix)
        base = contact_intake.agreed(link.base, theirs, kept)
        before = link.accepted or {} if link else None
        accepted = contact_intake.accepted_differences(ours, theirs, before, taken)
        unsent = contact_update.changes(self._declaration.encode(facts), base, accepted)
        return {
            "xero_id": element["ContactID"],
            "number": theirs["name"],
            "status": theirs["status"] or ACTIVE,
            "url": lane.deep_link(self._declaration, element["ContactID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "last_sync": lane.now(),
            "name_suffix": suffix or False,
            "base": base,
            "accepted": accepted,
            "fingerprint": False if unsent else digest,
            "conflict_choice": False,
        }

    @api.model
    def _notice_about(self, both, refused):
        """What a person has to know of a contact that came in, until it is solved."""
        words = self.env["xero.link"]._fact_words
        lines = []
        if both:
            lines.append(
                self.env._(
                    "Changed in Odoo and in Xero: %s. Choose below whose values are"
                    " right.",
                    words(both),
                )
            )
        lines += [
            self.env._(
                "Odoo has not taken over %(field)s from Xero: %(reason)s",
                field=field,
                reason=reason,
            )
            for field, reason in refused.items()
        ]
        text = "\n".join(lines) or False
        return {
            "conflict": " ".join(sorted(both)) or False,
            "notice": text,
            "message": text,
            "needs_attention": bool(text),
        }

    @api.model
    def _log_taken(self, partner, taken):
        if taken:
            words = self.env["xero.link"]._fact_words(taken)
            partner._message_log(body=self.env._("Taken over from Xero: %s.", words))
