# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""So many actions on either side; then both sides have to agree.

While they work, Xero's deliveries are lost, doubled, reordered and late, and Odoo's
lane runs now and then. At the end the interval of the poll ends once, the lane runs,
and the comparison runs once. In a calm run, where both sides never touch the same thing
before they have heard of each other, that is all. Where they do, who wins is decided by
the settings, and what these leave open by a person with the buttons.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from odoo.exceptions import UserError

from . import preparing
from .agreement import disagreements
from .decisions import Decider
from .odoo_contacts import OdooPerson
from .policies import CALM, ODOO, XERO
from .stage import Refused
from .xero_contacts import XeroPerson

#: what a person is asked even where nobody else has touched it: two partners of Odoo
#: are not made one because two contacts were
ASKED = {"contact.push: contact_merged"}
#: rounds of decisions at most
ROUNDS = 8


@dataclass
class Report:
    """:param done: action to how often
    :param refused: actions that a person could not do, by whom
    :param decided: what a person has decided at the end
    :param differences: sentences: what is still open, or not the same
    """

    seed: str
    policy: str
    done: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    decided: Counter = field(default_factory=Counter)
    differences: list = field(default_factory=list)
    journal: list = field(default_factory=list, repr=False)

    def told(self):
        """For whoever has to find out what has happened."""
        return "\n".join(
            [
                f"seed {self.seed}, policy {self.policy}:",
                *self.differences,
                "what was done before:",
                *self.journal,
            ]
        )


class Broken(Exception):
    """Something raised; the text has the seed and what was done before."""


def play(stage, seed, count, policy) -> Report:
    """The whole of it.

    :param stage: prepared by nobody yet
    :param policy: one of policies.ALL
    :raise Broken:
    """
    report = Report(str(seed), policy)
    try:
        Run(stage, report).do(count)
    except Exception as error:
        raise Broken(report.told()) from error
    return report


class Run:
    def __init__(self, stage, report):
        self.stage, self.report = stage, report
        self.dice = stage.dice = Random(f"{report.seed} {report.policy}")
        stage.calm = report.policy == CALM
        preparing.prepare(stage, report.policy)
        self.people = (OdooPerson(stage), XeroPerson(stage))
        winner = ODOO if report.policy == ODOO else XERO
        self.decider = Decider(stage, winner, report.journal.append)

    def do(self, count):
        self._exchange()
        for number in range(1, count + 1):
            self._act(number)
            self._meanwhile()
        self._exchange()
        self._compare()
        self._settle()
        self._judge()

    # === ACTIONS === #

    def _act(self, number):
        """Something that is possible, by one of the two."""
        for _attempt in range(20):
            person = self.dice.choice(self.people)
            actions = person.actions()
            (action,) = self.dice.choices(list(actions), list(actions.values()))
            told = self._try(person, action)
            if told:
                self.report.done[f"{_name(person)}: {action.__name__}"] += 1
                self.report.journal.append(f"{number}. {_name(person)}: {told}")
                return
        raise RuntimeError("nothing can be done any more")

    def _try(self, person, action):
        try:
            with self.stage.env.cr.savepoint():
                return action()
        except (Refused, UserError) as error:
            name = f"{_name(person)}: {action.__name__}"
            self.report.refused[name] += 1
            self.report.journal.append(f"   ({name}: {error})")
            return None

    def _meanwhile(self):
        """Time passes; Xero delivers, somehow; the lane runs, sometimes."""
        stage = self.stage
        stage.pass_time(self.dice.choice((2, 20, 90)))
        if stage.chance(0.35):
            self._deliver()
        if stage.chance(0.35):
            self._run_lane()
        if stage.chance(0.06):
            self._exchange()

    def _deliver(self):
        trouble = {
            "lose": self.dice.choice((0, 0, 1)),
            "double": self.dice.choice((0, 1, 2)),
            "reorder": self.stage.chance(0.5),
            "together": self.dice.choice((1, 2, 10)),
        }
        self.report.journal.append(f"   Xero delivers: {trouble}")
        self.stage.deliver(trouble)

    def _run_lane(self):
        self.report.journal.append("   the lane runs")
        self.stage.drain()

    def _exchange(self):
        """The interval of the poll ends, and both sides hear of all."""
        self.report.journal.append("   the interval ends")
        self._poll()
        self._poll()  # what Xero has made of what was sent
        if self.decider.follow_merges():
            self._poll()
        self.stage.all_heard()

    def _poll(self):
        self.stage.pass_time(90)
        self.stage.env["xero.cursor"].search([]).next_poll_at = False
        self.stage.drain()

    # === THE END === #

    def _compare(self):
        self.report.journal.append("   the comparison runs")
        self.stage.connection._queue_reconciliation("")
        self.stage.drain()

    def _settle(self):
        """Decide what is open, until nothing is and the comparison says so: whether a
        decision has helped is seen by the next one."""
        for _round in range(ROUNDS):
            if not self.decider.look() and self._agrees():
                break
            self._exchange()
            self._compare()
        self.report.decided = self.decider.decided

    def _agrees(self):
        connection = self.stage.connection
        return connection.books_agree_as_of == connection.reconciled_on

    def _judge(self):
        found = self.report.differences
        for row in self.decider.open_rows():
            about = f"{row.record_name}: {row.kind} {row.details} {row.message or ''}"
            found.append(f"the report lists {about}")
        for task in self.stage.env["xero.task"].search(
            [("state", "in", ("failed", "waiting", "queued", "running"))]
        ):
            about = f"{task.record_name} {task.part or ''} {task.remote_id or ''}"
            why = f"{task.error_code} {task.message}"
            found.append(f"{task.type_id.name} of {about} is {task.state}: {why}")
        if not self._agrees():
            found.append(f"the connection says: {self.stage.connection.agreement}")
        if self.report.policy == CALM:
            decided = self.report.decided.keys() - ASKED
            found += [f"a person had to decide: {one}" for one in sorted(decided)]
        found += disagreements(self.stage)


def _name(person):
    return type(person).__name__.removesuffix("Person")
