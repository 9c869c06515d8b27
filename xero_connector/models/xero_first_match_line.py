# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..core import first_match, matching

#: lists are in the alphabetical order of these
KIND_CONTACT, KIND_DOCUMENT = "contact", "document"
KIND_ACCOUNT, KIND_BANK = "ledger_account", "payment_account"
KIND_ITEM, KIND_TAX = "product", "tax"
#: kinds of which one in Odoo is one in Xero, and the other way round
ONE_TO_ONE = (KIND_CONTACT, KIND_DOCUMENT)

SURE, UNSURE, SEVERAL = "sure", "unsure", "several"
ONLY_ODOO, ONLY_XERO, CHOSEN = "only_odoo", "only_xero", "chosen"
UNDECIDED, ACCEPT, SKIP, NOTHING = "undecided", "accept", "skip", "nothing"
OPEN, QUEUED, RUNNING = "open", "queued", "running"
LINKED, FAILED = "linked", "failed"
#: what nobody decides about any more
APPLIED = (QUEUED, RUNNING, LINKED)
#: why a document waits that Xero may have already
MATCH_UNDECIDED = "match_undecided"


class XeroFirstMatchLine(models.Model):
    """Something that only one side has, or two things that may be the same."""

    _name = "xero.first.match.line"
    _description = "Match of Both Sides"
    _order = "kind, certainty_order, odoo_name, xero_name, id"
    _rec_name = "odoo_name"

    match_id = fields.Many2one(
        "xero.first.match", required=True, ondelete="cascade", index=True
    )
    connection_id = fields.Many2one(related="match_id.connection_id", store=True)
    company_id = fields.Many2one(
        related="match_id.connection_id.company_id", store=True
    )
    kind = fields.Selection(
        [
            (KIND_CONTACT, "Contact"),
            (KIND_DOCUMENT, "Open Document"),
            (KIND_ACCOUNT, "Account"),
            (KIND_BANK, "Payment Account"),
            (KIND_ITEM, "Item"),
            (KIND_TAX, "Tax"),
        ],
        required=True,
    )
    certainty_order = fields.Integer(compute="_compute_certainty_order", store=True)
    res_model = fields.Char("Model")
    res_id = fields.Many2oneReference("Record ID", model_field="res_model")
    odoo_name = fields.Char("In Odoo")
    odoo_detail = fields.Char("Odoo Says")
    entity = fields.Char(help="What a document is in Xero: invoice or credit note")
    xero_id = fields.Char("Xero ID")
    target_id = fields.Integer(help="The entry of Xero's list, for what is mapped")
    contact_xero_id = fields.Char(help="The contact of a document in Xero")
    xero_name = fields.Char("In Xero")
    xero_detail = fields.Char("Xero Says")
    url = fields.Char("Open in Xero")
    score = fields.Integer(help="How much speaks for it, of 100", aggregator=None)
    reasons = fields.Char()
    reason = fields.Char("The Same", compute="_compute_reason")
    certainty = fields.Selection(
        [
            (SURE, "Sure"),
            (UNSURE, "Not Sure"),
            (SEVERAL, "Several Possible"),
            (CHOSEN, "Chosen by Hand"),
            (ONLY_ODOO, "Only in Odoo"),
            (ONLY_XERO, "Only in Xero"),
        ],
        "How Sure",
        required=True,
    )
    decision = fields.Selection(
        [
            (UNDECIDED, "To Decide"),
            (ACCEPT, "Accept"),
            (SKIP, "Skip"),
            (NOTHING, "Nothing to Do"),
        ],
        default=UNDECIDED,
        required=True,
    )
    state = fields.Selection(
        [
            (OPEN, "Not Applied"),
            (QUEUED, "Queued"),
            (RUNNING, "Being Linked"),
            (LINKED, "Linked"),
            (FAILED, "Not Linked"),
        ],
        "Status",
        default=OPEN,
        required=True,
    )
    message = fields.Char("Remark")

    _documents = models.Index("(connection_id, res_id) WHERE kind = 'document'")

    @api.depends("certainty")
    def _compute_certainty_order(self):
        """What a person has to decide comes first."""
        order = [UNSURE, SEVERAL, SURE, CHOSEN, ONLY_ODOO, ONLY_XERO]
        for line in self:
            line.certainty_order = order.index(line.certainty)

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason(self):
        words = self._reason_words()
        for line in self:
            found = (line.reasons or "").split()
            line.reason = ", ".join(words[one] for one in found if one in words)

    @api.model
    def _reason_words(self):
        """What is the same, in words."""
        return {
            **self.env["xero.contact.candidate"]._rule_words(),
            matching.NAME: self.env._("name"),
            first_match.SPELLING: self.env._("name, but for its spelling"),
            first_match.DOCUMENT_NUMBER: self.env._("number"),
            first_match.TOTAL: self.env._("total"),
            first_match.CONTACT: self.env._("contact"),
            first_match.DUE: self.env._("open amount"),
            first_match.DATE: self.env._("date"),
            first_match.CODE: self.env._("code"),
            first_match.RATE: self.env._("percentage"),
            first_match.BANK_NUMBER: self.env._("bank account number"),
        }

    @api.model
    def _accepted(self, connection, move_ids):
        """{move id: Xero id} of documents that are to be linked, and never created.

        Also when linking has failed: what a person has called the same must not be sent
        a second time because somebody tries again.
        """
        lines = self._of_documents(connection, move_ids, (RUNNING, FAILED))
        return {line.res_id: line.xero_id for line in lines if line.decision == ACCEPT}

    @api.model
    def _undecided(self, connection, move_ids):
        """Ids of documents that Xero may have, as long as nobody has said so."""
        lines = self._of_documents(connection, move_ids, (OPEN, QUEUED))
        found = lines.filtered(lambda one: one.decision in (UNDECIDED, ACCEPT))
        return set(found.mapped("res_id"))

    @api.model
    def _may_be_in_odoo(self, connection, xero_id):
        """Whether a document in Xero may be, or was said to be, one that Odoo has."""
        domain = [
            ("connection_id", "=", connection.id),
            ("kind", "=", KIND_DOCUMENT),
            ("xero_id", "=", xero_id),
            ("res_id", "!=", False),
            ("decision", "in", (UNDECIDED, ACCEPT)),
            ("state", "!=", LINKED),
        ]
        return bool(self.search_count(domain, limit=1))

    @api.model
    def _of_documents(self, connection, move_ids, states):
        """Whoever checks a document need not be allowed to match."""
        return self.sudo().search_fetch(
            [
                ("connection_id", "=", connection.id),
                ("kind", "=", KIND_DOCUMENT),
                ("state", "in", states),
                ("res_id", "in", list(move_ids)),
            ],
            ["res_id", "xero_id", "decision"],
        )

    # === FOR PEOPLE === #

    def action_accept(self):
        """These are the same; other matches of either of the two are skipped.

        :raise UserError: two of the selection are about the same
        """
        for match in self.match_id:
            match._check_may_decide()
        chosen = self.filtered(lambda line: line._is_open() and line._has_both())
        if not chosen:
            raise UserError(
                self.env._(
                    "Nothing to accept: what only one side has, or what was applied"
                    " already, cannot be accepted. Use Choose to say what it is."
                )
            )
        chosen._check_apart()
        rivals = chosen.sudo()._rivals() - chosen
        rivals._take_back()
        rivals.write({"decision": SKIP})
        chosen.sudo().write({"decision": ACCEPT})
        chosen._free_documents()

    def action_skip(self):
        """These are not the same, or nobody wants them linked."""
        for match in self.match_id:
            match._check_may_decide()
        lines = self.filtered(lambda line: line._is_open() and line._has_both())
        lines.sudo()._take_back()
        lines.sudo().write({"decision": SKIP})
        lines._free_documents()

    def action_choose(self):
        """Say oneself what the record is in Xero."""
        self.ensure_one()
        self.match_id._check_may_decide()
        if not self._is_open() or not self.res_id:
            raise UserError(
                self.env._(
                    "Choose is for records of Odoo that are not linked yet. Look for"
                    " the record in Odoo, and choose this one there."
                )
            )
        wizard = self.env["xero.first.match.choice"].create({"line_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Is It in Xero?"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_record(self):
        """Open the record in Odoo."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def _free_documents(self):
        """Have documents looked at again that waited for a decision."""
        for connection in self.connection_id:
            self.env["xero.task"]._free(connection, MATCH_UNDECIDED)

    def _take_back(self):
        """Before lines are forgotten or mean something else: nothing of them stays."""

    def _is_open(self):
        return self.state not in APPLIED

    def _has_both(self):
        return bool(self.res_id and (self.xero_id or self.target_id))

    def _rivals(self):
        """Other open matches of the same record, or of the same object in Xero."""
        ours = Domain.OR(
            Domain("match_id", "=", match.id)
            & Domain("kind", "=", kind)
            & Domain("res_id", "in", lines.mapped("res_id"))
            for (match, kind), lines in self._by_kind().items()
        )
        theirs = Domain.OR(
            Domain("match_id", "=", match.id)
            & Domain("kind", "=", kind)
            & Domain("xero_id", "in", lines.mapped("xero_id"))
            for (match, kind), lines in self._by_kind().items()
            if kind in ONE_TO_ONE
        )
        free = Domain("state", "not in", APPLIED) & Domain("decision", "!=", NOTHING)
        return self.search((ours | theirs) & free) - self

    def _by_kind(self):
        return self.grouped(lambda line: (line.match_id, line.kind))

    def _check_apart(self):
        """:raise UserError: two of these lines are about the same"""
        seen = {}
        for line in self:
            keys = [("odoo", line.match_id, line.kind, line.res_model, line.res_id)]
            if line.kind in ONE_TO_ONE:
                keys.append(("xero", line.match_id, line.kind, line.xero_id, 0))
            for key in keys:
                if key in seen:
                    raise UserError(
                        self.env._(
                            "Two of the selected matches are about the same: “%(one)s”"
                            " and “%(other)s”. Accept only one of them.",
                            one=f"{seen[key].odoo_name} – {seen[key].xero_name}",
                            other=f"{line.odoo_name} – {line.xero_name}",
                        )
                    )
                seen[key] = line
