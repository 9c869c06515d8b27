# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo import api, fields, models

from ..core.entities import CATALOGUE
from ..core.errors import LabelledError
from ..core.transport import OPERATIONS
from .xero_task import LIVE

CREATE = "create"
UPDATE = "update"
DELETE = "delete"
#: look the document up by its number and link it; nothing is written to Xero
LOOKUP = "lookup"
NOTHING = "nothing"


class MissingRecord(Exception):
    """Other records have to reach the other side first.

    :param needs: tuples (type_name, res_model, res_id, part); of an object of Xero's
        (type_name, "", 0, its Xero id)
    """

    def __init__(self, *needs):
        super().__init__(needs)
        self.needs = needs


class NotEligible(LabelledError):
    """The record waits for a setting or for its own state; nothing is wrong with it.

    A plain LabelledError instead means that a person has to change something.
    """


@dataclass
class Step:
    """One thing to do at Xero for one task; kept in xero.call until it is settled.

    `facts` are JSON-safe values that the proof and the link need after the answer.
    """

    task_id: int
    action: str
    res_model: str
    res_id: int
    part: str = ""
    payload: dict = field(default_factory=dict)
    remote_id: str = ""
    document_id: int = 0
    fingerprint: str = ""
    facts: dict = field(default_factory=dict)
    #: the task has more to do after this step and is queued again
    more: bool = False
    message: str = ""

    def as_dict(self):
        """Without the payload, which the call keeps as exact text."""
        return {name: value for name, value in vars(self).items() if name != "payload"}


