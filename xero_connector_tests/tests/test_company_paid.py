# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Expenses that the company's card has paid: money spent, with the expense's lines.

The addon does not know hr_expense; the last story installs it in a database of its own.
"""

import json

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .expense_case import ExpenseCase
from .servers import ScratchDatabase


class TestCompanyPaid(ExpenseCase):
    def test_money_spent_with_the_lines(self):  # SPEC E1
        payment = self.expense(partner_id=self.partner("Railways").id)
        self.assert_books_agree()
        (money,) = self.live("bank_transactions")
        self.assertEqual((money["Type"], money["Total"]), ("SPEND", 60))
        self.assertEqual(money["Contact"]["Name"], "Railways")
        (line,) = money["LineItems"]
        self.assertEqual(line["AccountCode"], "493")
        self.assertEqual((line["TaxType"], line["TaxAmount"]), ("INPUT2", 10))
        self.assertEqual(self.bank_in_xero(), -60)
        self.assertEqual(self.balance_in_xero("493"), 50)
        self.assertEqual(payment.xero_sync, "synced")

    def test_without_tax_and_vendor(self):  # SPEC E1
        self.expense(tax=0)
        self.assert_books_agree(untaxed=50)
        self.assertEqual(self.bank_in_xero(), -50)
        self.assertEqual(self.balance_in_xero("493"), 50)

    def test_in_a_foreign_currency(self):  # SPEC E1 X4
        """Dinner in Paris with the company's card: pounds left the bank."""
        self.use_currencies()
        payment = self.expense(tax=0)
        payment.action_draft()
        entry = payment.move_id.with_context(skip_readonly_check=True)
        for line in entry.line_ids:
            line.currency_id = self.currency("EUR")
            line.with_context(check_move_validity=False).amount_currency = (
                line.balance * 1.18
            )
        payment.action_post()
        self.assert_books_agree(untaxed=50)
        self.assertEqual(self.bank_in_xero(), -50)
        self.assertEqual(self.balance_in_xero("493"), 50)

    def test_undone(self):  # SPEC E1 A29
        payment = self.expense()
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.live("bank_transactions"), [])
        self.assertEqual(self.bank_in_xero(), 0)

    def test_corrected(self):  # SPEC E1 A28
        payment = self.expense(tax=0)
        self.drain(self.connection)
        payment.action_draft()
        entry = payment.move_id
        cost = entry.line_ids.filtered(lambda line: line.account_id == self.cost)
        other = self.other_account()
        self.map_account(other, "461")
        cost.with_context(skip_readonly_check=True).account_id = other
        payment.action_post()
        self.assert_books_agree(untaxed=50)
        self.assertEqual(len(self.live("bank_transactions")), 1)
        self.assertEqual(self.balance_in_xero("461"), 50)
        self.assertEqual(self.balance_in_xero("493"), 0)


INSTALL = """
module = env["ir.module.module"].search([("name", "=", "hr_expense")])
if module:
    module.button_immediate_install()
print("installed" if module else "missing")
"""
STORY = """
from odoo import Command
from odoo.addons.xero_connector_tests.tests import scene
connection = scene.prepare(env, {url!r})
company = env.company
connection.write({{
    "cutover_date": False,
    "default_purchase_account_id": scene.account(connection, "429").id,
}})
tax = company.account_purchase_tax_id
if tax not in connection.tax_mapping_ids.tax_id:
    rate = connection.tax_rate_ids.filtered(lambda one: one.tax_type == "INPUT2")
    env["xero.tax.mapping"].create({{
        "connection_id": connection.id, "tax_id": tax.id, "tax_rate_id": rate.id,
    }})
employee = env["hr.employee"].create({{
    "name": "Ada Lovelace",
    "work_contact_id": env["res.partner"].create({{"name": "Ada Lovelace"}}).id,
}})
product = env["product.product"].create({{
    "name": "Meals", "can_be_expensed": True, "standard_price": 0,
}})
expenses = env["hr.expense"].create([{{
    "name": f"Lunch {{mode}}",
    "employee_id": employee.id,
    "product_id": product.id,
    "payment_mode": mode,
    "total_amount_currency": 120.0,
    "tax_ids": [Command.set(tax.ids)],
}} for mode in ("company_account", "own_account")])
expenses.action_submit()
expenses._do_approve(check=False)
company_paid, own = expenses
company_paid.action_post()
env["hr.expense.post.wizard"].with_context(
    active_model="hr.expense", active_ids=own.ids, company_paid_move_ids=[]
).create({{}}).action_post_entry()
env.cr.commit()
for _run in range(3):
    env["xero.runner"]._run(connection.id)
tasks = env["xero.task"].search([("state", "in", ("failed", "waiting"))])
print("OPEN", tasks.mapped(lambda one: (one.type_id.name, one.message)))
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_expenses_of_hr_expense(simulator):  # SPEC E1
    """Company-paid: money spent. Paid by the employee: a bill of the employee's."""
    with ScratchDatabase() as database:
        if "missing" in database.shell(INSTALL):
            pytest.skip("hr_expense is not in this Odoo")
        said = database.shell(STORY.format(url=simulator.url))
        assert "OPEN []" in said, said
    books = simulator.world.organisation()
    (money,) = books.bank_transactions
    assert (money.type, money.total) == ("SPEND", 120)
    (bill,) = books.invoices
    assert (bill.type, bill.total) == ("ACCPAY", 120)
    assert json.dumps([bill.contact.name]) == '["Ada Lovelace"]'
