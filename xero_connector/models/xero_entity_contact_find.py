# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import contact_intake, matching
from ..core.errors import LabelledError
from .xero_contact_arrival import CREATE, IGNORED, LINK
from .xero_task import WAITING


class XeroEntityContactFind(models.AbstractModel):
    """Which partner a contact of Xero's is, before another one is made (SPEC D3, E9).

    The rules are those of the way out (core.matching), and the telephone. Only one hit
    on either side is a hit: two partners, or two contacts of Xero's, are a person's to
    decide, under Contacts from Xero.
    """

    _inherit = "xero.entity.contact"

    @api.model
    def _decide(self, lane, element, facts):
        """The partner that a contact is; an empty one when it is to be created.

        :return: None when a person has to decide, or has decided against it
        :raise LabelledError: missing_name
        """
        arrivals = self.env["xero.contact.arrival"]
        arrival = arrivals._of(lane.connection, element["ContactID"])
        if arrival.state == IGNORED:
            return None
        name = contact_intake.name_of(facts)
        if not name:
            raise LabelledError("missing_name", element["ContactID"])
        if arrival.state == CREATE:
            return self.env["res.partner"]
        if arrival.state == LINK and self._is_free(lane, arrival.partner_id):
            return lane.browse("res.partner", arrival.partner_id.id)
        ours = self._partner_of_number(lane, facts["number"])
        return ours or self._recognise(lane, element, facts, name)

    @api.model
    def _recognise(self, lane, element, facts, name):
        """As `_decide`, by what the two have in common."""
        profile = self._profile_of(element, facts, name)
        candidates = self._partners_like(lane, profile)
        found = matching.match(profile, candidates)
        if not found:
            return self.env["res.partner"]
        if self._is_doubtful(lane, profile, candidates, found):
            self.env["xero.remote"]._remember_contacts(lane, {profile.xero_id: element})
            self.env["xero.contact.arrival"]._ask(lane.connection, profile, candidates)
            return None
        return lane.browse("res.partner", int(found.xero_id))

    @api.model
    def _is_doubtful(self, lane, profile, candidates, found):
        """Whether a person has to decide about what was found."""
        if isinstance(found, matching.Ambiguous):
            return True
        if lane.connection.contact_import_policy == contact_intake.REVIEW:
            return True
        partner = next(one for one in candidates if one.xero_id == found.xero_id)
        return self._has_twin(lane, profile, partner, found.rule)

    @api.model
    def _has_twin(self, lane, profile, partner, rule):
        """Whether Xero has another contact that is the partner by the same rule."""
        wanted = {rule: {matching.keys(profile)[rule]}}
        others = self.env["xero.remote"]._sharing(lane.connection, wanted)
        return any(
            matching.keys_agree(rule, other._profile(), partner)
            for other in others
            if other.xero_id != profile.xero_id and other.status == matching.ACTIVE
        )

    @api.model
    def _profile_of(self, element, facts, name):
        return matching.Profile(
            xero_id=element["ContactID"],
            tax_number=facts["tax_number"],
            email=facts["email"],
            name=name,
            phone=facts["phone"],
        )

    @api.model
    def _partner_of_number(self, lane, number):
        """The partner whose key the contact bears: it was ours once."""
        prefix = self._contact_number(lane.connection, self.env["res.partner"])
        prefix = prefix.removesuffix("False")
        tail = number.removeprefix(prefix) if number.startswith(prefix) else ""
        if not tail.isdecimal():
            return self.env["res.partner"]
        partner = lane.browse("res.partner", int(tail[:9]))
        fits = partner and partner == partner.commercial_partner_id
        return partner if fits and self._is_free(lane, partner) else partner.browse()

    @api.model
    def _is_free(self, lane, partner):
        """Whether the partner exists and is no contact of this organisation yet."""
        return bool(partner.exists()) and not lane.link("res.partner", partner.id)

    @api.model
    def _is_called_for(self, lane, task, element):
        """Whether a contact comes in whatever the settings are: a document waits for
        it, or a person has said who it is.

        :raise LabelledError: contact_merged: a document waits for one that is no more
        """
        waiting = self.env["xero.task"].search_count(
            [("waits_on_ids", "in", task.ids), ("state", "=", WAITING)], limit=1
        )
        if waiting and element.get("MergedToContactID"):
            raise LabelledError("contact_merged", element.get("Name") or "")
        arrival = self.env["xero.contact.arrival"]._of(
            lane.connection, element["ContactID"]
        )
        return bool(waiting) or arrival.state in (CREATE, LINK)

    @api.model
    def _is_called_back(self, lane, task, link, element):
        """Whether a document needs a contact whose partner was deleted in Odoo."""
        return not link._partner() and self._is_called_for(lane, task, element)

    # === PARTNERS === #

    @api.model
    def _partners_like(self, lane, profile):
        """Partners without a link that have something in common with the contact."""
        if lane.partners is None:
            lane.partners = self._index_partners(lane.connection)
        found = self._among(lane.partners, profile)
        partners = self.env["res.partner"]
        return [
            one
            for one in found
            if self._is_free(lane, partners.browse(int(one.xero_id)))
        ]

    @api.model
    def _index_partners(self, connection):
        """All partners that a contact may be: {(rule, key): [Profile]}.

        Read once for a page of contacts. Contacts of internal users and of companies
        themselves are none that a guess may write on; people and addresses below a
        company come with their company.
        """
        partners = self.env["res.partner"]
        query = partners._search(connection._domain_to_find())
        names = ("id", "name", "email_normalized", "vat", "phone")
        columns = [f"{partners._table}.{name}" for name in names]
        index = {}
        for partner_id, name, email, vat, phone in self.env.execute_query(
            query.select(*columns)
        ):
            profile = matching.Profile(
                xero_id=str(partner_id),
                tax_number=vat or "",
                email=email or "",
                name=name or "",
                phone=phone or "",
            )
            for rule, key in matching.keys(profile).items():
                if key:
                    index.setdefault((rule, key), []).append(profile)
        return index
