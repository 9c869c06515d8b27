# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Accounts, taxes, items and bank accounts that both sides have."""

from decimal import Decimal

from odoo.addons.xero_connector_tests.simulator.books.tax_rates import (
    CLASSES,
    Component,
    TaxRate,
)

from .first_match_case import FirstMatchCase


class TestFirstMatchLists(FirstMatchCase):
    def line_in_xero(self, invoice):
        (found,) = self.xero_invoices(invoice.name)
        return found["LineItems"][0]

    def test_an_account_of_the_same_name(self):  # SPEC X12
        account = self.env["account.account"].create(
            {
                "name": "other revenue",
                "code": "409900",
                "account_type": "income_other",
            }
        )
        match = self.meet()
        line = self.lines(match, account)
        self.assert_line(
            line, kind="ledger_account", certainty="sure", decision="accept"
        )
        self.assertIn("260", line.xero_name)
        mappings = self.env["xero.account.mapping"]
        self.assertFalse(mappings.search([]))
        self.apply(match)
        self.assert_line(line, state="linked")
        invoice = self.invoice(post=False)
        invoice.invoice_line_ids.account_id = account
        invoice.action_post()
        self.drain(self.connection)
        self.assertEqual(self.line_in_xero(invoice)["AccountCode"], "260")

    def test_a_tax_that_several_rates_equal(self):  # SPEC X12 A24
        """A person says which; one that is in use and has no rate is named."""
        rates = self.organisation.tax_rates
        for number in (1, 2):
            component = Component("Luxury", Decimal(33))
            name, tax_type = f"Luxury {number}", f"TAX00{number}"
            rates.add(TaxRate(name, tax_type, (component,), frozenset(CLASSES)))
        taxes = self.env["account.tax"].create(
            [
                {"name": f"{amount}%", "amount": amount, "type_tax_use": "sale"}
                for amount in (33, 7)
            ]
        )
        for tax in taxes:
            self.older(self.partner(f"Customer {tax.name}"), taxes=tax)
        match = self.meet()
        lines = self.lines(match, taxes[0])
        self.assertEqual(set(lines.mapped("certainty")), {"several"})
        self.assertEqual(set(lines.mapped("decision")), {"undecided"})
        alone = self.lines(match, taxes[1])
        self.assert_line(alone, certainty="only_odoo", decision="nothing")
        self.assertIn("no rate of this percentage", alone.message)
        self.accept(lines.filtered(lambda line: "TAX002" in line.xero_name))
        self.apply(match)
        invoice = self.invoice(taxes=taxes[0])
        self.drain(self.connection)
        self.assertEqual(self.line_in_xero(invoice)["TaxType"], "TAX002")

    def test_an_item_of_another_code(self):  # SPEC X12 B17
        """Its name is the same; one whose stock Xero keeps is not taken for granted."""
        self.in_xero("item", Code="A-1", Name="Advice")
        account = self.organisation.accounts.by_code["620"]
        account.type = "INVENTORY"
        stock = {
            "InventoryAssetAccountCode": "620",
            "PurchaseDetails": {"COGSAccountCode": "310"},
        }
        self.in_xero("item", Code="ROPE", Name="Rope", **stock)
        advice, rope = self.env["product.product"].create(
            [
                {"name": "Advice", "default_code": "ADV"},
                {"name": "Rope", "default_code": "ROPE"},
            ]
        )
        match = self.meet()
        self.assert_line(self.lines(match, advice), certainty="unsure")
        line = self.lines(match, rope)
        self.assert_line(line, certainty="unsure", decision="undecided")
        self.assertIn("stock", line.message)
        self.accept(self.lines(match, advice))
        self.apply(match)
        mapping = self.connection.item_mapping_ids
        self.assertEqual((mapping.product_id, mapping.item_id.code), (advice, "A-1"))

    def test_a_bank_account_of_the_same_number(self):  # SPEC X12 P19
        number = "12345678901234"
        self.organisation.accounts.by_code["090"].bank_account_number = number
        journal = self.env["account.journal"].create(
            {"name": "Second Bank", "code": "BNK9", "type": "bank"}
        )
        journal.set_bank_account(number)
        match = self.meet()
        line = self.lines(match, journal)
        self.assert_line(line, kind="payment_account", certainty="sure")
        self.apply(match)
        mapping = self.connection.payment_mapping_ids
        self.assertEqual(
            (mapping.journal_id, mapping.account_id.code), (journal, "090")
        )

    def test_mapped_meanwhile_is_left_alone(self):  # SPEC X12
        account = self.env["account.account"].create(
            {"name": "Other Revenue", "code": "409900", "account_type": "income"}
        )
        match = self.meet()
        line = self.lines(match, account)
        self.env["xero.account.mapping"].create(
            {
                "connection_id": self.connection.id,
                "odoo_account_id": account.id,
                "account_id": self.account(self.connection, "200").id,
            }
        )
        self.apply(match)
        self.assert_line(line, state="failed")
        self.assertIn("mapped meanwhile", line.message)

    def test_bills_and_credit_notes_too(self):  # SPEC X12 A5
        """Bills of two suppliers may have the same number."""
        suppliers = self.partner("Anvil") | self.partner("Bellows")
        moves = self.env["account.move"]
        for partner in suppliers:
            moves |= self.older(
                partner,
                move_type="in_invoice",
                ref="2024-1",
                taxes=self.purchase_tax,
            )
        note = self.older(suppliers[0], move_type="out_refund", price=30)
        line = {
            "Description": "Consulting",
            "Quantity": 1,
            "UnitAmount": 100,
            "AccountCode": "429",
            "TaxType": "INPUT2",
        }
        bills = []
        for partner in suppliers:
            contact = self.in_xero("contact", Name=partner.name)["ContactID"]
            contact = {"ContactID": contact}
            bills.append(self.enter(contact, "2024-1", Type="ACCPAY", LineItems=[line]))
            if partner == suppliers[0]:
                theirs = self.in_xero(
                    "credit_note",
                    Type="ACCRECCREDIT",
                    CreditNoteNumber=note.name,
                    Status="AUTHORISED",
                    Contact=contact,
                    Date=str(self.last_month),
                    LineItems=[
                        {
                            **line,
                            "UnitAmount": 30,
                            "AccountCode": "200",
                            "TaxType": "OUTPUT2",
                        }
                    ],
                )
        match = self.meet()
        self.apply(match)
        for move, bill in zip(moves, bills, strict=True):
            self.assertEqual(self.link_of(move).xero_id, bill["InvoiceID"])
        self.assertEqual(self.link_of(note).xero_id, theirs["CreditNoteID"])
        self.assertEqual(self.writes("Invoices") + self.writes("CreditNotes"), [])
