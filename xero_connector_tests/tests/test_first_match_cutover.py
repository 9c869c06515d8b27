# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two ledgers with the same open documents go live together; nothing is doubled."""

from dataclasses import replace
from decimal import Decimal

import pytest

from odoo import fields

from odoo.addons.xero_connector_tests.demo.books import ZERO, caller, xero_books
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books

from . import scene
from .first_match_case import FirstMatchCase

#: invoices that both sides have on the day of going live, and how many are worked with
OPEN, PAID_HERE, PAID_THERE, CREDITED = 200, 5, 5, 5
OPENING = 10_000


class TestFirstMatchCutover(FirstMatchCase):
    # === BOTH LEDGERS, MADE INDEPENDENTLY === #

    def customers(self):
        """Twenty customers on both sides, each spelled a little differently there.

        :return: [(partner, what Xero calls it in an invoice)]
        """
        found = []
        for number in range(20):
            partner = self.partner(f"Customer {number:02} Limited")
            contact = self.in_xero("contact", Name=f"Customer {number:02} Ltd")
            found.append((partner, {"ContactID": contact["ContactID"]}))
        return found

    def two_ledgers(self):
        """:return: the invoices in Odoo"""
        customers = self.customers() * (OPEN // 20)
        partners = [partner for partner, _contact in customers]
        moves = scene.make_invoices(self.env, partners, taxes=self.sale_tax)
        moves.invoice_date = self.last_month
        for number, move in enumerate(moves):
            move.invoice_line_ids.price_unit = 10 + number % 7
        moves.action_post()
        for move, (_partner, contact) in zip(moves, customers, strict=True):
            self.enter(contact, move.name, move.invoice_line_ids.price_unit)
        return moves

    def open_the_bank(self):
        """What was in the bank on the day of the conversion, in Xero only: money that
        Odoo never hears of."""
        self.in_xero(
            "bank_transaction",
            Type="RECEIVE",
            Status="AUTHORISED",
            Contact={"Name": "Opening Balance"},
            BankAccount={"Code": "090"},
            Date=str(self.last_month),
            LineAmountTypes="NoTax",
            LineItems=[
                {
                    "Description": "Conversion balance",
                    "Quantity": 1,
                    "UnitAmount": OPENING,
                    "AccountCode": "970",
                }
            ],
        )

    def assert_only_the_opening_differs(self):
        """Both books are the same but for the bank's conversion balance, to the cent;
        each contact keeps the spelling that it has on either side."""
        ours = odoo_books(caller(self.env), self.connection.id)
        theirs = xero_books(self.state(), self.books())
        for name, opening in (
            ("balances", {"090": OPENING, "970": -OPENING}),
            ("banks", {"090": OPENING}),
        ):
            mine, other = getattr(ours, name), getattr(theirs, name)
            for code, amount in opening.items():
                mine[code] = mine.get(code, ZERO) + amount
            mine = {code: amount for code, amount in mine.items() if amount}
            self.assertEqual(mine, other, name)
        untaxed = {"NONE": (Decimal(OPENING), ZERO)}
        self.assertEqual(ours.taxes | untaxed, theirs.taxes)
        self.assertEqual(*(self.papers(side.documents) for side in (ours, theirs)))

    def papers(self, documents):
        return {key: replace(one, contact="") for key, one in documents.items()}

    def live(self):
        return [one for one in self.xero_invoices() if one["Status"] != "VOIDED"]

    # === THE STORY === #

    @pytest.mark.timeout(600)  # a busy machine takes its time for 200 documents
    def test_going_live_with_200_open_invoices(self):  # SPEC X12 P2 A32
        moves = self.two_ledgers()
        self.open_the_bank()
        match = self.meet()
        self.map_tax(self.connection, self.sale_tax, "OUTPUT2")
        self.assert_only_the_opening_differs()
        known = {one["InvoiceID"]: one["Total"] for one in self.xero_invoices()}
        self.assertEqual(len(known), OPEN)

        papers = self.lines(match, kind="document", decision="accept")
        self.assertEqual(len(papers), OPEN)
        self.apply(match)
        self.assertEqual(match.state, "done")
        links = self.env["xero.link"].search(
            [("res_model", "=", "account.move"), ("part", "=", "")]
        )
        self.assertEqual(set(links.mapped("xero_id")), set(known))
        self.assertEqual(set(links.mapped("res_id")), set(moves.ids))
        self.assertEqual(self.writes("Invoices"), [])
        self.assertEqual(self.xero_payments(), [])
        self.assert_only_the_opening_differs()

        self.work(moves)
        self.assert_nothing_is_doubled(moves, known)
        self.assert_only_the_opening_differs()

        self.connection.action_sync_documents()  # and even if all is sent once more
        self.connection.action_sync_contacts()
        self.drain_all()
        self.assert_nothing_is_doubled(moves, known)
        self.assert_only_the_opening_differs()

    def work(self, moves):
        """The first day: ten are paid, five here and five there, five are credited."""
        here = moves[:PAID_HERE]
        there = moves[PAID_HERE : PAID_HERE + PAID_THERE]
        credited = moves[20 : 20 + CREDITED]
        for move in here:
            self.pay(move)
        for move in there:
            amount = float(move.amount_total)
            self.control("pay", invoice=move.name, amount=amount, account="090")
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=credited.ids)
            .create({"journal_id": credited.journal_id.id})
        )
        wizard.refund_moves()
        notes = credited.reversal_move_ids
        notes.write({"invoice_date": fields.Date.today()})
        notes.action_post()
        for move, note in zip(credited, notes.sorted("id"), strict=True):
            lines = (move | note).line_ids.filtered(
                lambda line: line.account_id.account_type == "asset_receivable"
            )
            if not all(lines.mapped("reconciled")):
                lines.reconcile()
        self.drain_all()
        self.poll(self.connection)
        self.drain_all()

    def assert_nothing_is_doubled(self, moves, known):
        """Xero has the 200 invoices, ten payments and five credit notes; Odoo too."""
        still = {one["InvoiceID"]: one["Total"] for one in self.live()}
        self.assertEqual(still, known)
        self.assertEqual(len(self.xero_payments()), PAID_HERE + PAID_THERE)
        self.assertEqual(len(self.state()["credit_notes"]), CREDITED)
        payments = self.env["account.payment"].search(
            [("company_id", "=", self.company.id), ("state", "!=", "canceled")]
        )
        self.assertEqual(len(payments), PAID_HERE + PAID_THERE)
        by_number = {one["InvoiceNumber"]: one for one in self.live()}
        for move in moves:
            due = Decimal(str(by_number[move.name]["AmountDue"]))
            self.assertEqual(float(due), move.amount_residual, move.name)
        self.assertEqual(len(self.xero_contacts()), 21)  # and whom the bank is from

    # === WHAT WAS PAID BEFORE === #

    def paid_on_both_sides(self, ours, theirs):
        """An invoice with payments of before the cut-over on each side."""
        move, invoice = self.before("Ada Lovelace")
        for amount in ours:
            self.pay(move, amount=amount, payment_date=self.last_month)
        for amount in theirs:
            self.control("pay", invoice=move.name, amount=amount, account="090")
        return move, invoice["InvoiceID"]

    def payments_of(self, move):
        return move._get_reconciled_payments()

    def test_part_payments_of_both_sides_are_the_same(self):  # SPEC X12
        """Entered on different days: Xero has them from today, Odoo of last month."""
        move, invoice_id = self.paid_on_both_sides([30, 20], [20, 30])
        match = self.meet()
        self.assert_line(self.lines(match, move), certainty="sure")
        self.apply(match)
        self.poll(self.connection)
        self.connection.action_sync_documents()
        move._xero_mark_documents()
        self.drain(self.connection)
        self.assertEqual(self.link_of(move).xero_id, invoice_id)
        self.assertEqual(len(self.xero_payments()), 2)
        self.assertEqual(sorted(self.payments_of(move).mapped("amount")), [20, 30])
        self.assertEqual(float(self.xero_invoices()[0]["AmountDue"]), 70)
        self.assertEqual(move.amount_residual, 70)
        self.assert_same_payments(self.connection)

        self.pay(move)  # and the rest is paid once
        self.drain(self.connection)
        self.assertEqual(len(self.xero_payments()), 3)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_payments_that_cannot_be_told_apart_are_left_to_people(self):  # SPEC X12
        move, _invoice_id = self.paid_on_both_sides([25, 25], [50])
        match = self.meet()
        self.apply(match)
        line = self.lines(match, move)
        self.assert_line(line, state="failed")
        self.assertIn("payments", line.message)
        self.poll(self.connection)
        self.assertFalse(self.link_of(move))
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertEqual(len(self.payments_of(move)), 2)

    def test_what_was_paid_in_xero_only_comes_in_once(self):  # SPEC X12 E2
        move, _invoice_id = self.paid_on_both_sides([], [40])
        match = self.meet()
        line = self.lines(match, move)
        self.assert_line(line, decision="undecided", certainty="unsure")
        self.accept(line)
        self.apply(match)
        self.poll(self.connection)
        self.assert_line(line, state="linked")
        self.assertEqual(self.payments_of(move).mapped("amount"), [40])
        self.assertEqual(move.amount_residual, 80)
        self.assertEqual(len(self.xero_payments()), 1)

    # === WHAT WAS CREDITED BEFORE === #

    def credited_on_both_sides(self, used):
        """An invoice of 120, a credit note of 60, and what of it was used for it.

        :return: (invoice, credit note) of Odoo
        """
        move, theirs = self.before("Ada Lovelace")
        note = self.older(move.partner_id, 50, move_type="out_refund")
        line = {"Description": "Returned", "Quantity": 1, "UnitAmount": 50}
        self.in_xero(
            "credit_note",
            Type="ACCRECCREDIT",
            CreditNoteNumber=note.name,
            Status="AUTHORISED",
            Contact={"ContactID": theirs["Contact"]["ContactID"]},
            Date=str(self.last_month),
            LineAmountTypes="Exclusive",
            LineItems=[{**line, "AccountCode": "200", "TaxType": "OUTPUT2"}],
        )
        owed = (move | note).line_ids.filtered(
            lambda one: one.account_id.account_type == "asset_receivable"
        )
        owed._xero_reconcile_part(used)
        self.control("allocate", credit_note=note.name, invoice=move.name, amount=used)
        return move, note

    def test_credit_that_was_used_before_is_not_used_again(self):  # SPEC X12 P22
        move, note = self.credited_on_both_sides(20)
        match = self.meet()
        self.assert_line(self.lines(match, note), certainty="sure")
        self.apply(match)
        self.poll(self.connection)
        self.connection.cutover_date = self.last_month
        self.connection.action_sync_documents()
        self.drain(self.connection)
        self.poll(self.connection)
        self.assertEqual((move.amount_residual, note.amount_residual), (100, 40))
        (invoice,) = self.xero_invoices()
        (credit,) = self.state()["credit_notes"]
        self.assertEqual(float(invoice["AmountDue"]), 100)
        self.assertEqual(float(credit["RemainingCredit"]), 40)
        self.assertTrue(self.link_of(note))
        self.assertEqual(self.writes("Allocations"), [])
