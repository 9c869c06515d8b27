# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Analytic accounts in Odoo are tracking options in Xero."""

from .mapping_case import MappingCase


class TestTracking(MappingCase):
    def setUp(self):
        super().setUp()
        self.region = self.plan("Region", "North", "South")
        self.team = self.plan("Team", "Red")
        self.in_xero(
            "tracking_category",
            Name="Region",
            Options=[{"Name": "North"}, {"Name": "south"}, {"Name": "East"}],
        )

    def plan(self, name, *accounts):
        plan = self.env["account.analytic.plan"].create({"name": name})
        self.env["account.analytic.account"].create(
            [{"name": one, "plan_id": plan.id} for one in accounts]
        )
        return plan

    def analytic(self, name):
        return self.env["account.analytic.account"].search([("name", "=", name)])

    def option(self, connection, name):
        return connection.tracking_option_ids.filtered(lambda one: one.name == name)

    def distributed(self, percents, **values):
        """An invoice of one line; {names of accounts: percent}."""
        move = self.invoice(post=False, **values)
        move.invoice_line_ids.analytic_distribution = {
            ",".join(str(self.analytic(one).id) for one in names.split()): percent
            for names, percent in percents.items()
        }
        move.action_post()
        return move

    def theirs(self, invoice):
        """{option names: net} of the document in Xero."""
        (found,) = self.xero_invoices(invoice.name)
        return {
            tuple(one["Option"] for one in line.get("Tracking") or ()): line[
                "LineAmount"
            ]
            for line in found["LineItems"]
        }

    def mapped(self, connection):
        return {
            one.analytic_account_id.name: one.option_id.display_name
            for one in connection.tracking_option_mapping_ids
        }

    # === LISTS === #

    def test_loaded_and_proposed_by_name(self):  # SPEC A19 X15
        connection = self.connect()
        self.assertTrue(connection.tracking_loaded_on)
        plan = connection.tracking_plan_mapping_ids
        self.assertEqual(plan.plan_id, self.region)
        self.assertEqual(plan.category_id.name, "Region")
        expected = {"North": "Region: North", "South": "Region: south"}
        self.assertEqual(self.mapped(connection), expected)

    def test_news_are_marked(self):  # SPEC A21 X15
        connection = self.connect()
        self.control(
            "edit",
            entity="tracking_category",
            id="Region",
            fields={
                "Options": [{"Name": "West"}, {"Name": "East", "Status": "ARCHIVED"}]
            },
        )
        connection.action_load_tracking()
        self.drain(connection)
        changes = {one.name: one.change for one in connection.tracking_option_ids}
        self.assertEqual(
            changes,
            {"North": False, "south": False, "West": "new", "East": "archived"},
        )

    def test_options_of_another_category(self):  # SPEC X15
        connection = self.connect()
        red = self.analytic("Red")
        values = {"connection_id": connection.id, "analytic_account_id": red.id}
        values["option_id"] = self.option(connection, "East").id
        with self.refused("First say which tracking category"):
            self.env["xero.tracking.option.mapping"].create(values)
        self.in_xero("tracking_category", Name="Crew", Options=[{"Name": "One"}])
        connection.action_load_tracking()
        self.drain(connection)
        crew = connection.tracking_category_ids.filtered(lambda one: one.name == "Crew")
        self.env["xero.tracking.plan.mapping"].create(
            {
                "connection_id": connection.id,
                "plan_id": self.team.id,
                "category_id": crew.id,
            }
        )
        with self.refused("belongs to the plan “Team”"):
            self.env["xero.tracking.option.mapping"].create(values)

    def test_import_by_names(self):  # SPEC X15 E11
        connection = self.connect()
        connection.tracking_option_mapping_ids.unlink()
        said = self.env["xero.tracking.option.mapping"].load(
            ["analytic_account_id", "option_id"],
            [["North", "Region: East"], ["South", "North"]],
        )["messages"]
        self.assertEqual(said, [])
        expected = {"North": "Region: East", "South": "Region: North"}
        self.assertEqual(self.mapped(connection), expected)

    # === DOCUMENTS === #

    def test_whole_line(self):  # SPEC X15
        connection = self.connect()
        invoice = self.distributed({"North": 100})
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), {("North",): 100})
        self.assert_agreement(connection, invoice)

    def test_percentages_are_lines_of_their_own(self):  # SPEC X15
        """What has no option is left out; the amounts add up to the cent."""
        connection = self.connect()
        invoice = self.distributed({"North": 33.33, "South": 33.33, "Red": 33.34})
        self.drain(connection)
        expected = {("North",): 33.33, ("south",): 33.33, (): 33.34}
        found = {key: float(net) for key, net in self.theirs(invoice).items()}
        self.assertEqual(found, expected)
        self.assert_agreement(connection, invoice)

    def test_two_plans(self):  # SPEC X15
        self.in_xero("tracking_category", Name="Team", Options=[{"Name": "Red"}])
        connection = self.connect()
        invoice = self.distributed({"North": 60, "South": 40, "Red": 100})
        self.drain(connection)
        expected = {("North", "Red"): 60, ("Red", "south"): 40}
        found = {tuple(sorted(key)): net for key, net in self.theirs(invoice).items()}
        self.assertEqual(found, expected)

    def test_strict_about_what_has_no_option(self):  # SPEC X15
        connection = self.connect(tracking_policy="refuse")
        self.env["account.analytic.account"].create(
            {"name": "Middle", "plan_id": self.region.id}
        )
        fine = self.distributed({"Red": 100})
        invoice = self.distributed({"Middle": 100})
        self.drain(connection)
        self.assertEqual(self.theirs(fine), {(): 100})
        self.assert_failed(invoice, "missing_tracking", "Middle")
        self.assertEqual(self.xero_invoices(invoice.name), [])
        self.env["xero.tracking.option.mapping"].create(
            {
                "connection_id": connection.id,
                "analytic_account_id": self.analytic("Middle").id,
                "option_id": self.option(connection, "East").id,
            }
        )
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), {("East",): 100})

    def test_archived_option(self):  # SPEC X14 X15
        connection = self.connect()
        invoice = self.distributed({"North": 100})
        self.option(connection, "North").status = "ARCHIVED"
        self.drain(connection)
        self.assert_failed(invoice, "tracking_invalid", "Region: North")
        self.assertEqual(self.writes("Invoices"), [])
