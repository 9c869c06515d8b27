# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..core import matching

OPEN, LINK, CREATE, NONE = "open", "link", "create", "none"


class XeroContactMatch(models.Model):
    """A partner that several contacts in Xero may be: a person decides (SPEC P1).

    The row also keeps what is not known to any link yet: the suffix under which a
    contact is tried whose name Xero has refused.
    """

    _name = "xero.contact.match"
    _description = "Contact to Match"
    _order = "id desc"
    _rec_name = "partner_id"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", readonly=True, index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", "Contact", required=True, ondelete="cascade", readonly=True
    )
    email = fields.Char(related="partner_id.email")
    vat = fields.Char(related="partner_id.vat")
    city = fields.Char(related="partner_id.city")
    state = fields.Selection(
        [
            (OPEN, "To Decide"),
            (LINK, "Link"),
            (CREATE, "Create New"),
            (NONE, "Nothing to Decide"),
        ],
        "Decision",
        default=NONE,
        required=True,
        readonly=True,
    )
    xero_id = fields.Char("Chosen Contact", readonly=True)
    suffix = fields.Char(readonly=True)
    candidate_ids = fields.One2many(
        "xero.contact.candidate", "match_id", "Contacts in Xero", readonly=True
    )

    _partner_unique = models.Constraint(
        "unique(connection_id, partner_id)", "This contact is on the list already."
    )

    # === FOR THE LANE === #

    @api.model
    def _of(self, connection, partner_ids):
        """The rows of partners, as far as they have one."""
        return self.search(
            [
                ("connection_id", "=", connection.id),
                ("partner_id", "in", list(partner_ids)),
            ]
        )

    @api.model
    def _made(self, connection, partner):
        """The row of a partner, made on first use."""
        values = {"connection_id": connection.id, "partner_id": partner.id}
        return self._of(connection, partner.ids) or self.create(values)

    @api.model
    def _ask(self, connection, partner, profile, candidates, found):
        """Put a partner on the list, with all that may be it."""
        remotes = self.env["xero.remote"]._by_xero_id(
            connection, [one.xero_id for one in candidates]
        )
        told = {one.xero_id for one in found.candidates}
        lines = [
            fields.Command.create(
                {
                    "remote_id": remotes[one.xero_id].id,
                    "rules": " ".join(matching.agreements(profile, one)),
                    "score": matching.score(profile, one),
                }
            )
            for one in candidates
            if one.xero_id in remotes
            and (one.xero_id in told or one.status == matching.ACTIVE)
        ]
        self._made(connection, partner).write(
            {"state": OPEN, "candidate_ids": [fields.Command.clear(), *lines]}
        )

    @api.model
    def _reserve(self, connection, partner, suffix):
        """Remember under which name a contact is tried next."""
        self._made(connection, partner).suffix = suffix

    @api.model
    def _done(self, connection, partner_id):
        """The partner is linked, or what was decided does not hold any more."""
        self._of(connection, [partner_id]).unlink()

    # === FOR PEOPLE === #

    def action_create_new(self):
        """None of them: the partner becomes a contact of its own."""
        for match in self:
            match._decide(CREATE)

    def _decide(self, state, xero_id=False):
        """Note the decision and let the partner go on.

        :raise AccessError: the user may look at the list but not decide
        :raise UserError: somebody else has decided
        """
        self.ensure_one()
        self._check_may_decide()
        self.sudo().write({"state": state, "xero_id": xero_id})
        tasks = (
            self.env["xero.task"]
            .sudo()
            .search(
                [
                    ("connection_id", "=", self.connection_id.id),
                    ("type_id.name", "=", "contact.push"),
                    ("res_model", "=", "res.partner"),
                    ("res_id", "=", self.partner_id.id),
                    ("state", "in", ("waiting", "failed")),
                ]
            )
        )
        tasks._requeue(retries=0)
        self.connection_id._trigger_run()

    def _check_may_decide(self):
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can decide which contact it is.")
            )
        self.check_access("read")
        if self.state != OPEN:
            raise UserError(
                self.env._("This has been decided already. Reload the page.")
            )


class XeroContactCandidate(models.Model):
    """A contact in Xero that a partner may be."""

    _name = "xero.contact.candidate"
    _description = "Possible Contact in Xero"
    _order = "score desc, id"
    _rec_name = "name"

    match_id = fields.Many2one(
        "xero.contact.match", required=True, ondelete="cascade", index=True
    )
    remote_id = fields.Many2one("xero.remote", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="match_id.company_id")
    state = fields.Selection(related="match_id.state")
    rules = fields.Char()
    reason = fields.Char("The Same", compute="_compute_reason")
    score = fields.Integer(help="How much speaks for it, of 100", aggregator=None)
    name = fields.Char(related="remote_id.name")
    email = fields.Char(related="remote_id.email")
    tax_number = fields.Char(related="remote_id.tax_number")
    number = fields.Char("Contact Code", related="remote_id.number")
    url = fields.Char("Open in Xero", related="remote_id.url")

    @api.model
    def _rule_words(self):
        """What the rules of core.matching are called."""
        return {
            matching.NUMBER: self.env._("contact code"),
            matching.TAX_NUMBER: self.env._("tax number"),
            matching.EMAIL: self.env._("e-mail"),
            matching.PHONE: self.env._("telephone"),
            matching.NAME: self.env._("name"),
        }

    @api.depends("rules")
    def _compute_reason(self):
        words = self._rule_words()
        for candidate in self:
            rules = (candidate.rules or "").split()
            candidate.reason = ", ".join(words[rule] for rule in rules)

    def action_link(self):
        """This is the one: link it."""
        self.ensure_one()
        self.match_id._decide(LINK, self.remote_id.xero_id)
