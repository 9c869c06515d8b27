# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of differences need: an invoice on both sides, people at work."""

from .trouble import TroubleCase

#: a line that makes the invoice dearer
LINE = {
    "Description": "Consulting",
    "Quantity": 1,
    "UnitAmount": 150,
    "AccountCode": "200",
    "TaxType": "OUTPUT2",
}


class DriftCase(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.sold = self.invoice()
        self.drain(self.connection)

    # === XERO'S SIDE === #

    @property
    def theirs(self):
        """The invoice in Xero, whatever it is called by now."""
        xero_id = self.link.xero_id
        (document,) = (
            one for one in self.xero_invoices() if one["InvoiceID"] == xero_id
        )
        return document

    def edit_in_xero(self, document=None, poll=True, **values):
        """A person changes the document in Xero, a minute after what was before."""
        document = document or self.theirs
        self.pass_time(60)
        self.control("edit", entity="invoice", id=document["InvoiceID"], fields=values)
        if poll:
            self.poll(self.connection)

    def void_in_xero(self, poll=True):
        self.pass_time(60)
        self.control("void", invoice=self.theirs["InvoiceID"])
        if poll:
            self.poll(self.connection)

    # === ODOO'S SIDE === #

    @property
    def link(self):
        self.sold.invalidate_recordset()
        return self.sold.sudo().xero_link_id

    def rows(self, *states):
        domain = [("state", "in", states or ("open",))]
        return self.env["xero.discrepancy"].search(domain)

    def row(self, group):
        """The one row that is open, of this group."""
        rows = self.rows()
        self.assertEqual(rows.mapped("field_group"), [group], rows.mapped("details"))
        return rows

    def decide(self, rows, button):
        """A manager clicks a button, and the lane runs."""
        login = self.env["res.users"].search([("login", "=", "manager")])
        user = login or self.accounting_manager()
        getattr(rows.with_user(user), f"action_{button}")()
        self.drain(self.connection)

    def accounting_manager(self):
        user = self.manager()
        user.group_ids += self.env.ref("account.group_account_manager")
        return user

    def assert_solved(self, row, how):
        self.assertEqual((row.state, row.solution), ("solved", how), row.message)
        self.assertFalse(self.rows())

    def assert_calm(self):
        """Both sides agree: further polls find and send nothing."""
        writes = len(self.writes())
        self.pass_time(60)
        self.poll(self.connection)
        self.assertFalse(self.rows().mapped("details"))
        self.assertEqual(len(self.writes()), writes)
        tasks = self.env["xero.task"].search(
            [("state", "in", ("failed", "waiting", "queued"))]
        )
        self.assertFalse(tasks, tasks.mapped("message"))
