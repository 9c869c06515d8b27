# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A month's billing run: 60 customers and 120 invoices that are awkward to the cent."""

import random
from dataclasses import dataclass

TOWNS = (
    "Ambleside",
    "Buxton",
    "Cromford",
    "Durham",
    "Eskdale",
    "Filey",
    "Grassington",
    "Hexham",
    "Ingleton",
    "Keswick",
)
TRADES = ("Joinery", "Bakery", "Motors", "Books", "Dairy", "Surveyors")
WORK = (
    "Oak boards, planed",
    "Brass fittings",
    "Fitting on site",
    "Delivery",
    "Restoration of panelling",
    "Repair of a sash window",
)
#: percentage of VAT and how often it is used
RATES = {20: 5, 5: 1}
DISCOUNTS = (0, 0, 0, 2.5, 12.5, 33.33)

#: runs on the server in one transaction; what it makes comes with the context
POST_ALL = """
customers = env["res.partner"].create(env.context["demo_customers"])
moves = env["account.move"].create([
    dict(values, partner_id=customers[values["partner_id"]].id)
    for values in env.context["demo_invoices"]
])
moves.action_post()
action = {"type": "ir.actions.act_window_close", "invoice_ids": moves.ids}
"""


#: The discount is of the kind that leaves the VAT as it is: then the payment carries no
#: tax, which Xero's payments cannot.
TERMS = [
    {
        "name": "2 % within 7 days",
        "early_discount": True,
        "discount_percentage": 2,
        "discount_days": 7,
        "early_pay_discount_computation": "excluded",
    },
    {
        "name": "30 % now, 70 % in 60 days",
        "line_ids": [
            (0, 0, {"value_amount": 30, "nb_days": 0}),
            (0, 0, {"value_amount": 70, "nb_days": 60}),
        ],
    },
]


@dataclass(frozen=True)
class Plan:
    """Positions of the invoices that are paid, by how.

    Two invoices, one after the other, belong to each customer.
    """

    together: tuple[int, ...] = (0, 1)
    instalments: int = 2
    discount: int = 4
    writeoff: int = 6
    simply: tuple[int, ...] = tuple(range(8, 43))
    in_xero: tuple[int, ...] = tuple(range(60, 80))

    @property
    def in_odoo(self) -> int:
        """How many invoices are paid in Odoo."""
        return len(self.together) + 3 + len(self.simply)


PLAN = Plan()


def customers() -> list[dict]:
    """Values of new partners; their names are unique."""
    return [
        {
            "name": f"{town} {trade}",
            "is_company": True,
            "email": f"accounts@{town}-{trade}.example.com".lower(),
            "city": town,
        }
        for trade in TRADES
        for town in TOWNS
    ]


def invoices(taxes: dict[int, int], terms: dict[int, int], today: str) -> list[dict]:
    """Values of two invoices for each customer, whose position is in `partner_id`.

    :param taxes: Odoo's tax by percentage
    :param terms: payment term by position of the invoice
    """
    chance = random.Random(2026)  # the same awkward amounts every time
    return [
        {
            "move_type": "out_invoice",
            "partner_id": position // 2,
            "invoice_date": today,
            "invoice_payment_term_id": terms.get(position, False),
            "invoice_line_ids": [
                (0, 0, _line(chance, taxes)) for _line_number in range(position % 3 + 1)
            ],
        }
        for position in range(2 * len(TOWNS) * len(TRADES))
    ]


def _line(chance: random.Random, taxes: dict[int, int]) -> dict:
    rate = chance.choices(list(RATES), list(RATES.values()))[0]
    return {
        "name": chance.choice(WORK),
        "quantity": chance.choice((1, 2, 3, 7, 1.5, 0.75)),
        "price_unit": round(chance.uniform(3, 400), 2),
        "discount": chance.choice(DISCOUNTS),
        "tax_ids": [(6, 0, [taxes[rate]])],
    }
