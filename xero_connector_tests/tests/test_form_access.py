# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whoever may open a form or a list sees it: nothing on it asks for more rights."""

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from . import every_list
from .common import XeroCase

VIEWER = "xero_connector.group_task_viewer"
MANAGER = "xero_connector.group_manager"
LISTS = (
    *("tax_mapping_ids", "account_mapping_ids", "payment_mapping_ids"),
    *("tracking_plan_mapping_ids", "tracking_option_mapping_ids"),
    *("item_mapping_ids", "branding_mapping_ids"),
)


class TestFormAccess(XeroCase):
    def user(self, group):
        login = group.rpartition(".")[2]
        return new_test_user(self.env, login, groups=f"base.group_user,{group}")

    def opened(self, records, user, view_type="form"):
        """What the web client reads when a user opens a view of these records.

        :return: (specification, rows)
        """
        model = records.with_user(user)
        answer = model.get_views([(False, view_type)])
        fields_of = {
            name: description["fields"]
            for name, description in answer["models"].items()
        }
        arch = etree.fromstring(answer["views"][view_type]["arch"])
        wanted = self.specification(arch, records._name, fields_of)
        return wanted, model.web_read(wanted)

    def specification(self, arch, model, fields_of):
        """As the web client's own, of the fields of a view and of the lists in it."""
        found = {}
        for node in arch.xpath(".//field[not(ancestor::field)]"):
            name = node.get("name")
            description = fields_of[model][name]
            found[name] = {}
            if description["type"] == "many2one":
                found[name] = {"fields": {"display_name": {}}}
            elif description["type"] in ("one2many", "many2many"):
                inner = {"display_name": {}}
                for view in node.xpath("./list"):
                    copy = etree.fromstring(etree.tostring(view))
                    inner = self.specification(copy, description["relation"], fields_of)
                found[name] = {"fields": inner}
        return found

    def full_connection(self):
        """A connection with rows in every list of its form."""
        every_list.enter(self)
        connection = self.connect()
        every_list.map_the_rest(self, connection)
        self.invoice()
        self.env.flush_all()
        for name in LISTS:
            self.assertTrue(connection[name], name)
        connection.invalidate_recordset()
        return connection

    def test_viewer_opens_the_connection(self):  # SPEC C12 A8
        """And sees its state and counters, none of the settings' lists."""
        connection = self.full_connection()
        viewer = self.user(VIEWER)
        wanted, (row,) = self.opened(connection, viewer)
        self.assertEqual(row["state"], "connected")
        self.assertEqual(row["queued_count"], 2)
        self.assertFalse(set(LISTS) & wanted.keys())
        for name in LISTS:
            with self.assertRaises(AccessError):
                connection.with_user(viewer)[name].read(["display_name"])

    def test_manager_opens_the_connection(self):  # SPEC A8 A24
        """With every list, and without any right in accounting."""
        connection = self.full_connection()
        manager = self.user(MANAGER)
        self.assertFalse(manager.has_group("account.group_account_readonly"))
        wanted, (row,) = self.opened(connection, manager)
        self.assertLessEqual(set(LISTS), wanted.keys())
        for name in LISTS:
            self.assertTrue(row[name], name)

    def test_viewer_opens_lists_and_tasks(self):  # SPEC C11 C12
        connection = self.full_connection()
        viewer = self.user(VIEWER)
        tasks = self.env["xero.task"].search([("state", "=", "queued")])
        self.assertTrue(tasks)
        for records, view_type in (
            *((connection, "list"), (connection, "kanban")),
            *((tasks, "list"), (tasks[0], "form")),
            *((tasks.type_id, "list"), (tasks.type_id[0], "form")),
        ):
            with self.subTest(model=records._name, view_type=view_type):
                _wanted, rows = self.opened(records, viewer, view_type)
                self.assertEqual(len(rows), len(records))