class XeroEntity(models.AbstractModel):
    """How one kind of record meets Xero; one inheriting model per entity.

    The scheduler knows nothing about contacts or invoices. It asks the entity which
    marks count, what to do about a record, and what an answer means. Another addon adds
    an entity by inheriting this model and extending `xero.runner._entities()`.
    """

    _name = "xero.entity"
    _description = "Xero Entity"

    #: key in core.entities.CATALOGUE
    _xero_entity = ""

    @property
    def _declaration(self):
        """The pure declaration: names, operations, encoders, snapshots."""
        return CATALOGUE[self._xero_entity]

    @api.model
    def _marks(self, notes):
        """Rows for xero.task._append (without the type) of the notes that count.

        :param notes: tuples (res_model, res_id, part, company_id, created)
        """
        raise NotImplementedError

    @api.model
    def _read_first(self, lane, tasks):
        """Read from Xero what the steps of these tasks depend on; nothing is open.

        :raise OutcomeError: Xero did not answer as it should; the tasks are settled so
        """

    @api.model
    def _read_ahead(self, lane, tasks):
        """Read at once what `_steps_of` will ask of each task's record."""
        for res_model, some in tasks.grouped("res_model").items():
            ids = some.mapped("res_id")
            lane.ahead.read_records(res_model, ids)
            lane.ahead.read_links(res_model, ids)

    @api.model
    def _steps_of(self, lane, task, link):
        """What to do about one record now, decided from its present state.

        :return: list of Step; one of action NOTHING when Xero is up to date
        :raise MissingRecord: another record goes first
        :raise NotEligible: it waits for a setting or its own state
        :raise LabelledError: a person has to change something
        """
        raise NotImplementedError

    @api.model
    def _reconsider(self, lane, step, link, element):
        """Whether Xero's present state makes another step of this update.

        What was decided is then forgotten, and the task is queued again.
        """
        return False

    @api.model
    def _may_update(self, step, link, element):
        """Raise LabelledError if Xero's present state must not be overwritten."""

    @api.model
    def _writes(self, step):
        """Whether an update that may be made has anything to write."""
        return True

    @api.model
    def _settled(self, lane, step, element, link):
        """What the link has to remember of the element that Xero accepted.

        :return: (values of the link, problem); the problem is None or (error code,
            detail) when the answer does not prove that Xero has what was sent
        """
        raise NotImplementedError

    @api.model
    def _goes_on(self, lane, step, task, outcome):
        """Whether a refused step is not the end: the task is queued to go on.

        :param outcome: Fail
        """
        return False

    @api.model
    def _elements_by_number(self, lane, tasks):
        """What Xero has that may be these records (action LOOKUP); makes calls."""
        raise NotImplementedError

    @api.model
    def _lets_go(self, lane, task):
        """Whether what waits for a record goes on although Xero has nothing of it.

        It looks at its own state anew then, and may wait again.
        """
        return False

    # === CALLS === #

    @api.model
    def _verb(self, step):
        """Key in the declaration's actions of what a step does."""
        return step.action

    @api.model
    def _content(self, call):
        """What a stored call sends: its exact text, or the bytes that it refers to.

        None when those are gone: then it cannot be repeated.
        """
        return call.body

    @api.model
    def _parameters(self, call):
        """Arguments of a stored call's operation, beside ids."""
        return {}

    @api.model
    def _completed(self, lane, call, outcomes):
        """The outcomes with what Xero's answer has left out; may make calls."""
        return outcomes

    @api.model
    def _elements_since(self, lane, action, steps, since):
        """What Xero has that these steps may have written; makes calls.

        :param since: aware; only for creations
        """
        if action != CREATE:
            ids = [step.remote_id for step in steps]
            return lane.client.by_ids(self._declaration, ids)
        arguments = OPERATIONS[self._declaration.actions["list"]].arguments
        archived = {"include_archived": True} if "include_archived" in arguments else {}
        pages = lane.client.pages(self._declaration, modified_since=since, **archived)
        return [element for page in pages for element in page.elements]

    @api.model
    def _is_ours(self, step, payload, element):
        """Whether an element with the natural key of a creation is what we sent."""
        return True

    @api.model
    def _happened(self, step, payload, element):
        """Whether an update whose answer was lost is what Xero has now."""
        snapshot = self._declaration.snapshot
        sent = {key: value for key, value in snapshot(payload).items() if value}
        theirs = snapshot(element)
        return all(theirs.get(key) == value for key, value in sent.items())

    # === HELPERS === #

    @api.model
    def _nothing(self, task, message):
        return [Step(task.id, NOTHING, task.res_model, task.res_id, message=message)]

    @api.model
    def _row(self, connection_id, note, partner=None, priority=LIVE, company=None):
        """A row of xero.task._append for one note.

        :param company: of the record; a branch may have a dealer code of its own
        """
        res_model, res_id, part = note[:3]
        partner = partner or self.env["res.partner"]
        connection = self.env["xero.connection"].sudo().browse(connection_id)
        company = company or connection.company_id
        code = (
            partner.commercial_partner_id.xero_dealer_code or partner.xero_dealer_code
        )
        return (
            connection_id,
            res_model,
            res_id,
            part,
            "",
            partner.id or None,
            code or company._xero_dealer_code() or None,
            priority,
        )

    @api.model
    def _by_lane(self, notes):
        """{connection id: [(note, its move)]} of entries, deleted ones too."""
        moves = self.env["account.move"].sudo().browse([note[1] for note in notes])
        moves = {move.id: move for move in moves.exists()}
        found = {}
        for note in notes:
            move = moves.get(note[1], self.env["account.move"])
            company_id = move.company_id.id or note[3]
            lane = self.env["xero.connection"]._lane_of_company(company_id)
            if lane:
                found.setdefault(lane[0], []).append((note, move))
        return found

    @api.model
    def _known(self, connection_id, type_names, res_model, res_ids):
        """Ids of records that Xero has, or that an open task of a type is about."""
        domain = [
            ("connection_id", "=", connection_id),
            ("res_model", "=", res_model),
            ("res_id", "in", list(res_ids)),
        ]
        links = self.env["xero.link"].sudo().search_fetch(domain, ["res_id"])
        tasks = (
            self.env["xero.task"]
            .sudo()
            .search_fetch(
                [
                    *domain,
                    ("type_id.name", "in", type_names),
                    ("state", "in", ("queued", "waiting", "running", "failed")),
                ],
                ["res_id"],
            )
        )
        return {*links.mapped("res_id"), *tasks.mapped("res_id")}

    @api.model
    def _link_defaults(self, lane, step, values):
        """All values of the link of a step that Xero has accepted."""
        return {
            "connection_id": lane.connection.id,
            "entity": self._xero_entity,
            "res_model": step.res_model,
            "res_id": step.res_id,
            "part": step.part,
            "document_id": step.document_id,
            "fingerprint": step.fingerprint,
            "last_sync": fields.Datetime.now(),
            "needs_attention": False,
            "message": False,
            **values,
        }
