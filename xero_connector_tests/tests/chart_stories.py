# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Money and changes, told in the books of every country; each ends with equal books.

`assert_books_agree` compares trial balance, tax summary, bank balances and documents.
"""

from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .country_case import CountryCase
from .discount_case import DiscountCase
from .expense_case import ExpenseCase

EURO = {"before": 1.18, "after": 1.25}


class Scene(ExpenseCase, DiscountCase, CountryCase):
    """Amounts follow from the country's usual taxes."""

    def setUp(self):
        super().setUp()
        self.load_rates()
        mapped = self.connection.tax_mapping_ids.tax_id
        self.assertLessEqual(self.sale_tax | self.purchase_tax, mapped)

    def load_rates(self):
        """What a person has to enter in Xero before taxes can be mapped."""

    # === THE SCENE === #

    def sale(self, price=200.0, **values):
        return self.make("out_invoice", price=price, taxes=self.sale_tax, **values)

    def bill(self, price=200.0, **values):
        return self.make(
            "in_invoice", price=price, taxes=self.purchase_tax, ref="B-1", **values
        )

    def use_euros(self):
        base = self.company.currency_id.name
        self.control("organisations", key=self.tenant_id, currencies=[base, "EUR"])
        self.set_rate("EUR", EURO["before"])
        self.connection.action_load_currencies()
        self.drain(self.connection)
        return self.currency("EUR")

    def theirs(self, move):
        """The document in Xero, under Odoo's number or the supplier's."""
        purchase = move.move_type.startswith("in_")
        (document,) = self.xero_invoices(move.ref if purchase else move.name)
        return document

    def assert_in_bank(self, amount):
        self.assertAlmostEqual(float(self.bank_in_xero()), amount, 2)


class Payments:
    """What settles invoices and bills."""

    def test_part_payment_and_write_off(self):  # SPEC A30 A31 X10
        invoice = self.sale()
        total = invoice.amount_total
        self.pay(invoice, amount=50)
        self.assert_books_agree()
        self.assertEqual(float(self.theirs(invoice)["AmountDue"]), total - 50)
        loss = self.other_account()
        self.pay(
            invoice,
            amount=total - 50 - 7,
            payment_difference_handling="reconcile",
            writeoff_account_id=loss.id,
        )
        self.assert_books_agree()
        self.assertEqual(self.theirs(invoice)["Status"], "PAID")
        self.assert_in_bank(total - 7)
        self.assertEqual(self.balance_in_xero("405"), 7)

    def test_part_payment_of_a_bill(self):  # SPEC B16 A30
        bill = self.bill()
        self.pay(bill, amount=50)
        self.assert_books_agree()
        self.assertEqual(float(self.theirs(bill)["AmountDue"]), bill.amount_residual)
        self.pay(bill)
        self.assert_books_agree()
        self.assertEqual(self.theirs(bill)["Status"], "PAID")
        self.assert_in_bank(-bill.amount_total)

    def test_bank_fee(self):  # SPEC A30 X10
        """The bank has kept 3 of what the customer paid."""
        invoice = self.sale()
        fee = self.other_account()
        self.map_account(fee, "404")
        self.statement(invoice.amount_total - 3, invoice, [(fee, 3)])
        self.assert_books_agree()
        self.assertEqual(self.theirs(invoice)["Status"], "PAID")
        self.assert_in_bank(invoice.amount_total - 3)
        self.assertEqual(self.balance_in_xero("404"), 3)

    def test_paid_in_xero(self):  # SPEC A2 A31
        invoice = self.sale()
        self.drain(self.connection)
        self.control(
            "pay",
            tenant=self.tenant_id,
            invoice=invoice.name,
            amount="50.00",
            account="090",
        )
        self.poll(self.connection)
        self.assertEqual(invoice.payment_state, "partial")
        self.assert_books_agree()
        self.assertEqual(
            float(self.theirs(invoice)["AmountDue"]), invoice.amount_residual
        )

    def pay_early(self, computation):
        invoice = self.sale(invoice_payment_term_id=self.term(computation).id)
        payment = self.pay(invoice)
        self.assertLess(payment.amount, invoice.amount_total)
        self.assert_books_agree()
        self.assertEqual(self.theirs(invoice)["Status"], "PAID")
        self.assert_in_bank(payment.amount)

    def test_early_payment_discount_with_its_tax(self):  # SPEC A30 X10
        self.pay_early("included")
        (note,) = self.live("credit_notes")
        self.assertTrue(note["TotalTax"])
        self.assertEqual(note["RemainingCredit"], 0)

    def test_early_payment_discount_of_the_net(self):  # SPEC A30
        """The tax stays that of the whole invoice."""
        self.pay_early("excluded")
        self.assertEqual(self.live("credit_notes"), [])
        self.assertEqual(self.balance_in_xero("210"), 4)


