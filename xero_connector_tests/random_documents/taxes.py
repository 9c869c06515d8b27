# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taxes of every kind, for sales and for purchases, and their rates in Xero."""

from odoo.fields import Command

USES = ("sale", "purchase")
#: rates that Xero's chart has: name -> TaxType of each use
CHART_RATES = {
    "20": ("OUTPUT2", "INPUT2"),
    "5": ("RROUTPUT", "RRINPUT"),
    "0": ("ZERORATEDOUTPUT", "ZERORATEDINPUT"),
    "included": ("OUTPUT2", "INPUT2"),
}
#: rates that a person adds: name -> percentages of its components
OWN_RATES = {
    "odd": (7.7,),
    "two": (4, 4.5),
    "upon": (5, 8.925),
    "group": (3, 2.5),
    "included odd": (8.375,),
    "reverse": (19, -19),
    "division": (11.1111,),
}


class TaxScenery:
    """The part of the scenery that is about taxes."""

    def _make_rates(self):
        for name, percents in OWN_RATES.items():
            for use in USES:
                components = [
                    {"Name": f"Part {place}", "Rate": percent}
                    for place, percent in enumerate(percents, 1)
                ]
                fields = {"Name": f"{name} {use}", "TaxComponents": components}
                self.xero.do("edit", entity="tax_rate", fields=fields)

    def _make_taxes(self):
        """{(use, name): taxes of one line}."""
        found = {}
        for use in USES:
            made = self._taxes_of(use)
            twenty, fixed, in_base = made["20"], made["fixed"], made.pop("in base")
            made["fixed and 20"] = fixed | twenty
            made["fixed in base"] = in_base | twenty
            found.update({(use, name): taxes for name, taxes in made.items()})
        return found

    def _taxes_of(self, use):
        def tax(name, amount, **values):
            return self._tax(use, name, amount, **values)

        included = {"price_include_override": "tax_included"}
        parts = [tax("State", 3), tax("City", 2.5)]
        children = [Command.set([one.id for one in parts])]
        upon = tax("First", 5, include_base_amount=True, sequence=1)
        group = tax("Group", 0, amount_type="group", children_tax_ids=children)
        fixed = {
            "amount_type": "fixed",
            "sequence": 0,
            **self._repartition(self.accounts[use, "eco"]),
        }
        return {
            "none": self.env["account.tax"],
            "20": tax("Twenty", 20, sequence=5),
            "5": tax("Five", 5),
            "0": tax("Zero", 0),
            "odd": tax("Odd", 7.7),
            "two": tax("Four", 4) | tax("Four and a half", 4.5),
            "upon": upon | tax("Upon", 8.5, sequence=2),
            "group": group,
            "included": tax("Included", 20, **included),
            "included odd": tax("Included odd", 8.375, **included),
            "reverse": tax("Reverse", 19, **self._reversed()),
            "division": tax("Division", 10, amount_type="division"),
            "fixed": tax("Fixed", 0.37, **fixed),
            "in base": tax("In base", 0.25, include_base_amount=True, **fixed),
        }

    def _tax(self, use, name, amount, **values):
        group = self.env["account.tax.group"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        account = self._tax_account()
        if "invoice_repartition_line_ids" not in values:
            values = {**self._repartition(account), **values}
        if values.get("amount_type") == "group":
            values = {
                key: value
                for key, value in values.items()
                if not key.endswith("repartition_line_ids")
            }
        return self.env["account.tax"].create(
            {
                "name": f"{name} {use}",
                "amount": amount,
                "type_tax_use": use,
                "company_id": self.company.id,
                "country_id": self.company.account_fiscal_country_id.id,
                "tax_group_id": group.id,
                **values,
            }
        )

    def _tax_account(self):
        tax = self.company.account_sale_tax_id
        return tax.invoice_repartition_line_ids.account_id[:1]

    def _repartition(self, account, *factors):
        lines = [Command.create({"repartition_type": "base", "factor_percent": 100})]
        lines += [
            Command.create(
                {
                    "repartition_type": "tax",
                    "factor_percent": factor,
                    "account_id": account.id,
                }
            )
            for factor in factors or (100,)
        ]
        return {
            "invoice_repartition_line_ids": lines,
            "refund_repartition_line_ids": lines,
        }

    def _reversed(self):
        """Charged and taken back at once."""
        return self._repartition(self._tax_account(), 100, -100)

    # === MAPPINGS === #

    def _map_taxes(self):
        rules = self.env["xero.rules"]
        mappings = self.env["xero.tax.mapping"]
        known = set(self.connection.tax_mapping_ids.mapped("combination"))
        for (use, name), taxes in self.taxes.items():
            combination = rules._combination(taxes)
            if name not in (*CHART_RATES, *OWN_RATES) or combination in known:
                continue
            mapping = mappings.create(
                {
                    "connection_id": self.connection.id,
                    "tax_id": taxes[:1].id,
                    "with_tax_ids": [Command.set(taxes[1:].ids)],
                    "tax_rate_id": self._rate(use, name).id,
                }
            )
            mapping.filtered("needs_confirmation").action_confirm()

    def _rate(self, use, name):
        rates = self.connection.tax_rate_ids
        if name in OWN_RATES:
            return rates.filtered(lambda rate: rate.name == f"{name} {use}")
        tax_type = CHART_RATES[name][USES.index(use)]
        return rates.filtered(lambda rate: rate.tax_type == tax_type)
