# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Random documents are made, settled, changed and sent; then both books are compared.

What Xero cannot be told has to say so in a sentence. It is taken back in Odoo like a
clerk would do, so that whatever half of it had reached Xero shows as a difference.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from odoo.exceptions import UserError

from odoo.addons.xero_connector.core.reasons import OWN_RULES

from . import documents, recipes, settling
from .comparison import compare
from .scenery import PARTNERS, Scenery, Xero

#: reasons that only a mistake of ours makes
NEVER = ("internal_error", "totals_differ", "answer_unreadable", "unsupported_lines")
EXPLAINED = {rule.label for rule in OWN_RULES} - set(NEVER)
#: Xero says these as well, but they are found before anything is sent
EXPLAINED |= {"tax_type_not_allowed", "currency_not_enabled"}
OPEN = ("failed", "waiting", "queued", "running")
METHODS = ("round_per_line", "round_globally")


@dataclass
class Report:
    """:param sent: documents that are in both books at the end
    :param impossible: recipes that Odoo itself refuses
    :param explained: reason to how many tasks said so
    :param examples: reason to the first of them, in full
    :param base: what differs within the rates' sixth decimal
    :param rounded: documents with cents on Xero's rounding account
    """

    seed: str
    documents: int = 0
    sent: int = 0
    settlements: int = 0
    impossible: int = 0
    explained: Counter = field(default_factory=Counter)
    examples: dict = field(default_factory=dict)
    differences: list = field(default_factory=list)
    base: list = field(default_factory=list)
    rounded: int = 0
    refused: list = field(default_factory=list)


def tell(connection, url, drain, seed, count, explained=()) -> Report:
    """The whole of it.

    :param connection: ready, its catalogues loaded
    :param url: of the simulator
    :param drain: function of no arguments that runs the connection's cron
    :param explained: further reasons that are none of our mistakes
    """
    xero = Xero(url, connection.tenant_id)
    return Run(Scenery(connection, xero, drain).build(), seed, explained).do(count)


