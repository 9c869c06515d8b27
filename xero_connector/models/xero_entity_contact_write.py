# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ..core import contact_intake
from ..core.entities.contact import plain_country

#: fact -> field of the partner that holds it as it is
_PLAIN = {
    "phone": "phone",
    "email": "email",
    "company_number": "company_registry",
    "tax_number": "vat",
}
_TERMS = {
    "sales_terms": "property_payment_term_id",
    "bill_terms": "property_supplier_payment_term_id",
}
_LINES = {"street": "street", "street2": "street2", "city": "city", "zip": "zip"}


class XeroEntityContactWrite(models.AbstractModel):
    """Writes what a contact has in Xero on its partner, where Odoo has a place for it.

    The way back of xero_entity_contact_facts: what is written here is read there as the
    same, so that it is not sent back. People and addresses below the partner are its
    child contacts; none of them is ever deleted.
    """

    _inherit = "xero.entity.contact"

    @api.model
    def _create_partner(self, lane, facts):
        """A new partner with no more than a name (SPEC D2, B14)."""
        connection = lane.connection
        company = connection.company_id if connection.own_contacts else False
        return lane.model("res.partner").create(
            {
                "name": contact_intake.name_of(facts),
                "is_company": not contact_intake.is_person(facts),
                "company_id": company and company.id,
                "website": facts["website"] or False,
                "customer_rank": int(facts["is_customer"]),
                "supplier_rank": int(facts["is_supplier"]),
            }
        )

    @api.model
    def _write_facts(self, lane, partner, ours, element, taken):
        """Write what is taken from Xero.

        :param ours: the facts of the partner as it is
        :param taken: names of a snapshot
        :return: {field's label: reason} of what Odoo refuses
        """
        theirs = self._declaration.decode(element)
        merged = {**ours, **{name: theirs[name] for name in taken}}
        values = {
            **self._ranks(partner, theirs),
            **self._plain_values(lane, partner, theirs, taken),
            **self._term_values(lane, theirs, taken),
        }
        billing = partner.browse()
        if taken & contact_intake.ADDRESS:
            billing = self._billing_address(partner, merged)
            own = merged["physical"] if billing else merged
            values |= self._address_values(own) if own else {}
        refused = self._write_accepted(partner, values)
        if billing:
            bills = {"name": merged["attention"] or False}
            bills |= self._address_values(merged)
            refused |= self._write_accepted(billing, bills)
        if taken & contact_intake.PEOPLE:
            self._write_people(partner, merged)
        if "bank_account" in taken and theirs["bank_account"]:
            self._add_bank_account(partner, theirs["bank_account"])
        return refused

    # === THE PARTNER ITSELF === #

    @api.model
    def _plain_values(self, lane, partner, theirs, taken):
        values = {
            field: theirs[name] or False
            for name, field in _PLAIN.items()
            if name in taken
        }
        if "name" in taken:
            link = lane.link("res.partner", partner.id)
            suffix = f" ({link.name_suffix})"
            values["name"] = theirs["name"].removesuffix(suffix)
        return values

    @api.model
    def _ranks(self, partner, theirs):
        """Whoever buys or sells in Xero does so in Odoo; nobody stops to (B14)."""
        return {
            rank: 1
            for rank, known in (
                ("customer_rank", theirs["is_customer"]),
                ("supplier_rank", theirs["is_supplier"]),
            )
            if known and not partner[rank]
        }

    @api.model
    def _term_values(self, lane, theirs, taken):
        """The payment terms of Odoo's that say the same; unknown ones change nothing.

        :return: {field: id}
        """
        values = {}
        for name in taken & _TERMS.keys():
            same = self._same_terms(lane.connection, theirs[name])
            if same or not theirs[name]:
                values[_TERMS[name]] = same.id
        return values

    @api.model
    def _same_terms(self, connection, wanted):
        terms = self.env["account.payment.term"]
        if not wanted:
            return terms
        known = terms.search([("company_id", "in", (False, connection.company_id.id))])
        return known.filtered(lambda term: self._terms(term) == wanted)[:1]

    @api.model
    def _write_accepted(self, partner, values):
        """Write what differs; what Odoo refuses is left out and told of.

        A tax number that its country does not know keeps no address from being written;
        it comes last, because it is judged by the country.

        :return: {field's label: reason}
        """
        values = {
            name: value
            for name, value in values.items()
            if partner._fields[name].convert_to_write(partner[name], partner) != value
        }
        if not values:
            return {}
        reason = self._refusal(partner, values)
        if reason and len(values) > 1:
            refused = {}
            for name in sorted(values, key=lambda name: name == "vat"):
                refused |= self._write_accepted(partner, {name: values[name]})
            return refused
        if not reason:
            return {}
        (name,) = values
        label = partner._fields[name].get_description(self.env)["string"]
        return {label: reason}

    @api.model
    def _refusal(self, partner, values):
        """Write the values, or say why Odoo does not want them; "" if it does."""
        try:
            with self.env.cr.savepoint():
                partner.write(values)
        except (UserError, ValidationError) as error:
            return str(error)
        return ""

    # === ADDRESSES === #

    @api.model
    def _billing_address(self, partner, merged):
        """The invoice address; made when bills go elsewhere than to the partner."""
        known = partner.child_ids.filtered(lambda child: child.type == "invoice")
        if known or not merged["physical"]:
            return known.sorted("id")[:1]
        values = {"type": "invoice", "parent_id": partner.id}
        return partner.create({**values, "name": merged["attention"] or False})

    @api.model
    def _address_values(self, address):
        """An address in Odoo's fields; an unknown country or state changes nothing."""
        values = {field: address[name] or False for name, field in _LINES.items()}
        country = self._country(address["country"])
        if country or not address["country"]:
            values["country_id"] = country.id
        state = self._state(country, address["state"])
        if state or not address["state"]:
            values["state_id"] = state.id
        return values

    @api.model
    def _country(self, name):
        """A country by its name, in the plain letters that Xero keeps, or its code."""
        countries = self.env["res.country"].with_context(lang="en_US")
        wanted = plain_country(name).casefold()
        if not wanted:
            return countries
        found = countries.search(["|", ("name", "=ilike", name), ("code", "=", name)])
        found = found or countries.search([("code", "!=", False)]).filtered(
            lambda country: plain_country(country.name).casefold() == wanted
        )
        return found[:1]

    @api.model
    def _state(self, country, name):
        states = self.env["res.country.state"]
        if not country or not name:
            return states
        same = ["|", ("name", "=ilike", name), ("code", "=ilike", name)]
        return states.search([("country_id", "=", country.id), *same], limit=1)

    # === PEOPLE === #

    @api.model
    def _write_people(self, partner, merged):
        """Contacts below the partner, found by e-mail or name, else made (SPEC A4).

        Somebody whom Xero does not list any more stays in Odoo.
        """
        people = [{**one, "name": self._person_name(one)} for one in merged["persons"]]
        primary = contact_intake.person_of(merged)
        if partner.is_company and primary:
            people.insert(0, {"name": primary, "email": ""})
        for person in people:
            if person["name"]:
                self._write_person(partner, person)

    @api.model
    def _person_name(self, person):
        return contact_intake.person_of(person) or person["email"]

    @api.model
    def _write_person(self, partner, person):
        known = partner.child_ids.filtered(
            lambda child: child.type == "contact" and not child.is_company
        )
        email = person["email"].casefold()
        found = known.filtered(
            lambda child: email and (child.email_normalized or "") == email
        ) or known.filtered(
            lambda child: (child.name or "").casefold() == person["name"].casefold()
        )
        values = {"name": person["name"], "email": person["email"] or False}
        if not found:
            partner.create({**values, "parent_id": partner.id, "type": "contact"})
        else:
            given = {name: value for name, value in values.items() if value}
            self._write_accepted(found[:1], given)

    # === BANK ACCOUNT === #

    @api.model
    def _add_bank_account(self, partner, number):
        """The account goes before the others, and is not trusted with payments yet."""
        plain = "".join(filter(str.isalnum, number)).upper()
        accounts = partner.bank_ids
        if plain in accounts.mapped("sanitized_acc_number"):
            return
        first = min(accounts.mapped("sequence"), default=10)
        accounts.create(
            {"acc_number": number, "partner_id": partner.id, "sequence": first - 1}
        )
