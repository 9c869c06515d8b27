# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Over- and prepayments that a person enters in Xero (SPEC X10, P18)."""

from decimal import Decimal

from .money_in import MoneyInCase
from .webhook_case import WebhookCase


class MoneyWithoutDocumentCase(MoneyInCase):
    def enter(self, partner, amount, kind="RECEIVE-OVERPAYMENT", **fields):
        """A person enters money; its over- or prepayment is returned."""
        account = fields.pop("account", "090")
        line = {"Description": "Money", "Quantity": 1, "UnitAmount": str(amount)}
        if kind.endswith("PREPAYMENT"):
            line |= {"AccountCode": "200", "TaxType": "NONE"}
        made = self.control(
            "edit",
            entity="bank_transaction",
            fields={
                "Type": kind,
                "Contact": {"ContactID": self.contact_id(partner)},
                "BankAccount": {"Code": account},
                "LineItems": [line],
                **fields,
            },
        )
        name = kind.partition("-")[2].lower()
        key = f"{name.capitalize()}ID"
        (credit,) = [one for one in self.live(f"{name}s") if one[key] == made[key]]
        return {**credit, "BankTransactionID": made["BankTransactionID"]}

    def contact_id(self, partner):
        links = self.env["xero.link"]._of(self.connection, "res.partner", partner.ids)
        return links[partner.id, ""].xero_id

    def allocate(self, credit, invoice, amount):
        kind = "overpayment" if "OverpaymentID" in credit else "prepayment"
        return self.control(
            "allocate",
            **{kind: credit[f"{kind.capitalize()}ID"]},
            invoice=self.xero_id(invoice),
            amount=str(amount),
        )

    def money_of(self, partner):
        return self.env["account.payment"].search(
            [("partner_id", "=", partner.id), ("state", "in", ("in_process", "paid"))]
        )


