# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..core.client import OutcomeError
from ..core.outcome import Retry


class XeroEntityReference(models.AbstractModel):
    """Lists of Xero's that are read whole and kept in tables (SPEC A19).

    The task's record is the connection and its part names the catalogue.
    """

    _name = "xero.entity.reference"
    _inherit = "xero.entity"
    _description = "Xero Reference Data"
    _xero_entity = "reference"

    @api.model
    def _load(self, lane, task):
        """Read one catalogue and keep it; raises OutcomeError when Xero refuses."""
        elements = lane.list_all(task.part)
        if task.part == "organisation" and not elements:
            raise OutcomeError(Retry("garbled_answer", "no organisation"))
        keep = self._keepers()[task.part]
        keep(lane.connection, [lane.decode(task.part, one) for one in elements])

    @api.model
    def _keepers(self):
        """Part of the task -> what keeps the elements that were read."""
        return {
            "organisation": self._keep_organisation,
            "account": self._keep_accounts,
            "tax_rate": self._keep_tax_rates,
        }

    @api.model
    def _keep_organisation(self, connection, decoded):
        values = decoded[0]
        connection.write(
            {
                "organisation_name": values["name"] or connection.organisation_name,
                "base_currency": values["base_currency"],
                "country_code": values["country"],
                "short_code": values["short_code"],
                "period_lock_date": values["period_lock_date"],
                "end_of_year_lock_date": values["end_of_year_lock_date"],
                "is_demo": values["is_demo"],
            }
        )
        self.env["xero.task"]._free(connection, "organisation_not_loaded")

    @api.model
    def _keep_accounts(self, connection, decoded):
        rows = {
            one["xero_id"]: {
                "code": one["code"],
                "name": one["name"] or one["code"] or one["xero_id"],
                "type": one["type"],
                "account_class": one["class"],
                "tax_type": one["tax_type"],
                "status": one["status"],
                "system_account": one["system_account"],
                "enable_payments": one["enable_payments"],
                "currency": one["currency"],
                "bank_account_number": one["bank_account_number"],
            }
            for one in decoded
        }
        self._keep(connection, connection.account_ids, "xero_id", rows)
        connection.accounts_loaded_on = fields.Datetime.now()
        connection._propose_accounts()
        if connection._rounding_account():
            self.env["xero.task"]._free(connection, "rounding_impossible")

    @api.model
    def _keep_tax_rates(self, connection, decoded):
        rows = {}
        for one in decoded:
            rows[one["tax_type"]] = {
                "name": one["name"] or one["tax_type"],
                "status": one["status"],
                "display_rate": float(one["display_rate"] or 0),
                "effective_rate": float(one["effective_rate"] or 0),
                **{key: one[key] for key in one if key.startswith("can_apply_")},
            }
        self._keep(connection, connection.tax_rate_ids, "tax_type", rows)
        rates = connection.tax_rate_ids.grouped("tax_type")
        for one in decoded:
            self._keep_components(rates[one["tax_type"]], one["components"])
        connection.tax_rates_loaded_on = fields.Datetime.now()
        connection._propose_taxes()

    @api.model
    def _keep_components(self, rate, components):
        kept = [
            (one.name, one.rate, one.compound, one.non_recoverable)
            for one in rate.component_ids
        ]
        loaded = [
            (
                one["name"] or rate.name,
                float(one["rate"] or 0),
                bool(one["compound"]),
                bool(one["non_recoverable"]),
            )
            for one in components
        ]
        if kept != loaded:
            names = ("name", "rate", "compound", "non_recoverable")
            rate.component_ids = [
                fields.Command.clear(),
                *(
                    fields.Command.create(dict(zip(names, one, strict=True)))
                    for one in loaded
                ),
            ]

    @api.model
    def _keep(self, connection, known, key, rows):
        """Create, change and archive rows of a catalogue, and say which (SPEC A21)."""
        by_key = {one[key]: one for one in known}
        fresh = "new" if by_key else False  # nothing is news in the first load
        created = []
        for value, row in rows.items():
            one = by_key.pop(value, None)
            if one is None:
                change = "archived" if row["status"] != "ACTIVE" else fresh
                created.append(
                    {
                        **row,
                        key: value,
                        "connection_id": connection.id,
                        "change": change,
                    }
                )
            else:
                self._keep_one(one, row)
        for one in by_key.values():
            self._keep_one(one, {"status": "DELETED"})
        known.create(created)

    @api.model
    def _keep_one(self, one, row):
        """Write what differs, and that it does."""
        values = {
            name: value or False
            for name, value in row.items()
            if (one._fields[name].convert_to_write(one[name], one) or False)
            != (value or False)
        }
        gone = row["status"] != "ACTIVE"
        change = "archived" if gone else "changed" if values else False
        if one.change != change:
            values["change"] = change
        if values:
            one.write(values)
