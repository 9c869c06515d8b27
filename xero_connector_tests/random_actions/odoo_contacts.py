# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Odoo with contacts."""

from .odoo_money import OdooMoney
from .odoo_side import said
from .policies import ODOO

#: so many are left at least
FEW = 6


class OdooPerson(OdooMoney):
    """Everything that a person does in Odoo."""

    def actions(self):
        return {
            **super().actions(),
            self.new_partner: 1,
            self.edit_partner: 4,
            self.rename_partner: 1,
            self.archive_partner: 1,
            self.restore_partner: 1,
            self.merge_partners: 0.6,
        }

    def new_partner(self):
        partner = self.env["res.partner"].create(
            {"name": f"Odoo Trader {self.next_number()}", "is_company": True}
        )
        self.stage.touch(ODOO, partner.id)
        return said(partner)

    def edit_partner(self):
        partner = self.pick(self.partners())
        if not partner:
            return None
        number = self.next_number()
        name, value = self.dice.choice(
            (
                ("email", f"o{number}@example.com"),
                ("phone", f"020 {number:06}"),
                ("street", f"{number} Odoo Street"),
                ("city", f"Odoo City {number}"),
            )
        )
        partner[name] = value
        return f"{said(partner)} has the {name} {value}"

    def rename_partner(self):
        partner = self.pick(self.partners())
        if not partner:
            return None
        before, partner.name = partner.name, f"Odoo Renamed {self.next_number()}"
        return f"{said(partner)} was {before}"

    def archive_partner(self):
        """Nobody archives a partner with something open."""
        partner = self.pick(self.partners().filtered(lambda one: not self.is_busy(one)))
        if not partner:
            return None
        partner.action_archive()
        return f"{said(partner)} is archived"

    def is_busy(self, partner):
        """Whether something is open for a partner."""
        domain = [
            ("partner_id", "child_of", partner.id),
            ("parent_state", "=", "posted"),
            (
                "account_id.account_type",
                "in",
                ("asset_receivable", "liability_payable"),
            ),
            ("reconciled", "=", False),
        ]
        return bool(self.env["account.move.line"].search_count(domain, limit=1))

    def restore_partner(self):
        partner = self.pick(self.partners(active=False))
        if not partner:
            return None
        partner.action_unarchive()
        return f"{said(partner)} is not archived any more"

    def merge_partners(self):
        """By Odoo's own wizard."""
        if len(self.partners()) < FEW:
            return None
        target = self.pick(self.partners())
        others = (self.partners() - target).filtered(self.may_be_merged)
        source = self.pick(others) if target else target
        if not source:
            return None
        told = f"{said(source)} becomes {said(target)}"
        merge(target, source)
        return told

    def may_be_merged(self, partner):
        """Xero leaves documents with payments to the old contact: when these are freed,
        a person is asked to merge the contacts as well, which is not for calm runs."""
        settled = self.env["account.move.line"].search_count(
            [("partner_id", "child_of", partner.id), ("matching_number", "!=", False)],
            limit=1,
        )
        return not (self.stage.calm and settled)


def merge(target, source):
    """By Odoo's own wizard; the target is left."""
    wizard = target.env["base.partner.merge.automatic.wizard"].create({})
    wizard._merge([target.id, source.id], target)
    target.env.invalidate_all()