class TestOverpaymentsIn(MoneyWithoutDocumentCase):
    def known_partner(self):
        """Somebody whom both sides know, without anything open."""
        return self.in_xero(price=1000).partner_id

    def test_from_a_customer(self):  # SPEC X10 P18 A2
        partner = self.known_partner()
        self.enter(partner, 150)
        self.follow()
        payment = self.money_of(partner)
        self.assertEqual((payment.amount, payment.payment_type), (150, "inbound"))
        self.assertEqual(payment.journal_id, self.bank)
        self.assertEqual(payment.xero_sync, "synced")
        self.assertEqual(self.bank_in_xero(), 150)

    def test_to_a_vendor(self):  # SPEC X10 B16
        partner = self.in_xero("in_invoice").partner_id
        self.enter(partner, 80, "SPEND-OVERPAYMENT")
        self.follow()
        self.assertEqual(self.money_of(partner).payment_type, "outbound")
        self.assertEqual(self.bank_in_xero(), -80)

    def test_used_for_invoices(self):  # SPEC X10
        first = self.in_xero(price=100)
        second = self.in_xero(partner=first.partner_id, price=70)
        credit = self.enter(first.partner_id, 150)
        self.allocate(credit, first, 100)
        self.follow()
        self.assertEqual(first.amount_residual, 0)
        self.allocate(credit, second, 20)
        self.follow()
        self.assertEqual(second.amount_residual, 50)

    def test_freed(self):  # SPEC E13 X10
        invoice = self.in_xero(price=100)
        credit = self.enter(invoice.partner_id, 150)
        used = self.allocate(credit, invoice, 60)
        self.follow()
        self.assertEqual(invoice.amount_residual, 40)
        self.control("void", allocation=used["AllocationID"])
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)

    def test_refunded(self):  # SPEC X10
        partner = self.known_partner()
        credit = self.enter(partner, 150)
        paid = self.control(
            "refund", overpayment=credit["OverpaymentID"], amount="40", account="090"
        )
        self.follow()
        self.assertEqual(self.bank_in_xero(), 110)
        self.assertEqual(sorted(self.money_of(partner).mapped("amount")), [40, 150])
        self.control("void", payment=paid["PaymentID"])
        self.follow()
        self.assertEqual(self.bank_in_xero(), 150)
        self.assertEqual(self.money_of(partner).mapped("amount"), [150])

    def test_voided(self):  # SPEC E13 X10
        partner = self.known_partner()
        credit = self.enter(partner, 150)
        self.follow()
        self.control("void", bank_transaction=credit["BankTransactionID"])
        self.follow()
        self.assertFalse(self.money_of(partner))
        self.assertEqual(self.bank_in_xero(), 0)

    def test_sent_from_odoo(self):  # SPEC X10 E13
        """Ours is not taken in again; what Xero does with it is followed."""
        invoice = self.in_xero(price=100)
        payment = self.payment(150, invoice.partner_id)
        self.drain(self.connection)
        (credit,) = self.live("overpayments")
        used = self.allocate(credit, invoice, 30)
        self.follow()
        self.assertEqual(invoice.amount_residual, 70)
        self.control("void", allocation=used["AllocationID"])
        self.follow()
        (theirs,) = self.live("bank_transactions")
        self.control("void", bank_transaction=theirs["BankTransactionID"])
        self.follow()
        self.assertEqual(payment.state, "canceled")
        self.assertEqual(invoice.amount_residual, 100)

    def test_more_reconciled_in_odoo_afterwards(self):  # SPEC X10 A6
        """From then on it is money as any other: Odoo's own use goes out."""
        invoice = self.in_xero(price=100)
        self.enter(invoice.partner_id, 150)
        self.follow()
        self.reconcile(invoice, self.money_of(invoice.partner_id).move_id)
        self.assert_books_agree()
        self.assertEqual(self.live("overpayments")[0]["RemainingCredit"], 50)

    def test_cancelled_in_odoo_afterwards(self):  # SPEC X10 A6
        partner = self.known_partner()
        self.enter(partner, 150)
        self.follow()
        self.money_of(partner).action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 0)

    def test_prepayment_used_and_refunded(self):  # SPEC X10
        """A prepayment stands elsewhere in Xero until it is used up."""
        invoice = self.in_xero(price=100)
        credit = self.enter(invoice.partner_id, 130, "RECEIVE-PREPAYMENT")
        self.poll(self.connection)
        self.assertEqual(self.money_of(invoice.partner_id).amount, 130)
        self.allocate(credit, invoice, 100)
        self.control(
            "refund", prepayment=credit["PrepaymentID"], amount="30", account="090"
        )
        self.follow()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(invoice.amount_residual, 0)

    def test_somebody_who_is_another_partner_by_now(self):  # SPEC X5 P18
        """The partner was merged in Odoo; the contact is still there in Xero."""
        partner = self.known_partner()
        survivor = self.in_xero(partner=self.partner("Grace Hopper Ltd")).partner_id
        self.enter(partner, 80, "SPEND-OVERPAYMENT")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([survivor.id, partner.id], survivor)
        self.env.invalidate_all()
        self.poll(self.connection)
        self.assertEqual(self.money_of(survivor).amount, 80)
        self.assertEqual(self.bank_in_xero(), -80)

    # === WHAT IS NOT TAKEN IN, OR WAITS === #

    def test_somebody_whom_odoo_does_not_know(self):  # SPEC P18
        self.control(
            "edit",
            entity="bank_transaction",
            fields={
                "Type": "RECEIVE-OVERPAYMENT",
                "Contact": {"Name": "A stranger"},
                "BankAccount": {"Code": "090"},
                "LineItems": [
                    {"Description": "Money", "Quantity": 1, "UnitAmount": "5"}
                ],
            },
        )
        before = self.env["account.payment"].search_count([])
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.env["account.payment"].search_count([]), before)
        remote = self.env["xero.remote"].search([("entity", "=", "overpayment")])
        self.assertEqual((remote.name, remote.amount_due), ("A stranger", 5))

    def test_before_the_cutover(self):  # SPEC X10
        partner = self.known_partner()
        self.connection.cutover_date = "2026-02-01"
        self.enter(partner, 150, Date="2026-01-31")
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertFalse(self.money_of(partner))

    def test_currency_that_odoo_lacks(self):  # SPEC X4 X10
        self.use_currencies()
        partner = self.known_partner()
        self.currency("EUR").active = False
        self.enter(partner, 118, CurrencyCode="EUR", CurrencyRate="1.25")
        self.poll(self.connection)
        self.assert_held("waiting", "currency_inactive", "EUR", entity="overpayment")
        self.assertFalse(self.money_of(partner))
        self.currency("EUR").active = True
        self.follow()
        self.assertEqual(self.money_of(partner).currency_id.name, "EUR")
        self.assertEqual(self.bank_in_xero(), Decimal("94.40"))

    def test_account_without_a_journal(self):  # SPEC A22
        partner = self.known_partner()
        self.enter(partner, 150, account="091")
        self.poll(self.connection)
        self.assert_held("waiting", "missing_journal", entity="overpayment")
        savings = self.bank.copy({"name": "Savings", "code": "SAV"})
        self.env["xero.payment.mapping"].create(
            {
                "connection_id": self.connection.id,
                "journal_id": savings.id,
                "account_id": self.account(self.connection, "091").id,
            }
        )
        self.follow()
        self.assertEqual(self.money_of(partner).journal_id, savings)

    def test_entered_on_both_sides(self):  # SPEC A2 P18
        """Odoo's waits for its document, and is the same: it is linked."""
        partner = self.known_partner()
        self.connection.unmatched_payments = "hold"
        payment = self.payment(150, partner)
        self.drain(self.connection)
        self.enter(partner, 150)
        self.follow()
        self.assertEqual(self.money_of(partner), payment)
        self.assertEqual(self.bank_in_xero(), 150)


class TestMoneyThatXeroTellsOf(WebhookCase, MoneyWithoutDocumentCase):
    """The same through webhooks, without a poll."""

    def test_prepayment_and_payment(self):  # SPEC X4 X10 B8
        invoice = self.in_xero(price=100)
        credit = self.enter(invoice.partner_id, 130, "RECEIVE-PREPAYMENT")
        paid = self.pay_in_xero(invoice, 40)
        self.deliver(
            self.event("PREPAYMENT", credit["PrepaymentID"], "CREATE"),
            self.event("PAYMENT", paid["PaymentID"], "CREATE"),
        )
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(invoice.amount_residual, 60)
        amounts = sorted(self.money_of(invoice.partner_id).mapped("amount"))
        self.assertEqual(amounts, [40, 130])
        self.allocate(credit, invoice, 60)
        self.deliver(self.event("INVOICE", self.xero_id(invoice)), first=3)
        self.drain(self.connection)
        self.assertEqual(invoice.amount_residual, 0)
