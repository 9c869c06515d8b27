# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tax mappings: only what posts the same tax in Xero, for the side it is for."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .mapping_case import MappingCase


class TestMappingTaxes(MappingCase):
    def theirs(self, invoice):
        """(TaxType, tax) of each line in Xero."""
        (found,) = self.xero_invoices(invoice.name)
        return [(line["TaxType"], line["TaxAmount"]) for line in found["LineItems"]]

    # === COMBINATIONS === #

    def test_several_taxes_and_groups_are_one_rate_in_xero(self):  # SPEC D6 A24
        connection = self.connect()
        rate = self.user_rate(connection, "HST", 5, 8)
        federal, provincial = self.tax("Federal", 5), self.tax("Provincial", 8)
        group = self.tax(
            "Both", 0, amount_type="group", children_tax_ids=(federal | provincial).ids
        )
        mapping = self.map(connection, group, rate)
        self.assertEqual(mapping.components, "HST 1 5 %, HST 2 8 %")
        partner = self.partner()
        for taxes in (group, federal | provincial):
            invoice = self.invoice(partner, taxes=taxes, price=200)
            self.drain(connection)
            self.assertEqual(self.theirs(invoice), [(rate.tax_type, 26)])
        self.assertEqual({one["Total"] for one in self.xero_invoices()}, {226})

    def test_tax_upon_tax_counts_as_odoo_computes_it(self):  # SPEC D6 D11
        connection = self.connect()
        first = self.tax("First", 5, include_base_amount=True, sequence=1)
        second = self.tax("Second", 8.5, sequence=2)
        with self.refused("13.925 % in Odoo"):
            self.map(
                connection,
                first,
                self.user_rate(connection, "Sum", 5, 8.5),
                with_tax_ids=second.ids,
            )
        self.map(
            connection,
            first,
            self.user_rate(connection, "Upon", 13.925),
            with_tax_ids=second.ids,
        )

    def test_a_combination_is_mapped_once(self):  # SPEC A24
        connection = self.connect()
        rate = self.user_rate(connection, "HST", 13)
        six, seven = self.tax("Six", 6), self.tax("Seven", 7)
        self.map(connection, six, rate, with_tax_ids=seven.ids)
        (said,) = self.env["xero.tax.mapping"].load(
            ["tax_id", "with_tax_ids", "tax_rate_id"], [["Seven", "Six", "HST"]]
        )["messages"]
        self.assertIn("already mapped", said["message"])

    def test_editing_a_group_never_fails_because_of_a_mapping(self):  # SPEC A24 X14
        """The mapping that was made for these taxes counts; the other one is told."""
        connection = self.connect()
        five, eight, three = (self.tax(f"Tax {rate}", rate) for rate in (5, 8, 3))
        group = self.tax(
            "Both", 0, amount_type="group", children_tax_ids=(five | three).ids
        )
        self.user_rate(connection, "Old", 5, 3)
        old = connection.tax_mapping_ids.filtered(lambda one: one.tax_id == group)
        rate = self.user_rate(connection, "HST", 5, 8)
        direct = self.map(connection, five, rate, with_tax_ids=eight.ids)
        self.assertNotIn("HST", self.missing(connection))

        (old | direct).combined_on = "2020-01-01 00:00:00"  # not in this second
        group.children_tax_ids = five | eight
        self.env.flush_all()
        self.assertEqual(old.combination, direct.combination)
        for said in (self.missing(connection), old._problem_now()):
            self.assertIn("already mapped: “Tax 5, Tax 8 → HST", said)
        self.assertIn("Both → Old", self.missing(connection))
        self.assertFalse(direct._problem_now())
        invoice = self.invoice(taxes=group, price=200)
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), [(rate.tax_type, 26)])

        connection.action_load_all()  # as every night
        self.drain(connection)
        self.assertIn("Both → Old", connection.mapping_problems)
        self.assertTrue(old.problem)
        old.unlink()
        self.assertNotIn("Both", self.missing(connection))

    def test_a_group_of_one_tax_is_the_tax(self):  # SPEC A24 D6
        """Whoever loads the rates fails not because both could be mapped."""
        connection = self.connect()
        tax = self.tax("One", 1)
        group = self.tax("Of One", 0, amount_type="group", children_tax_ids=tax.ids)
        rate = self.user_rate(connection, "Rate", 1)
        mapped = connection.tax_mapping_ids.filtered(
            lambda one: one.tax_rate_id == rate
        )
        self.assertEqual(len(mapped), 1)
        partner = self.partner()
        for taxes in (tax, group):
            invoice = self.invoice(partner, taxes=taxes)
            self.drain(connection)
            self.assertEqual(self.theirs(invoice), [(rate.tax_type, 1)])

    def test_groups_that_swap_their_taxes(self):  # SPEC A24
        """In one save, whichever of the two is written first."""
        connection = self.connect()
        one, two = (
            self.tax(f"Tax {rate}", rate, type_tax_use="none") for rate in (1, 2)
        )
        groups = self.env["account.tax"].concat(
            *(
                self.tax(
                    f"Of {tax.name}", 0, amount_type="group", children_tax_ids=tax.ids
                )
                for tax in (one, two)
            )
        )
        for rate in (1, 2):
            self.user_rate(connection, f"Rate {rate}", rate)
        self.assertLess(groups, connection.tax_mapping_ids.tax_id)
        groups[0].children_tax_ids, groups[1].children_tax_ids = two, one
        self.env.flush_all()
        self.assertFalse(connection.tax_mapping_ids._twins())
        invoice = self.invoice(taxes=groups[0])
        self.drain(connection)
        self.assert_failed(invoice, "tax_rate_invalid", "Of Tax 1")
        self.assertEqual(self.writes("Invoices"), [])

    # === WHAT IS REFUSED === #

    def test_what_is_no_percentage(self):  # SPEC D11
        connection = self.connect()
        fixed = self.tax("Bag", 0.1, amount_type="fixed")
        group = self.tax(
            "Bag and VAT", 0, amount_type="group", children_tax_ids=fixed.ids
        )
        for tax in (fixed, group):
            with self.refused("“Bag” is a fixed amount.*Account Mappings"):
                self.map(connection, tax, self.rate(connection, "NONE"))

    def test_both_rates_are_told(self):  # SPEC D11 P13
        connection = self.connect()
        with self.refused("“Old” is 17.5 % in Odoo, but .* is 20.0 % in Xero"):
            self.map(
                connection, self.tax("Old", 17.5), self.rate(connection, "OUTPUT2")
            )

    def test_rates_of_the_other_side(self):  # SPEC P12
        connection = self.connect()
        with self.refused("is not for sales in Xero"):
            self.map(
                connection, self.tax("Twenty", 20), self.rate(connection, "INPUT2")
            )
        bought = self.tax("Bought", 20, type_tax_use="purchase")
        with self.refused("is not for purchases in Xero"):
            self.map(connection, bought, self.rate(connection, "OUTPUT2"))
        assets = self.user_rate(connection, "Capital", 20, applies_to=("ASSET",))
        self.map(connection, bought, assets)

    def test_rate_on_an_account_of_another_class(self):  # SPEC P12
        """Xero would refuse it; nothing is sent, and the account and rate are told."""
        connection = self.connect()
        invoice = self.invoice(post=False, product=self.product())
        product = invoice.invoice_line_ids.product_id
        mapping = self.map_account(connection, "429", product_id=product.id)
        invoice.action_post()
        self.drain(connection)
        self.assert_failed(invoice, "tax_type_not_allowed", "OUTPUT2", "429 General")
        self.assertEqual(self.writes("Invoices"), [])
        mapping.account_id = self.account(connection, "260")
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_managers_need_no_rights_in_accounting(self):  # SPEC A8 A24
        connection = self.connect()
        manager = self.manager()
        mine = connection.with_user(manager)
        mine.read(["missing_settings", "mapping_problems", "default_account_id"])
        mine.tax_mapping_ids.read(["percents", "components", "needs_confirmation"])
        tax = self.tax("Twenty", 20)
        rate = self.rate(connection, "OUTPUT2")
        mapping = self.env["xero.tax.mapping"].with_user(manager)
        mapping.create(
            {
                "connection_id": connection.id,
                "tax_id": tax.id,
                "tax_rate_id": rate.id,
            }
        )
        mine.default_account_id = self.account(connection, "260")

    # === REVERSE CHARGE === #

    def test_reverse_charge_is_confirmed_once(self):  # SPEC D11
        connection = self.connect()
        tax = self.reverse_charge(type_tax_use="purchase")
        mapping = self.map(connection, tax, self.rate(connection, "REVERSECHARGES"))
        self.assertEqual(mapping.percents, "0 % (20 %)")
        self.assertTrue(mapping.needs_confirmation)
        bill = self.invoice(move_type="in_invoice", taxes=tax, ref="7")
        self.drain(connection)
        self.assert_failed(bill, "tax_unconfirmed", "Reverse", "Confirm")
        self.assertEqual(self.writes("Invoices"), [])

        with self.assertRaises(AccessError):
            mapping.with_user(self.manager()).action_confirm()
        boss = new_test_user(
            self.env, "boss", groups="xero_connector.group_administrator"
        )
        mapping.with_user(boss).action_confirm()
        self.assertEqual(mapping.confirmed_by_id, boss)
        self.assertTrue(mapping.confirmed_on)
        self.assertFalse(mapping.needs_confirmation)
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Total"], 100)
        line = self.xero_invoices()[0]["LineItems"][0]
        self.assertEqual(line["TaxType"], "REVERSECHARGES")

    def test_confirmation_ends_when_the_percentages_change(self):  # SPEC D11
        connection = self.connect()
        tax = self.reverse_charge(type_tax_use="purchase")
        mapping = self.map(connection, tax, self.rate(connection, "REVERSECHARGES"))
        mapping.action_confirm()
        self.assertFalse(mapping.needs_confirmation)
        tax.amount = 19
        self.assertTrue(mapping.needs_confirmation)

    def test_nobody_enters_a_confirmation(self):  # SPEC D11
        connection = self.connect()
        tax = self.reverse_charge(type_tax_use="purchase")
        mapping = self.map(connection, tax, self.rate(connection, "REVERSECHARGES"))
        mine = mapping.with_user(self.manager())
        for values in (
            {"confirmed_percents": mapping._confirmable()},
            {"needs_confirmation": False},
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                mine.write(values)
