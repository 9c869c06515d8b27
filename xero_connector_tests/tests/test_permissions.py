# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who sees what: each group by itself, users of other companies, everybody else."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from . import every_list
from .common import XeroCase
from .consents import Organisations

#: what belongs to a connection and is seen only by those who work in its company
OF_A_COMPANY = (
    *("xero.connection", "xero.task", "xero.link", "xero.call", "xero.account"),
    *("xero.event", "xero.discrepancy"),
    *("xero.tax.rate", "xero.tax.mapping", "xero.payment.mapping", "xero.budget"),
    *("xero.cursor", "xero.remote", "xero.tax.component"),
    *("xero.contact.match", "xero.contact.candidate", "xero.contact.group"),
    *("xero.contact.arrival", "xero.contact.arrival.partner"),
    *("xero.account.mapping", "xero.item", "xero.item.mapping", "xero.currency"),
    *("xero.tracking.category", "xero.tracking.option", "xero.branding.theme"),
    *("xero.tracking.plan.mapping", "xero.tracking.option.mapping"),
    *("xero.branding.mapping", "xero.first.match", "xero.first.match.line"),
)
OURS = "xero."
#: the answers of a button, of which each user reads his own
CHECKS = {"xero.preflight", "xero.preflight.line", "xero.preflight.finding"}
#: group -> models that it reads; who has none of them reads nothing
READS = {
    "base.group_user": set(),
    "account.group_account_invoice": CHECKS,
    "xero_connector.group_clerk": CHECKS,
    "xero_connector.group_task_type": {"xero.task.type"},
    "xero_connector.group_task_viewer": {
        *("xero.connection", "xero.task", "xero.task.type", "xero.event"),
        "xero.discrepancy",
    },
    "xero_connector.group_manager": {
        *OF_A_COMPANY,
        *CHECKS,
        *("xero.task.type", "xero.choose.organisation"),
        *("xero.choose.organisation.line", "xero.first.match.choice"),
    },
}
#: group -> models that it changes
WRITES = {
    "xero_connector.group_task_type": {"xero.task.type"},
    "xero_connector.group_manager": {
        *("xero.connection", "xero.tax.mapping", "xero.payment.mapping"),
        *("xero.account.mapping", "xero.item.mapping", "xero.branding.mapping"),
        *("xero.tracking.plan.mapping", "xero.tracking.option.mapping"),
        *("xero.task.type", "xero.choose.organisation"),
        *("xero.choose.organisation.line", "xero.first.match.choice"),
    },
}
NOBODY_CHANGES = ("xero.task", "xero.link", "xero.call", "xero.credential")
NOBODY_CHANGES += ("xero.event", "xero.delivery", "xero.discrepancy")
NOBODY_CHANGES += ("xero.first.match", "xero.first.match.line")
MENUS = {
    "xero_connector.group_clerk": set(),
    "xero_connector.group_task_viewer": {"Xero", "Tasks", "Events", "Differences"},
    "xero_connector.group_task_type": {"Xero", "Configuration", "Task Types"},
    "xero_connector.group_manager": {
        *("Xero", "Overview", "Tasks", "Journal", "Links", "Only in Xero"),
        *("Contacts to Match", "Contacts from Xero", "Events", "Differences"),
        *("Calls to Xero", "Configuration", "Accounts", "Tax Rates"),
        *("Tax Mappings", "Payment Accounts", "Task Types"),
        *("Items", "Tracking", "Account Mappings", "Item Mappings"),
        "Tracking Mappings",
    },
}
ADMINISTRATOR = "xero_connector.group_administrator"


