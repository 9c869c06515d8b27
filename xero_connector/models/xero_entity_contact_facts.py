# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import people, terms
from ..core.errors import LabelledError
from ..core.matching import ACTIVE, ARCHIVED, Profile

#: a payment term's line that is all of the amount
WHOLE = ("percent", 100)


class XeroEntityContactFacts(models.AbstractModel):
    """Reads a partner into the plain values that core.entities.contact encodes."""

    _inherit = "xero.entity.contact"

    @api.model
    def _facts(self, connection, partner, suffix=""):
        """The values that both sides share, in Odoo's words.

        :param suffix: what tells the name apart in Xero from others of the same name
        :raise LabelledError: missing_name
        """
        partner = partner.with_company(connection.company_id)
        if not (partner.name or "").strip():
            raise LabelledError("missing_name", partner.display_name)
        return {
            "number": self._contact_number(connection, partner),
            "name": people.distinguished(partner.name, suffix),
            "phone": partner.phone or "",
            "tax_number": "" if partner.vat == "/" else partner.vat or "",
            "company_number": partner.company_registry or "",
            "bank_account": self._bank_account(connection, partner),
            "status": ACTIVE if partner.active else ARCHIVED,
            **self._people(partner),
            **self._addresses(partner),
            "sales_terms": self._terms(partner.property_payment_term_id),
            "bill_terms": self._terms(partner.property_supplier_payment_term_id),
        }

    @api.model
    def _contact_number(self, connection, partner):
        """Our key for the contact in Xero: unique over databases that share it."""
        return f"ODOO-{(connection.database_uuid or '')[:8]}-{partner.id}"

    @api.model
    def _suffixes(self, connection, partner):
        """What may tell the partner from a namesake; the last is unique."""
        number = self._contact_number(connection, partner)
        return [partner.city, partner.ref, number]

    @api.model
    def _profile(self, connection, partner):
        """What the partner is recognised by in Xero, under its own name."""
        return Profile(
            number=self._contact_number(connection, partner),
            tax_number=partner.vat or "",
            email=self._people(partner)["email"],
            name=partner.name or "",
        )

    @api.model
    def _people(self, partner):
        """The contact's e-mail, primary person and others (SPEC A4).

        A person of their own is their own primary person, if the name can be split.
        """
        email = partner.email_normalized or partner.email or ""
        rows = [
            {"name": one.name, "email": one.email_normalized or one.email or ""}
            for one in partner.child_ids.sorted("id")
            if one.type == "contact" and not one.is_company
        ]
        primary, others = people.arrange(rows, email)
        if not partner.is_company:
            others = [primary, *others][: people.MAX_PERSONS] if primary else others
            first, last = people.split_name(partner.name)
            primary = {"first_name": first, "last_name": last} if last else {}
        return {
            "email": email or primary.get("email", ""),
            "first_name": primary.get("first_name", ""),
            "last_name": primary.get("last_name", ""),
            "persons": others,
        }

    @api.model
    def _addresses(self, partner):
        """The postal address, and the physical one where it is another.

        Bills go to the invoice address, if there is one; the partner's own is physical
        then. A company without an address of its own is found at its delivery address.
        """
        by_type = partner.child_ids.sorted("id").grouped("type")
        none = partner.browse()
        own = self._address(partner)
        billing = by_type.get("invoice", none)[:1]
        if not any(own.values()):
            own = self._address(by_type.get("delivery", none)[:1])
        bills = self._address(billing)
        if not any(bills.values()):
            return {**own, "attention": "", "physical": {}}
        return {
            **bills,
            "attention": billing.name or "",
            "physical": {**own, "attention": ""} if any(own.values()) else {},
        }

    @api.model
    def _address(self, partner):
        return {
            "street": partner.street or "",
            "street2": partner.street2 or "",
            "city": partner.city or "",
            "zip": partner.zip or "",
            "state": partner.state_id.name or "",
            "country": partner.country_id.name or "",
        }

    @api.model
    def _bank_account(self, connection, partner):
        """The first account that the connection's company may use."""
        accounts = partner.bank_ids.filtered(
            lambda account: (
                account.company_id
                in (
                    self.env["res.company"],
                    connection.company_id,
                )
            )
        )
        return accounts[:1].acc_number or ""

    @api.model
    def _terms(self, term):
        """Terms of one instalment; others cannot be expressed in Xero."""
        line = term.line_ids
        if len(line) != 1 or (line.value, line.value_amount) != WHOLE:
            return {}
        day = line.days_next_month or ""
        return terms.encode_term(
            line.delay_type, line.nb_days, int(day) if day.isdecimal() else 1
        )
