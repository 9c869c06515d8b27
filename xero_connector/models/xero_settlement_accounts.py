# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import settlement
from ..core.errors import LabelledError
from .xero_entity import NotEligible


class XeroSettlementAccounts(models.AbstractModel):
    """Which Xero account each part of a settlement is paid to (SPEC A22, A30)."""

    _inherit = "xero.settlement"

    @api.model
    def _account(self, connection, facts, document):
        """The Xero account that a part of a document's settlement is paid to.

        :raise NotEligible: none is set yet
        :raise LabelledError: unmapped_entry: the account of an entry is not mapped
        """
        kind = facts["kind"]
        if kind == settlement.BANK and facts["entry"]:
            raise LabelledError("unmapped_entry", facts["reference"])
        if kind == settlement.BANK:
            return self._payment_account(connection, facts["journal"], facts["method"])
        account = self._mapped_account(connection, facts["account"], payments=True)
        if account:
            return account
        name = self.env["account.account"].browse(facts["account"]).display_name
        if facts["entry"] and kind != settlement.NETTING:
            raise LabelledError("unmapped_entry", f"{facts['reference']}, {name}")
        if kind == settlement.DISCOUNT:
            side = "purchase" if document.is_purchase_document() else "sale"
            account = self._discount_account(connection, side)
        else:
            account = connection[f"{kind}_account_id"]
        if not account:
            raise NotEligible(f"missing_{kind}_account", name or facts["reference"])
        return account

    @api.model
    def _discount_account(self, connection, use):
        """Where discounts for early payment go; those of vendors may go elsewhere."""
        if use == "purchase" and connection.purchase_discount_account_id:
            return connection.purchase_discount_account_id
        return connection.discount_account_id

    @api.model
    def _account_of_discount(self, connection, line):
        """Values of a line with the bank that is a discount: it goes where they all go.

        Odoo's rounding makes lines of a discount that raise what is due, which no
        payment in Xero can.

        :return: {} for other lines, and where the line's own account is mapped
        """
        if not self._other(line, "balance", 1).is_discount:
            return {}
        if self._mapped_account(connection, line.account_id.id, payments=False):
            return {}
        vendor = line.move_id.origin_payment_id.partner_type == "supplier"
        account = self._discount_account(connection, "purchase" if vendor else "sale")
        if not account:
            return {}
        return {"account_id": account.xero_id, "account_code": account.code or ""}

    @api.model
    def _mapped_account(self, connection, account_id, payments):
        """The account that an Odoo account is mapped to.

        :param payments: only one that takes payments
        """
        if not account_id:
            return self.env["xero.account"]
        use = "is_payment_account" if payments else "is_line_account"
        mappings = self.env["xero.account.mapping"].search(
            [
                ("connection_id", "=", connection.id),
                ("odoo_account_id", "=", account_id),
                (f"account_id.{use}", "=", True),
            ]
        )
        return mappings[:1].account_id

    @api.model
    def _payment_account(self, connection, journal_id, method_id):
        """By journal and payment method, by journal, else the default bank account."""
        mappings = connection.payment_mapping_ids.filtered(
            lambda mapping: (
                mapping.journal_id.id == journal_id
                and mapping.payment_method_line_id.id in (False, method_id)
            )
        ).sorted(lambda mapping: not mapping.payment_method_line_id)
        account = mappings[:1].account_id or connection.default_bank_account_id
        if not account or account.status != "ACTIVE":
            journal = self.env["account.journal"].browse(journal_id)
            raise NotEligible("missing_payment_account", journal.display_name)
        return account