class Run:
    """:param scenery: built
    :param seed: decides everything
    :param explained: as for `tell`
    """

    def __init__(self, scenery, seed, explained=()):
        self.scenery, self.env = scenery, scenery.env
        self.random = Random(str(seed))
        self.report = Report(str(seed))
        self.explained = EXPLAINED | set(explained)
        self.recipe_of = {}
        self._undone = set()

    def do(self, count) -> Report:
        """So many documents, half of them in foreign currencies."""
        for foreign in (False, True):
            for method in METHODS:
                self._documents(count // 4, foreign, method)
            found = compare(self.scenery.connection, self.scenery.xero)
            self.report.differences += map(self._with_recipe, found.differences)
            self.report.base += found.base
            self.report.rounded = found.rounded
        self.report.sent = len(self._posted())
        self._look_at_requests()
        return self.report

    def _with_recipe(self, sentence):
        """The difference, and how to make the document of it again."""
        names = [name for name in self.recipe_of if name in sentence]
        recipe = self.recipe_of[max(names, key=len)] if names else ""
        return f"{sentence}\n    {recipe}"

    # === DOCUMENTS === #

    def _documents(self, count, foreign, method):
        """Each is settled and changed, some of it before the first drain."""
        self.scenery.company.tax_calculation_rounding_method = method
        seed = f"{self.report.seed} {method}"
        ways, changes = self._choices()
        made = []
        numbers = range(self.report.documents, self.report.documents + count)
        for recipe in recipes.recipes(seed, numbers, ways, changes, foreign, PARTNERS):
            move = self._make(recipe)
            if move:
                made.append((recipe, move))
        self.report.documents += len(made)
        late = [one for one in made if not self._at_once(*one)]
        self._drain()
        for recipe, move in late:
            self._work_on(recipe, move)
        self._drain()
        self._take_back()

    def _choices(self):
        """Most documents are left as they are; a third of them is not settled."""
        ways = [*settling.WAYS, *("none",) * 5, *("full",) * 2]
        changes = [*documents.CHANGES, *("none",) * 8]
        return ways, changes

    def _make(self, recipe):
        """The document; nothing where Odoo itself refuses to make it."""
        try:
            with self.env.cr.savepoint():
                move = documents.make(self.scenery, recipe)
        except UserError:
            self.report.impossible += 1
            return None
        self.recipe_of[move.ref or move.name] = recipe
        return move

    def _at_once(self, recipe, move):
        if self.random.random() < 0.4:
            self._work_on(recipe, move)
            return True
        return False

    def _work_on(self, recipe, move):
        change = documents.CHANGES[recipe.change]
        # what comes to nothing is paid at once in Xero, and then stays as it is
        if change and move.amount_total and not _matched(move):
            self._change(move, change)
        way = settling.WAYS[recipe.settlement]
        if way and move.state == "posted" and move.amount_residual:
            self._settle(move, way)
        self.env.cr.flush()

    def _change(self, move, change):
        """Nothing where Odoo itself refuses it: its own sums do not always balance."""
        try:
            with self.env.cr.savepoint():
                change(move, self.random)
        except UserError:
            self.report.impossible += 1

    def _settle(self, move, way):
        """Some ways send things in between, so each takes back what Odoo refuses."""
        try:
            way(self.scenery, move | self._open_ones(move), self.random)
            self.report.settlements += 1
        except UserError:
            self.report.impossible += 1

    def _open_ones(self, move):
        """Other open documents of the same partner."""
        domain = [
            ("company_id", "=", self.scenery.company.id),
            ("partner_id", "=", move.partner_id.id),
            ("state", "=", "posted"),
            ("payment_state", "=", "not_paid"),
            ("move_type", "in", list(recipes.TYPES)),
            ("id", "!=", move.id),
        ]
        return self.env["account.move"].search(domain, order="id")

    def _posted(self):
        return self.env["account.move"].search(
            [
                ("company_id", "=", self.scenery.company.id),
                ("state", "=", "posted"),
                ("move_type", "in", list(recipes.TYPES)),
            ]
        )

    # === SENDING === #

    def _drain(self):
        self.env.cr.flush()
        self.scenery.drain()
        self.env.invalidate_all()

    def _take_back(self):
        """What failed is noted and undone in Odoo, until nothing is open."""
        for _round in range(4):
            tasks = self.env["xero.task"].search([("state", "in", OPEN)])
            if not tasks:
                return
            for task in tasks:
                self._note(task)
            for task in tasks:
                self._undo(task)
            self._drain()
        self._never_ending()

    def _never_ending(self):
        for task in self.env["xero.task"].search([("state", "in", OPEN)]):
            said = f"{task.state} {task.error_code}: {task.message}"
            self.report.differences.append(
                f"{task.type_id.name} of {self._name_of(task)} does not end: {said}"
            )

    def _note(self, task):
        if task.id in self._undone:
            return
        self._undone.add(task.id)
        code, said = task.error_code or "", task.message or ""
        text = f"{task.type_id.name} of {self._name_of(task)} is {task.state}"
        if code in self.explained and said:
            self.report.explained[code] += 1
            self.report.examples.setdefault(code, self._with_recipe(f"{text}: {said}"))
            return
        self.report.differences.append(
            self._with_recipe(f"{text} without a good reason: {code} {said}")
        )

    def _name_of(self, task):
        record = self.env[task.res_model].browse(task.res_id).exists()
        names = [record.ref or "", record.name] if "ref" in record else [""]
        part = task.part.split(":")[0] if task.part else ""
        if part.isdigit():
            other = self.env["account.move"].browse(int(part)).exists()
            names.append(f"on {other.ref or other.name}")
        return " ".join(filter(None, names)) or f"{task.res_model} {task.res_id}"

    # === TAKING BACK === #

    def _undo(self, task):
        if task.res_model != "account.move":
            return
        move = self.env["account.move"].browse(task.res_id).exists()
        if move:
            self._cancel(move)

    def _cancel(self, move):
        """The move and the money that was for it alone."""
        partners = _matched(move)
        move.line_ids.remove_move_reconcile()
        if move._xero_documents():
            for one in partners - self._posted():
                self._cancel_one(one)
        self._cancel_one(move)

    def _cancel_one(self, move):
        if move.state != "posted":
            return
        move.line_ids.remove_move_reconcile()
        if move.origin_payment_id:
            move.origin_payment_id.action_draft()
            move.origin_payment_id.action_cancel()
        elif move.statement_line_id:
            move.statement_line_id.unlink()
        else:
            move.button_draft()
            move.button_cancel()

    # === REQUESTS === #

    def _look_at_requests(self):
        """Nothing that was sent is unknown to Xero's models, or refused as a whole."""
        for entry in self.scenery.xero.get("requests", path="^/api.xro/"):
            if entry["unknown_keys"] or (entry["status"] or 0) >= 400:
                self.report.refused.append(entry)


def _matched(move):
    """What is reconciled with a move; exchange differences are no one's."""
    lines = move.line_ids
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    moves = partials.debit_move_id.move_id | partials.credit_move_id.move_id
    return moves - move - partials.exchange_move_id
