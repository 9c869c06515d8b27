# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The person who looks at what is left open, and decides or mends it.

First the buttons of a row are tried, that of the side that is to win before the other.
Where none of them goes, or has helped, the advice of the row or of the task is followed
by hand.
"""

from collections import Counter, defaultdict

from odoo.exceptions import UserError

from .odoo_contacts import merge
from .policies import ODOO, XERO
from .preparing import manager_of
from .starting_over import StartingOver

OPEN = ("failed", "waiting")
#: reasons that go away when the row about the document is decided
HELD = ("changed_in_xero", "removed_in_xero", "waits_for_record", "document_draft")


class Decider:
    """
    :param winner: odoo or xero
    :param say: function of a sentence, for whoever has to find out what has happened
    """

    def __init__(self, stage, winner, say):
        self.stage, self.env, self.winner = stage, stage.env, winner
        self.say = say
        self.user = manager_of(stage)
        self.decided = Counter()
        self.tried = defaultdict(set)
        self.by_hand = StartingOver(stage, self._note)

    def open_rows(self):
        return self.env["xero.discrepancy"].search([("state", "=", "open")], order="id")

    def open_tasks(self):
        return self.env["xero.task"].search([("state", "in", OPEN)], order="id")

    def look(self):
        """Decide about all that is open; whether there was anything."""
        rows, tasks = self.open_rows(), self.open_tasks()
        conflicts = self.stage.links(("conflict", "!=", False))
        for row in rows:
            if row.state == "open":
                self._decide(row)
        for task in tasks:
            self._mend(task)
        for link in conflicts:
            self._choose(link)
        return bool(rows or tasks or conflicts)

    def _note(self, decision, *about):
        self.decided[decision] += 1
        self.say(f"   decided: {decision} {about}")

    # === DIFFERENCES === #

    def _decide(self, row):
        sides = (ODOO, XERO) if self.winner == ODOO else (XERO, ODOO)
        tried = self.tried[row.xero_id, row.field_group, repr(row.details)]
        for side in sides:
            if side in tried or not getattr(row, f"may_{side}"):
                continue
            tried.add(side)
            if self._click(row, side):
                self._note(f"{row.kind}: {side}", row.record_name, row.details)
                return
        self._note(f"{row.kind}: by hand", row.record_name, row.details, row.message)
        self.by_hand.start_over(self._move_of(row))

    def _click(self, row, side):
        try:
            with self.env.cr.savepoint():
                getattr(row.with_user(self.user), f"action_{side}_wins")()
        except UserError:
            return False
        return True

    def _choose(self, link):
        side = self.winner
        getattr(link.with_user(self.user), f"action_{side}_is_right")()
        self._note(f"values of a contact: {side}", link.number, link.conflict)

    def _move_of(self, row):
        moves = self.env["account.move"]
        return moves.browse(row.res_id).exists() if row.res_id else moves

    # === TASKS === #

    def follow_merges(self):
        """Merge in Odoo as well what was merged in Xero; whether there was any."""
        tasks = self.open_tasks().filtered(
            lambda task: task.error_code == "contact_merged"
        )
        for task in tasks:
            self._mend(task)
        return bool(tasks)

    def _mend(self, task):
        """Follow the advice, then retry."""
        code = task.error_code or ""
        if code in HELD or task.state not in OPEN:
            return
        about = (task.record_name, task.remote_id, task.message)
        self._note(f"{task.type_id.name}: {code}", *about)
        if code == "contact_archived":
            self._restore(task)
        elif code == "contact_merged":
            self._merge(task)
        elif code == "unmatched_money":
            self._cancel_money(task)
        elif code == "credit_above_due":
            self.by_hand.free_in_xero(task.remote_id)
        elif task.entity in ("payment", "allocation", "invoice", "credit_note"):
            self.by_hand.start_over(self.by_hand.document_of(task))
        task.invalidate_recordset()
        if task.state in OPEN:
            task.with_user(self.user).action_retry()

    def _cancel_money(self, task):
        """What is paid back without a credit note: Xero has nothing for that."""
        move = self.env["account.move"].browse(task.res_id).exists()
        move.line_ids.remove_move_reconcile()
        move.origin_payment_id.action_cancel()

    def _restore(self, task):
        partner = task.partner_id
        partner.filtered(lambda one: not one.active).action_unarchive()
        partner.with_user(self.user).action_xero_restore()

    def _merge(self, task):
        """Two contacts were merged in Xero: the partners are merged in Odoo as well."""
        partners = self.env["res.partner"].with_context(active_test=False)
        source = partners.browse(task.res_id)
        links = self.stage.links(("res_model", "=", "res.partner"))
        mine = links.filtered(lambda one: one.res_id == source.id)
        contacts = {one["ContactID"]: one for one in self.stage.xero.rows("contacts")}
        target = contacts[mine.xero_id].get("MergedToContactID")
        link = links.filtered(lambda one: one.xero_id == target)
        if link:
            merge(partners.browse(link.res_id), source)