class TestPermissions(Organisations, XeroCase):
    def user(self, *groups, **values):
        """A user of these groups and no others."""
        login = f"{'-'.join(groups)}-{len(values)}"
        known = self.env["res.users"].search([("login", "=", login)])
        names = ",".join(["base.group_user", *groups])
        return known or new_test_user(self.env, login, groups=names, **values)

    def models(self):
        """All models of the connector that have rows of their own."""
        return [
            name
            for name, model in self.env.items()
            if name.startswith(OURS) and model._auto and not model._abstract
        ]

    def may(self, user, operation):
        models = self.models()
        return {
            name
            for name in models
            if self.env[name].with_user(user).has_access(operation)
        }

    def menus(self, user):
        """Names of the menus below ours that the user sees."""
        root = self.env.ref("xero_connector.xero_menu")
        visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
        below = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        return set(below.filtered(lambda menu: menu.id in visible).mapped("name"))

    # === GROUPS === #

    def test_what_each_group_reads(self):  # SPEC A8 C12
        for group, expected in READS.items():
            with self.subTest(group=group):
                self.assertEqual(self.may(self.user(group), "read"), expected)

    def test_what_each_group_changes(self):  # SPEC A8 C4 C12
        for group in READS:
            with self.subTest(group=group):
                expected = WRITES.get(group, set())
                user = self.user(group)
                self.assertEqual(self.may(user, "write"), expected)
                self.assertEqual(self.may(user, "create"), expected)

    def test_nobody_creates_or_changes_tasks(self):  # SPEC C4 C6
        for group in (*READS, ADMINISTRATOR, "base.group_system"):
            user = self.user(group)
            for operation in ("create", "write", "unlink"):
                for model in NOBODY_CHANGES:
                    with self.subTest(group=group, model=model):
                        model = self.env[model].with_user(user)
                        self.assertFalse(model.has_access(operation))

    def test_administrators_alone_see_the_app(self):  # SPEC A8 A10
        administrator = self.user(ADMINISTRATOR)
        self.assertIn("xero.app", self.may(administrator, "write"))
        self.assertNotIn("xero.credential", self.may(administrator, "read"))
        manager = self.user("xero_connector.group_manager")
        with self.assertRaises(AccessError):
            self.app.with_user(manager).read(["client_id"])

    def test_menus(self):  # SPEC A8 C11 D8
        for group in READS:
            with self.subTest(group=group):
                expected = MENUS.get(group, set())
                self.assertEqual(self.menus(self.user(group)), expected)
        expected = MENUS["xero_connector.group_manager"] | {"Apps"}
        self.assertEqual(self.menus(self.user(ADMINISTRATOR)), expected)
        system = self.menus(self.env.ref("base.user_admin"))
        self.assertEqual(system, expected | {"Consents"})

    # === COMPANIES === #

    def full_connection(self):
        """A connection with at least one row of everything that belongs to it."""
        every_list.enter(self)
        connection = self.connect()
        every_list.map_the_rest(self, connection)
        self.invoice()
        self.control("edit", entity="contact", fields={"Name": "Only There"})
        values = {"entity": "contact", "xero_id": "there"}
        remote = self.env["xero.remote"].create(
            {"connection_id": connection.id, **values}
        )
        self.poll(connection)
        self.env["xero.contact.match"].create(
            {
                "connection_id": connection.id,
                "partner_id": self.partner("Undecided").id,
                "candidate_ids": [Command.create({"remote_id": remote.id})],
            }
        )
        every_list.leave_open(self, connection, remote)
        self.env["xero.event"].create(
            {
                "connection_id": connection.id,
                "delivery_id": self.env["xero.delivery"]
                .create({"app_id": self.app.id})
                .id,
            }
        )
        return connection

    def test_users_of_another_company_see_nothing(self):  # SPEC A8 C12 X13
        connection = self.full_connection()
        company = self.new_company()
        stranger = self.user(
            ADMINISTRATOR, company_id=company.id, company_ids=[company.id]
        )
        insider = self.user("xero_connector.group_manager")
        for name in OF_A_COMPANY:
            with self.subTest(model=name):
                model = self.env[name]
                self.assertTrue(model.with_user(insider).search([]))
                self.assertFalse(model.with_user(stranger).search([]))
                row = model.with_user(insider).search([], limit=1)
                with self.assertRaises(AccessError):
                    row.with_user(stranger).read(["id", "display_name"])
        with self.assertRaises(AccessError):
            connection.with_user(stranger).action_connect()

    def test_who_works_in_both_sees_the_chosen_one(self):  # SPEC C12 X13
        connection = self.full_connection()
        company = self.new_company()
        both = self.user(
            "xero_connector.group_manager",
            company_ids=[self.company.id, company.id],
            company_id=company.id,
        )
        model = self.env["xero.connection"].with_user(both)
        here = model.with_context(allowed_company_ids=[self.company.id])
        there = model.with_context(allowed_company_ids=[company.id])
        self.assertEqual(here.search([]), connection)
        self.assertFalse(there.search([]))

    # === EVERYBODY ELSE === #

    def test_who_knows_nothing_of_xero_works_as_ever(self):  # SPEC A8 C4
        """The hooks need no permission; what they queue is not seen."""
        connection = self.connect()
        clerk = self.env.ref("xero_connector.group_clerk")
        accounts = self.env.ref("account.group_account_invoice")
        accounts.implied_ids -= clerk  # an accountant without any group of ours
        user = self.user("account.group_account_invoice", "base.group_partner_manager")
        self.assertFalse(user.has_group("xero_connector.group_clerk"))
        case = self.with_user_env(user)
        partner = case["res.partner"].create({"name": "Of Nobody", "email": "a@b.cd"})
        invoice = self.invoice(partner).with_user(user)
        draft = self.invoice(partner, post=False).with_user(user)
        draft.action_post()
        self.pay(invoice)
        partner.phone = "+44 20 7946 0000"
        self.drain(connection)
        self.assertEqual(len(self.xero_invoices()), 2)
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertNotIn("xero_sync", partner.fields_get())
        with self.assertRaises(AccessError):
            partner.read(["xero_sync"])
        self.assertEqual(self.menus(user), set())
        for operation in ("read", "write", "create", "unlink"):
            self.assertEqual(self.may(user, operation), set())

    def with_user_env(self, user):
        return self.env(user=user.id)

    def test_viewer_sees_tasks_and_touches_nothing(self):  # SPEC C4 C12
        connection = self.connect()
        invoice = self.invoice()
        viewer = self.user("xero_connector.group_task_viewer")
        task = self.task(invoice).with_user(viewer)
        self.assertEqual(task.read(["state"])[0]["state"], "queued")
        self.assertTrue(task.record_name)
        for button in ("action_retry", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(task, button)()
        for button in ("action_connect", "action_resume", "action_load_accounts"):
            with self.assertRaises(AccessError):
                getattr(connection.with_user(viewer), button)()
        self.assertEqual(task.action_open_settings()["res_id"], connection.id)

    def test_task_types_have_a_permission_of_their_own(self):  # SPEC C12
        kind = self.env.ref("xero_connector.task_type_invoice_push")
        editor = self.user("xero_connector.group_task_type")
        kind.with_user(editor).description = "Edited"
        with self.assertRaises(AccessError):
            self.env["xero.task"].with_user(editor).search([])
        viewer = self.user("xero_connector.group_task_viewer")
        with self.assertRaises(AccessError):
            kind.with_user(viewer).description = "Not allowed"

    def test_manager_makes_a_connection_with_the_form(self):  # SPEC A8 A10
        """Without ever seeing the app that it uses."""
        manager = self.user("xero_connector.group_manager")
        form = Form(self.env["xero.connection"].with_user(manager))
        form.push_status = "DRAFT"
        connection = form.save()
        self.assertEqual(connection.sudo().app_id, self.app)
        self.assertIn("state=", connection.action_connect()["url"])

    def test_what_follows_from_xero_is_entered_by_nobody(self):  # SPEC A8 A15
        """Not by a remote call either: it would bind what nobody has allowed."""
        connection = self.connect()
        manager = self.user("xero_connector.group_manager")
        entered = {
            "state": "connected",
            "tenant_id": "45e4708e-d862-4111-ab3a-dd8cd03913e1",
            "credential_id": connection.credential_id.id,
            "database_name": "another",
        }
        for name, value in entered.items():
            with self.subTest(name=name), self.assertRaises(AccessError):
                connection.with_user(manager).write({name: value})
            with self.subTest(name=name), self.assertRaises(AccessError):
                connection.with_user(manager).create({name: value})
        connection.with_user(manager).push_status = "DRAFT"
