# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import ast

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .xero_task import CANCELLED, OPEN_STATES, WAITING

#: why a new contact waits while the filter cannot be used
HELD = "contact_filter_invalid"
#: what a domain raises that is none, names a field that is none, or compares in vain
_UNUSABLE = (
    *(ValueError, SyntaxError, TypeError, KeyError),
    *(psycopg2.ProgrammingError, psycopg2.DataError),
)


class XeroConnectionContacts(models.Model):
    """Settings of a connection about contacts, and which are sent by themselves (A3).

    A filter can break without anybody touching it: the module that had its field is
    uninstalled. Nobody's contact fails to be saved because of that. New contacts are
    queued all the same and wait; what the repaired filter accepts is sent.
    """

    _inherit = "xero.connection"

    contact_policy = fields.Selection(
        [
            ("match_create", "Link the one in Xero if there is one, else create it"),
            ("match_only", "Link the one in Xero; never create one"),
            ("create", "Always create it"),
        ],
        "New Contacts",
        default="match_create",
        required=True,
        help="A contact is the same if its contact code, tax number, e-mail or name is"
        " the same, in this order. When several are, you decide under Contacts to"
        " Match. Linking overwrites nothing that was entered in Xero; it fills what is"
        " empty there.",
    )
    auto_unarchive = fields.Boolean(
        "Restore Archived Contacts",
        help="When a document's contact is archived in Xero, make it active there again"
        " and send the document. Otherwise the document waits and says so.",
    )
    contacts_to_match = fields.Integer(compute="_compute_contacts_to_match")

    def _compute_contacts_to_match(self):
        counts = self._count_open("xero.contact.match")
        for connection in self:
            connection.contacts_to_match = counts.get(connection, 0)

    # === THE FILTER === #

    def _commercial_domain(self):
        """Who may be sent by themselves whatever the filter says.

        In a domain's words, who is commercial: whoever stands alone, and a company
        below a company.
        """
        return [
            *("|", ("parent_id", "=", False), ("is_company", "=", True)),
            ("user_ids", "=", False),
            ("ref_company_ids", "=", False),
        ]

    def _contacts_to_send(self, domain=(), limit=None):
        """Partners that are sent by themselves.

        :param domain: restricts them further
        :raise UserError: the filter cannot be used, and what to do
        """
        self.ensure_one()
        self.env.flush_all()  # nothing else is undone with a search that fails
        try:
            domain = [
                *ast.literal_eval(self.contact_domain),
                *self._commercial_domain(),
                *domain,
            ]
            with self.env.cr.savepoint(flush=False):
                return self.env["res.partner"].sudo().search(domain, limit=limit)
        except _UNUSABLE as error:
            raise UserError(self._filter_sentence(error)) from error

    def _contact_filter_problem(self):
        """Why the filter cannot be used, and what to do; empty when it can."""
        try:
            self._contacts_to_send(limit=1)
        except UserError as error:
            return str(error)
        return ""

    def _filter_sentence(self, error):
        missing = ", ".join(f"“{name}”" for name in self._missing_filter_fields())
        if missing:
            return self.env._(
                "The contact filter asks for what does not exist in Odoo: %s. A module"
                " may have been uninstalled. Choose another filter under Contacts to"
                " Send; new contacts wait until then.",
                missing,
            )
        return self.env._(
            "The contact filter cannot be used: %s. Choose another one under Contacts"
            " to Send; new contacts wait until then.",
            error,
        )

    def _missing_filter_fields(self):
        """Fields of the filter that contacts do not have."""
        try:
            conditions = list(ast.literal_eval(self.contact_domain))
        except _UNUSABLE:
            return []
        names = [
            str(condition[0]).partition(".")[0]
            for condition in conditions
            if isinstance(condition, list | tuple) and condition
        ]
        return [name for name in names if name not in self.env["res.partner"]._fields]

    @api.constrains("contact_domain")
    def _check_contact_domain(self):
        for connection in self:
            problem = connection._contact_filter_problem()
            if problem:
                raise ValidationError(problem)

    # === WHAT HAS WAITED === #

    def write(self, vals):
        result = super().write(vals)
        if "contact_domain" in vals:
            self._free_held_contacts()
        return result

    def _free_held_contacts(self):
        """The filter works again: send those that it accepts, give up the others."""
        held = (
            self.env["xero.task"]
            .sudo()
            .search(
                [
                    ("connection_id", "in", self.ids),
                    ("state", "=", WAITING),
                    ("error_code", "=", HELD),
                ]
            )
        )
        for connection, tasks in held.grouped("connection_id").items():
            found = connection._contacts_to_send([("id", "in", tasks.mapped("res_id"))])
            wanted = connection._needed_tasks(tasks) | tasks.filtered(
                lambda task, ids=set(found.ids): task.res_id in ids
            )
            wanted._requeue(retries=0)
            (tasks - wanted).write(
                {
                    "state": CANCELLED,
                    "error_code": False,
                    "message": self.env._("The contact filter does not accept it."),
                    "completed_date": fields.Datetime.now(),
                }
            )
            connection._trigger_run()

    @api.model
    def _needed_tasks(self, tasks):
        """Those of the tasks that others wait for: a document needs its contact."""
        waiting = tasks.search(
            [("waits_on_ids", "in", tasks.ids), ("state", "in", OPEN_STATES)]
        )
        return tasks & waiting.waits_on_ids
