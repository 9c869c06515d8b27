# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The queue as people see it: its columns, states, types, and every view of ours."""

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .trouble import TroubleCase

GROUPS = ("clerk", "task_viewer", "task_type", "manager", "administrator")
#: the task columns in the order of SPEC A37
COLUMNS = ["type_id", "entity", "direction", "state", "retries", "added_date"]


class TestTaskRows(TroubleCase):
    def user(self, group, **values):
        groups = f"base.group_user,xero_connector.group_{group}"
        return new_test_user(self.env, f"user-{group}", groups=groups, **values)

    def tasks_as(self, group):
        return self.env["xero.task"].with_user(self.user(group))

    def type(self, name):
        return self.env.ref(f"xero_connector.task_type_{name}")

    # === ROWS === #

    def test_rows_are_raised_by_work_alone(self):  # SPEC C1 C4
        connection = self.connect()
        values = {
            "connection_id": connection.id,
            "type_id": self.type("invoice_push").id,
        }
        for group in ("task_viewer", "manager", "administrator"):
            tasks = self.tasks_as(group)
            with self.subTest(group=group):
                with self.assertRaises(AccessError):
                    tasks.create(values)
                with self.assertRaises(AccessError):
                    tasks.web_save(values, {})
                imported = tasks.load(["type_id"], [["Send Invoice"]])
                self.assertFalse(imported["ids"])
        invoice = self.invoice()
        task = self.task(invoice)
        self.assertEqual((task.res_model, task.res_id), ("account.move", invoice.id))
        self.assertEqual(task.type_id, self.type("invoice_push"))
        self.assertEqual(task.record_name, invoice.display_name)

    def test_customer_and_dealer_code(self):  # SPEC C5
        """Searchable and groupable; the company's code where the customer has none."""
        self.connect()
        self.company.xero_dealer_code = "HOUSE"
        dealer = self.partner("Of A Dealer", xero_dealer_code="D-7")
        self.invoice(dealer)
        self.invoice(self.partner("Of Nobody"))
        self.env.cr.flush()
        tasks = self.tasks_as("task_viewer")
        found = tasks.search([("dealer_code", "=", "D-7")])
        self.assertEqual(found.partner_id.sudo(), dealer)
        self.assertEqual(len(found), 2)  # the contact and the invoice
        self.assertEqual(tasks.search([("partner_id", "=", dealer.id)]), found)
        domain = [("type_id.direction", "=", "push")]
        counts = tasks._read_group(domain, ["dealer_code"], ["__count"])
        self.assertEqual(dict(counts), {"D-7": 2, "HOUSE": 2})
        for field in ("type_id", "state", "partner_id", "added_date:day"):
            self.assertTrue(tasks.formatted_read_group([], [field], ["__count"]))

    def test_dates_are_the_systems(self):  # SPEC C6 C2
        connection = self.connect()
        before = self.env.cr.now()
        invoice = self.invoice()
        task = self.task(invoice)
        self.assertGreaterEqual(task.added_date, before)
        self.assertFalse(task.started_date or task.completed_date)
        self.drain(connection)
        task.invalidate_recordset()
        self.assertEqual(task.state, "done")
        self.assertLessEqual(task.added_date, task.started_date)
        self.assertLessEqual(task.started_date, task.completed_date)
        described = self.tasks_as("manager").fields_get()
        for name in ("added_date", "completed_date", "state", "type_id", "retries"):
            self.assertTrue(described[name]["readonly"], name)

    def test_stalled_tasks_are_seen(self):  # SPEC C3
        connection = self.connect()
        connection.action_pause()
        old, done = self.task(self.invoice()), self.env["xero.task"].search([])[-1]
        self.assertFalse(old.is_stalled)
        old.added_date = fields.Datetime.subtract(fields.Datetime.now(), minutes=31)
        done.added_date = old.added_date
        self.assertEqual(done.state, "done")
        old.invalidate_recordset()
        self.assertTrue(old.is_stalled)
        stalled = self.tasks_as("task_viewer").search([("is_stalled", "=", True)])
        self.assertEqual(stalled.ids, old.ids)
        self.assertNotIn(old, old.search([("is_stalled", "=", False)]))

    def test_waiting_says_for_what(self):  # SPEC C3 C11
        connection = self.connect(default_bank_account_id=False)
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        task = self.task(payment.move_id)
        self.assertEqual(task.state, "waiting")
        self.assertTrue(task.message and task.advice)
        self.assertEqual(connection.waiting_count, 1)
        action = task.action_open_settings()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("xero.connection", connection.id)
        )
        self.assertEqual(task.action_open_record()["res_id"], payment.move_id.id)

    # === TYPES === #

    def test_types_say_what_comes_first(self):  # SPEC C8 C9 C10
        order = ["contact.push", "invoice.push", "payment.push"]
        types = self.env["xero.task.type"].search([("name", "in", order)])
        self.assertEqual(types.sorted("rank").mapped("name"), order)
        for one in types:
            self.assertTrue(one.title and one.description and one.name)
        contact, invoice, payment = types.sorted("rank")
        documents = self.env["account.move"]._xero_push_types()
        self.assertEqual(
            sorted(payment.depends_on_ids.mapped("name")), sorted(documents)
        )
        self.assertEqual(invoice.depends_on_ids, contact)

    def test_a_cycle_is_refused_by_name(self):  # SPEC C9
        contact, payment = self.type("contact_push"), self.type("payment_push")
        with self.assertRaises(ValidationError) as refused:
            contact.depends_on_ids = payment
        documents = "|".join(self.env["account.move"]._xero_push_types())
        circle = rf"contact\.push → payment\.push → ({documents}) → contact\.push"
        self.assertRegex(str(refused.exception), circle)
        self.assertFalse(contact.depends_on_ids)
        with self.assertRaisesRegex(ValidationError, "contact.push"):
            contact.depends_on_ids = contact

    # === VIEWS === #

    def test_every_view_loads_for_every_group(self):  # SPEC A8 C11
        """And no view shows a group a field that it may not read."""
        models = {
            *self.env["ir.model.data"]
            .search([("module", "=", "xero_connector"), ("model", "=", "ir.ui.view")])
            .mapped(lambda data: self.env["ir.ui.view"].browse(data.res_id).model)
        } - {False}
        self.assertGreater(len(models), 15)
        for group in GROUPS:
            user = self.user(group)
            for name in sorted(models):
                model = self.env[name].with_user(user)
                if model.has_access("read"):
                    with self.subTest(group=group, model=name):
                        self.assert_views_load(model)

    def assert_views_load(self, model):
        kinds = set(
            self.env["ir.ui.view"]
            .search([("model", "=", model._name), ("type", "!=", "qweb")])
            .mapped("type")
        )
        loaded = model.get_views([(False, kind) for kind in kinds])
        self.assertEqual(set(loaded["views"]), kinds)
        readable = model.fields_get()
        for name in loaded["models"][model._name]["fields"]:
            self.assertIn(name, readable)

    def test_every_list_and_search_works(self):  # SPEC C5 C11
        """The filters of the search view find without an error."""
        self.connect()
        self.invoice()
        self.env.cr.flush()
        viewer = self.tasks_as("task_viewer")
        arch = viewer.get_views([(False, "search"), (False, "list")])["views"]
        for word in ("dealer_code", "partner_id", "is_stalled", "completed_date"):
            self.assertIn(word, arch["search"]["arch"])
        self.assertIn('create="0"', arch["list"]["arch"].replace("false", "0"))
        shown = [arch["list"]["arch"].index(f'name="{name}"') for name in COLUMNS]
        self.assertEqual(shown, sorted(shown))  # SPEC A37
