# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Odoo. Each action tells what was done, or nothing."""

from odoo import Command, fields

from .policies import ODOO

TYPES = {"out_invoice": 6, "in_invoice": 3, "out_refund": 2, "in_refund": 1}
PRICES = (10, 19.99, 45.5, 100, 250)


class OdooSide:
    """:param stage: where it happens"""

    def __init__(self, stage):
        self.stage, self.env, self.dice = stage, stage.env, stage.dice
        self._number = 0

    def actions(self):
        """{function: how often, compared with others}."""
        return {
            self.new_document: 8,
            self.edit_lines: 5,
            self.edit_dates: 4,
            self.cancel: 2,
            self.restore: 1,
        }

    # === WHICH ONE === #

    def pick(self, records):
        """One record that may be touched; empty if there is none."""

        def owner(record):
            partner = record if record._name == "res.partner" else record.partner_id
            return partner.commercial_partner_id.id

        found = self.stage.one_of(ODOO, list(records.sorted("id")), owner)
        return records.browse() if found is None else found

    def partners(self, active=True):
        linked = self.stage.links(("res_model", "=", "res.partner")).mapped("res_id")
        partners = self.env["res.partner"].with_context(active_test=False)
        found = partners.browse(linked).exists()
        return found.filtered(lambda one: one.active == active)

    def documents(self, *domain):
        """Posted documents of people who are not archived, unless asked otherwise."""
        stated = any(one[0] == "state" for one in domain)
        return self.env["account.move"].search(
            [
                ("company_id", "=", self.stage.company.id),
                ("move_type", "in", list(TYPES)),
                ("partner_id.active", "=", True),
                *(() if stated else (("state", "=", "posted"),)),
                *domain,
            ],
            order="id",
        )

    def untouched(self):
        """Documents that nothing settles in Odoo."""
        return self.documents().filtered(lambda move: not matched(move))

    def some_price(self):
        return self.dice.choice(PRICES)

    def next_number(self):
        self._number += 1
        return self._number

    # === DOCUMENTS === #

    def new_document(self):
        partner = self.pick(self.partners())
        if not partner:
            return None
        kind = self.dice.choices(list(TYPES), list(TYPES.values()))[0]
        sale = kind.startswith("out")
        lines = [self.line(sale) for _line in range(self.dice.choice((1, 1, 2)))]
        move = self.env["account.move"].create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "invoice_date": self.stage.today,
                "ref": f"{'Order' if sale else 'B'} {self.next_number()}",
                "invoice_line_ids": lines,
            }
        )
        move.action_post()
        return f"{said(move)} for {partner.name} of {move.amount_total}"

    def line(self, sale):
        company = self.stage.company
        tax = company.account_sale_tax_id if sale else company.account_purchase_tax_id
        taxes = tax if self.stage.chance(0.6) else tax.browse()
        return Command.create(
            {
                "name": f"Work {self.next_number()}",
                "quantity": self.dice.choice((1, 2, 3)),
                "price_unit": self.some_price(),
                "tax_ids": [Command.set(taxes.ids)],
                "account_id": self.account(sale).id,
            }
        )

    def account(self, sale):
        """Odoo proposes the expense that a customer has had most, which may be what was
        given up; no tax on sales goes with that in Xero."""
        journals = self.env["account.journal"].search(
            [
                ("company_id", "=", self.stage.company.id),
                ("type", "=", "sale" if sale else "purchase"),
            ],
            limit=1,
        )
        return journals.default_account_id

    def edit_lines(self):
        """Reset to draft, changed and posted again."""
        move = self.pick(self.untouched())
        if not move:
            return None
        move.button_draft()
        lines = move.invoice_line_ids
        way = self.dice.choice(("price", "quantity", "more", "less"))
        if way == "more":
            move.invoice_line_ids = [self.line(move.is_sale_document())]
        elif way == "less" and len(lines) > 1:
            lines[-1].unlink()
        elif way == "quantity":
            lines[0].quantity += 1
        else:
            lines[0].price_unit = self.some_price()
        move.action_post()
        return f"{said(move)} is {move.amount_total} now ({way})"

    def edit_dates(self):
        """The due date, or what the customer calls the order."""
        move = self.pick(self.untouched())
        if not move:
            return None
        if self.stage.chance(0.5) and move.is_sale_document():
            move.ref = f"Order {self.next_number()}"
            return f"{said(move)} has the reference {move.ref}"
        days = self.dice.randint(1, 60)
        move.button_draft()
        move.invoice_payment_term_id = False
        move.invoice_date_due = fields.Date.add(move.invoice_date, days=days)
        move.action_post()
        return f"{said(move)} is due on {move.invoice_date_due}"

    def cancel(self):
        move = self.pick(self.untouched())
        if not move:
            return None
        move.button_draft()
        move.button_cancel()
        return f"{said(move)} is cancelled"

    def restore(self):
        """Post again what was cancelled; calmly not what somebody has voided in Xero,
        for then a person is asked who is right."""
        moves = self.documents(("state", "=", "cancel"))
        if self.stage.calm:
            given_up = self.stage.links(("xero_id", "in", list(self.stage.given_up)))
            moves -= given_up._documents()
        move = self.pick(moves)
        if not move:
            return None
        move.button_draft()
        move.action_post()
        return f"{said(move)} is posted again"


def matched(move):
    """What is reconciled with a move."""
    lines = move.line_ids
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    moves = partials.debit_move_id.move_id | partials.credit_move_id.move_id
    return moves - move


def said(record):
    return f"{record._name} {record.id} {record.display_name}"
