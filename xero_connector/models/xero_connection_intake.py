# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..core import contact_intake

#: settings whose change makes contacts wanted that were passed over before
_WANTED_BY = frozenset({"sync_contacts", "import_kinds", "import_group_ids"})


class XeroConnectionIntake(models.Model):
    """Which contacts come in from Xero, and what they may change (SPEC D1-D4, E9)."""

    _inherit = "xero.connection"

    import_kinds = fields.Selection(
        [
            ("all", "All contacts"),
            ("traded", "Customers and suppliers"),
            ("customers", "Customers"),
            ("suppliers", "Suppliers"),
        ],
        "Contacts from Xero",
        default="all",
        required=True,
        help="In Xero, a contact is a customer once it has an invoice, and a supplier"
        " once it has a bill. Xero does not tell when that happens: with “All Contacts"
        " from Xero” they are looked at again.",
    )
    import_group_ids = fields.Many2many(
        "xero.contact.group",
        string="Contact Groups",
        domain="[('connection_id', '=', id), ('status', '=', 'ACTIVE')]",
        help="Only contacts of these groups come in. Empty: whatever their group is.",
    )
    contact_import_policy = fields.Selection(
        [
            (contact_intake.UPDATE, "Update it with Xero's details"),
            (contact_intake.FILL, "Fill only what is empty in Odoo"),
            (contact_intake.REVIEW, "Ask me"),
        ],
        "When Odoo Has It Already",
        default=contact_intake.UPDATE,
        required=True,
        help="A contact is the same if its contact code, tax number, e-mail, telephone"
        " or name is the same, in this order. When several could be it, you decide"
        " under Contacts from Xero, whatever is set here.",
    )
    contact_conflict = fields.Selection(
        [
            (contact_intake.ASK, "Ask me"),
            (contact_intake.ODOO, "Odoo is right"),
            (contact_intake.XERO, "Xero is right"),
        ],
        "When Both Have Changed",
        default=contact_intake.ASK,
        required=True,
        help="What has changed on one side only is taken over by the other side.",
    )
    contact_archive_policy = fields.Selection(
        [("note", "Only show it"), ("archive", "Archive it in Odoo as well")],
        "When Archived in Xero",
        default="note",
        required=True,
        help="A contact with draft or unpaid documents, or of a user, is never archived"
        " by this.",
    )
    own_contacts = fields.Boolean(
        "Only for This Company",
        help="New contacts from Xero belong to the company of this connection."
        " Otherwise all companies share them, as usual in Odoo.",
    )
    contact_group_ids = fields.One2many("xero.contact.group", "connection_id")
    contacts_to_decide = fields.Integer(compute="_compute_contacts_to_decide")

    def _compute_contacts_to_decide(self):
        counts = self._count_open("xero.contact.arrival")
        for connection in self:
            connection.contacts_to_decide = counts.get(connection, 0)

    # === WHAT THE SETTINGS MEAN === #

    def _sends_contacts(self):
        """Whether new contacts are sent by themselves, and not only when needed."""
        return self.sync_contacts in ("both", "push")

    def _is_led_by_xero(self):
        """Whether contacts are changed in Xero only: Odoo sends what documents need."""
        return self.sync_contacts == "pull"

    def _conflict_verdict(self):
        """Who is right where both sides have changed: ask, odoo or xero."""
        self.ensure_one()
        if self._is_led_by_xero():
            return contact_intake.XERO
        return (
            self.contact_conflict if self._takes_in("contact") else contact_intake.ASK
        )

    def _domain_to_find(self):
        """Partners that a contact of Xero's may be, and that have none yet."""
        self.ensure_one()
        linked = self.env["xero.link"]._search(
            [("connection_id", "=", self.id), ("res_model", "=", "res.partner")]
        )
        internal = self.env["res.users"].sudo()._search([("share", "=", False)])
        return [
            *("|", ("parent_id", "=", False), ("is_company", "=", True)),
            ("company_id", "in", [False, *self._companies().ids]),
            ("ref_company_ids", "=", False),
            ("id", "not in", linked.subselect("res_id")),
            ("user_ids", "not in", internal),
        ]

    # === WHEN TO READ === #

    def write(self, vals):
        result = super().write(vals)
        if _WANTED_BY & vals.keys():
            self._read_all_contacts()
        elif vals.get("state") == "connected":
            self._begin_to_read_contacts()
        return result

    def _read_all_contacts(self):
        """Have all contacts read with the next run, if they come in at all."""
        cursors = self.env["xero.cursor"].sudo()
        for connection in self.filtered(lambda one: one._takes_in("contact")):
            cursor = cursors._of(connection, "contact")
            cursor.write({"modified_since": False, "next_poll_at": False})

    def _begin_to_read_contacts(self):
        """The first reading does not wait for its turn (SPEC D1)."""
        for connection in self.filtered(lambda one: one._takes_in("contact")):
            self.env["xero.cursor"].sudo()._of(connection, "contact")

    def action_import_contacts(self):
        """Look at every contact in Xero again."""
        self.check_access("write")
        self._read_all_contacts()
        self._trigger_run()
        return self._notification(
            self.env._("All contacts are read from Xero in the background.")
        )

    def action_load_contact_groups(self):
        """Read the contact groups in the background (SPEC D4)."""
        return self._action_load("contact_group")
