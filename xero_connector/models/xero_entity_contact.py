# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import contact
from ..core.entity import changed, fingerprint
from ..core.errors import LabelledError
from .xero_entity import CREATE, UPDATE, Step


class XeroEntityContact(models.AbstractModel):
    """Partners as Xero contacts."""

    _name = "xero.entity.contact"
    _inherit = "xero.entity"
    _description = "Xero Contact"
    _xero_entity = "contact"

    @api.model
    def _marks(self, notes):
        """New partners that the filter accepts; changes of known ones (A3, A27)."""
        connections = (
            self.env["xero.connection"].sudo().search([("state", "!=", "draft")])
        )
        ids = [note[1] for note in notes]
        rows = []
        for connection in connections:
            known = self._known(connection.id, "contact.push", "res.partner", ids)
            companies = connection._companies().ids
            here = [note[1] for note in notes if note[4] and note[3] in companies]
            created = [note[1] for note in notes if note[4]]
            accepted = known | set(self._accepted(connection, created, here).ids)
            partners = self.env["res.partner"].sudo().browse(sorted(accepted)).exists()
            rows += [
                self._row(connection.id, ("res.partner", partner.id, ""), partner)
                for partner in partners
            ]
        return rows

    @api.model
    def _accepted(self, connection, created, here):
        """New partners of the connection's companies that its filter accepts.

        :param here: those that were created by a user who works in these companies;
            a partner without a company of its own counts as theirs (SPEC X13)
        """
        partners = self.env["res.partner"].sudo()
        if connection.sync_contacts == "off" or not created:
            return partners
        return partners.search(
            [
                ("id", "in", created),
                "|",
                ("company_id", "in", connection._companies().ids),
                *("&", ("company_id", "=", False), ("id", "in", here)),
                *connection._contact_domain(),
            ]
        )

    @api.model
    def _steps_of(self, lane, task, link):
        partner = lane.record(task)
        if not partner:
            return self._nothing(task, self.env._("Deleted in Odoo; stays in Xero."))
        facts = self._facts(lane.connection, partner)
        digest = fingerprint(facts, self._declaration.encoder_version)
        if link and link.fingerprint == digest:
            return self._nothing(task, self.env._("Xero has the same values already."))
        payload = self._xero_prepare_contact(self._declaration.encode(facts), partner)
        step = Step(task.id, CREATE, task.res_model, task.res_id, fingerprint=digest)
        step.payload = payload
        if link:
            step.action = UPDATE
            step.remote_id = link.xero_id
            step.payload = contact.changes(payload, link.base or {})
            step.facts = {"fields": sorted(step.payload)}
            step.payload["ContactID"] = link.xero_id
        return [step]

    @api.model
    def _facts(self, connection, partner):
        """The values that both sides share, in Odoo's words."""
        if not (partner.name or "").strip():
            raise LabelledError("missing_name", partner.display_name)
        return {
            "number": self._contact_number(connection, partner),
            "name": partner.name,
            "email": partner.email_normalized or partner.email or "",
            "phone": partner.phone or "",
            "tax_number": partner.vat or "",
            "street": partner.street or "",
            "street2": partner.street2 or "",
            "city": partner.city or "",
            "zip": partner.zip or "",
            "state": partner.state_id.name or "",
            "country": partner.country_id.name or "",
        }

    @api.model
    def _contact_number(self, connection, partner):
        """Our key for the contact in Xero: unique over databases that share it."""
        return f"ODOO-{(connection.database_uuid or '')[:8]}-{partner.id}"

    @api.model
    def _xero_prepare_contact(self, payload, partner):
        """Hook: adapt what is sent for a partner."""
        return payload

    @api.model
    def _may_update(self, step, link, element):
        theirs = changed(link.base or {}, self._declaration.snapshot(element))
        both = theirs & contact.snapshot_fields(step.facts.get("fields", ()))
        if both:
            raise LabelledError("changed_in_xero", ", ".join(sorted(both)))

    @api.model
    def _settled(self, lane, step, element, link):
        values = {
            "xero_id": element["ContactID"],
            "number": element.get("Name"),
            "status": element.get("ContactStatus") or "ACTIVE",
            "url": lane.deep_link(self._declaration, element["ContactID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
            "base": self._declaration.snapshot(element),
        }
        return values, None
