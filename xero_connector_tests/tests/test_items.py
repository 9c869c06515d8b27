# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Products are items in Xero, known by their code."""

from .mapping_case import MappingCase


class TestItems(MappingCase):
    def item_in_xero(self, code, **fields):
        self.in_xero("item", Code=code, Name=f"Item {code}", **fields)

    def reload(self, connection):
        connection.action_load_items()
        self.drain(connection)

    def tracked(self):
        account = self.organisation.accounts.by_code["620"]
        account.type = "INVENTORY"
        return {
            "InventoryAssetAccountCode": "620",
            "PurchaseDetails": {"COGSAccountCode": "310"},
        }

    def code_in_xero(self, invoice):
        (found,) = self.xero_invoices(invoice.name)
        return found["LineItems"][0].get("ItemCode")

    def test_loaded_proposed_and_sent(self):  # SPEC A19 B17
        self.item_in_xero("ADV")
        self.item_in_xero("OTHER")
        product = self.product(default_code="ADV")
        connection = self.connect()
        self.assertTrue(connection.items_loaded_on)
        self.assertEqual(
            connection.item_ids.mapped("display_name"),
            ["ADV Item ADV", "OTHER Item OTHER"],
        )
        mapping = connection.item_mapping_ids
        self.assertEqual((mapping.product_id, mapping.item_id.code), (product, "ADV"))
        invoice = self.invoice(post=False, product=product)
        invoice.action_post()
        plain = self.invoice()
        self.drain(connection)
        self.assertEqual(self.code_in_xero(invoice), "ADV")
        self.assertFalse(self.code_in_xero(plain))
        self.assert_agreement(connection, invoice, plain)

    def test_tracked_items_are_kept_and_not_proposed(self):  # SPEC B17
        self.item_in_xero("ADV", **self.tracked())
        self.product(default_code="ADV")
        connection = self.connect()
        self.assertTrue(connection.item_ids.is_tracked)
        self.assertFalse(connection.item_mapping_ids)

    def test_two_products_with_one_code(self):  # SPEC B17
        self.item_in_xero("ADV")
        self.product(default_code="ADV")
        self.product("Copy", default_code="ADV")
        connection = self.connect()
        self.assertFalse(connection.item_mapping_ids)

    def test_item_that_is_not_bought(self):  # SPEC B17
        """Xero takes it on sales only; the bill goes without the code."""
        self.item_in_xero("ADV", IsPurchased=False)
        product = self.product(default_code="ADV")
        connection = self.connect()
        bill = self.invoice(
            post=False,
            product=product,
            move_type="in_invoice",
            ref="7",
            taxes=self.no_tax,
        )
        bill.action_post()
        self.drain(connection)
        found = [one for one in self.xero_invoices() if one["Type"] == "ACCPAY"]
        self.assertFalse(found[0]["LineItems"][0].get("ItemCode"))

    def test_deleted_item(self):  # SPEC B17 X14
        self.item_in_xero("ADV")
        product = self.product(default_code="ADV")
        connection = self.connect()
        self.control("delete", entity="item", id="ADV")
        self.reload(connection)
        self.assertEqual(connection.item_ids.status, "DELETED")
        mapping = connection.item_mapping_ids
        self.assertIn("deleted in Xero", mapping.problem)
        invoice = self.invoice(post=False, product=product)
        invoice.action_post()
        self.drain(connection)
        self.assert_failed(invoice, "item_invalid", "ADV Item ADV")
        mapping.unlink()
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_import_by_codes(self):  # SPEC B17 E11
        self.item_in_xero("ADV")
        product = self.product(default_code="X-1")
        connection = self.connect()
        result = self.env["xero.item.mapping"].load(
            ["product_id", "item_id"], [["X-1", "ADV"]]
        )
        self.assertEqual(result["messages"], [])
        self.assertEqual(connection.item_mapping_ids.product_id, product)
        exported = connection.item_mapping_ids.export_data(["item_id"])["datas"]
        self.assertEqual(exported, [["ADV Item ADV"]])
