# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of checking documents need: people who click the button."""

from odoo.tests import new_test_user

from .mapping_case import MappingCase

CLERK = "account.group_account_invoice"
MANAGER = "account.group_account_invoice,xero_connector.group_manager"


class PreflightCase(MappingCase):
    def user(self, groups=MANAGER):
        login = f"check-{groups[-7:]}"
        known = self.env["res.users"].search([("login", "=", login)])
        return known or new_test_user(self.env, login, groups=groups)

    def check(self, move, groups=MANAGER):
        """What the button “Check for Xero” opens."""
        action = move.with_user(self.user(groups)).action_xero_check()
        self.assertEqual(action["target"], "new")
        checked = self.env["xero.preflight"].with_user(self.user(groups))
        return checked.browse(action["res_id"])

    def found(self, check, label):
        found = check.finding_ids.filtered(lambda one: one.label == label)
        self.assertEqual(len(found), 1, check.finding_ids.mapped("label"))
        self.assertTrue(found.sentence and found.advice)
        return found

    def labels(self, check):
        return set(check.finding_ids.mapped("label"))

    def assert_fix(self, found, model, **context):
        """The button leads to this model, with these values for new rows."""
        self.assertTrue(found.fix_title)
        action = found.action_fix()
        self.assertEqual(action["res_model"], model)
        given = action.get("context") or {}
        self.assertEqual({key: given.get(key) for key in context}, context)
        self.assertTrue(self.env[model].get_views(action["views"]))
        return action
