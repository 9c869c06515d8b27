# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from .xero_account_mapping import SOURCES

USES = ("sale", "purchase")


class Lookup:
    """Every mapping of one organisation as dictionaries of ids.

    Read at once and kept for a transaction: a thousand lines need no search. Ids, not
    records, because the records of one environment are not for another.
    """

    def __init__(self, connection):
        self.env = connection.sudo().env
        self.connection_id = connection.id
        self.accounts = self._accounts()
        #: mappings whose two sides were seen to be equal
        self.equal = set()
        # of two mappings of the same taxes the first counts: it is read last
        self.taxes = self._pairs(
            "xero.tax.mapping", "combination", "id", order="combined_on DESC, id DESC"
        )
        self.items = self._pairs("xero.item.mapping", "product_id", "item_id")
        self.plans = self._pairs("xero.tracking.plan.mapping", "plan_id", "category_id")
        self.options = self._pairs(
            "xero.tracking.option.mapping", "analytic_account_id", "option_id"
        )
        self.themes = self._pairs("xero.branding.mapping", "journal_id", "theme_id")
        self.currencies = self._currencies()

    def _rows(self, model, *names, order=None):
        """Values of all mappings of a model; ids instead of records."""
        mappings = self.env[model].search_fetch(
            [("connection_id", "=", self.connection_id)], names, order=order
        )
        return mappings.read(names, load=False) if mappings else []

    def _pairs(self, model, key, value, order=None):
        rows = self._rows(model, key, value, order=order)
        return {row[key]: row[value] for row in rows}

    def _accounts(self):
        """{use: {(field, record id): id of the xero.account}}."""
        found = defaultdict(dict)
        rows = self._rows("xero.account.mapping", "use", "account_id", *SOURCES)
        for row in sorted(rows, key=lambda row: row["use"] != "both"):
            source = next((name, row[name]) for name in SOURCES if row[name])
            for use in USES if row["use"] == "both" else (row["use"],):
                found[use][source] = row["account_id"]
        return found

    def _currencies(self):
        """Codes of the currencies that the organisation has."""
        currencies = self.env["xero.currency"].search_fetch(
            [("connection_id", "=", self.connection_id), ("status", "=", "ACTIVE")],
            ["xero_id"],
        )
        return set(currencies.mapped("xero_id"))
