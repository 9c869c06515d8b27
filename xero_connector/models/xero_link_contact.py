# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..core.matching import ACTIVE, ARCHIVED, ERASED
from .xero_task import LIVE


class XeroLinkContact(models.Model):
    """What the link of a contact remembers besides."""

    _inherit = "xero.link"

    name_suffix = fields.Char(
        help="Follows the name in Xero, in brackets, because another contact has it"
    )
    accepted = fields.Json(
        help="Fields in which Odoo and Xero differ with our consent: Odoo's values"
    )

    notice = fields.Text(
        help="What a person has to know or decide of what came in, until it is solved"
    )
    conflict = fields.Char(help="Facts that both sides have changed")
    conflict_choice = fields.Selection(
        [("odoo", "Odoo"), ("xero", "Xero")],
        "Who Is Right",
        help="About what both sides have changed, until it is carried out",
    )
    merged_into_id = fields.Many2one(
        "res.partner",
        ondelete="set null",
        index="btree_not_null",
        help="Whom the partner of this link has become in Odoo: Xero leaves documents"
        " with the contact that they had.",
    )

    def _partner(self):
        """Whose contact it is in Odoo, or whom that partner has become; nobody if it
        was deleted, or if this is no contact's link."""
        is_contact = self.res_model == "res.partner"
        partner = self.env["res.partner"].browse(self.res_id if is_contact else ())
        return partner.exists() or self.merged_into_id

    @api.model
    def _fact_words(self, names):
        """What people call the facts of a contact, in one text."""
        words = {
            "name": self.env._("name"),
            "first_name": self.env._("primary person"),
            "last_name": self.env._("primary person"),
            "persons": self.env._("people"),
            "email": self.env._("e-mail"),
            "phone": self.env._("telephone"),
            "tax_number": self.env._("tax number"),
            "company_number": self.env._("company number"),
            "bank_account": self.env._("bank account"),
            "sales_terms": self.env._("payment terms of sales"),
            "bill_terms": self.env._("payment terms of bills"),
        }
        address = self.env._("address")
        return ", ".join(sorted({words.get(name, address) for name in names}))

    def _no_problem(self):
        """What a person has to decide stays to be decided."""
        for link in self.filtered("notice"):
            link.write({"needs_attention": True, "message": link.notice})
        others = self.filtered(lambda link: not link.notice)
        return super(XeroLinkContact, others)._no_problem()

    def _note_status(self, status):
        """Xero says that the contact is active or archived; Odoo's wish is not that.

        A person has archived it in Xero, or restored it: neither is undone by the next
        change of an address.
        """
        for link in self:
            accepted = {**(link.accepted or {})}
            accepted.pop("status", None)
            if status != ACTIVE:
                accepted["status"] = ACTIVE
            base = {**link.base, "status": status} if link.base else link.base
            link.write(
                {
                    "status": status,
                    "base": base,
                    "accepted": accepted,
                    "fingerprint": False,  # look at it again: there may be more news
                }
            )

    @property
    def is_erased(self):
        """Whether Xero has the contact under a privacy request, for good."""
        return self.status == ERASED

    def _want_active(self):
        """Restore the contacts in Xero with the next task about them."""
        for link in self:
            accepted = {**(link.accepted or {})}
            accepted.pop("status", None)
            link.write({"accepted": accepted, "fingerprint": False})

    @api.model
    def _merge_partners(self, sources, target):
        """Partners become one in Odoo: one link is left for each connection (SPEC X5).

        The target keeps its own link; without one it takes over the oldest of the
        others. What is left over stays with the deleted partner, whose contact is
        archived in Xero. Open tasks are about the target from now on, and documents
        that nothing settles get the target's contact in Xero too.
        """
        links = self.search(
            [
                ("res_model", "=", target._name),
                ("res_id", "in", [*sources.ids, target.id]),
            ],
            order="id",
        )
        for ours in links.grouped("connection_id").values():
            if not ours.filtered(lambda link: link.res_id == target.id):
                ours[0].write({"res_id": target.id, "fingerprint": False})
            others = ours.filtered(lambda link: link.res_id != target.id)
            others.merged_into_id = target
        self._move_tasks(sources, target)
        self._mark_documents(target)

    @api.model
    def _move_tasks(self, sources, target):
        """What is open about the sources is about the target from now on."""
        self.env["xero.task"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE xero_task SET res_id = %(target)s
                 WHERE res_model = %(model)s AND res_id IN %(sources)s
                   AND state IN ('queued', 'waiting', 'failed')
                """,
                target=target.id,
                model=target._name,
                sources=tuple(sources.ids),
            )
        )
        self.env["xero.task"].invalidate_model(["res_id"])

    @api.model
    def _mark_documents(self, target):
        """Those that Xero has: none is created by a merge. Of a document with payments
        Xero does not change the contact (P15)."""
        moves = self.env["account.move"].search(
            [
                ("commercial_partner_id", "=", target.id),
                ("state", "=", "posted"),
                ("payment_state", "=", "not_paid"),
            ]
        )
        links = self.search(
            [("res_model", "=", moves._name), ("res_id", "in", moves.ids)]
        )
        live = links.filtered(lambda link: not link.is_removed)
        moves.browse(live.mapped("res_id"))._xero_mark_documents()

    def _restore_contacts(self):
        """Make archived contacts active again in Xero."""
        links = self.filtered(lambda link: link.status == ARCHIVED)
        links._want_active()
        records = self.env["res.partner"].browse(links.mapped("res_id"))
        records._xero_mark("contact.push")

    # === WHAT BOTH HAVE CHANGED === #

    def action_odoo_is_right(self):
        """Send to Xero what both sides have changed."""
        self._choose("odoo")

    def action_xero_is_right(self):
        """Take over from Xero what both sides have changed."""
        self._choose("xero")

    def _choose(self, side):
        """Note who is right, and have it carried out.

        :raise AccessError: for Xero managers only
        """
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(self.env._("Only a Xero manager can decide this."))
        links = self.filtered("conflict").sudo()
        links.conflict_choice = side
        rows = [
            (
                *(link.connection_id.id, "contact.pull", "", 0, ""),
                *(link.xero_id, None, None, LIVE),
            )
            for link in links
        ]
        if rows:
            self.env["xero.task"].sudo()._append(rows)
        links.connection_id._trigger_run()