class Others:
    """Credit notes, currencies, and money without a document."""

    def test_refund_of_a_credit_note(self):  # SPEC A30 X10
        note = self.make("out_refund", price=200.0, taxes=self.sale_tax)
        self.pay(note)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["PaymentType"], "ARCREDITPAYMENT")
        self.assertEqual(self.live("credit_notes")[0]["Status"], "PAID")
        self.assert_in_bank(-note.amount_total)

    def test_credit_note_used_and_the_rest_refunded(self):  # SPEC A30 P22
        partner = self.partner()
        invoice = self.sale(partner=partner)
        note = self.make("out_refund", partner, price=300.0, taxes=self.sale_tax)
        self.reconcile(invoice, note)
        self.pay(note)
        self.assert_books_agree()
        self.assertEqual(self.theirs(invoice)["Status"], "PAID")
        self.assertEqual(self.live("credit_notes")[0]["RemainingCredit"], 0)
        self.assert_in_bank(invoice.amount_total - note.amount_total)

    def test_foreign_documents_with_exchange_differences(self):  # SPEC A30 X4
        """Sold (300) and bought (200) at one rate, paid at another."""
        euro = self.use_euros()
        then = {
            "date": "2026-01-10",
            "currency_id": euro.id,
            "partner": self.partner(),
        }
        invoice, bill = self.sale(price=300.0, **then), self.bill(**then)
        self.set_rate("EUR", EURO["after"], "2026-02-01")
        for move in (invoice, bill):
            self.pay(move, payment_date="2026-02-10")
        self.assert_books_agree()
        for move in (invoice, bill):
            self.assertEqual(self.theirs(move)["Status"], "PAID")
            self.assertEqual(self.theirs(move)["CurrencyCode"], "EUR")
        received, spent = (
            round(move.amount_total / EURO["after"], 2) for move in (invoice, bill)
        )
        self.assert_in_bank(received - spent)
        booked = invoice.amount_total_signed + bill.amount_total_signed
        exchanged = float(self.balance_in_xero("499"))
        self.assertAlmostEqual(exchanged, booked - (received - spent), 2)

    def test_paid_with_the_companys_card(self):  # SPEC E1
        tax = self.purchase_tax.compute_all(50.0)
        tax = tax["total_included"] - tax["total_excluded"]
        self.expense(net=50.0, tax=tax, partner_id=self.partner("Railways").id)
        self.assert_books_agree()
        (money,) = self.live("bank_transactions")
        self.assertEqual((money["Type"], float(money["TotalTax"])), ("SPEND", tax))
        self.assert_in_bank(-50 - tax)
        self.assertEqual(self.balance_in_xero("493"), 50)


class Changes:
    """What becomes of a document after it was posted."""

    def test_edit_after_posting(self):  # SPEC A28 P20
        invoice = self.sale()
        self.drain(self.connection)
        before = self.theirs(invoice)
        invoice.button_draft()
        invoice.write(
            {
                "invoice_date_due": fields.Date.today() + timedelta(days=45),
                "invoice_line_ids": [
                    Command.update(invoice.invoice_line_ids.id, {"price_unit": 250.0}),
                    Command.create(
                        {
                            "name": "More",
                            "price_unit": 33.33,
                            "tax_ids": [Command.set(self.sale_tax.ids)],
                        }
                    ),
                ],
            }
        )
        invoice.action_post()
        self.assert_books_agree()
        after = self.theirs(invoice)
        self.assertEqual(after["InvoiceID"], before["InvoiceID"])
        self.assertEqual(float(after["SubTotal"]), 283.33)
        self.assertEqual(float(after["Total"]), invoice.amount_total)
        kept = {line["LineItemID"] for line in before["LineItems"]}
        self.assertLess(kept, {line["LineItemID"] for line in after["LineItems"]})

    def test_cancel(self):  # SPEC A29
        """A paid invoice: the payment goes first; then the bill of a vendor."""
        partner = self.partner()
        invoice, bill = self.sale(partner=partner), self.bill(partner=partner)
        payment = self.pay(invoice)
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        for move in (invoice, bill):
            move.button_draft()
            move.button_cancel()
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])
        statuses = [one["Status"] for one in self.xero_invoices()]
        self.assertEqual(statuses, ["VOIDED", "VOIDED"])
        self.assert_in_bank(0)

    def test_cancelled_and_posted_again(self):  # SPEC A29
        invoice = self.sale()
        self.drain(self.connection)
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(self.connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 75
        invoice.action_post()
        self.assert_books_agree()
        (live,) = self.live("invoices")
        self.assertEqual(live["InvoiceNumber"], invoice.name)
        self.assertEqual(float(live["Total"]), invoice.amount_total)


@tagged("post_install", "-at_install")
class ChartStories(Payments, Others, Changes, Scene):
    """All of them; a subclass says in which country."""
