# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..core import matching
from ..core.convert import cut
from ..core.entities import CATALOGUE

#: rule of core.matching -> the column that it looks at
_COLUMNS = {
    matching.NUMBER: "number_key",
    matching.TAX_NUMBER: "tax_key",
    matching.EMAIL: "email_key",
    matching.PHONE: "phone_key",
    matching.NAME: "name_key",
}
#: an index entry of PostgreSQL has its limits; no name of Xero's comes near
_KEY_LENGTH = 500


class XeroRemoteContact(models.Model):
    """Xero's contacts that Odoo is not linked to, and what they are found by."""

    _inherit = "xero.remote"

    url = fields.Char("Link to Xero")
    number_key = fields.Char()
    tax_key = fields.Char()
    email_key = fields.Char()
    phone = fields.Char()
    phone_key = fields.Char()
    name_key = fields.Char()

    _number_key = models.Index("(connection_id, number_key) WHERE number_key != ''")
    _tax_key = models.Index("(connection_id, tax_key) WHERE tax_key != ''")
    _email_key = models.Index("(connection_id, email_key) WHERE email_key != ''")
    _phone_key = models.Index("(connection_id, phone_key) WHERE phone_key != ''")
    _name_key = models.Index("(connection_id, name_key) WHERE name_key != ''")

    @api.model
    def _remember_contacts(self, lane, elements):
        """Keep contacts that no link knows; one that was merged is no contact any more.

        :param elements: {ContactID: element}
        :return: those that were not known before
        """
        gone = {key for key, one in elements.items() if one.get("MergedToContactID")}
        self._forget(lane, gone)
        rows = {
            key: self._contact_values(lane, one)
            for key, one in elements.items()
            if key not in gone
        }
        for xero_id, known in self._by_xero_id(lane.connection, rows).items():
            known.write(rows.pop(xero_id))
        fixed = {"connection_id": lane.connection.id, "entity": "contact"}
        return self.create(
            [{**fixed, "xero_id": key, **row} for key, row in rows.items()]
        )

    @api.model
    def _contact_values(self, lane, element):
        declaration = CATALOGUE["contact"]
        facts = declaration.decode(element)
        values = {
            "name": facts["name"],
            "email": facts["email"],
            "tax_number": facts["tax_number"],
            "number": facts["number"],
            "phone": facts["phone"],
            "status": facts["status"] or matching.ACTIVE,
        }
        profile = matching.Profile(element["ContactID"], **values)
        keys = {
            _COLUMNS[rule]: cut(key, _KEY_LENGTH)
            for rule, key in matching.keys(profile).items()
        }
        return {
            **values,
            **keys,
            "url": lane.deep_link(declaration, element["ContactID"]),
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
        }

    @api.model
    def _by_xero_id(self, connection, xero_ids):
        """{Xero id: row}."""
        rows = self.search(
            [
                ("connection_id", "=", connection.id),
                ("xero_id", "in", list(xero_ids)),
            ]
        )
        return {row.xero_id: row for row in rows}

    @api.model
    def _sharing(self, connection, wanted):
        """Contacts that have one of the keys and are linked to nobody.

        :param wanted: {rule: keys}
        """
        conditions = [
            fields.Domain(_COLUMNS[rule], "in", sorted(keys))
            for rule, keys in wanted.items()
        ]
        if not conditions:
            return self.browse()
        found = self.search(
            fields.Domain("connection_id", "=", connection.id)
            & fields.Domain("entity", "=", "contact")
            & fields.Domain.OR(conditions)
        )
        linked = self.env["xero.link"]._by_xero_id(connection, found.mapped("xero_id"))
        return found.filtered(lambda row: row.xero_id not in linked)

    def _profile(self):
        """What core.matching compares."""
        self.ensure_one()
        return matching.Profile(
            self.xero_id,
            self.number or "",
            self.tax_number or "",
            self.email or "",
            self.name or "",
            self.status or matching.ACTIVE,
            self.phone or "",
        )
