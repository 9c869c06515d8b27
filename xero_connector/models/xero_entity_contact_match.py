# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field
from datetime import timedelta

from odoo import api, models

from ..core import matching
from .xero_connection_contacts import HELD
from .xero_entity import NotEligible

#: key in lane.ahead.notes
_AHEAD = "contact"
#: how long a reading of Xero's contacts is good enough to match new ones
FRESH = timedelta(minutes=10)


@dataclass
class _Ahead:
    """What was read for the new partners of a batch.

    `index` holds what of Xero's they may be, {(rule, key): [Profile]}; `taken` are the
    ids of those that one of them is.
    """

    reviews: dict = field(default_factory=dict)
    index: dict = field(default_factory=dict)
    taken: set = field(default_factory=set)
    #: why the connection's filter cannot be used; "" when it can
    filter_problem: str = ""


class XeroEntityContactMatch(models.AbstractModel):
    """Finds the contact that Xero has already, before another one is made (E9, P1)."""

    _inherit = "xero.entity.contact"

    # === XERO'S CONTACTS === #

    @api.model
    def _read_first(self, lane, tasks):
        """Know Xero's contacts before the first one is created.

        All of them once per connection, afterwards what has changed since; one call for
        a thousand of them, not one for each of ours (SPEC T1).
        """
        if lane.connection.contact_policy == "create":
            return
        linked = self.env["xero.link"]._of(
            lane.connection, "res.partner", tasks.mapped("res_id")
        )
        if len(linked) == len(set(tasks.mapped("res_id"))):
            return
        cursor = self.env["xero.cursor"]._of(lane.connection, "contact")
        if not cursor._was_read_within(FRESH):
            self.env["xero.runner"]._read_changes(lane, cursor)

    @api.model
    def _poll_arguments(self):
        """Archived contacts as well: Xero keeps their numbers."""
        return {"include_archived": True}

    # === MATCHING === #

    @api.model
    def _read_ahead(self, lane, tasks):
        """Read at once whom the new partners of a batch may be in Xero."""
        result = super()._read_ahead(lane, tasks)
        partners = self.env["res.partner"]
        for task in tasks:
            if not lane.link("res.partner", task.res_id):
                partners |= lane.record(task)
        reviews = self.env["xero.contact.match"]._of(lane.connection, partners.ids)
        index = {}
        if lane.connection.contact_policy != "create":
            profiles = [self._profile(lane.connection, one) for one in partners]
            index = self._candidates(lane.connection, profiles)
        ahead = _Ahead(reviews.grouped("partner_id"), index)
        if partners:
            ahead.filter_problem = lane.connection._contact_filter_problem()
        lane.ahead.notes[_AHEAD] = ahead
        return result

    @api.model
    def _hold_unfiltered(self, lane, task):
        """While the filter cannot be used, only what others wait for is sent.

        :raise NotEligible: contact_filter_invalid
        """
        problem = lane.ahead.notes[_AHEAD].filter_problem
        if problem and not lane.connection._needed_tasks(task):
            raise NotEligible(HELD, problem)

    @api.model
    def _candidates(self, connection, profiles):
        """Unlinked contacts of Xero's that have something in common with the profiles.

        :return: {(rule, key): [Profile]}
        """
        wanted = {}
        for profile in profiles:
            for rule, key in matching.keys(profile).items():
                if key:
                    wanted.setdefault(rule, set()).add(key)
        index = {}
        for remote in self.env["xero.remote"]._sharing(connection, wanted):
            candidate = remote._profile()
            for rule, key in matching.keys(candidate).items():
                index.setdefault((rule, key), []).append(candidate)
        return index

    @api.model
    def _among(self, index, profile, taken=()):
        """Those of the candidates that share something with one profile."""
        found = {
            candidate.xero_id: candidate
            for item in matching.keys(profile).items()
            for candidate in index.get(item, ())
        }
        return [one for xero_id, one in found.items() if xero_id not in taken]

    @api.model
    def _review(self, lane, partner):
        """What a person has decided about a partner, or what was tried."""
        return lane.ahead.notes[_AHEAD].reviews.get(
            partner, self.env["xero.contact.match"]
        )

    @api.model
    def _counterpart(self, lane, partner):
        """The Xero id of the contact that a partner is; "" if one has to be created.

        :raise NotEligible: a person has to choose, or nothing is to be created
        """
        review = self._review(lane, partner)
        if review.state == "create":
            return ""
        if review.state == "link" and self._is_stranger(lane, review.xero_id):
            return review.xero_id
        policy = lane.connection.contact_policy
        if policy == "create":
            return ""
        profile = self._profile(lane.connection, partner)
        ahead = lane.ahead.notes[_AHEAD]
        candidates = self._among(ahead.index, profile, ahead.taken)
        found = matching.match(profile, candidates)
        if isinstance(found, matching.Ambiguous):
            review._ask(lane.connection, partner, profile, candidates, found)
            raise NotEligible("contact_ambiguous", profile.name)
        if found:
            ahead.taken.add(found.xero_id)
            return found.xero_id
        if policy == "match_only":
            raise NotEligible("contact_unmatched", profile.name)
        return ""

    @api.model
    def _is_stranger(self, lane, xero_id):
        """Whether a contact of Xero's still belongs to nobody.

        It was when a person chose it; another partner may have been linked since. Then
        the partner is looked for as if nobody had chosen.
        """
        ahead = lane.ahead.notes[_AHEAD]
        free = xero_id not in ahead.taken and not lane.links_by_xero_id([xero_id])
        ahead.taken.add(xero_id)
        return free

    # === PREFLIGHT === #

    @api.model
    def _explain_contact(self, connection, partner):
        """What would happen to a partner now; nothing is sent, read or changed.

        :return: {"partner": record, "state": linked | archived | will_match |
            will_create | ambiguous | unmatched | missing_name, "detail": text}
        """
        partner = partner.commercial_partner_id
        link = self.env["xero.link"].sudo()._of(connection, "res.partner", partner.ids)
        link = link.get((partner.id, ""))
        if link:
            state = "archived" if link.status == matching.ARCHIVED else "linked"
            return {"partner": partner, "state": state, "detail": link.number or ""}
        profile = self._profile(connection.sudo(), partner.sudo())
        if not profile.name.strip():
            return {"partner": partner, "state": "missing_name", "detail": ""}
        state, detail = self._foresee(connection.sudo(), partner, profile)
        return {"partner": partner, "state": state, "detail": detail}

    @api.model
    def _foresee(self, connection, partner, profile):
        review = self.env["xero.contact.match"].sudo()._of(connection, partner.ids)
        if review.state == "create" or connection.contact_policy == "create":
            return "will_create", profile.name
        index = self.sudo()._candidates(connection, [profile])
        candidates = self._among(index, profile)
        names = {one.xero_id: one.name for one in candidates}
        if review.state == "link" and review.xero_id in names:
            return "will_match", names[review.xero_id]
        found = matching.match(profile, candidates)
        if isinstance(found, matching.Ambiguous):
            return "ambiguous", ", ".join(
                names[one.xero_id] for one in found.candidates
            )
        if found:
            return "will_match", names[found.xero_id]
        if connection.contact_policy == "match_only":
            return "unmatched", profile.name
        return "will_create", profile.name
