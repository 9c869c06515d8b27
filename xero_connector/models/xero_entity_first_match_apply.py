# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core import first_match, matching
from .xero_contact_match import LINK
from .xero_first_match import DONE
from .xero_first_match_line import (
    CHOSEN,
    FAILED,
    KIND_CONTACT,
    KIND_DOCUMENT,
    LINKED,
    QUEUED,
    RUNNING,
)
from .xero_task import BACKFILL

#: lines that are handed over in one transaction
CHUNK = 100
#: until what has not been linked yet is looked at again
PAUSE = timedelta(minutes=5)


class NotApplied(Exception):
    """A match that does not hold any more; its text is for people."""


class XeroEntityFirstMatchApply(models.AbstractModel):
    """Has the lane link what was accepted (SPEC X12, P2).

    Contacts and documents are handed to the tasks that send them otherwise: those read
    Xero again, prove that it still is the same, and link instead of sending. What has
    changed, was linked or deleted meanwhile is left alone and says so. A part at a time
    is handed over, and its lines remember that; so an interrupted run goes on.
    """

    _inherit = "xero.entity.first_match"

    @api.model
    def _apply_next(self, lane, task, match):
        """Hand over the next lines; without any, see what has become of them."""
        lines = self.env["xero.first.match.line"]
        mine = [("match_id", "=", match.id)]
        queued = lines.search([*mine, ("state", "=", QUEUED)], limit=CHUNK)
        for line in queued:
            self._hand_over(lane, line)
        if queued:
            task._requeue()
            return
        running = lines.search([*mine, ("state", "=", RUNNING)])
        self._look_at(lane, running)
        if running.filtered(lambda line: line.state == RUNNING):
            later = fields.Datetime.now() + PAUSE
            runner = self.env["xero.runner"]
            runner._wait(task, "waits_for_record", not_before=later)
            return
        match.state = DONE
        self.env["xero.runner"]._finish_tasks(lane, task)

    @api.model
    def _hand_over(self, lane, line):
        """Start one line; what is in the way harms no other."""
        starts = {KIND_CONTACT: self._link_contact, KIND_DOCUMENT: self._link_document}
        start = starts.get(line.kind, self._map)
        try:
            with self.env.cr.savepoint():
                line.write({"state": start(lane, line), "message": False})
        except (NotApplied, UserError) as reason:
            line.write({"state": FAILED, "message": str(reason)})
        except psycopg2.IntegrityError:  # somebody was quicker
            sentence = self.env._("It has been mapped meanwhile. Read again.")
            line.write({"state": FAILED, "message": sentence})

    # === CONTACTS === #

    @api.model
    def _link_contact(self, lane, line):
        """:return: the state of the line
        :raise NotApplied:
        """
        partner = self._record_of(lane, line)
        if self._is_linked(lane, line):
            return LINKED
        self._check_contact(lane, line, partner)
        self.env["xero.contact.match"]._made(lane.connection, partner).write(
            {"state": LINK, "xero_id": line.xero_id}
        )
        self._mark(lane, "contact.push", partner, partner)
        return RUNNING

    @api.model
    def _check_contact(self, lane, line, partner):
        """:raise NotApplied: what both sides have in common has changed"""
        remotes = self.env["xero.remote"]._by_xero_id(lane.connection, [line.xero_id])
        remote = remotes.get(line.xero_id)
        if not remote or remote.status != matching.ACTIVE:
            raise NotApplied(
                self.env._("It has been archived or merged in Xero. Read again.")
            )
        if not (partner.name or "").strip():
            raise NotApplied(self.env._("It has no name in Odoo. Enter one."))
        profile = self._profile(lane.connection, partner)
        same = first_match.contacts([profile], [remote._profile()])
        if line.certainty != CHOSEN and not same:
            raise NotApplied(
                self.env._(
                    "One of the two has changed since, and nothing is the same any"
                    " more. Read again."
                )
            )

    # === DOCUMENTS === #

    @api.model
    def _link_document(self, lane, line):
        """:return: the state of the line
        :raise NotApplied:
        """
        move = self._record_of(lane, line)
        if self._is_linked(lane, line):
            return LINKED
        if move.state != "posted":
            raise NotApplied(self.env._("It is not posted in Odoo any more."))
        self._check_contact_of(lane, line, move.commercial_partner_id)
        self._mark(lane, move._xero_push_type(), move, move.partner_id)
        return RUNNING

    @api.model
    def _check_contact_of(self, lane, line, partner):
        """The contact is linked as the document says, or is being linked.

        :raise NotApplied: it is not
        """
        link = lane.link("res.partner", partner.id)
        if link:
            fits = link.xero_id == line.contact_xero_id
        else:
            fits = line.search_count(
                [
                    ("match_id", "=", line.match_id.id),
                    ("kind", "=", KIND_CONTACT),
                    ("state", "=", RUNNING),
                    ("res_id", "=", partner.id),
                    ("xero_id", "=", line.contact_xero_id),
                ],
                limit=1,
            )
        if not fits:
            raise NotApplied(
                self.env._(
                    "Its contact “%s” is not linked with the contact that the document"
                    " has in Xero. Accept that match of the contact too, and apply"
                    " again.",
                    partner.display_name,
                )
            )

    @api.model
    def _mark(self, lane, type_name, record, partner):
        entity = self.env["xero.runner"]._entity(type_name.partition(".")[0])
        key = (record._name, record.id, "")
        company = record.company_id if record._name == "account.move" else None
        row = entity._row(lane.connection.id, key, partner, BACKFILL, company)
        self.env["xero.task"]._append([(row[0], type_name, *row[1:])])

    # === BEFORE === #

    @api.model
    def _record_of(self, lane, line):
        """:raise NotApplied: it is gone"""
        record = lane.browse(line.res_model, line.res_id)
        if not record:
            raise NotApplied(self.env._("It no longer exists in Odoo."))
        return record

    @api.model
    def _is_linked(self, lane, line):
        """Whether the two are linked already.

        :raise NotApplied: one of them is linked with something else
        """
        link = lane.link(line.res_model, line.res_id)
        theirs = lane.links_by_xero_id([line.xero_id]).get(line.xero_id)
        return self._is_one(lane, link, theirs)

    @api.model
    def _is_one(self, lane, link, theirs):
        """:raise NotApplied: one of them is linked with something else"""
        if link and link == theirs:
            return True
        if link:
            raise NotApplied(
                self.env._(
                    "It has been linked meanwhile, with “%s” in Xero.", link.number
                )
            )
        if theirs:
            name = lane.browse(theirs.res_model, theirs.res_id).display_name
            raise NotApplied(
                self.env._(
                    "What it was matched with in Xero has been linked meanwhile, with"
                    " “%s”.",
                    name,
                )
            )
        return False

    # === AFTERWARDS === #

    @api.model
    def _look_at(self, lane, lines):
        """What has become of lines that the lane was given.

        Documents that are linked are looked at once more, for what was paid on them.
        """
        none = self.env["xero.link"]
        theirs = lane.links_by_xero_id(lines.mapped("xero_id"))
        for model, some in lines.grouped("res_model").items():
            ours = none._of(lane.connection, model, some.mapped("res_id"))
            tasks = self._last_tasks(lane, model, some.mapped("res_id"))
            for line in some:
                link = ours.get((line.res_id, ""), none)
                other = theirs.get(line.xero_id, none)
                task = tasks.get(line.res_id, self.env["xero.task"])
                line.write(self._outcome(lane, link, other, task))
        linked = lines.filtered(
            lambda line: line.state == LINKED and line.kind == KIND_DOCUMENT
        )
        for entity, some in linked.grouped("entity").items():
            self.env["xero.runner"]._add_pulls(lane, entity, some.mapped("xero_id"))

    @api.model
    def _last_tasks(self, lane, model, res_ids):
        """{record id: the last task that was to link it}."""
        types = ("contact.push", *self.env["account.move"]._xero_push_types())
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("res_model", "=", model),
                ("res_id", "in", res_ids),
                ("type_id.name", "in", types),
                ("state", "!=", "superseded"),
            ],
            order="id",
        )
        return {task.res_id: task for task in tasks}

    @api.model
    def _outcome(self, lane, link, theirs, task):
        """What to write on a line, with a reason if it could not be linked.

        :param link: of the record of Odoo; `theirs`: of what Xero has
        """
        try:
            if self._is_one(lane, link, theirs):
                return {"state": LINKED, "message": False}
        except NotApplied as reason:
            return {"state": FAILED, "message": str(reason)}
        if self._goes_on_by_itself(task):
            return {}
        reasons = (task.message, task.advice)
        nothing = self.env._("It was not linked; look at its task under Tasks.")
        return {
            "state": FAILED,
            "message": " ".join(filter(None, reasons)) or nothing,
        }

    @api.model
    def _goes_on_by_itself(self, task):
        if task.state != "waiting":
            return task.state in ("queued", "running")
        others = task.waits_on_ids
        return bool(task.not_before) or any(map(self._goes_on_by_itself, others))
