# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of discounts for paying early need."""

from odoo.fields import Command

from .money import MoneyCase


class DiscountCase(MoneyCase):
    def term(self, computation="included"):
        return self.env["account.payment.term"].create(
            {
                "name": "2 % within a week",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 7,
                "early_pay_discount_computation": computation,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 100, "nb_days": 30}
                    )
                ],
            }
        )

    def discounted(self, kind="out_invoice", price=100.0, partner=None, **values):
        taxes = self.sale_tax if kind == "out_invoice" else self.purchase_tax
        return self.make(
            kind,
            partner,
            price=price,
            taxes=taxes,
            invoice_payment_term_id=self.term().id,
            **values,
        )
