# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..core import matching
from .xero_task import LIVE

OPEN, LINK, CREATE, IGNORED = "open", "link", "create", "ignored"


class XeroContactArrival(models.Model):
    """A contact of Xero's that several partners may be: a person decides (SPEC D3).

    Goes away when the contact is linked.
    """

    _name = "xero.contact.arrival"
    _description = "Contact from Xero"
    _order = "id desc"

    remote_id = fields.Many2one(
        "xero.remote", "Contact", required=True, ondelete="cascade", readonly=True
    )
    connection_id = fields.Many2one(
        related="remote_id.connection_id", store=True, index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    name = fields.Char(related="remote_id.name")
    email = fields.Char(related="remote_id.email")
    tax_number = fields.Char(related="remote_id.tax_number")
    url = fields.Char("Open in Xero", related="remote_id.url")
    state = fields.Selection(
        [
            (OPEN, "To Decide"),
            (LINK, "Link"),
            (CREATE, "Create New"),
            (IGNORED, "Ignored"),
        ],
        "Decision",
        default=OPEN,
        required=True,
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner", "Chosen Contact", ondelete="set null", readonly=True
    )
    candidate_ids = fields.One2many(
        "xero.contact.arrival.partner", "arrival_id", "Contacts in Odoo", readonly=True
    )

    _remote_unique = models.Constraint(
        "unique(remote_id)", "This contact is on the list already."
    )

    # === FOR THE LANE === #

    @api.model
    def _of(self, connection, xero_id):
        """The row of a contact, if there is one."""
        return self.search(
            [
                ("remote_id.connection_id", "=", connection.id),
                ("remote_id.xero_id", "=", xero_id),
            ]
        )

    @api.model
    def _still_asked(self, lane, elements):
        """Contacts that a person has not decided about and that are as they were.

        Such a question does not answer itself because one of the partners has been
        linked meanwhile: the other one may be as wrong.

        :param elements: {Xero id: element}
        :return: ids
        """
        arrivals = self.search(
            [
                ("remote_id.connection_id", "=", lane.connection.id),
                ("remote_id.xero_id", "in", list(elements)),
                ("state", "=", OPEN),
            ]
        )
        return {
            remote.xero_id
            for remote in arrivals.remote_id
            if remote.remote_updated_at
            == lane.naive(elements[remote.xero_id].get("UpdatedDateUTC"))
        }

    @api.model
    def _ask(self, connection, profile, candidates):
        """Put a contact on the list, with the partners that it may be."""
        lines = [
            fields.Command.create(
                {
                    "partner_id": int(one.xero_id),
                    "rules": " ".join(matching.agreements(profile, one)),
                    "score": matching.score(profile, one),
                }
            )
            for one in candidates
        ]
        remotes = self.env["xero.remote"]._by_xero_id(connection, [profile.xero_id])
        remote = remotes[profile.xero_id]
        arrival = self._of(connection, profile.xero_id)
        arrival = arrival or self.create({"remote_id": remote.id})
        arrival.write(
            {"state": OPEN, "candidate_ids": [fields.Command.clear(), *lines]}
        )

    # === FOR PEOPLE === #

    def action_create_new(self):
        """None of them: a new contact is created in Odoo."""
        for arrival in self:
            arrival._decide(CREATE)

    def action_ignore(self):
        """It does not come into Odoo."""
        for arrival in self:
            arrival._decide(IGNORED)

    def action_reopen(self):
        """Decide anew about what was ignored."""
        for arrival in self:
            arrival._check_may_decide(IGNORED)
            arrival.sudo().state = OPEN

    def _decide(self, state, partner_id=False):
        """Note the decision, and have it carried out.

        :raise AccessError: the user may look at the list but not decide
        :raise UserError: somebody else has decided
        """
        self.ensure_one()
        self._check_may_decide(OPEN)
        self.sudo().write({"state": state, "partner_id": partner_id})
        if state != IGNORED:
            self._pull_again()

    def _pull_again(self):
        row = (self.connection_id.id, "contact.pull", "", 0, "")
        remote_id = self.sudo().remote_id.xero_id
        self.env["xero.task"].sudo()._append([(*row, remote_id, None, None, LIVE)])
        self.connection_id._trigger_run()

    def _check_may_decide(self, state):
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can decide which contact it is.")
            )
        self.check_access("read")
        if self.state != state:
            raise UserError(
                self.env._("This has been decided already. Reload the page.")
            )


class XeroContactArrivalPartner(models.Model):
    """A partner that a contact of Xero's may be."""

    _name = "xero.contact.arrival.partner"
    _description = "Possible Contact in Odoo"
    _order = "score desc, id"
    _rec_name = "partner_id"

    arrival_id = fields.Many2one(
        "xero.contact.arrival", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="arrival_id.company_id")
    state = fields.Selection(related="arrival_id.state")
    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    email = fields.Char(related="partner_id.email")
    vat = fields.Char(related="partner_id.vat")
    phone = fields.Char(related="partner_id.phone")
    city = fields.Char(related="partner_id.city")
    rules = fields.Char()
    reason = fields.Char("The Same", compute="_compute_reason")
    score = fields.Integer(help="How much speaks for it, of 100", aggregator=None)

    @api.depends("rules")
    def _compute_reason(self):
        for candidate in self:
            words = self.env["xero.contact.candidate"]._rule_words()
            rules = (candidate.rules or "").split()
            candidate.reason = ", ".join(words[rule] for rule in rules)

    def action_link(self):
        """This is the one: link it."""
        self.ensure_one()
        self.arrival_id._decide(LINK, self.partner_id.id)
