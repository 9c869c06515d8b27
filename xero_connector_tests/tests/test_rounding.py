# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A tax that no line in Xero can bear: a few cents on Xero's rounding account."""

from psycopg2.errors import CheckViolation

from odoo.tests import Form
from odoo.tools import mute_logger

from odoo.addons.xero_connector.models.xero_connection_rounding import LINE

from .rounding_case import ROUNDING, RoundingCase


class TestTaxWithoutBearer(RoundingCase):
    def test_it_is_a_line_on_the_rounding_account(self):  # SPEC P5 X2
        sold = self.without_bearer()
        self.assertEqual((sold.amount_untaxed, sold.amount_tax), (10.02, -0.02))
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")
        self.assert_books_but("-0.02")
        *_others, line = self.in_xero_of(sold)["LineItems"]
        self.assertEqual(line["Description"], "Rounding difference to Odoo")
        self.assertEqual(line["TaxType"], "NONE")
        self.assertIn("which no line in Xero could bear", sold.xero_rounding_note)

    def test_of_every_kind(self):  # SPEC P5 X2
        """Bills and credit notes, and what is paid afterwards is paid in both."""
        sold = self.without_bearer(10.04)
        credit = sold._reverse_moves()
        credit.action_post()
        other = self.without_bearer(20.03)
        self.drain(self.connection)
        self.assert_rounded(other, "0.02")
        self.assert_rounded(sold, "0.01")
        [note] = self.state()["credit_notes"]
        self.assertEqual(float(note["Total"]), credit.amount_total)
        self.assertEqual(float(note["LineItems"][-1]["LineAmount"]), 0.01)
        self.pay(other)
        self.drain(self.connection)
        self.assertEqual(self.in_xero_of(other)["Status"], "PAID")
        self.assert_rounded(other, "0.02")
        self.assert_books_but("0.02")

    def test_only_where_the_connection_allows_it(self):  # SPEC P5
        self.forbid()
        sold = self.without_bearer()
        self.drain(self.connection)
        self.assert_failed(sold, "unsupported_tax", "Reverse sale", "a Few Cents")
        self.assertEqual(len(self.xero_invoices()), 1)  # the one of the scene
        self.allow()
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")

    def test_only_as_much_as_the_connection_allows(self):  # SPEC P5
        self.allow(0.01)
        sold = self.without_bearer()
        self.drain(self.connection)
        self.assert_failed(sold, "unsupported_tax", "Reverse sale: -0.02")
        self.connection.rounding_tolerance = 0.02
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")

    # === WHAT MAY BE IN THE WAY === #

    def test_account_that_is_archived(self):  # SPEC P5 P11
        """As last loaded; it goes on by itself when the account is there again."""
        self.account(self.connection, ROUNDING).status = "ARCHIVED"
        sold = self.without_bearer()
        self.drain(self.connection)
        self.assert_failed(sold, "rounding_impossible", "no active rounding account")
        self.assertEqual(len(self.xero_invoices()), 1)
        self.connection.action_load_accounts()
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")

    def test_account_that_xero_refuses(self):  # SPEC P5 XERO_API 4
        """That lines may use it is not confirmed: Xero's own words are told."""
        account = self.organisation.accounts.get(ROUNDING)
        account.status = "ARCHIVED"
        sold = self.without_bearer()
        self.drain(self.connection)
        self.assert_failed(sold, "account_invalid", "'860'", "Xero's rounding account")
        account.status = "ACTIVE"
        self.retry(self.task(sold))
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")

    def test_default_rate_that_would_tax_it(self):  # SPEC P5
        rates = self.connection.tax_rate_ids
        none = self.connection.default_tax_rate_id
        vat = rates.filtered(lambda rate: rate.tax_type == "OUTPUT2")
        self.connection.default_tax_rate_id = vat
        sold = self.without_bearer()
        self.drain(self.connection)
        self.assert_failed(sold, "rounding_impossible", "is not without tax", vat.name)
        self.connection.default_tax_rate_id = none
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")

    def test_amounts_that_are_no_rounding(self):  # SPEC P5
        for amount in (0, 0.004, -0.05, 1.01, 50):
            with (
                self.subTest(amount=amount),
                self.assertRaisesRegex(CheckViolation, "rounding_tolerance"),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.connection.rounding_tolerance = amount
                self.connection.flush_recordset()
        self.assertEqual(self.connection.rounding_tolerance, 0.05)

    # === LATER === #

    def test_it_follows_the_document(self):  # SPEC P5 A28
        """The same line is kept, changed, and removed; there is never another one."""
        sold = self.without_bearer()
        self.drain(self.connection)
        [(*_amounts, line_id)] = self.rounding_lines(sold)
        for price, amount in ((10.03, "0.02"), (10.04, "0.01")):
            self.edit(sold, price)
            self.assert_rounded(sold, amount)
            [(*_amounts, same)] = self.rounding_lines(sold)
            self.assertEqual(same, line_id)
        self.edit(sold, 10.05)
        self.assert_rounded(sold, "0.00")
        self.assertFalse(sold.xero_rounding_note)
        self.assert_same_books(self.connection)

    def edit(self, sold, price):
        sold.button_draft()
        with Form(sold) as form, form.invoice_line_ids.edit(0) as line:
            line.price_unit = price
        sold.action_post()
        self.drain(self.connection)

    def test_accountants_can_list_them(self):  # SPEC P5
        sold = self.without_bearer()
        self.drain(self.connection)
        moves = self.env["account.move"]
        both = moves.browse((sold | self.sold).ids)
        mine = [("id", "in", both.ids)]
        self.assertEqual(moves.search([*mine, ("xero_rounded", "=", True)]), sold)
        self.assertEqual(moves.search([*mine, ("xero_rounded", "!=", True)]), self.sold)
        links = self.env["xero.link"].search([("rounding_note", "!=", False)])
        self.assertEqual(links, sold.xero_link_id)
        sold.button_draft()
        sold.button_cancel()
        self.drain(self.connection)
        self.assertFalse(moves.search([*mine, ("xero_rounded", "=", True)]))

    # === DIFFERENCES === #

    def test_the_cents_are_agreed_on(self):  # SPEC X3 P5
        self.without_bearer()
        self.drain(self.connection)
        self.night()
        self.assertFalse(self.rows().mapped("details"))
        self.assertTrue(self.connection.books_agree_as_of)
        self.assert_calm()

    def test_what_a_person_makes_of_them_is_told(self):  # SPEC X3 P5
        sold = self.without_bearer()
        self.drain(self.connection)
        lines = self.in_xero_of(sold)["LineItems"]
        changed = [
            {"LineItemID": one["LineItemID"], "UnitAmount": amount}
            for one, amount in zip(lines, (10.02, -0.03), strict=True)
        ]
        self.edit_in_xero(self.in_xero_of(sold), LineItems=changed)
        row = self.row("amounts")
        self.assertIn(["total", "", "10.00", "9.99"], row.details)
        self.assertNotIn("tax", [line[0] for line in row.details])
        self.decide(row, "odoo_wins")
        self.assert_rounded(sold, "-0.02")
        self.assert_solved(row, "odoo")

    def test_edited_while_xero_says_otherwise(self):  # SPEC X3 P5
        """Odoo's new figures are told as they would be sent."""
        sold = self.without_bearer()
        self.drain(self.connection)
        self.connection.paused = True
        sold.button_draft()
        with Form(sold) as form, form.invoice_line_ids.edit(0) as line:
            line.price_unit = 30.03
        sold.action_post()
        link = sold.xero_link_id
        entity = self.env["xero.runner"]._entity(link.entity)
        ours = entity._ours(self.connection, link, sold)
        self.assertEqual((float(ours["tax"]), float(ours["total"])), (0, 30.05))
        self.assertEqual(self.connection.rounding_policy, LINE)
